/* The end of an exam: what waits goes out while the grace lasts, then the paper is handed in. */

import { askForTime } from "./exam_clock.js";

const PATIENCE = 3500;
const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

/* Hand in as soon as the server can be reached. */
export async function handIn(queue) {
  await Promise.race([queue.flush(), wait(PATIENCE)]);
  while (!(await askForTime())) await wait(2000);
  document.querySelector("[data-submit-form]").submit();
}
