/* The page that asks: keys, time taken, focus, and what happens when the server cannot be reached. */

import { announce, listenToKeys, placeOf, sendLateValues, startClock as clockFrom } from "./asking.js";

const item = () => document.getElementById("item");
const answerForm = () => item()?.querySelector("form[data-answer]");
const places = () => [...(answerForm()?.querySelectorAll("select[name^=place-]") ?? [])];
const choices = () => [...(answerForm()?.querySelectorAll("input[name=choice]") ?? [])];

const startClock = () => clockFrom(item()?.dataset.item ?? "");
sendLateValues(["milliseconds"]);

/* --- one request at a time, and a way back when it fails --- */

let busy = false;

function setBusy(value) {
  busy = value;
  const section = item();
  if (!section) return;
  section.toggleAttribute("aria-busy", value);
  if (value) section.setAttribute("aria-busy", "true");
  for (const control of section.querySelectorAll("[data-submit], [data-next]")) {
    value ? control.setAttribute("aria-disabled", "true") : control.removeAttribute("aria-disabled");
  }
}

function showFailure(kind) {
  const place = item()?.querySelector("[data-failure]");
  setBusy(false);
  if (!place) return;
  place.textContent = place.dataset[kind];
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
}

const ofItem = (event) => event.target.closest?.("#item");

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!ofItem(event)) return;
  const place = item().querySelector("[data-failure]");
  if (place) place.hidden = true;
  setBusy(true);
});
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) setBusy(false); });
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) {
  document.addEventListener(name, () => showFailure("offline"));
}
document.addEventListener("htmx:responseError", () => showFailure("refused"));

/* A link that is activated again while its page is on the way does nothing. */
document.addEventListener("click", (event) => {
  if (busy && event.target.closest?.("[aria-disabled=true]")) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

/* --- after a swap: title, focus, and the choice that was already made --- */

const sureness = () => answerForm()?.querySelector("input[name=confidence]:checked")?.value ?? "";
let kept = { id: "", values: [], places: [], sure: "", flipped: false };

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!ofItem(event) && event.detail.target?.id !== "item") return;
  /* An answer that is no question (one was signed out, say) is a page of its own: go there. */
  const { xhr } = event.detail;
  if (event.detail.shouldSwap && !xhr.responseText.includes('id="item"')) {
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL);
    return;
  }
  kept = {
    id: item()?.dataset.item ?? "",
    values: choices().filter((input) => input.checked).map((input) => input.value),
    places: places().map((select) => select.value),
    sure: sureness(),
    flipped: event.detail.requestConfig?.elt?.hasAttribute("data-flip") ?? false,
  };
});

document.addEventListener("htmx:afterSettle", () => {
  const section = item();
  if (!section) return;
  busy = false;
  document.title = section.dataset.title.replace(/\s+/g, " ").trim();
  if (kept.id === section.dataset.item) {
    for (const input of choices()) if (kept.values.includes(input.value)) input.checked = true;
    places().forEach((select, index) => { select.value = kept.places[index] ?? ""; });
    if (kept.sure) be(kept.sure);
  }
  startClock();
  const feedback = section.querySelector("#feedback");
  if (kept.flipped) {
    section.querySelector("[data-flip]")?.focus({ preventScroll: true });
  } else if (feedback) {
    feedback.focus({ preventScroll: true });
    feedback.scrollIntoView({ block: "nearest" });
    announce(section.dataset.announce);
  } else {
    section.focus({ preventScroll: true });
    section.scrollIntoView({ block: "start" });
    announce("");
  }
  kept = { id: "", values: [], places: [], sure: "", flipped: false };
});

/* --- keys --- */

function choose(index) {
  const place = places()[index];
  if (place) {
    place.focus();
    return true;
  }
  const input = choices()[index];
  if (!input) return false;
  input.checked = input.type === "radio" ? true : !input.checked;
  input.focus();
  input.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function goOn() {
  if (busy) return true;
  const next = item()?.querySelector("[data-next]");
  if (next) {
    next.click();
    return true;
  }
  const form = answerForm();
  if (!form) return false;
  form.requestSubmit(form.querySelector("[data-submit]"));
  return true;
}

const SURENESS = { u: "sure", t: "think", g: "guess" };

/* The same key again takes it back. */
function be(sure) {
  const input = answerForm()?.querySelector(`input[name=confidence][value=${sure}]`);
  if (input) input.checked = !input.checked;
  return Boolean(input);
}

function press(key) {
  if (key in SURENESS && be(SURENESS[key])) return true;
  if (key === "l") {
    const section = item();
    const flip = section?.querySelector("a[data-flip]");
    if (flip) flip.click();
    else announce(section?.querySelector("[data-no-flip]")?.dataset.noFlip ?? "");
    return true;
  }
  const place = placeOf(key);
  return place >= 0 && choose(place);
}
listenToKeys({ go: goOn, press });

startClock();
/* After an answer without htmx the page arrives with its feedback. */
if (item()?.querySelector("#feedback") && document.referrer.startsWith(location.origin)) {
  item().querySelector("#feedback").focus({ preventScroll: true });
}
