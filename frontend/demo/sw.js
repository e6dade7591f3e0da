// Keeps the whole demo in the browser, so that it works without a network after the first visit.
// The list of files is filled in when the demo is built.
const FILES = /*PRECACHE*/[];

// Every build has a cache of its own, and so has every folder of a host.
const PREFIX = `konfid-demo ${registration.scope} `;
const CACHE = PREFIX + FILES.map((file) => file.revision).join("").split("").reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 7);
const address = (url) => new URL(url, registration.scope).href;

addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      await cache.addAll(FILES.map((file) => new Request(address(file.url), { cache: "reload" })));
      await skipWaiting();
    })(),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await clients.claim();
    })(),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(CACHE);
      const wanted = request.mode === "navigate" ? address("./") : request;
      return (await cache.match(wanted, { ignoreSearch: true })) ?? fetch(request);
    })(),
  );
});
