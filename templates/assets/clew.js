// What pages gain with JavaScript. Each is complete without it, and every step may run twice: some
// phones run scripts again when the reader goes back.
"use strict";

const chinese = {
  copy: "复制",
  copied: "已复制。发出去之前看一眼。",
  failed: "没能自动复制。文字已选中，请长按它复制。",
  link: "复制本页地址",
  unhelpful: "没帮上忙",
  report: "把这一行发给维护指南的人，里面没有你的个人信息：",
  print: "打印",
  share: "分享",
  result: "复制结论和回答",
  answers: "我的回答：",
  version: "版本",
  kept: "上次选的",
  gone: "有一个回答现在没有了，请从这里重新选：",
  goneHere: "上次在这里选的回答现在没有了，请重新选。",
  device: "只保存在这台手机上，7 天后自动清除。",
  unsaved: "这台手机不让保存，关掉页面就没有了。",
  clear: "清空",
  undo: "撤销清空",
  date: "$1年$2月$3日",
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
  share: "Share",
  result: "Copy result and answers",
  answers: "My answers:",
  version: "version",
  kept: "chosen before",
  gone: "An answer no longer exists. Choose again here: ",
  goneHere: "The answer chosen here no longer exists. Choose again.",
  device: "Kept on this device only, for 7 days.",
  unsaved: "This device keeps nothing: it goes with the page.",
  clear: "Clear",
  undo: "Undo",
  date: "$1-$2-$3",
  colon: ": ",
};
const words = document.documentElement.lang.startsWith("zh") ? chinese : english;

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

// Kept on the device, for a week

/** What was kept under a name; undefined for nothing, and for anything unreadable. */
function recall(name) {
  try {
    const { saved, value } = JSON.parse(localStorage.getItem("clew:" + name));
    const age = Date.now() - saved;
    if (age >= 0 && age < 7 * 86400000) return value;
    keep(name);
  } catch {
    // No storage, or a value of someone else: as if nothing was kept.
  }
}

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

function showOverdue(notice) {
  notice.hidden = new Date().toISOString().slice(0, 10) <= notice.dataset.reviewBy;
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

// Checklists

function runChecklist(article) {
  const name = "checklist:" + article.dataset.checklist;
  const boxes = all(".item [type=checkbox]", article);
  const inputs = all(".field", article).map(addInput);
  const status = statusLine();
  const bar = make("progress", { max: boxes.length, "aria-hidden": true });
  const note = one(".note", article);
  const idOf = (box) => box.closest(".item").id;
  let cleared;

  const state = () => ({
    ticks: boxes.filter((box) => box.checked).map(idOf),
    fields: Object.fromEntries(inputs.filter((it) => it.value).map((it) => [it.name, it.value])),
  });
  const update = () => {
    bar.value = boxes.filter((box) => box.checked).length;
    status.textContent = `${bar.value} / ${boxes.length}`;
    fillSlots(article, inputs);
  };
  /** Shows what was kept; anything of another shape counts as nothing. */
  const show = (kept) => {
    const ticks = Array.isArray(kept?.ticks) ? kept.ticks : [];
    const texts = kept?.fields ?? {};
    boxes.forEach((box) => (box.checked = ticks.includes(idOf(box))));
    inputs.forEach((it) => (it.value = typeof texts[it.name] === "string" ? texts[it.name] : ""));
    update();
  };
  const save = () => {
    update();
    const isEmpty = !boxes.some((box) => box.checked) && !inputs.some((it) => it.value);
    note.textContent = keep(name, isEmpty ? null : state()) ? words.device : words.unsaved;
    clear.textContent = cleared ? words.undo : words.clear;
  };
  const clear = button(words.clear, () => {
    const before = cleared;
    cleared = before ? null : state();
    show(before);
    save();
  });
  article.oninput = () => {
    cleared = null;
    save();
  };
  one(".progress", article).replaceChildren(status, bar, clear, ...printButtons());
  note.textContent = words.device;
  show(recall(name) ?? state());
}

/** Puts a control into a field, once; the blank stays for paper. */
function addInput(field) {
  const { field: name, kind } = field.dataset;
  const type = kind === "date" ? kind : "text";
  const inputmode = kind === "amount" ? "decimal" : "text";
  const old = one("input", field);
  if (old) return old;
  const input = make("input", { name, type, inputmode, "aria-label": name, autocomplete: "off" });
  field.classList.add("live");
  field.append(input);
  return input;
}

/** Fills the messages of a checklist from its fields, and from the answers that led here. */
function fillSlots(article, inputs) {
  const answers = recall("answers");
  const values = new Map([["排查经过", typeof answers === "string" ? answers : ""]]);
  inputs.forEach((input) => {
    const text = input.value.trim();
    values.set(input.name, text.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, words.date));
    input.parentElement.classList.toggle("filled", text !== "");
  });
  all(".slot", article).forEach((slot) => {
    const value = values.get(slot.dataset.slot);
    slot.textContent = value || "＿＿＿＿";
    slot.classList.toggle("filled", Boolean(value));
  });
}

// Decision trees: the answers so far travel in the fragment, as node.mark*node.mark. So they
// survive a reload, the way back and a shared address, and reach no server.

/** A short mark of an answer's words: when they change, it is another answer. */
function markOf(text) {
  let sum = 0;
  for (const letter of text.trim()) sum = (sum * 31 + letter.codePointAt()) >>> 0;
  return sum.toString(36);
}

function readAnswers(text) {
  const parts = (text ?? "").split("*").map((part) => part.split("."));
  return parts.filter(([node, mark]) => /^[\w-]+$/.test(node) && mark)
    .map(([node, mark]) => ({ node, mark }));
}

/** An address with the answers that lead to it, and with those to come back to. */
function address(page, answers, kept = [], goal = "") {
  const written = (list) => list.map(({ node, mark }) => node + "." + mark).join("*");
  const hash = new URLSearchParams({ a: written(answers) });
  if (kept.length && goal) {
    hash.set("k", written(kept));
    hash.set("t", goal);
  }
  return page.split("#")[0] + "#" + hash;
}

/** The questions from which this node can be reached, by id. */
function readWays(template) {
  const read = (option) => {
    const text = option.textContent;
    return { text, mark: markOf(text), target: option.dataset.target };
  };
  const lists = all("dl", template.content);
  return new Map(
    lists.map((list) => [
      list.dataset.node,
      { question: textOf("dt", list), options: all("dd", list).map(read) },
    ])
  );
}

/** The answers as far as they still lead here, and the question whose answer no longer does. */
function checked(answers, here, ways) {
  const known = [];
  for (const [place, { node, mark }] of answers.entries()) {
    const { question, options } = ways.get(node) ?? { options: [] };
    const next = answers[place + 1]?.node ?? here;
    const option = options.find((it) => it.mark === mark && it.target === next);
    if (!option) return { known, gone: question && { node, question } };
    known.push({ node, mark, question, answer: option.text });
  }
  return { known };
}

/** The answers so far as the page shows them. */
function answersShown(colon = words.colon) {
  return all(".answers:not([hidden]) li").map(
    (item) => textOf("span", item) + colon + textOf("strong", item)
  );
}

function runNode(root) {
  const here = root.dataset.node;
  const hash = new URLSearchParams(location.hash.slice(1));
  const template = one("template", root);
  const goal = (hash.get("t") ?? "").replace(/[^\w-]/g, "");
  let given = readAnswers(hash.get("a"));
  let kept = readAnswers(hash.get("k"));
  // Round a loop: what was answered since the last time here may be used again.
  const again = given.findIndex(({ node }) => node === here);
  if (again >= 0) [given, kept] = [given.slice(0, again), given.slice(again)];

  if (template) {
    const { known, gone } = checked(given, here, readWays(template));
    showAnswers(root, known, gone);
  }
  const items = all(".answers li", root);
  const known = items.map((item) => ({
    node: item.dataset.node,
    mark: markOf(textOf("strong", item)),
  }));
  // 改 leads to a question and takes along what was answered after it.
  items.forEach((item, place) => {
    const link = one("a", item);
    const before = known.slice(0, place);
    link.href = address(link.getAttribute("href"), before, known.slice(place), here);
  });
  linkOptions(root, known, kept, goal);
  const tools = one(".take-away", root);
  if (tools) addTakeAway(tools, root);
}

/** Shows the answers in the place of the questions that may have led here. */
function showAnswers(root, known, gone) {
  const list = one(".answers ol", root);
  const section = list.parentElement;
  section.hidden = !known.length && !gone;
  one(".came-from", root).hidden = known.length > 0;
  list.replaceChildren(
    ...known.map(({ node, question, answer }) => {
      const change = make("a", { href: node + ".html" }, list.dataset.change);
      const item = make("li", {}, make("span", {}, question), make("strong", {}, answer), change);
      item.dataset.node = node;
      return item;
    })
  );
  one(".notice", section)?.remove();
  if (!gone) return;
  const link = make("a", { href: address(gone.node + ".html", known) }, gone.question);
  section.append(make("p", { class: "notice" }, words.gone, link));
}

/** Each option takes the answers along. One that leads to a question already answered goes on to
    where the reader came from. */
function linkOptions(root, known, kept, goal) {
  const here = root.dataset.node;
  const own = kept.find(({ node }) => node === here);
  const later = kept.filter((it) => it !== own);
  let isGone = own;
  all(".kept, .gone", root).forEach((old) => old.remove());
  all(".options a", root).forEach((link) => {
    const { target } = link.dataset;
    const mark = markOf(link.textContent);
    const answers = [...known, { node: here, mark }];
    const place = later.findIndex(({ node }) => node === target);
    const page = link.getAttribute("href");
    if (own?.mark === mark) {
      isGone = false;
      link.append(make("span", { class: "kept" }, words.kept));
    }
    if (place >= 0 && goal) link.href = address(goal + ".html", answers.concat(later.slice(place)));
    else if (target) link.href = address(page, answers, target === goal ? [] : later, goal);
  });
  const notice = make("p", { class: "notice gone" }, words.goneHere);
  if (isGone) one(".options", root)?.before(notice);
}

/** On an outcome: copy, share and print the result; the answers also go into messages. */
function addTakeAway(tools, root) {
  const title = textOf("h1", root);
  const answers = answersShown(" → ");
  if (answers.length) keep("answers", [...answers, "→ " + title].join("\n"));
  const details = all(".details div", root).map(
    (row) => textOf("dt", row) + words.colon + textOf("dd", row)
  );
  const head = [textOf(".urgency", root), title, textOf(".action", root), ...details];
  const text = () => [...head, "", words.answers, ...answers, location.href].join("\n");
  const share = () => navigator.share({ title, text: text() }).catch(() => {});
  tools.replaceChildren(
    revealing(words.result, text, tools),
    ...(navigator.share ? [button(words.share, share)] : []),
    ...printButtons(),
    statusLine()
  );
}

function run() {
  all("figure.message").forEach(addCopyButton);
  all("[data-review-by]").forEach(showOverdue);
  all(".contents").forEach(followContents);
  all("[data-checklist]").forEach(runChecklist);
  all(":is(article, section)[data-node]").forEach(runNode);
  all(".page-tools").forEach(addPageTools);
}

run();
addEventListener("pageshow", (event) => event.persisted && run());
addEventListener("hashchange", () => location.hash.startsWith("#a=") && run());
