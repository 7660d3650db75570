/**
 * Keeps the whole site in the browser, for when the network is gone. The network is always asked first:
 * its copy, which says that it is one and from when, is for when there is no answer.
 */

/** Changes with every file of the site, so that a browser sees that there is a new one. */
const build = '__build__';
const base = '__base__';
const family = `procs ${base} `;
const kept = family + build;
const listName = `${base}offline.json`;

/** How long a page is waited for, and how long a network that kept us waiting is then not asked for its parts. */
const patience = 5_000;
const distrust = 30_000;

/** Named by their content: what has this name never changes. */
const immutable = `${base}_astro/`;

let slowUntil = 0;

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetEarlier().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (!url.pathname.startsWith(base) || request.headers.has('range')) return;
  event.respondWith(answer(request, url.pathname));
});

/** All files of this build or none: a copy that is half of one build and half of another is worse than none. */
async function keepAll() {
  const list = await fetchList();
  const cache = await caches.open(kept);
  const known = await earlier();
  const waiting = [...list.files];
  const keepSome = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [name, hash] = next;
      const address = base + name;
      if (await cache.match(address)) continue;
      await cache.put(address, (await known.get(hash)?.()) ?? (await fetched(address)));
    }
  };
  await Promise.all(Array.from({ length: 6 }, keepSome));
  // Whatever was fetched while another build was put in its place is not to be trusted.
  await fetchList().catch(async (error) => {
    await caches.delete(kept);
    throw error;
  });
  await cache.put(listName, new Response(JSON.stringify(list)));
}

async function fetchList() {
  const list = await (await fetched(listName)).json();
  if (list.build !== build) throw new Error('Another build is being put in place of this one.');
  return list;
}

async function fetched(address) {
  const response = await fetch(address, { cache: 'no-cache', credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  // A redirected answer is not taken for a page later on.
  const type = response.headers.get('content-type') ?? '';
  return new Response(await response.blob(), { headers: { 'content-type': type } });
}

/** What earlier builds kept, by the hash of its content. */
async function earlier() {
  const found = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(family) || name === kept) continue;
    const cache = await caches.open(name);
    const list = await (await cache.match(listName))?.json();
    for (const [file, hash] of list?.files ?? []) found.set(hash, () => cache.match(base + file));
  }
  return found;
}

async function forgetEarlier() {
  const names = await caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith(family) && name !== kept)
      .map((name) => caches.delete(name)),
  );
}

async function answer(request, path) {
  const isPage = request.mode === 'navigate';
  if (path.startsWith(immutable)) return (await copyOf(path)) ?? fetch(request);
  if (!isPage && Date.now() < slowUntil) return (await copyOf(path)) ?? fetch(request);
  const network = fetch(request);
  try {
    const response = await Promise.race([network, afterPatience()]);
    if (response && response.status < 500) return response;
    if (!response) slowUntil = Date.now() + distrust;
    return (await copyFor(path, isPage)) ?? (await network);
  } catch (error) {
    const copy = await copyFor(path, isPage);
    if (copy) return copy;
    throw error;
  }
}

function afterPatience() {
  return new Promise((done) => setTimeout(() => done(null), patience));
}

async function copyOf(path) {
  const cache = await caches.open(kept);
  return cache.match(path);
}

async function copyFor(path, isPage) {
  const copy = await copyOf(path);
  if (!isPage) return copy;
  if (copy) return marked(copy, 200);
  const missing = await copyOf(`${base}404.html`);
  return missing ? marked(missing, 404) : null;
}

/** Shows the page's own words that it is a copy. */
async function marked(copy, status) {
  const type = copy.headers.get('content-type') ?? '';
  if (!type.includes('html')) return copy;
  const text = await copy.text();
  return new Response(text.replace(/(<p id="offline-copy"[^>]*?) hidden(?:="")?/, '$1'), {
    status,
    headers: { 'content-type': type },
  });
}
