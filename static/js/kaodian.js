/* Every page: no form is sent twice, the language switch comes back to the page one is on. */

const pathNow = () => location.pathname + location.search;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-language-form]")) form.elements.next.value = pathNow();
  if (form.hasAttribute("hx-post") || form.method === "dialog" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
});

/* Coming back through the history shows the page as it was left: its forms can be sent again. */
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  }
});

/* On a narrow screen the contents of a note start closed; without this script they are open. */
const contents = document.querySelector("[data-contents]");
if (contents && !matchMedia("(width >= 72rem)").matches) contents.open = false;

/* A note opened at its cited lines shows them, also when the address names no place in the page. */
if (!location.hash) document.querySelector(".prose .cited")?.scrollIntoView({ block: "center" });

/* What scrolls sideways can be reached and scrolled by keyboard. */
for (const wide of document.querySelectorAll(".prose .table-scroll, .prose pre")) {
  if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}

/* Without a network the offline page is shown; the worker keeps nothing else. */
if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/service-worker.js"));
/* The slash goes to search from everywhere, unless something is typed or single keys are switched off. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])") || document.documentElement.dataset.singleKeys === "off") return;
  const field = document.querySelector("main input[type=search]");
  const link = document.querySelector("a[data-search]");
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else location.assign(link.href);
});

/* Once a day the server is told that this browser is in use, so that it stays logged in; opening a page writes nothing. */
const { seen } = document.body.dataset;
if (seen) fetch(seen, { method: "POST", body: new FormData(document.querySelector("[data-language-form]")) }).catch(() => {});
