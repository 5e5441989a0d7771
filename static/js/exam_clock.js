/* The clock of an exam goes by the server's: what the clock of this device says does not matter.

   `offset` is the server's time minus performance.now(). What the server tells was true when it answered and is older
   when it arrives, so of several estimates the largest is the best. Sleep may stop performance.now(): whenever the page
   wakes up, the server is asked again. */

const place = document.querySelector("[data-clock]");
const shown = place.querySelector("[data-left]");
const EVERY = 60_000;
const MARKS = [10, 5, 1];

let deadline = Number(place.dataset.deadline);
let offset = Number(place.dataset.now) - (performance.getEntriesByType("navigation")[0]?.responseStart ?? performance.now());
let announced = left() / 60_000;
let up = null;

export function learnTime({ now, deadline: until }) {
  if (!now) return;
  offset = Math.max(offset, now - performance.now());
  deadline = until;
  tick();
}

export function left() {
  return deadline - offset - performance.now();
}

export function announce(text) {
  document.getElementById("announcement").textContent = text;
}

/* Ask the server for its time; whether it could be reached. */
export async function askForTime() {
  try {
    const response = await fetch(place.dataset.clockUrl, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(10_000) });
    if (!response.ok || response.redirected) return false;
    const told = await response.json();
    learnTime(told);
    return told;
  } catch {
    return false;
  }
}

function tick() {
  const seconds = Math.max(0, Math.ceil(left() / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number) => String(number).padStart(2, "0");
  const text = hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  if (shown.textContent !== text) shown.textContent = text;
  place.classList.toggle("soon", seconds <= 300);
  const mark = MARKS.filter((minute) => seconds <= minute * 60 && announced > minute).pop();
  if (mark && seconds > 0) announce(mark === 1 ? place.dataset.last : place.dataset.soon.replace("{minutes}", mark));
  announced = Math.min(announced, seconds / 60);
  if (seconds === 0 && up) {
    const now = up;
    up = null;
    announce(place.dataset.up);
    now();
  }
}

/* Start; `then` is called once when the time is up. */
export function runClock(then) {
  up = then;
  let [date, steady] = [Date.now(), performance.now()];
  setInterval(() => {
    /* The two clocks of this device went apart: it slept, or somebody set the one on the wall. */
    if (Math.abs(Date.now() - date - (performance.now() - steady)) > 2000) askForTime();
    [date, steady] = [Date.now(), performance.now()];
    tick();
  }, 250);
  setInterval(askForTime, EVERY);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) askForTime(); });
  for (const name of ["pageshow", "online", "focus"]) addEventListener(name, () => askForTime());
  tick();
}
