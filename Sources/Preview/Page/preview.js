// Runs in the preview only: reloads the page when there is a new build, and shows what is wrong.
"use strict";

(() => {
  const script = document.currentScript;
  const generation = Number(script.dataset.generation);
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

  function listen() {
    if (document.hidden) {
      // A browser opens few connections to one server: pages that nobody sees let theirs go.
      events?.close();
      events = null;
    } else if (!events || events.readyState === EventSource.CLOSED) {
      events = new EventSource(new URL("events", script.src));
      events.onmessage = ({ data }) => {
        const news = JSON.parse(data);
        if (news.generation !== generation) reload();
        else show(news);
      };
    }
  }

  document.addEventListener("visibilitychange", listen);
  listen();
})();
