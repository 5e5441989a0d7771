/* Comparisons: copying one (the file that the link leads to goes to the clipboard instead), and the focus in a test. */

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-copy]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const place = document.querySelector("[data-copied]");
  try {
    const text = await (await fetch(link.href)).text();
    await navigator.clipboard.writeText(text);
    place.textContent = link.dataset.copy;
  } catch {
    place.textContent = link.dataset.failed;
    location.assign(link.href);
  }
});

/* The cell that was answered takes the focus, so that the next one is a Tab away. */
document.addEventListener("htmx:afterSwap", () => {
  document.querySelector("[data-tested]")?.focus({ preventScroll: true });
  document.querySelector("[data-tested]")?.removeAttribute("data-tested");
});
