/* The reader: the heading that was reached is remembered while one reads, so that another day goes on from there. */

const form = document.querySelector("form[data-place]");
const headings = [...document.querySelectorAll(".prose:not(.twin) :is(h2, h3, h4, h5, h6)[id]")];
const SETTLED = 600;

/* The last heading above the middle of the window; none before the first. */
function reached() {
  let heading = "";
  for (const one of headings) {
    if (one.getBoundingClientRect().top > innerHeight / 2) break;
    heading = one.id;
  }
  return heading;
}

let kept = form?.dataset.place ?? "";
let settling = 0;

async function keep() {
  clearTimeout(settling);
  const heading = reached();
  if (heading === kept) return;
  const before = kept;
  kept = heading;
  const body = new FormData(form);
  body.set("heading", heading);
  body.set("quietly", "yes");
  try {
    const response = await fetch(form.action, { method: "POST", body, keepalive: true });
    if (!response.ok) kept = before;
  } catch {
    kept = before; /* No connection: the next scroll tries again. */
  }
}

if (form) {
  addEventListener("scroll", () => {
    clearTimeout(settling);
    settling = setTimeout(keep, SETTLED);
  }, { passive: true });
  /* Who leaves before the page came to rest is remembered too. */
  let moved = false;
  addEventListener("scroll", () => { moved = true; }, { once: true, passive: true });
  const leave = () => { if (moved) keep(); };
  document.addEventListener("click", (event) => { if (event.target.closest?.("a[href]")) leave(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
}
