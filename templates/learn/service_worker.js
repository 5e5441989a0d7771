/* Shows the offline page where a page cannot be loaded, and stores nothing else: no study, exam or answer page. */
const CACHE = "kaodian-offline-{{ version }}";
const KEPT = [{% for address in kept %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEPT)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("kaodian-offline-") && name !== CACHE);
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(old(names).map((name) => caches.delete(name))))
      /* The page is asked for while this script starts, not after. */
      .then(() => registration.navigationPreload?.enable())
      .then(() => clients.claim()),
  );
});

async function load(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(load(event).catch(() => caches.match(KEPT[0])));
  } else if (KEPT.slice(1).includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request.url)));
  }
});
