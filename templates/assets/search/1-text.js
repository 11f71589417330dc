// Text as the index sees it. What Folding.swift and Tokens.swift do, line by line: the index is
// written by them, and a query must be cut exactly as the texts were.

const HAN = 0, WORD = 1, CONNECTOR = 2, BLANK = 3, OTHER = 4;
const LONGEST_WORD = 40, LONGEST_WITH_SLASH = 16;

function classOf(c) {
  if ((c >= 0x30 && c <= 0x39) || (c >= 0x61 && c <= 0x7a)) return WORD;
  if (c === 0x2b || c === 0x2d || c === 0x2e || c === 0x2f || c === 0x5f || c === 0x23) return CONNECTOR;
  if (c === 0x20 || c === 0x09 || c === 0x3000 || c === 0xa0 || c === 0x2009 || c === 0x200a) return BLANK;
  if (c < 0xaa) return OTHER;
  if (c === 0xaa || c === 0xb5 || c === 0xba || (c >= 0xc0 && c <= 0x2af && c !== 0xd7 && c !== 0xf7)
    || (c >= 0x370 && c <= 0x1fff)) return WORD;
  if ((c >= 0x3005 && c <= 0x3007) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30a1 && c <= 0x30fa)
    || (c >= 0x30fc && c <= 0x30fe) || (c >= 0x3105 && c <= 0x312f) || (c >= 0x3400 && c <= 0x4dbf)
    || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff)
    || (c >= 0x20000 && c <= 0x323af)) return HAN;
  return OTHER;
}

/** The code points of a text; half of a pair of surrogates is no character. */
function scalarsOf(text) {
  const scalars = [];
  for (const character of text) {
    const c = character.codePointAt(0);
    scalars.push(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c);
  }
  return scalars;
}

function textOf(scalars) {
  let text = "";
  for (const c of scalars) text += String.fromCodePoint(c);
  return text;
}

const ACCENTS = "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
  + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllll"
  + "nnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.";

function isInvisible(c) {
  return (c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
    || (c >= 0x2060 && c <= 0x2064) || (c >= 0xfe00 && c <= 0xfe0f) || c === 0xfeff || c === 0xad
    || (c >= 0xe0100 && c <= 0xe01ef);
}

/** Width, case and accents of one character. */
function foldedScalar(c) {
  if (c >= 0x41 && c <= 0x5a) return c + 0x20;
  if (c < 0xc0) return c;
  if (c <= 0x17f) {
    const letter = ACCENTS.charCodeAt(c - 0xc0);
    return letter === 0x2e || Number.isNaN(letter) ? c : letter;
  }
  if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f)) return c + 0x20;
  if (c >= 0x400 && c <= 0x40f) return c + 0x50;
  if ((c >= 0x2010 && c <= 0x2015) || c === 0x2212) return 0x2d;
  if (c === 0x2018 || c === 0x2019) return 0x27;
  if (c >= 0xff01 && c <= 0xff5e) return foldedScalar(c - 0xfee0);
  return c;
}

/** Where other scalars occur first, at or behind an index; -1 for nowhere. */
function indexOf(scalars, needle, start = 0) {
  if (needle.length === 0) return -1;
  for (let index = start; index + needle.length <= scalars.length; index++) {
    let matched = 0;
    while (matched < needle.length && scalars[index + matched] === needle[matched]) matched++;
    if (matched === needle.length) return index;
  }
  return -1;
}

/** How long spellings may make a text of some length: few that double each other would fill the memory. */
const longest = count => 2 * count + 64;

function replaceAll(text, from, to, limit) {
  let start = 0;
  for (let at; (at = indexOf(text.scalars, from, start)) >= 0; start = at + to.length) {
    if (text.scalars.length + to.length - from.length > limit) return;
    const places = to.map((_, offset) =>
      text.origins[at + Math.min(Math.floor(offset * from.length / Math.max(1, to.length)), from.length - 1)]);
    text.scalars.splice(at, from.length, ...to);
    text.origins.splice(at, from.length, ...places);
  }
}

/** Makes what is written in several ways one; keeps for every scalar where it came from. */
function fold(original, variants, rules) {
  const text = { scalars: [], origins: [], hasVariants: false };
  original.forEach((scalar, index) => {
    if (isInvisible(scalar)) return;
    let folded = foldedScalar(scalar);
    const usual = folded >= 0x3400 && variants ? variants.get(folded) : undefined;
    if (usual !== undefined) {
      folded = usual;
      text.hasVariants = true;
    }
    text.scalars.push(folded);
    text.origins.push(index);
  });
  const limit = longest(text.scalars.length);
  for (const [from, to] of rules) replaceAll(text, from, to, limit);
  return text;
}

/** The text with words replaced by others; null when it has none of them. */
function replacedWords(text, pairs) {
  const result = { ...text, scalars: [...text.scalars], origins: [...text.origins] };
  const limit = longest(text.scalars.length);
  for (const [from, to] of pairs) replaceAll(result, from, to, limit);
  return String(result.scalars) === String(text.scalars) ? null : result;
}

function endOfWord(scalars, start) {
  let end = start;
  while (end < scalars.length) {
    const kind = classOf(scalars[end]);
    if (kind === WORD) {
      end++;
    } else if (kind === CONNECTOR) {
      if (end + 1 < scalars.length && classOf(scalars[end + 1]) === WORD) {
        end++;
        continue;
      }
      let sign = end;
      while (sign < scalars.length && sign < end + 2 && (scalars[sign] === 0x2b || scalars[sign] === 0x23)) sign++;
      return sign;
    } else return end;
  }
  return end;
}

/** Stretches of Han and words of a query; a blank parts two notions. */
function segmentsOf(scalars) {
  const result = [];
  let index = 0, follows = false, sawBlank = false;
  while (index < scalars.length) {
    const kind = classOf(scalars[index]);
    if (kind === HAN) {
      const last = result[result.length - 1];
      if (follows && !sawBlank && last && last.isHan) last.indices.push(index);
      else result.push({ isHan: true, indices: [index], follows, followsBlank: sawBlank });
      index++;
      [follows, sawBlank] = [true, false];
    } else if (kind === WORD) {
      const end = endOfWord(scalars, index);
      const indices = [];
      for (let at = index; at < end; at++) indices.push(at);
      result.push({ isHan: false, indices, follows, followsBlank: sawBlank });
      index = end;
      [follows, sawBlank] = [true, false];
    } else {
      if (kind === BLANK) sawBlank = true;
      else [follows, sawBlank] = [false, false];
      index++;
    }
  }
  return result;
}

function split(scalars, isBreak) {
  const parts = [];
  let part = [];
  for (const scalar of scalars) {
    if (!isBreak(scalar)) part.push(scalar);
    else if (part.length) { parts.push(part); part = []; }
  }
  if (part.length) parts.push(part);
  return parts;
}

/** The parts of a word, and the ways to write it whole. */
function wordsOf(scalars) {
  const parts = [], wholes = [];
  const pieces = split(scalars, c => c === 0x2f);
  for (const piece of pieces) {
    const own = split(piece, c => classOf(c) === CONNECTOR).map(part => part.slice(0, LONGEST_WORD));
    parts.push(...own);
    if (!own.length || own[0].length >= piece.length || piece.length > LONGEST_WORD) continue;
    wholes.push(piece);
    if (own.length > 1) wholes.push(own.flat());
  }
  if (pieces.length > 1 && scalars.length <= LONGEST_WITH_SLASH) wholes.push(scalars);
  return { parts, wholes };
}

/** Scalars without blanks and punctuation. */
function squeezed(scalars) {
  return scalars.filter(c => { const kind = classOf(c); return kind === HAN || kind === WORD; });
}
