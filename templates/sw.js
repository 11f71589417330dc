// Keeps the guide on the device, so that it opens without a network after one visit.
//
// The build writes `site` above this text: the files with hashes of their content, and a name for
// all of them together, the generation. A generation is kept whole or not at all, and each file is
// compared with its hash, so pages of two deployments never mix. Pages come from the network where
// there is one: none is stale. What is kept answers without a network, or when one is too slow.
// Files under assets/ have a hash in their name, so what is kept is as good as new.
"use strict";

const scope = registration.scope;
const prefix = `clew ${scope} `;
const generation = prefix + site.generation;
const patience = 3000;

const addressOf = (path) => scope + path.split("/").map(encodeURIComponent).join("/");

/** Under which address a file is kept: with its hash, which tells whether it is the same. */
const keyOf = (path) => `${addressOf(path)}?${site.files[path]}`;

async function digest(bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...sum.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Keeping

/** Keeps a file: as an earlier generation has it when it is the same, else from the network. */
async function keep(cache, path) {
  const key = keyOf(path);
  const known = await caches.match(key);
  if (known) return cache.put(key, known);
  const response = await fetch(addressOf(path), { cache: "no-cache" });
  const bytes = await response.arrayBuffer();
  if ((await digest(bytes)) !== site.files[path]) throw new Error(`${path} is not of this build`);
  // A new response, because one that was redirected may not answer for a page.
  return cache.put(key, new Response(bytes, { headers: response.headers }));
}

/** A few at a time. What was kept before an interruption is found again at the next attempt. */
async function keepAll() {
  const cache = await caches.open(generation);
  const open = Object.keys(site.files);
  const lane = async () => {
    while (open.length) await keep(cache, open.pop());
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

/** Deletes earlier generations but the last: a page of that one may still be loading. */
async function forget() {
  const names = (await caches.keys()).filter((it) => it.startsWith(prefix) && it !== generation);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
}

oninstall = (event) => event.waitUntil(keepAll().then(() => skipWaiting()));
onactivate = (event) => event.waitUntil(forget().then(() => clients.claim()));

// Answering

/** The file behind an address: `a/` is `a/index.html`, and some hosts leave out `.html`. */
function fileOf(address) {
  const { origin, pathname } = new URL(address);
  if (!(origin + pathname).startsWith(scope)) return null;
  try {
    const path = decodeURIComponent(pathname.slice(new URL(scope).pathname.length));
    const paths = [path, path + "index.html", path + ".html"];
    return paths.find((it) => Object.hasOwn(site.files, it));
  } catch {
    return null; // Not percent-encoded as it should be, so no address of ours.
  }
}

/** What the network has, or what is kept when the network fails or is too slow. */
async function newest(request) {
  const path = fileOf(request.url);
  const kept = path && (await caches.match(keyOf(path)));
  const answers = [fetch(request)];
  if (kept) answers.push(new Promise((resolve) => setTimeout(resolve, patience, kept)));
  const response = await Promise.race(answers).catch(() => null);
  if (response && response.status < 500) return response;
  return kept || response || unknown(request);
}

/** Without a network: the page for unknown addresses. */
async function unknown(request) {
  const page = request.mode === "navigate" && (await caches.match(keyOf("404.html")));
  return page ? new Response(page.body, { status: 404, headers: page.headers }) : Response.error();
}

async function kept(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

onfetch = (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.url.startsWith(scope + "assets/")) event.respondWith(kept(request));
  else if (request.mode === "navigate" || fileOf(request.url)) event.respondWith(newest(request));
};
