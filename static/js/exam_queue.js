/* What is to be saved waits in line, also across reloads, and goes out one by one in the order in which it was made.

   A repeat is known to the server by its key and number, so sending again what may have arrived already is safe. */

const RETRY = 3000;

function entries(prefix) {
  const found = [];
  try {
    for (let index = 0; index < localStorage.length; index += 1) {
      const name = localStorage.key(index);
      if (name.startsWith(prefix)) found.push(name);
    }
  } catch { /* Storage is closed: what waits lasts as long as the page. */ }
  return found.sort();
}

function csrfToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("input[name=csrfmiddlewaretoken]").value;
}

/* `told` has the functions saved(answer), refused(answer), over(answer) and trouble(kind); kind is "" when it is over. */
export function openQueue(sitting, told) {
  const prefix = `kaodian.exam.${sitting}.`;
  const kept = new Map();
  let running = null;
  let retry = 0;

  const waiting = () => [...new Set([...entries(prefix), ...kept.keys()])].sort();
  const read = (name) => {
    try { return kept.get(name) ?? JSON.parse(localStorage.getItem(name)); } catch { return kept.get(name); }
  };
  const drop = (name) => {
    kept.delete(name);
    try { localStorage.removeItem(name); } catch { /* It was never there. */ }
  };

  function add(url, body) {
    const last = waiting().at(-1);
    const number = last ? Number(last.slice(prefix.length).split(".")[0]) + 1 : 1;
    const name = `${prefix}${String(number).padStart(9, "0")}.${body.get("key")}`;
    body.delete("csrfmiddlewaretoken");
    const entry = { url, body: body.toString() };
    kept.set(name, entry);
    try { localStorage.setItem(name, JSON.stringify(entry)); } catch { /* Storage is closed. */ }
    return flush();
  }

  /* Whether nothing waits any more. */
  function flush() {
    running ??= send().finally(() => { running = null; });
    return running.then((empty) => (empty && waiting().length ? flush() : empty));
  }

  async function send() {
    clearTimeout(retry);
    for (let [name] = waiting(); name; [name] = waiting()) {
      const entry = read(name);
      const outcome = entry ? await post(entry) : "gone";
      if (outcome === "later" || outcome === "signedOut") {
        told.trouble(outcome === "later" ? "waiting" : "signedOut");
        retry = setTimeout(flush, RETRY);
        return false;
      }
      drop(name);
      if (outcome === "over") waiting().forEach(drop);
    }
    told.trouble("");
    return true;
  }

  async function post({ url, body }) {
    let response;
    try {
      response = await fetch(url, {
        method: "POST",
        body: new URLSearchParams(body),
        headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
        redirect: "manual",
        keepalive: true,
        signal: AbortSignal.timeout(15_000),
      });
    } catch {
      return "later";
    }
    if (response.type === "opaqueredirect" || response.status === 403) return "signedOut";
    if (response.status === 404) return "gone";
    if (![200, 409, 422].includes(response.status)) return "later";
    let answer;
    try { answer = await response.json(); } catch { return "later"; }
    if (response.status === 200) told.saved(answer, waiting().length === 1);
    if (response.status === 422) told.refused(answer);
    if (response.status === 409) told.over(answer);
    return response.status === 409 ? "over" : "done";
  }

  addEventListener("online", () => flush());
  return { add, flush, waiting: () => waiting().map(read).filter(Boolean) };
}
