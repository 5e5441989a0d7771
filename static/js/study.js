/* The study page: showing the answer, rating, turning the language over, and answers that wait for the connection. */

import { announce, listenToKeys, placeOf, sendLateValues, startClock } from "./asking.js";

const WAITING = "kaodian.waiting-answer";
const RETRY = 3000;
const study = () => document.getElementById("study");
const asked = () => document.getElementById("asked");
const form = () => asked()?.querySelector("form[data-answer]");
const held = () => study()?.querySelector("[data-hold]");
const ratings = () => [...(form()?.querySelectorAll("[data-rating]") ?? [])];
const choices = () => [...(form()?.querySelectorAll("input[name=choice]") ?? [])];

sendLateValues(["milliseconds", "flips", "language"]);

/* --- what is on screen --- */

let language = "";

function show() {
  const section = asked();
  if (!section) return;
  document.title = study().dataset.title.replace(/\s+/g, " ").trim();
  const feedback = study().querySelector("#feedback");
  if (held()) {
    section.hidden = true;
    announce(feedback.querySelector("#verdict").textContent);
    feedback.focus({ preventScroll: true });
    feedback.scrollIntoView({ block: "start" });
    return;
  }
  ask();
  if (feedback) announce(feedback.querySelector(".verdict").textContent);
}

/* Begin with the card: its clock starts when it can be seen. */
function ask() {
  const section = asked();
  section.hidden = false;
  if (language && study().hasAttribute("data-keeps-language")) turn(language, false);
  startClock(form()?.elements.item?.value ?? "");
  const typed = section.querySelector("#typed");
  (typed ?? section).focus({ preventScroll: true });
  section.scrollIntoView({ block: "nearest" });
}

function goOn() {
  held()?.removeAttribute("data-hold");
  study().querySelector("[data-learnt]")?.closest(".sheet")?.remove();
  ask();
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-continue]")) {
    event.preventDefault();
    goOn();
  } else if (event.target.closest?.("a[data-flip]")) {
    event.preventDefault();
    flip();
  }
});

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("[data-reveal]") && event.target.open) event.target.querySelector(".back").scrollIntoView({ block: "nearest" });
}, true);

/* --- the language --- */

function languages() {
  return [...new Set([...(asked()?.querySelectorAll("#front [data-language]") ?? [])].map((piece) => piece.dataset.language))];
}

function turn(to, counted) {
  if (!languages().includes(to)) return;
  for (const piece of study().querySelectorAll("[data-language]")) {
    const twins = [...piece.parentElement.children].filter((other) => other.dataset.language);
    piece.hidden = twins.some((other) => other.dataset.language === to) && piece.dataset.language !== to;
  }
  language = to;
  const fields = form()?.elements;
  if (!fields) return;
  fields.language.value = to;
  if (counted) fields.flips.value = String(Number(fields.flips.value) + 1);
}

function flip() {
  const known = languages();
  if (known.length < 2) {
    announce(asked()?.querySelector("[data-no-flip]")?.dataset.noFlip ?? "");
    return;
  }
  const now = form()?.elements.language.value ?? known[0];
  turn(known.find((one) => one !== now), true);
}

/* --- one request at a time; an answer that does not arrive waits, and is sent again --- */

let busy = false;
let retry = 0;

function remember(waiting) {
  try {
    waiting ? sessionStorage.setItem(WAITING, JSON.stringify(waiting)) : sessionStorage.removeItem(WAITING);
  } catch { /* Storage is closed: the answer waits as long as the page is open. */ }
}

function setBusy(value) {
  busy = value;
  for (const control of asked()?.querySelectorAll("button") ?? []) {
    value ? control.setAttribute("aria-disabled", "true") : control.removeAttribute("aria-disabled");
  }
}

function wait(kind) {
  const place = form()?.querySelector("[data-failure]");
  setBusy(false);
  if (!place) return;
  place.textContent = place.dataset[kind];
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
  clearTimeout(retry);
  if (kind === "offline") retry = setTimeout(sendAgain, RETRY);
}

let sent = null;

/* Other parts of the page, such as the help for a card that slips, load by themselves. */
const isAnswer = (event) => event.detail.target?.id === "study";

function sendAgain() {
  if (!sent || busy || !sent.form.isConnected) return;
  sent.form.requestSubmit(sent.button);
}
addEventListener("online", sendAgain);

document.addEventListener("htmx:beforeRequest", (event) => {
  const target = event.target.closest?.("form[data-answer]");
  if (!target) return;
  if (busy) {
    event.preventDefault();
    return;
  }
  const button = event.detail.requestConfig.triggeringEvent?.submitter ?? target.querySelector("[data-submit]");
  sent = { form: target, button };
  const fields = new URLSearchParams(new FormData(target));
  if (button?.name) fields.set(button.name, button.value);
  remember({ action: target.action, body: fields.toString() });
  target.querySelector("[data-failure]").hidden = true;
  setBusy(true);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!isAnswer(event)) return;
  if (event.detail.successful || event.detail.xhr?.status === 422) {
    clearTimeout(retry);
    remember(null);
    sent = null;
    busy = false;
  }
});
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) {
  document.addEventListener(name, (event) => { if (isAnswer(event)) wait("offline"); });
}
document.addEventListener("htmx:responseError", (event) => { if (isAnswer(event)) wait("refused"); });
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!isAnswer(event)) return;
  /* An answer that is no study page (one was signed out, say) is a page of its own: go there. */
  const { xhr } = event.detail;
  if (event.detail.shouldSwap && !xhr.responseText.includes('id="study"')) {
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL);
  }
});
document.addEventListener("htmx:afterSettle", (event) => { if (isAnswer(event)) show(); });

/* An answer that waited when the page was left goes out first. */
async function sendWaiting() {
  let waiting = null;
  try { waiting = JSON.parse(sessionStorage.getItem(WAITING)); } catch { /* There is none. */ }
  if (!waiting) return;
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams(waiting.body);
  body.set("csrfmiddlewaretoken", token);
  try {
    const response = await fetch(waiting.action, { method: "POST", body, headers: { "X-CSRFToken": token } });
    /* Whatever is no study page, such as the one to log in, has stored nothing. */
    if ((await response.text()).includes('id="study"')) {
      remember(null);
      location.reload();
    }
  } catch { /* Still no connection: it goes on waiting. */ }
}

/* --- a typed answer: the Enter that takes what an input method offers sends nothing --- */

/* Safari ends the composition before it tells of the key; that key has the code 229 then. */
document.addEventListener("keydown", (event) => {
  const isEnter = event.key === "Enter" && event.target.id === "typed";
  if (isEnter && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}, true);

/* --- keys --- */

function go() {
  if (busy) return true;
  if (held()) {
    goOn();
    return true;
  }
  const reveal = form()?.querySelector("[data-reveal]");
  if (reveal && !reveal.open) {
    reveal.open = true;
    return true;
  }
  if (reveal) {
    ratings().find((button) => button.value === "3")?.click();
    return true;
  }
  const button = form()?.querySelector("[data-submit]");
  if (button) form().requestSubmit(button);
  return Boolean(button);
}

function press(key) {
  if (key === "l") {
    flip();
    return true;
  }
  if (key === "u") {
    study()?.querySelector("form[data-undo]")?.requestSubmit();
    return true;
  }
  const place = placeOf(key);
  if (place < 0 || busy || held()) return false;
  if (choices().length) {
    const input = choices()[place];
    if (!input) return false;
    input.checked = true;
    input.focus();
    return true;
  }
  const reveal = form()?.querySelector("[data-reveal]");
  if (!reveal?.open || place > 3) return false;
  ratings()[place]?.click();
  return true;
}
listenToKeys({ go, press });

show();
sendWaiting();
