// The page for unknown addresses: the addresses that look most like the one that was asked for.
"use strict";

const root = new URL("../", document.currentScript.src);

/** The pairs of letters of a text, without its suffix. */
function pairs(text) {
  const word = text.toLowerCase().replace(/\.html?$/, "");
  return new Set([...word].map((letter, place) => letter + (word[place + 1] ?? "")));
}

/** How much two texts have in common, from 0 to 1. */
function likeness(one, other) {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size);
}

async function showNearest(section) {
  section.hidden = false;
  try {
    const asked = pairs(decodeURI(location.pathname).slice(root.pathname.length));
    const known = await (await fetch(new URL("addresses.json", root))).json();
    const pages = Object.entries(known).map(([path, title]) => {
      return { path, title, score: likeness(asked, pairs(path)) };
    });
    pages.sort((one, other) => other.score - one.score);
    one("ul", section).replaceChildren(...pages.slice(0, 3).map(item));
  } catch {
    section.hidden = true; // No list, or an address that is none.
  }
}

function item({ path, title }) {
  const href = root + path.split("/").map(encodeURIComponent).join("/");
  return make("li", {}, make("a", { href }, title));
}

onShow(".nearest", showNearest);
