// The search box and the search page. clew.js loads this file, after the engine, when a box is
// touched or the address asks something; so nobody else pays for it.
"use strict";

{
  const chinese = {
    results: "搜索结果",
    found: (count) => `找到 ${count} 条`,
    partial: "没有一页全都提到，下面是最接近的。",
    nothing: (query) => `没有找到“${query}”。`,
    nearest: "也许是这些：",
    start: "不知道怎么搜？回答几个问题来找",
    every: "看全部结果",
    more: "再看一些",
    broken: "搜索没能打开，可能没有网络。可以先看全部内容（按拼音）。",
    all: "全部",
    filter: "只看",
    kinds: {
      cause: "原因", solution: "办法", prevention: "预防", checklist: "清单", tree: "排查",
      term: "词语", page: "页面", home: "首页",
    },
    why: { variant: "繁体", synonym: "同义词", sound: "按读音", near: "相近" },
  };
  const english = {
    results: "Results",
    found: (count) => `${count} found`,
    partial: "No page has all of it. These come nearest.",
    nothing: (query) => `Nothing found for “${query}”.`,
    nearest: "Perhaps one of these:",
    start: "Not sure what to search for? Answer a few questions",
    every: "All results",
    more: "More",
    broken: "The search could not be opened. Here is everything from A to Z.",
    all: "All",
    filter: "Only",
    kinds: {
      cause: "Cause", solution: "Solution", prevention: "Prevention", checklist: "Checklist",
      tree: "Questions", term: "Term", page: "Page", home: "Home",
    },
    why: { variant: "traditional script", synonym: "synonym", sound: "by sound", near: "similar" },
  };
  const words = document.documentElement.lang.startsWith("zh") ? chinese : english;
  const SUGGESTIONS = 7, FIRST = 20;

  // What is found

  /** A text with its matches marked. Text stays text, whatever it holds. */
  function marked(tag, name, text, marks) {
    const element = make(tag, { class: name });
    let end = 0;
    for (const [from, to] of marks) {
      element.append(text.slice(end, from), make("mark", {}, text.slice(from, to)));
      end = to;
    }
    element.append(text.slice(end));
    return element;
  }

  /** A result as a link: what it is called, what it is, where in it, and why where that is not
      plain to see. */
  function hit(form, { url, title, heading, kind, excerpt, why, marks }) {
    const name = marked("strong", "title", title, marks.title);
    const labels = [words.kinds[kind], words.why[why]].filter(Boolean);
    name.append(...labels.map((label) => make("small", {}, label)));
    const link = make("a", { class: "hit", href: form.dataset.root + url }, name);
    if (heading && heading !== title) link.append(marked("span", "heading", heading, marks.heading));
    if (excerpt) link.append(marked("span", "excerpt", excerpt, marks.excerpt));
    return link;
  }

  /** What comes near to a query that finds nothing: what its parts find. */
  async function nearest(query) {
    const letters = [...query.replace(/[^\p{L}\p{N}]+/gu, "")].slice(0, 16);
    const known = new Map();
    for (let at = 0; at + 2 <= letters.length && known.size < 4; at++) {
      const found = await clewSearch.search(letters.slice(at, at + 2).join(""), { limit: 2 });
      found.forEach((result) => known.size < 4 && known.set(result.url.split("#")[0], result));
    }
    return [...known.values()];
  }

  /** What to show where nothing was found: what comes near, and the way by questions. */
  async function instead(form, query) {
    const parts = [make("p", {}, words.nothing(query.slice(0, 60)))];
    const near = await nearest(query);
    if (near.length) {
      parts.push(make("p", {}, words.nearest));
      parts.push(make("ul", { class: "hits" }, ...near.map((it) => make("li", {}, hit(form, it)))));
    }
    const { start } = form.dataset;
    if (start) parts.push(make("p", {}, make("a", { href: start }, words.start)));
    return parts;
  }

  /** Answers what is typed, one query at a time; what is typed meanwhile waits, only the last. */
  function answering(ask, show, fail) {
    let waiting = null;
    let isBusy = false;
    return async (...query) => {
      waiting = query;
      if (isBusy) return;
      isBusy = true;
      while (waiting) {
        const current = waiting;
        waiting = null;
        try {
          const answer = await ask(...current);
          if (!waiting) await show(answer, ...current);
        } catch {
          if (!waiting) fail();
        }
      }
      isBusy = false;
    };
  }

  /** Enter while an input method is at work chooses a character and must not search. Some
      browsers report that key as 229 when the choosing is already over. */
  function watchComposition(input) {
    const state = { isComposing: false };
    input.addEventListener("compositionstart", () => (state.isComposing = true));
    input.addEventListener("compositionend", () => (state.isComposing = false));
    state.holds = (event) => state.isComposing || event.isComposing || event.keyCode === 229;
    return state;
  }

  /** Says how many were found, once the typing rests. */
  function announcing(status) {
    let timer;
    return (text) => {
      clearTimeout(timer);
      timer = setTimeout(() => (status.textContent = text), 400);
    };
  }

  // The box of every page: a combobox whose options are links

  function runBox(form) {
    const input = one("input", form);
    const status = make("p", { role: "status", class: "unseen" });
    const list = make("div", { role: "listbox", id: "found", "aria-label": words.results });
    const panel = make("div", { class: "found", hidden: "" }, list);
    const composition = watchComposition(input);
    const announce = announcing(status);
    form.append(panel, status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "found" };
    Object.entries(roles).forEach(([name, value]) => input.setAttribute(name, value));

    const options = () => all("[role=option]", panel);
    const chosen = () => one("[aria-selected=true]", panel);
    const choose = (option) => {
      options().forEach((it) => it.setAttribute("aria-selected", String(it === option)));
      option?.scrollIntoView({ block: "nearest" });
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
    };
    const open = (isOpen) => {
      panel.hidden = !isOpen;
      input.setAttribute("aria-expanded", String(isOpen));
      choose(null);
    };
    const option = (link, place) => {
      const roles = { role: "option", id: "hit-" + place, tabindex: -1, "aria-selected": "false" };
      Object.entries(roles).forEach(([name, value]) => link.setAttribute(name, value));
      return link;
    };
    const showAll = (query, total) => {
      const href = form.action + "?" + new URLSearchParams({ q: query });
      return make("a", { class: "hit every", href }, `${words.every}（${total}）`);
    };
    const show = async (results, query) => {
      const links = results.map((result) => hit(form, result));
      if (results.total > results.length) links.push(showAll(query, results.total));
      const rest = results.length ? [] : await instead(form, query);
      list.replaceChildren(...links.map(option));
      panel.replaceChildren(...(results.length ? [list] : rest));
      open(query === input.value.trim());
      announce(results.length ? words.found(results.total) : rest[0].textContent);
    };
    const fail = () => {
      panel.replaceChildren(make("p", {}, make("a", { href: form.action }, words.broken)));
      open(true);
      announce(words.broken);
    };
    const search = (query) => clewSearch.search(query, { limit: SUGGESTIONS });
    const answer = answering(search, show, fail);
    const typed = () => {
      const query = input.value.trim();
      if ([...query].length < 2) open(false);
      else answer(query);
    };
    input.oninput = typed;
    input.onfocus = typed;
    input.onkeydown = (event) => {
      if (composition.holds(event)) return;
      if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        return open(false);
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !panel.hidden) {
        event.preventDefault();
        // One place more than there are options: the box itself.
        const links = [null, ...options()];
        choose(links.at((links.indexOf(chosen()) + step) % links.length));
      } else if (event.key === "Enter" && chosen()) {
        event.preventDefault();
        chosen().click();
      }
    };
    form.onsubmit = (event) => {
      if (composition.isComposing || !input.value.trim()) event.preventDefault();
    };
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!form.contains(relatedTarget)) open(false);
    });
    open(false);
    if (document.activeElement === input) typed();
  }

  // The search page: results as links below the box, by kind

  function runPage(form, area) {
    const input = one("input", form);
    const status = make("p", { role: "status", class: "count" });
    const kinds = make("div", { class: "kinds", role: "group", "aria-label": words.filter });
    const hits = make("ol", { class: "hits" });
    const rest = make("div", { class: "rest" });
    const index = one(".everything");
    const composition = watchComposition(input);
    const announce = announcing(status);
    let kind = "";
    let limit = FIRST;

    const show = async (results, query) => {
      hits.replaceChildren(...results.map((result) => make("li", {}, hit(form, result))));
      const more = () => {
        limit += FIRST;
        ask();
      };
      if (!results.length) rest.replaceChildren(...(await instead(form, query)));
      else if (results.total > results.length) rest.replaceChildren(button(words.more, more));
      else rest.replaceChildren();
      const count = results.length ? words.found(results.total) : "";
      announce(results.partial && count ? `${count}。${words.partial}` : count);
    };
    const fail = () => {
      rest.replaceChildren(make("p", { class: "notice" }, words.broken));
      hits.replaceChildren();
      index.hidden = false;
    };
    const search = (query) => clewSearch.search(query, { limit, kind });
    const answer = answering(search, show, fail);
    const ask = () => {
      const query = input.value.trim();
      area.hidden = !query;
      index.hidden = Boolean(query);
      const state = { ...(query && { q: query }), ...(query && kind && { kind }) };
      const address = new URLSearchParams(state).toString();
      history.replaceState(null, "", location.pathname + (address && "?" + address));
      if (query) answer(query);
    };
    const filter = (name) => {
      const label = name ? words.kinds[name] : words.all;
      const toggle = button(label, () => {
        kind = name;
        limit = FIRST;
        showFilter();
        ask();
      });
      toggle.dataset.kind = name;
      return toggle;
    };
    const showFilter = () =>
      all("button", kinds).forEach((it) => (it.ariaPressed = String(it.dataset.kind === kind)));
    kinds.append(...["", ...Object.keys(words.kinds).filter((it) => it !== "home")].map(filter));
    area.replaceChildren(kinds, status, hits, rest);

    input.oninput = () => {
      limit = FIRST;
      ask();
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      if (!composition.isComposing) ask();
    };
    const asked = new URLSearchParams(location.search);
    if (asked.get("q")) input.value = asked.get("q");
    if (Object.hasOwn(words.kinds, asked.get("kind") ?? "")) kind = asked.get("kind");
    showFilter();
    if (input.value.trim()) ask();
  }

  for (const form of all("form.search")) {
    const area = one(".search-results");
    if (area && form.closest("main")) runPage(form, area);
    else runBox(form);
  }
  // Without the engine, which may not have come, every query says that nothing could be opened.
  globalThis.clewSearch?.init().catch(() => {});
}
