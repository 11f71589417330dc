// Checklists: ticks and fields that the device remembers, and the messages that they fill.
"use strict";

Object.assign(
  words,
  isChinese
    ? {
        device: "只保存在这台手机上，7 天后自动清除。",
        unsaved: "这台手机不让保存，关掉页面就没有了。",
        clear: "清空",
        undo: "撤销清空",
        date: "$1年$2月$3日",
      }
    : {
        device: "Kept on this device only, for 7 days.",
        unsaved: "This device keeps nothing: it goes with the page.",
        clear: "Clear",
        undo: "Undo",
        date: "$1-$2-$3",
      }
);

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

const isDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

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
    const textFor = ({ name, type }) =>
      typeof texts[name] === "string" && (type !== "date" || isDay.test(texts[name]))
        ? texts[name]
        : "";
    boxes.forEach((box) => (box.checked = ticks.includes(idOf(box))));
    inputs.forEach((it) => (it.value = textFor(it)));
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
  article.showKept = () => show(recall(name));
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

onShow("[data-checklist]", runChecklist);
// What another tab keeps shows here at once, so that neither overwrites the other.
addEventListener("storage", () => all("[data-checklist]").forEach((it) => it.showKept()));
