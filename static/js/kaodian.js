/* Every page: no form is sent twice, the language switch comes back to the page one is on. */

import { adjust } from "./adjusting.js";

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

/* Where the contents of a note have a column of their own they are open: nothing moves when they open late. */
const contents = document.querySelector("[data-contents]");
if (contents) contents.open = matchMedia("(width >= 72rem)").matches;

/* A note opened at its cited lines shows them, also when the address names no place in the page. */
if (!location.hash) document.querySelector(".prose .cited")?.scrollIntoView({ block: "center" });

/* What scrolls sideways can be reached and scrolled by keyboard. */
for (const wide of document.querySelectorAll(".prose .table-scroll, .prose pre")) {
  if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}

/* Without a network the offline page is shown; the worker keeps nothing else. */
if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/service-worker.js"));

/* --- keys --- */

const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";
const dialog = document.getElementById("keys");

const keySwitch = dialog?.querySelector("[data-keys-switch]");
if (keySwitch) {
  keySwitch.checked = document.documentElement.dataset.singleKeys !== "off";
  keySwitch.addEventListener("change", () => adjust("single_keys", keySwitch.checked ? "on" : "off"));
  for (const hint of document.querySelectorAll("[data-keys-hint]")) hint.hidden = false;
  for (const button of document.querySelectorAll("[data-keys-open]")) button.addEventListener("click", () => dialog.showModal());
}

/* The slash goes to search, except from an exam; the question mark shows the keys. */
function toSearch() {
  const field = document.querySelector("main input[type=search]");
  const link = document.querySelector("body:not(:has(main.exam)) a[data-search]");
  if (field) field.focus();
  else if (link) location.assign(link.href);
  return Boolean(field ?? link);
}
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.defaultPrevented || !keySwitch?.checked || dialog.open || event.target.closest?.(TYPING)) return;
  if (event.key === "/" && toSearch()) event.preventDefault();
  if (event.key === "?") {
    dialog.showModal();
    event.preventDefault();
  }
});

/* Once a day the server is told that this browser is in use, so that it stays logged in; opening a page writes nothing. */
const { seen } = document.body.dataset;
if (seen) fetch(seen, { method: "POST", body: new FormData(document.querySelector("[data-language-form]")) }).catch(() => {});
