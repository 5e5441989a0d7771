/* The page before handing in: the clock runs on, and what still waits to be saved goes out. */

import { learnTime, runClock } from "./exam_clock.js";
import { handIn } from "./exam_end.js";
import { openQueue } from "./exam_queue.js";

const page = document.querySelector("[data-exam]");
const trouble = page.querySelector("[data-trouble]");
let stale = false;

const queue = openQueue(page.dataset.exam, {
  saved(answer) {
    stale = true;
    learnTime(answer);
  },
  refused() { stale = true; },
  over() { handIn(queue); },
  trouble(kind) {
    trouble.hidden = !kind;
    trouble.textContent = page.dataset[kind] ?? "";
  },
});

runClock(() => handIn(queue));
queue.flush().then((empty) => { if (empty && stale) location.reload(); });
