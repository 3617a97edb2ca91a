// The worker of a machine in the hall; the door that serves it puts MACHINE in front. It keeps the files its pages
// are drawn with, of a display the last picture, of the others one plain page, and shows them while the server is
// away. Pages of people are never kept.
const KEPT = `machine ${MACHINE.home} ${MACHINE.version}`;
const AWAY = new Set([502, 504]); // what stands before the server answers in its place

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => event.waitUntil(keep(event.data.files)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (request.method !== "GET") return;
  else if (url.pathname.startsWith(MACHINE.files)) event.respondWith(file(request));
  else if (MACHINE.picture && url.pathname === MACHINE.home && url.search) event.respondWith(part(request));
});

async function prepare() {
  const answer = await fetch(MACHINE.lost, { cache: "no-store" });
  const text = await answer.clone().text();
  await (await caches.open(KEPT)).put(MACHINE.lost, answer);
  await keep([...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1]));
  await self.skipWaiting();
}

async function begin() {
  for (const name of await caches.keys()) if (name.startsWith(`machine ${MACHINE.home} `) && name !== KEPT) await caches.delete(name);
  await self.clients.claim();
}

// Names of static files change with what is in them, so one that is kept is never asked for again.
async function keep(files) {
  const kept = await caches.open(KEPT);
  for (const name of new Set(files.map((one) => new URL(one, location.href).href))) {
    if (!new URL(name).pathname.startsWith(MACHINE.files) || await kept.match(name)) continue;
    try { await kept.add(name) } catch { /* with the next page */ }
  }
  if (MACHINE.picture && !await kept.match(MACHINE.home)) {
    const answer = await fetch(MACHINE.home, { cache: "no-store" });
    if (answer.ok && !answer.redirected) await kept.put(MACHINE.home, answer);
  }
}

async function file(request) {
  const kept = await caches.open(KEPT);
  return await kept.match(request, { ignoreVary: true }) ?? fetch(request);
}

async function part(request) {
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(KEPT)).put(request, answer.clone());
  return answer;
}

async function page(request, url) {
  let answer;
  try {
    answer = await fetch(request);
    if (!AWAY.has(answer.status)) {
      if (MACHINE.picture && answer.ok && url.pathname === MACHINE.home && !url.search) await (await caches.open(KEPT)).put(MACHINE.home, answer.clone());
      return answer;
    }
  } catch { /* no network */ }
  const kept = await caches.open(KEPT), how = { ignoreVary: true };
  return (MACHINE.picture && await kept.match(MACHINE.home, how)) || await kept.match(MACHINE.lost, how) || answer || Response.error();
}
