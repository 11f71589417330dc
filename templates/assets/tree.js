// Decision trees: the answers so far travel in the fragment, as node.mark*node.mark. So they
// survive a reload, the way back and a shared address, and reach no server.
"use strict";

Object.assign(
  words,
  isChinese
    ? {
        share: "分享",
        result: "复制结论和回答",
        answers: "我的回答：",
        kept: "上次选的",
        gone: "有一个回答现在没有了，请从这里重新选：",
        goneHere: "上次在这里选的回答现在没有了，请重新选。",
      }
    : {
        share: "Share",
        result: "Copy result and answers",
        answers: "My answers:",
        kept: "chosen before",
        gone: "An answer no longer exists. Choose again here: ",
        goneHere: "The answer chosen here no longer exists. Choose again.",
      }
);

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

onShow(":is(article, section)[data-node]", runNode);
