// The interface: clewSearch.init() and clewSearch.search(). Loads the files that the engine asks
// for. A file is a script that names itself and its bytes, so that one form serves a server, where
// it is fetched and read, and file://, where fetching is refused and it is run.

const SCRIPT = document.currentScript?.src ?? "";
let base = SCRIPT ? new URL("../search/", SCRIPT).href : "";
let opening = null;
const waiting = new Map();

/** Bytes of a file from its parts: base64, or text as it is. */
function bytesOf(base64, text) {
  if (text !== undefined) return new TextEncoder().encode(text);
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

// What the files call when they are run.
globalThis.clewChunk = (name, base64, text) => waiting.get(name)?.(bytesOf(base64 ?? "", text));

async function fetched(name, cache) {
  const response = await fetch(`${base}${name}.js`, { cache });
  if (!response.ok) return null;
  const script = await response.text();
  const [, base64, text] = JSON.parse("[" + script.slice(script.indexOf("(") + 1, script.lastIndexOf(")")) + "]");
  return bytesOf(base64 ?? "", text);
}

function run(name) {
  return new Promise(resolve => {
    const script = document.createElement("script");
    const end = bytes => {
      waiting.delete(name);
      script.remove();
      resolve(bytes);
    };
    waiting.set(name, end);
    script.onerror = () => end(null);
    script.onload = () => end(null);
    const address = `${base}${name}.js`;
    // The policy of Trusted Types, where clew.js has made one.
    script.src = typeof scriptPolicy === "undefined" ? address : scriptPolicy.createScriptURL(address);
    document.head.append(script);
  });
}

/** The bytes of a file; null when it cannot be had. */
async function file(name, cache = "default") {
  try {
    return location.protocol === "file:" ? await run(name) : await fetched(name, cache);
  } catch {
    return null;
  }
}

async function open(cache) {
  const bytes = await file("root", cache);
  const root = bytes && readRoot(bytes);
  if (!root) throw new Error("clew: the search index cannot be read; reload the page");
  return new Engine(root);
}

/** Loads the table of contents; worth doing when the search box gets the focus. */
function init(options = {}) {
  if (options.base) base = options.base;
  opening ??= open("no-cache").catch(error => {
    opening = null;
    throw error;
  });
  return opening.then(() => undefined);
}

/** Loads what the engine wants; whether all of it was what its name says. */
async function loadAll(engine, names) {
  const loaded = await Promise.all(names.map(async name => {
    let bytes = await file(name);
    // A damaged copy in the cache is fetched anew.
    if (bytes && !engine.load(name, bytes)) bytes = await file(name, "reload");
    return bytes !== null && engine.load(name, bytes) ? null : name;
  }));
  return loaded.filter(name => name !== null);
}

async function answer(ask) {
  await init();
  let engine = await opening, isFresh = false;
  for (;;) {
    const result = ask(engine);
    if (!engine.needed.length) return result;
    const missing = await loadAll(engine, engine.needed);
    if (missing.length && !isFresh) {
      // The site was published anew meanwhile: its new table of contents names other files.
      isFresh = true;
      opening = open("reload").catch(() => engine);
      engine = await opening;
    } else {
      for (const name of missing) engine.miss(name);
    }
  }
}

/** Pages that match, best first. The array has `total` and `partial` as well. */
async function search(query, { limit = 20, kind = "" } = {}) {
  const { results, total, partial } = await answer(engine => engine.search(String(query), limit, kind));
  return Object.assign(results, { total, partial });
}

/** The text under a heading of a page, or before its first heading. */
function sectionText(page, anchor) {
  const main = page.querySelector("main") ?? page.body;
  const heading = anchor ? page.getElementById(anchor) : null;
  const range = page.createRange();
  range.selectNodeContents(main);
  if (heading) range.setStartAfter(heading);
  for (const next of main.querySelectorAll("h1,h2,h3")) {
    const isBehind = heading ? heading.compareDocumentPosition(next) & 4 : next.tagName !== "H1";
    if (!isBehind) continue;
    range.setEndBefore(next);
    break;
  }
  return range.toString().replace(/\s+/g, " ").trim();
}

const pages = new Map();

/** A page as a document that runs nothing; null when it cannot be had. */
function loadedPage(url) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onloadend = () => resolve(request.status === 200 ? request.response : null);
    request.send();
  });
}

/** The excerpt of a result whose text is not in the index, from the page that it leads to. */
async function excerpt(result, query) {
  if (result.excerpt || location.protocol === "file:") return null;
  const [path, anchor] = result.url.split("#");
  const url = new URL(`../${path}`, base).href;
  if (!pages.has(url)) {
    pages.set(url, loadedPage(url));
  }
  const page = await pages.get(url);
  return page ? answer(engine => engine.excerpt(sectionText(page, anchor), String(query))) : null;
}

globalThis.clewSearch = { init, search, excerpt };
