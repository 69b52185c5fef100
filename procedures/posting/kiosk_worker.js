// Keeps every page of one posting set in the browser, so that its kiosk goes on without a network.
"use strict";

const START = self.registration.scope; // the set's own folder, and all that this script rules
const KEPT = `kiosk ${new URL(START).pathname}`;
const LIST = new URL("danh-muc.json", START).href;
const NOTE = new URL("da-giu.json", START).href; // what is kept, and since when
const PATIENCE = 4000; // milliseconds for a page before the kept one is shown
const LIFE = 3600_000; // milliseconds after which what is kept is fetched again even unchanged
const AT_ONCE = 6;

let running = null;

function refresh() {
  running = running || fetchAll().finally(() => (running = null));
  return running;
}

async function fetchAll() {
  const answer = await fetch(LIST, { cache: "no-store", credentials: "omit" });
  if (answer.status === 404) return forget();
  if (!answer.ok) throw new Error(`${answer.status}`);
  const list = await answer.json();
  const cache = await caches.open(KEPT);
  const before = await note();
  if (before.version === list.version && Date.now() - before.at < LIFE) return before.count;
  const wanted = [...list.assets, ...list.pages].map((address) => new URL(address, START).href);
  // The start comes last: what it leads to is there already.
  for (let place = 0; place < wanted.length; place += AT_ONCE) {
    await Promise.all(wanted.slice(place, place + AT_ONCE).map((address) => keep(cache, address)));
  }
  for (const request of await cache.keys()) {
    if (!wanted.includes(request.url) && request.url !== NOTE) await cache.delete(request);
  }
  const count = list.pages.length;
  await cache.put(NOTE, Response.json({ version: list.version, at: Date.now(), count }));
  return count;
}

async function keep(cache, address) {
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit" });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status} ${address}`);
  await cache.put(address, answer);
}

async function note() {
  const kept = await caches.match(NOTE);
  return kept ? kept.json() : {};
}

async function forget() {
  await caches.delete(KEPT);
  await self.registration.unregister();
  return 0;
}

async function page(request) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && !new URL(request.url).search) await cache.put(request.url, answer.clone());
    if (answer.status < 500) return answer;
  } catch {
    // No network: what is kept.
  }
  const options = { ignoreSearch: true };
  return (await cache.match(request.url, options)) || (await cache.match(START)) || Response.error();
}

async function asset(request) {
  return (await caches.match(request)) || fetch(request);
}

addEventListener("install", (event) => {
  event.waitUntil(refresh().then(() => self.skipWaiting()));
});
addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.url === LIST) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else event.respondWith(asset(request));
});
addEventListener("message", (event) => {
  if (event.data !== "refresh") return;
  event.waitUntil(
    refresh()
      .catch(async () => (await note()).count || 0)
      .then((count) => event.source.postMessage({ count })),
  );
});
