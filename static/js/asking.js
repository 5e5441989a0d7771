/* What every page that asks shares: the clock, one request at a time, the keys and their dialog. */

import { adjust } from "./adjusting.js";

const LONGEST = 10 * 60 * 1000;
const CONTROL = "a[href], button, input, select, textarea, summary, [contenteditable]";
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";

/* --- time: from when something was first shown, whatever language it is turned to --- */

let shown = { id: "", at: 0 };

export function startClock(id) {
  if (id !== shown.id) shown = { id, at: performance.now() };
}

/* Whole milliseconds since, written into the form that is about to be sent. */
export function writeTime(form) {
  const taken = Math.min(LONGEST, Math.max(0, Math.round(performance.now() - shown.at)));
  form.querySelector("[data-milliseconds]").value = String(taken);
}

/* htmx collects what it sends before the submit event reaches us: hand it the late values again. */
export function sendLateValues(names) {
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-answer]")) writeTime(event.target);
  }, true);
  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.target.closest?.("form[data-answer]");
    if (!form) return;
    writeTime(form);
    const { parameters } = event.detail;
    for (const name of names) {
      const value = form.elements[name].value;
      parameters.set ? parameters.set(name, value) : (parameters[name] = value);
    }
  });
}

/* --- keys --- */

const dialog = document.getElementById("keys");
const keySwitch = dialog.querySelector("[data-keys-switch]");

keySwitch.checked = document.documentElement.dataset.singleKeys !== "off";
keySwitch.addEventListener("change", () => adjust("single_keys", keySwitch.checked ? "on" : "off"));
document.querySelector("[data-keys-hint]").hidden = false;
document.querySelector("[data-keys-open]").addEventListener("click", () => dialog.showModal());

/* `go()` answers Enter and Space, `press(key)` a single small letter or digit; both say whether they did something.
   Nothing happens while a text is typed or composed, and single keys only where they are switched on. */
export function listenToKeys({ go, press }) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.defaultPrevented || dialog.open || event.target.closest?.(TYPING)) return;
    const { key } = event;
    const control = event.target.closest?.(CONTROL);
    let done = false;
    if (key === "Enter" && control?.matches("input[type=radio], input[type=checkbox]")) {
      done = go();
    } else if (key === "Enter" || key === " ") {
      if (!control) done = go();
    } else if (!keySwitch.checked) {
      return;
    } else if (key === "?") {
      dialog.showModal();
      done = true;
    } else if (!event.shiftKey && key.length === 1) {
      done = press(key.toLowerCase());
    }
    if (done) event.preventDefault();
  });
}

/* A digit or letter as the place of an option, from 0; -1 when it is neither. */
export function placeOf(key) {
  if (/^[1-9]$/.test(key)) return Number(key) - 1;
  return /^[a-i]$/.test(key) ? key.charCodeAt(0) - 97 : -1;
}

export function announce(text) {
  document.getElementById("announcement").textContent = text;
}
