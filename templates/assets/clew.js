// What pages gain with JavaScript. Every page is complete without it, and every step may run twice:
// some phones run scripts again when the reader goes back.
"use strict";

const words = document.documentElement.lang.startsWith("zh")
  ? {
      copy: "复制",
      copied: "已复制。发出去之前看一眼。",
      failed: "没能自动复制。文字已选中，请长按它复制。",
      link: "复制本页地址",
      unhelpful: "没帮上忙",
      report: "把这一行发给维护指南的人，里面没有你的个人信息：",
      print: "打印",
      share: "分享",
      takeAway: "复制结论和回答",
      answers: "我的回答：",
      page: "页面",
      version: "版本",
      change: "改",
      kept: "上次选的",
      gone: "有一个回答现在没有了，请从这里重新选：",
      goneHere: "上次在这里选的回答现在没有了，请重新选。",
      device: "只保存在这台手机上，7 天后自动清除。",
      unsaved: "这台手机不让保存，关掉页面就没有了。",
      clear: "清空",
      undo: "撤销清空",
      cleared: "已清空。",
      date: (year, month, day) => `${year}年${+month}月${+day}日`,
      colon: "：",
    }
  : {
      copy: "Copy",
      copied: "Copied. Have a look before you send it.",
      failed: "Could not copy. The text is selected: press it and copy.",
      link: "Copy the address",
      unhelpful: "This did not help",
      report: "Send this line to the people who keep the guide. It holds nothing personal:",
      print: "Print",
      share: "Share",
      takeAway: "Copy the result and the answers",
      answers: "My answers:",
      page: "page",
      version: "version",
      change: "change",
      kept: "chosen before",
      gone: "One of the answers no longer exists. Choose again from here:",
      goneHere: "The answer chosen here before no longer exists. Please choose again.",
      device: "Kept on this device only, for 7 days.",
      unsaved: "This device keeps nothing: it is gone when you close the page.",
      clear: "Clear",
      undo: "Undo",
      cleared: "Cleared.",
      date: (year, month, day) => `${year}-${month}-${day}`,
      colon: ": ",
    };

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** A new element with properties and children. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function button(text, onclick) {
  return make("button", { type: "button", textContent: text, onclick });
}

/** A place whose text is read out when it changes. */
function statusLine() {
  const line = make("span");
  line.setAttribute("role", "status");
  return line;
}

// Kept on the device

const week = 7 * 24 * 3600 * 1000;

/** What was kept under a name in the last 7 days; null for nothing, and for anything unreadable. */
function recall(name) {
  try {
    const kept = JSON.parse(localStorage.getItem("clew:" + name));
    const age = Date.now() - kept.saved;
    if (age >= 0 && age < week) return kept.value;
    localStorage.removeItem("clew:" + name);
  } catch {
    // No storage, or another program's value: as if nothing was kept.
  }
  return null;
}

/** Keeps a value, or forgets it when it is null; says whether that worked. */
function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem("clew:" + name);
    else localStorage.setItem("clew:" + name, JSON.stringify({ saved: Date.now(), value }));
    return true;
  } catch {
    return false;
  }
}

// Copying

/** Selects the text of an element, so that it can be copied by hand. */
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Copies the text of an element and says whether it worked. It is selected either way: some
    programs claim to have copied and have not. */
async function copy(element, status) {
  select(element);
  try {
    await navigator.clipboard.writeText(element.textContent);
    status.textContent = words.copied;
  } catch {
    status.textContent = words.failed;
  }
}

function addCopyButton(figure) {
  const status = statusLine();
  const text = figure.querySelector(".message-text");
  const tools = figure.querySelector(".tools");
  tools.replaceChildren(button(words.copy, () => copy(text, status)), status);
}

/** A button that shows a text made on the spot and copies it. */
function revealing(label, note, text, tools, status) {
  return button(label, () => {
    all("pre", tools).forEach((old) => old.remove());
    const shown = make("pre", { textContent: text() });
    tools.append(shown);
    copy(shown, status).then(() => {
      if (note) status.prepend(note + " ");
    });
  });
}

// Every page

/** Below each page: its address, and a line to report that it did not help. Nothing is sent. */
function addPageTools(tools) {
  const { path, updated } = tools.dataset;
  const status = statusLine();
  const report = () =>
    [
      `${words.page} ${path}`,
      `${words.version} ${updated || "-"}`,
      ...answersShown().map((answer) => answer.join(words.colon)),
    ].join(" | ");
  tools.replaceChildren(
    revealing(words.unhelpful, words.report, report, tools, status),
    revealing(words.link, "", () => location.href, tools, status),
    status
  );
}

function showOverdue(notice) {
  notice.hidden = new Date().toISOString().slice(0, 10) <= notice.dataset.reviewBy;
}

/** Opens the table of contents where it stands beside the text, and marks the section in view. */
function followContents(contents) {
  const links = all("a", contents);
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  contents.querySelector("details").open = matchMedia("(min-width: 64rem)").matches;
  const mark = () => {
    const passed = headings.filter((heading) => heading && heading.getBoundingClientRect().top < 120);
    const current = links[headings.indexOf(passed.at(-1))];
    links.forEach((link) => {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  onscroll = () => requestAnimationFrame(mark);
  mark();
}

// Checklists

/** What was ticked and filled in; anything that does not look like it counts as nothing. */
function readList(id) {
  const kept = recall("checklist:" + id);
  const ticks = Array.isArray(kept?.ticks) ? kept.ticks : [];
  const fields = Object.entries(kept?.fields ?? {}).filter(([, text]) => typeof text === "string");
  return { ticks: new Set(ticks), fields: new Map(fields) };
}

function runChecklist(article) {
  const id = article.dataset.checklist;
  const boxes = all(".item [type=checkbox]", article);
  const inputs = all(".field", article).map(addInput);
  const status = statusLine();
  const bar = make("progress", { max: boxes.length });
  const note = make("span", { className: "muted", textContent: words.device });
  bar.setAttribute("aria-hidden", "true");
  let undone = null;

  const state = () => ({
    ticks: boxes.filter((box) => box.checked).map((box) => box.closest(".item").id),
    fields: Object.fromEntries(
      inputs.filter((input) => input.value).map((input) => [input.name, input.value])
    ),
  });
  const show = ({ ticks, fields }) => {
    boxes.forEach((box) => (box.checked = ticks.has(box.closest(".item").id)));
    inputs.forEach((input) => (input.value = fields.get(input.name) ?? ""));
    update();
  };
  const update = () => {
    bar.value = boxes.filter((box) => box.checked).length;
    status.textContent = `${bar.value} / ${boxes.length}`;
    inputs.forEach((input) => {
      input.closest(".field").classList.toggle("filled", input.value !== "");
    });
    fillSlots(article, inputs);
  };
  const save = () => {
    update();
    const now = state();
    const isEmpty = now.ticks.length + Object.keys(now.fields).length === 0;
    note.textContent = keep("checklist:" + id, isEmpty ? null : now) ? words.device : words.unsaved;
  };
  const clear = button(words.clear, () => {
    const before = undone;
    const now = state();
    undone = before ? null : { ticks: new Set(now.ticks), fields: new Map(Object.entries(now.fields)) };
    show(before ?? { ticks: new Set(), fields: new Map() });
    save();
    clear.textContent = undone ? words.undo : words.clear;
    if (undone) note.textContent = words.cleared;
  });

  article.oninput = () => {
    undone = null;
    clear.textContent = words.clear;
    save();
  };
  const tools = [status, bar, clear];
  if (canPrint) tools.push(button(words.print, () => print()));
  article.querySelector(".progress").replaceChildren(...tools, note);
  show(readList(id));
}

/** Puts a control into a field, once; the blank stays for paper. */
function addInput(field) {
  const { field: name, kind } = field.dataset;
  field.querySelector("input")?.remove();
  const input = make("input", { name, type: kind === "date" ? "date" : "text", autocomplete: "off" });
  input.setAttribute("aria-label", name);
  if (kind === "amount") input.inputMode = "decimal";
  field.classList.add("live");
  field.append(input);
  return input;
}

/** Fills the messages of a checklist from its fields, and from the answers that led here. */
function fillSlots(article, inputs) {
  const values = new Map(inputs.map((input) => [input.name, written(input)]));
  const answers = recall("answers");
  if (typeof answers === "string") values.set("排查经过", answers);
  all(".slot", article).forEach((slot) => {
    const value = values.get(slot.dataset.slot);
    slot.textContent = value || "＿＿＿＿";
    slot.classList.toggle("filled", Boolean(value));
  });
}

function written(input) {
  const date = input.type === "date" && /^(\d{4})-(\d\d)-(\d\d)$/.exec(input.value);
  return date ? words.date(date[1], date[2], date[3]) : input.value.trim();
}

// Decision trees: the answers so far travel in the fragment, as node.mark*node.mark, so that they
// survive a reload, a shared address and the way back, and stay off every server.

/** A short mark of an answer's words: when they change, it is another answer. */
function markOf(text) {
  let sum = 0;
  for (const letter of text.trim()) sum = (sum * 31 + letter.codePointAt(0)) >>> 0;
  return sum.toString(36);
}

function readAnswers(text) {
  return (text ?? "")
    .split("*")
    .map((part) => part.split("."))
    .filter(([node, mark]) => /^[\w-]+$/.test(node) && mark)
    .map(([node, mark]) => ({ node, mark }));
}

/** The address of a node with the answers that lead to it, and those to come back to. */
function address(node, answers, kept = [], goal = "") {
  const written = (list) => list.map(({ node, mark }) => `${node}.${mark}`).join("*");
  const hash = new URLSearchParams();
  if (answers.length) hash.set("a", written(answers));
  if (kept.length && goal) {
    hash.set("k", written(kept));
    hash.set("t", goal);
  }
  return node + (hash.size === 0 ? "" : "#" + hash);
}

/** The answers in the fragment, as far as they still lead to this node; `gone` is the question
    whose answer does not. */
function checked(answers, here, ways) {
  const known = [];
  for (const [place, { node, mark }] of answers.entries()) {
    const question = ways.get(node);
    const next = answers[place + 1]?.node ?? here;
    const option = question?.options.find((one) => one.mark === mark && one.target === next);
    if (!option) return { known, gone: question && { node, question: question.text } };
    known.push({ node, mark, question: question.text, answer: option.text });
  }
  return { known };
}

/** The questions from which this node can be reached, by their id. */
function readWays(template) {
  const lists = template ? all("dl", template.content) : [];
  return new Map(
    lists.map((list) => [
      list.dataset.node,
      {
        text: list.querySelector("dt").textContent,
        options: all("dd", list).map((option) => ({
          text: option.textContent,
          mark: markOf(option.textContent),
          target: option.dataset.target,
        })),
      },
    ])
  );
}

/** The answers that the page itself lists, where there is one way in. */
function staticAnswers(root) {
  return all(".answers li[data-node]", root).map((item) => {
    const answer = item.querySelector("strong").textContent;
    const question = item.querySelector("span").textContent;
    return { node: item.dataset.node, mark: markOf(answer), question, answer };
  });
}

/** The answers so far as the page shows them: pairs of question and answer. */
function answersShown() {
  return all(".answers:not([hidden]) li").map((item) => [
    item.querySelector("span").textContent,
    item.querySelector("strong").textContent,
  ]);
}

function runNode(root) {
  const here = root.dataset.node;
  const hash = new URLSearchParams(location.hash.slice(1));
  const template = root.querySelector("template");
  let given = readAnswers(hash.get("a"));
  let kept = readAnswers(hash.get("k"));
  // Round a loop: what was answered since the last time here may be used again.
  const again = given.findIndex(({ node }) => node === here);
  if (again >= 0) [given, kept] = [given.slice(0, again), given.slice(again)];
  const goal = /^[\w-]+$/.test(hash.get("t") ?? "") ? hash.get("t") : "";

  const list = root.querySelector(".answers ol");
  let known;
  let gone;
  if (template) {
    ({ known, gone } = checked(given, here, readWays(template)));
    showAnswers(root, list, known, gone);
  } else {
    known = list?.isConnected && list.dataset.change === undefined ? staticAnswers(root) : [];
  }
  linkChanges(list, known, here);
  linkOptions(root, here, known, kept, goal);
  const takeAway = root.querySelector(".take-away");
  if (takeAway) addTakeAway(takeAway, root);
}

/** Shows the answers in the place of the questions that may have led here. */
function showAnswers(root, list, known, gone) {
  const section = list.closest(".answers");
  section.hidden = known.length === 0 && !gone;
  root.querySelector(".came-from").hidden = known.length > 0;
  list.replaceChildren(
    ...known.map(({ node, question, answer }) => {
      const item = make("li", {}, make("span", { textContent: question }), " ");
      const change = make("a", { href: node + ".html", textContent: list.dataset.change });
      item.dataset.node = node;
      item.append(make("strong", { textContent: answer }), " ", change);
      return item;
    })
  );
  section.querySelector(".notice")?.remove();
  if (gone) {
    const link = make("a", { href: address(gone.node + ".html", known), textContent: gone.question });
    section.append(make("p", { className: "notice" }, words.gone, link));
  }
}

/** 改 leads to a question and takes along what was answered after it. */
function linkChanges(list, known, here) {
  known.forEach(({ node }, place) => {
    const link = all("a", list)[place];
    link.href = address(node + ".html", known.slice(0, place), known.slice(place), here);
  });
}

/** Each option takes the answers along. One that leads to a question already answered goes on to
    where the reader came from. */
function linkOptions(root, here, known, kept, goal) {
  all(".kept, .notice.gone", root).forEach((old) => old.remove());
  const own = kept.find(({ node }) => node === here);
  const later = kept.filter(({ node }) => node !== here);
  let isStillThere = false;
  all(".options a", root).forEach((link) => {
    const base = link.getAttribute("href").split("#")[0];
    const mark = markOf(link.textContent);
    if (own?.mark === mark) {
      isStillThere = true;
      link.append(make("span", { className: "kept", textContent: words.kept }));
    }
    if (base.includes("/") && root.dataset.home === undefined) return;
    const answers = [...known, { node: here, mark }];
    const place = later.findIndex(({ node }) => base === node + ".html");
    link.href =
      place >= 0 && goal
        ? address(goal + ".html", [...answers, ...later.slice(place)])
        : address(base, answers, base === goal + ".html" ? [] : later, goal);
  });
  const options = root.querySelector(".options");
  if (own && options && !isStillThere) {
    options.before(make("p", { className: "notice gone", textContent: words.goneHere }));
  }
}

/** On an outcome: copy, print and share the result; the answers also go into messages. */
function addTakeAway(tools, root) {
  const status = statusLine();
  const title = root.querySelector("h1").textContent;
  const answers = answersShown().map((answer) => answer.join(" → "));
  if (answers.length) keep("answers", [...answers, "→ " + title].join("\n"));
  const urgency = root.querySelector(".urgency")?.textContent.trim();
  const action = root.querySelector(".action")?.textContent.trim();
  const details = all(".details div", root).map((row) =>
    [...row.children].map((part) => part.textContent.trim()).join(words.colon)
  );
  const text = () =>
    [`${title}（${urgency}）`, action, ...details, "", words.answers, ...answers, "", location.href]
      .join("\n");
  const buttons = [revealing(words.takeAway, "", text, tools, status)];
  if (navigator.share) {
    const share = () => navigator.share({ title, text: text(), url: location.href }).catch(() => {});
    buttons.push(button(words.share, share));
  }
  if (canPrint) buttons.push(button(words.print, () => print()));
  tools.replaceChildren(...buttons, status);
}

// Inside WeChat, printing does nothing: no button for it there.
const canPrint = "print" in window && !/MicroMessenger/i.test(navigator.userAgent);

function run() {
  all("figure.message").forEach(addCopyButton);
  all("[data-review-by]").forEach(showOverdue);
  all(".contents").forEach(followContents);
  all("[data-checklist]").forEach(runChecklist);
  all("article[data-node], section[data-node]").forEach(runNode);
  all(".page-tools").forEach(addPageTools);
}

run();
addEventListener("pageshow", (event) => event.persisted && run());
addEventListener("hashchange", () => location.hash.startsWith("#a=") && run());
