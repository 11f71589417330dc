// Runs in the preview only: shows what a new build says, and what is wrong with it. Where nothing but
// words of the text are new they are put into the page; else the page is loaded again.
"use strict";

(() => {
  const script = document.currentScript;
  let generation = Number(script.dataset.generation);
  const place = "clew preview: place";
  const folded = "clew preview: folded";

  // What an earlier visit kept on the device would hide changes.
  navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((it) => it.unregister()));
  delete Navigator.prototype.serviceWorker;

  function remember(key, value) {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Without storage the page begins at its top again.
    }
  }

  function remembered(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  }

  // Place

  const last = remembered(place);
  remember(place, null);
  if (last?.address === location.href) {
    const back = () => scrollTo({ left: last.x, top: last.y, behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
  }

  function reload() {
    remember(place, { address: location.href, x: scrollX, y: scrollY });
    location.reload();
  }

  // Words

  /** The page as it was served last; what is new is told by it. */
  let known = null;

  /** What no script of a page works on. */
  const plain = new Set(
    ("a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img li meta ol p strong sup table tbody td th thead title "
      + "tr ul").split(" "),
  );

  function isPlain(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return true;
    return [node, ...node.querySelectorAll("*")].every(
      (element) => plain.has(element.localName) && !Object.keys(element.dataset).length,
    );
  }

  /** The page as it is served now, of which no script runs; null where it is of another generation. */
  function served(wanted) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("GET", location.href);
      request.responseType = "document";
      request.onloadend = () => {
        const page = request.response;
        const own = page?.querySelector("script[data-generation]");
        const isWanted = Number(own?.dataset.generation) === wanted;
        // What differs for all, and what only machines read.
        own?.removeAttribute("data-generation");
        page?.querySelectorAll("script[type='application/ld+json']").forEach((it) => it.replaceChildren());
        resolve(isWanted ? page : null);
      };
      request.send();
    });
  }

  const isLike = (node, other) => node?.cloneNode(false).isEqualNode(other.cloneNode(false));

  /**
   * What to do with the element that is shown, so that it becomes the new one of two served elements.
   * Null where that is more than words, or where a script has changed what stands there.
   */
  function changes(shown, old, next) {
    if (!isLike(shown, old) || !isLike(next, old)) return null;
    const [here, before, after] = [shown, old, next].map((element) => [...element.childNodes]);
    const most = Math.min(before.length, after.length);
    let start = 0;
    while (start < most && before[start].isEqualNode(after[start])) start++;
    let end = 0;
    while (end < most - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end++;
    const gone = before.slice(start, before.length - end);
    const come = after.slice(start, after.length - end);
    const leaving = here.slice(start, start + gone.length);
    if ([...gone, ...come].every(isPlain)) {
      const isSame = leaving.every((node, index) => node.isEqualNode(gone[index]));
      if (!isSame || (!gone.length && here.length !== before.length)) return null;
      const follower = here[start + gone.length] ?? null;
      return [() => {
        for (const node of leaving) node.remove();
        for (const node of come) shown.insertBefore(document.importNode(node, true), follower);
      }];
    }
    if (gone.length !== come.length) return null;
    const all = gone.map((node, index) => {
      if (node.isEqualNode(come[index])) return [];
      if (!isPlain(node) || !isPlain(come[index])) return changes(leaving[index], node, come[index]);
      const put = () => leaving[index].replaceWith(document.importNode(come[index], true));
      return leaving[index]?.isEqualNode(node) ? [put] : null;
    });
    return all.includes(null) ? null : all.flat();
  }

  addEventListener("load", async () => (known ??= await served(generation)), { once: true });

  /** Shows a newer generation. */
  async function update(newest) {
    const next = known && (await served(newest));
    const all = next && changes(document.documentElement, known.documentElement, next.documentElement);
    if (!all) return reload();
    for (const change of all) change();
    [known, generation] = [next, newest];
  }

  // Problems

  function make(name, text, kind) {
    const element = document.createElement(name);
    element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  let host = null;

  function show({ title, errors, problems }) {
    host?.remove();
    host = null;
    if (!problems.length) return;
    host = document.createElement("clew-problems");
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("preview.css", script.src);
    const box = document.createElement("details");
    // Errors come to the front; warnings wait to be unfolded.
    box.open = errors > 0 || remembered(folded) === false;
    box.className = errors ? "error" : "warning";
    const summary = make("summary", title);
    summary.addEventListener("click", () => remember(folded, box.open));
    box.append(summary);
    for (const { severity, text } of problems) box.append(make("pre", text, severity));
    host.attachShadow({ mode: "open" }).append(style, box);
    host.role = "status";
    document.body.append(host);
  }

  // News

  let events = null;
  let work = Promise.resolve();

  async function take(news) {
    if (news.generation !== generation) await update(news.generation);
    if (news.generation === generation) show(news);
  }

  function listen() {
    if (document.hidden) {
      // A browser opens few connections to one server: pages that nobody sees let theirs go.
      events?.close();
      events = null;
    } else if (!events || events.readyState === EventSource.CLOSED) {
      events = new EventSource(new URL("events", script.src));
      events.onmessage = ({ data }) => (work = work.then(() => take(JSON.parse(data))));
    }
  }

  document.addEventListener("visibilitychange", listen);
  listen();
})();
