// Keeps the last seen pages, and so the emergency advice in them, for when there is no network.
// The network always comes first; nothing of the API is ever kept.

const KEPT = "backline-pages";
const PAGES = ["/", "/summary"];

addEventListener("install", (event) => {
  skipWaiting();
  const needed = ["/static/style.css", "/static/icon.svg", "/static/chat.js", "/static/summary.js", "/static/api.js", "/static/view.js"];
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([...PAGES, ...needed])));
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  const ours = PAGES.includes(pathname) || pathname.startsWith("/static/");
  if (event.request.method === "GET" && ours) event.respondWith(networkFirst(event.request));
});

async function networkFirst(request) {
  const cache = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  } catch (failure) {
    const kept = (await cache.match(request)) ?? (await cache.match(request, { ignoreSearch: true }));
    if (!kept) throw failure;
    return kept;
  }
}
