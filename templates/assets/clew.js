// What pages gain with JavaScript. Every page is complete without it, and every step may run twice.
"use strict";

const words = document.documentElement.lang.startsWith("zh")
  ? { copy: "复制", copied: "已复制", failed: "没能自动复制，文字已选中，请长按复制" }
  : { copy: "Copy", copied: "Copied", failed: "Could not copy; the text is selected" };

/** Selects the text of an element, so that it can be copied by hand. */
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Adds a button that copies a message and says whether it worked. */
function addCopyButton(figure) {
  if (figure.querySelector("button")) return;
  const text = figure.querySelector(".message-text");
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.textContent = words.copy;
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    select(text);
    try {
      await navigator.clipboard.writeText(text.textContent);
      status.textContent = words.copied;
    } catch {
      status.textContent = words.failed;
    }
  });
  figure.append(button, status);
}

/** Shows the notice of a page whose review is overdue. */
function showOverdue(notice) {
  if (new Date().toISOString().slice(0, 10) > notice.dataset.reviewBy) notice.hidden = false;
}

document.querySelectorAll("figure.message").forEach(addCopyButton);
document.querySelectorAll("[data-review-by]").forEach(showOverdue);
