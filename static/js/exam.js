/* The page of an exam: one question at a time, turned over without a request once the whole paper is here.

   Without this script every button is a form's own, and the server turns the pages. */

import { adjust } from "./adjusting.js";
import { announce as tell, listenToKeys } from "./asking.js";
import { learnTime, runClock } from "./exam_clock.js";
import { handIn } from "./exam_end.js";
import { openQueue } from "./exam_queue.js";

const sheet = document.querySelector("[data-exam]");
const part = (name) => sheet.querySelector(`[data-${name}]`);
const total = Number(sheet.dataset.total);
const sections = new Map();
let current = document.getElementById("question");
let began = performance.now();
let sent = 0;
let over = false;
let leaving = false;

const form = () => current.querySelector("form");
const numberOf = (section) => Number(section.dataset.number);
const choices = () => [...current.querySelectorAll("input[name=choice]")];
const places = (section = current) => [...section.querySelectorAll("select[name^=place-]")];

/* --- saving --- */

function trouble(text) {
  part("trouble").hidden = !text;
  part("trouble").textContent = text ?? "";
}

const queue = openQueue(sheet.dataset.exam, {
  saved(answer, isLast) {
    learnTime(answer);
    if (isLast) part("status").textContent = sheet.dataset.saved.replace("{time}", answer.saved);
  },
  refused(answer) { trouble(answer.error); },
  over(answer) {
    trouble(answer.error);
    finish();
  },
  trouble(kind) { trouble(kind ? sheet.dataset[kind] : ""); },
});

function finish() {
  if (over) return;
  over = true;
  for (const control of sheet.querySelectorAll("input, select, button")) control.disabled = true;
  handIn(queue);
}

function isAnswered(section) {
  const selects = places(section);
  return selects.length ? selects.every((select) => select.value) : Boolean(section.querySelector("input[name=choice]:checked"));
}

function contents() {
  const body = new URLSearchParams(new FormData(form()));
  if (!isAnswered(current)) for (const select of places()) body.delete(select.name);
  body.set("milliseconds", String(Math.round(Number(form().elements.milliseconds.value) + performance.now() - began)));
  sent += 1;
  body.set("n", String(sent));
  return body;
}

function save() {
  if (over) return Promise.resolve(false);
  showInGrid(current);
  return queue.add(current.dataset.url, contents());
}

function showInGrid(section) {
  const cell = part(`overview`).querySelector(`[data-cell="${numberOf(section)}"]`);
  const answered = isAnswered(section);
  const flagged = section.querySelector("input[name=flagged]").checked;
  cell.classList.toggle("answered", answered);
  cell.classList.toggle("flagged", flagged);
  cell.querySelector("[data-is-answered]").hidden = !answered;
  cell.querySelector("[data-is-open]").hidden = answered;
  cell.querySelector("[data-is-flagged]").hidden = !flagged;
}

document.addEventListener("change", (event) => {
  if (!event.target.closest?.("#question")) return;
  if (event.target.name === "choice" && event.target.checked) {
    const strike = event.target.closest(".option").querySelector("input[name=struck]");
    strike.checked = false;
  }
  save();
});

/* What was made on this device and has not arrived yet is shown as it was left. */
function restore(section, body) {
  const given = new URLSearchParams(body);
  for (const input of section.querySelectorAll("input[name=choice], input[name=struck], input[name=confidence]")) {
    input.checked = given.getAll(input.name).includes(input.value);
  }
  section.querySelector("input[name=flagged]").checked = given.has("flagged");
  for (const select of places(section)) select.value = given.get(select.name) ?? "";
}

function restoreWaiting() {
  for (const { url, body } of queue.waiting()) {
    const section = [current, ...sections.values()].find((one) => one.dataset.url === url);
    if (section) {
      restore(section, body);
      showInGrid(section);
    }
  }
}

/* --- turning pages --- */

function noteTime() {
  const spent = performance.now() - began;
  began = performance.now();
  const field = form().elements.milliseconds;
  field.value = String(Math.round(Number(field.value) + spent));
  return spent;
}

function show(number, { push = true } = {}) {
  const next = sections.get(number);
  if (!next || next === current) return;
  const language = form().elements.language.value;
  if (current.querySelector("[data-flip]")) preferred = language;
  current.replaceWith(next);
  current = next;
  began = performance.now();
  if (push) history.pushState(null, "", next.dataset.url);
  document.title = document.title.replace(/^[^·]*/, `${next.dataset.title} `);
  part("number").textContent = String(number);
  part("previous").disabled = number === 1;
  for (const cell of sheet.querySelectorAll("[data-cell]")) {
    Number(cell.dataset.cell) === number ? cell.setAttribute("aria-current", "true") : cell.removeAttribute("aria-current");
  }
  if (preferred) turn(preferred);
  current.focus({ preventScroll: true });
  sheet.scrollIntoView({ block: "start" });
}

async function go(to) {
  if (over || leaving) return;
  const spent = performance.now() - began;
  const here = numberOf(current);
  const number = { previous: here - 1, next: here + 1, review: total + 1 }[to] ?? Number(to);
  if (number < 1) return;
  const saved = spent > 1000 || queue.waiting().length ? save() : queue.flush();
  noteTime();
  if (number <= total && sections.has(number)) {
    show(number);
    return;
  }
  /* Keys that are pressed on the way are meant for the next page. */
  leaving = true;
  leaving = await saved;
  if (leaving) location.assign(number > total ? sheet.dataset.review : current.dataset.url.replace(/\d+\/$/, `${number}/`));
}

/* Coming back through the history shows the page as it was left. */
addEventListener("pageshow", () => { leaving = false; });

addEventListener("popstate", () => {
  const number = Number(location.pathname.match(/(\d+)\/$/)?.[1]);
  if (number === numberOf(current)) return;
  noteTime();
  sections.has(number) ? show(number, { push: false }) : location.reload();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[name=go], button[data-flip]");
  if (!button) return;
  event.preventDefault();
  button.name === "go" ? go(button.value) : flip();
});
/* Before the page's own listener, which takes every form for sent. */
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-exam-form]")) return;
  event.preventDefault();
  go("next");
}, true);

async function loadPaper() {
  try {
    const response = await fetch(sheet.dataset.paper);
    if (!response.ok || response.redirected) return;
    const holder = document.createElement("template");
    holder.innerHTML = await response.text();
    for (const section of holder.content.querySelectorAll("section[data-number]")) {
      if (!sections.has(numberOf(section))) sections.set(numberOf(section), document.adoptNode(section));
    }
    restoreWaiting();
    sheet.dataset.ready = "";
  } catch { /* No connection yet: the server turns the pages. */ }
}

/* --- the language, striking out, how sure --- */

let preferred = "";

function turn(to) {
  const pieces = [...current.querySelectorAll("[data-language]")];
  if (!pieces.some((piece) => piece.dataset.language === to)) return false;
  for (const piece of pieces) piece.hidden = piece.dataset.language !== to;
  for (const name of current.querySelectorAll("[data-to]")) name.hidden = name.dataset.to === to;
  for (const option of current.querySelectorAll("option")) option.textContent = option.dataset[to] ?? option.textContent;
  form().elements.language.value = to;
  return true;
}

function flip() {
  const button = current.querySelector("[data-flip]");
  if (!button) {
    tell(current.querySelector("[data-no-flip]")?.dataset.noFlip ?? "");
    return;
  }
  preferred = form().elements.language.value === "zh" ? "en" : "zh";
  turn(preferred);
  form().elements.flips.value = String(Number(form().elements.flips.value) + 1);
  save();
}

let striking = false;

function choose(index) {
  if (striking) {
    striking = false;
    const strike = current.querySelectorAll("input[name=struck]")[index];
    strike?.click();
    return Boolean(strike);
  }
  places()[index]?.focus();
  const input = choices()[index];
  if (input) {
    input.focus();
    if (input.type === "checkbox" || !input.checked) input.click();
  }
  return Boolean(input ?? places()[index]);
}

function be(sure) {
  const input = current.querySelector(`input[name=confidence][value=${sure}]`);
  if (input.checked) {
    input.checked = false;
    save();
  } else {
    input.click();
  }
}

/* --- keys --- */

const KEYS = {
  n: () => go("next"),
  p: () => go("previous"),
  l: flip,
  f() {
    const flag = current.querySelector("input[name=flagged]");
    flag.click();
    tell(flag.checked ? sheet.dataset.flagged : sheet.dataset.unflagged);
  },
  s() {
    striking = choices().length > 0;
    if (striking) tell(sheet.dataset.strike);
  },
  u: () => be("sure"),
  t: () => be("think"),
  g: () => be("guess"),
};

function press(key) {
  if (over || leaving) return false;
  if (/^[1-9]$/.test(key)) return choose(Number(key) - 1);
  striking = false;
  KEYS[key]?.();
  return key in KEYS;
}

listenToKeys({
  go() {
    go("next");
    return true;
  },
  press,
});
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
  if (event.target.closest?.("select, textarea, dialog")) return;
  const to = { ArrowRight: "next", ArrowLeft: "previous" }[event.key];
  if (!to) return;
  /* Up and down move among the options; sideways would choose another one by accident. */
  event.preventDefault();
  go(to);
});

/* --- text size --- */

const sizes = document.querySelector(".text-size");

function showSize() {
  const size = document.documentElement.dataset.textSize ?? "";
  for (const button of sizes.querySelectorAll("[data-size]")) button.setAttribute("aria-pressed", String(button.dataset.size === size));
}

showSize();
sizes.hidden = false;
sizes.addEventListener("click", (event) => {
  const button = event.target.closest("[data-size]");
  if (!button) return;
  adjust("text_size", button.dataset.size);
  showSize();
});

/* --- begin --- */

sections.set(numberOf(current), current);
preferred = new URLSearchParams(location.search).get("language") ?? "";
restoreWaiting();
queue.flush();
loadPaper();
runClock(finish);
