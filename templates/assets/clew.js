// What pages gain with JavaScript. Each is complete without it, and every step may run twice: some
// phones run scripts again when the reader goes back. This file is part of every page; trees and
// checklists have files of their own, which come after it and use what it defines.
"use strict";

const chinese = {
  copy: "复制",
  copied: "已复制。发出去之前看一眼。",
  failed: "没能自动复制。文字已选中，请长按它复制。",
  link: "复制本页地址",
  unhelpful: "没帮上忙",
  report: "把这一行发给维护指南的人，里面没有你的个人信息：",
  print: "打印",
  version: "版本",
  colon: "：",
};
const english = {
  copy: "Copy",
  copied: "Copied. Look at it before you send it.",
  failed: "Could not copy. The text is selected: press it to copy.",
  link: "Copy address",
  unhelpful: "This did not help",
  report: "Send this line to those who keep the guide. It holds nothing personal:",
  print: "Print",
  version: "version",
  colon: ": ",
};
const isChinese = document.documentElement.lang.startsWith("zh");
const words = isChinese ? chinese : english;

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const textOf = (selector, root) => one(selector, root)?.textContent.trim();

/** A new element with attributes and children. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

function button(text, onclick) {
  return Object.assign(make("button", { type: "button" }, text), { onclick });
}

/** A place whose text is read out when it changes. */
const statusLine = () => make("span", { role: "status" });

// Inside WeChat, printing does nothing: no button for it there.
const printButtons = () =>
  /MicroMessenger/i.test(navigator.userAgent) ? [] : [button(words.print, () => print())];

// Addresses of scripts

const ownAddress = document.currentScript?.src ?? "";

/** The one policy of Trusted Types: only scripts of this guide, whatever asks for one. */
const scriptPolicy = ((rules) => globalThis.trustedTypes?.createPolicy("clew", rules) ?? rules)({
  createScriptURL(address) {
    const { href } = new URL(address, location);
    const root = new URL("../", ownAddress).href;
    if (href.startsWith(root) && /^((assets|search)\/[\w.-]+|sw)\.js$/.test(href.slice(root.length)))
      return href;
    throw new TypeError("no script of this guide: " + href);
  },
});

// Kept on the device, for a week

/** Keeps a value, or forgets it without one; says whether that worked. */
function keep(name, value) {
  try {
    if (value) localStorage.setItem("clew:" + name, JSON.stringify({ saved: Date.now(), value }));
    else localStorage.removeItem("clew:" + name);
    return true;
  } catch {
    return false;
  }
}

// Copying

/** Copies the text of an element and says whether it worked. The text is selected either way:
    some browsers claim to have copied and have not. */
async function copy(element, status, note = "") {
  getSelection().selectAllChildren(element);
  try {
    await navigator.clipboard.writeText(element.textContent);
    status.textContent = note + words.copied;
  } catch {
    status.textContent = note + words.failed;
  }
}

function addCopyButton(figure) {
  const status = statusLine();
  const text = one(".message-text", figure);
  one(".tools", figure).replaceChildren(button(words.copy, () => copy(text, status)), status);
}

/** A button that shows a text made on the spot, and copies it. */
function revealing(label, text, tools, note) {
  return button(label, () => {
    one("pre", tools)?.remove();
    const shown = make("pre", {}, text());
    tools.append(shown);
    copy(shown, one("[role=status]", tools), note);
  });
}

// Every page

const steps = [];

/** What every step does when the page is shown. */
const run = () => steps.forEach((step) => step());

/** Does something with the elements of a selector, now and whenever the page is shown again. */
function onShow(selector, change) {
  const step = () => all(selector).forEach(change);
  steps.push(step);
  step();
}

/** Has the guide kept on the device where the browser can do that, and where data costs nothing
    extra. The service worker stands one folder above the scripts. */
async function keepOffline() {
  if (!ownAddress || !location.protocol.startsWith("http") || navigator.connection?.saveData) return;
  try {
    await navigator.serviceWorker?.register(
      scriptPolicy.createScriptURL(new URL("../sw.js", ownAddress))
    );
  } catch {
    // A private window, for example: the guide works without.
  }
}

/** Below each page: its address, and a line to report that it did not help. Nothing is sent. */
function addPageTools(tools) {
  const { path, updated } = tools.dataset;
  const report = () => [path, `${words.version} ${updated}`, ...answersShown()].join(" | ");
  tools.replaceChildren(
    revealing(words.unhelpful, report, tools, words.report),
    revealing(words.link, () => location.href, tools),
    statusLine()
  );
}

/** The answers so far as the page shows them. */
function answersShown(colon = words.colon) {
  return all(".answers:not([hidden]) li").map(
    (item) => textOf("span", item) + colon + textOf("strong", item)
  );
}

function showOverdue(notice) {
  notice.hidden = new Date().toISOString().slice(0, 10) <= notice.dataset.reviewBy;
}

/** The colour of the browser around the page. */
function followScheme(meta) {
  const { light, dark } = meta.dataset;
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const show = () => (meta.content = (scheme.matches && dark) || light);
  scheme.onchange = show;
  show();
}

/** Opens the table of contents where it stands beside the text, and marks the section in view. */
function followContents(contents) {
  const links = all("a", contents);
  const headings = links.map((link) => document.getElementById(decodeURI(link.hash.slice(1))));
  const isPassed = (heading) => heading?.getBoundingClientRect().top < 120;
  const mark = () => {
    const current = headings.filter(isPassed).length - 1;
    links.forEach((link, place) => (link.ariaCurrent = place === current ? "true" : null));
  };
  one("details", contents).open = matchMedia("(min-width: 64rem)").matches;
  onscroll = () => requestAnimationFrame(mark);
  mark();
}

// The search comes when its box is touched, or when the address asks something

function prepareSearch(form) {
  const input = one("input", form);
  const load = () => {
    if (form.dataset.isLoading) return;
    form.dataset.isLoading = "yes";
    const sources = form.dataset.scripts.split(" ");
    const script = (address) =>
      Object.assign(make("script", {}), { src: scriptPolicy.createScriptURL(address), async: false });
    document.head.append(...sources.map(script));
  };
  input.enterKeyHint = "search";
  input.addEventListener("focus", load);
  if (input === document.activeElement || location.search) load();
}

onShow("form.search", prepareSearch);
onShow("[name=theme-color]", followScheme);
onShow("figure.message", addCopyButton);
onShow("[data-review-by]", showOverdue);
onShow(".contents", followContents);
onShow(".page-tools", addPageTools);
addEventListener("load", keepOffline);
