/* How the page looks and listens, changed on the page itself: at once here, and kept with the learner. */

const NAMES = { text_size: "textSize", single_keys: "singleKeys" };

export function adjust(name, value) {
  document.documentElement.dataset[NAMES[name]] = value;
  const { value: token } = document.querySelector("input[name=csrfmiddlewaretoken]");
  const body = new URLSearchParams({ [name]: value });
  /* Without a connection it lasts for this page. */
  fetch("/appearance/", { method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true }).catch(() => {});
}
