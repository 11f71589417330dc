// What a query asks for. What Query.swift and Sounds.swift do.

const MOST_TERMS = 31, LONGEST_QUERY = 120, MOST_READINGS = 6, INITIAL_COUNT = 3;
const PAIR = "\x01", INITIALS = "\x02", LABEL = "\x03";

const term = (keys, values) =>
  ({ keys, prefix: null, weight: 1, range: [0, 0], isChained: true, isRequired: true, next: null, ...values });

/** For each scalar whether it belongs to a word of questions. */
function stopMarks(scalars, words) {
  const marks = scalars.map(() => false);
  for (const word of words) {
    let start = 0;
    for (let at; (at = indexOf(scalars, word, start)) >= 0; start = at + word.length) {
      marks.fill(true, at, at + word.length);
    }
  }
  return marks;
}

/** A query, folded and cut. */
function parseQuery(text, stopWords) {
  const { scalars } = text;
  const segments = segmentsOf(scalars);
  const stops = stopMarks(scalars, stopWords);
  let terms = [], isPhrase = true, length = 0;
  segments.forEach((segment, index) => {
    const before = segments[index - 1], after = segments[index + 1];
    length += segment.indices.length;
    if (before && (!segment.follows || (segment.followsBlank && segment.isHan === before.isHan))) isPhrase = false;
    if (before && segment.follows && (segment.isHan || before.isHan)) {
      const isLone = (segment.isHan && segment.indices.length === 1) || (before.isHan && before.indices.length === 1);
      const last = before.indices[before.indices.length - 1], first = segment.indices[0];
      terms.push(term([textOf([scalars[last], scalars[first]])], {
        weight: isLone ? 0.8 : segment.followsBlank ? 0.25 : 0.5, range: [last, first + 1], isRequired: isLone,
      }));
    }
    const isTied = (before && segment.follows && !before.isHan) || (after && after.follows && !after.isHan);
    terms.push(...(segment.isHan ? pairTerms(scalars, segment.indices, stops, isTied) : wordTerms(scalars, segment)));
  });
  if (!terms.some(term => term.weight > 0.2)) for (const term of terms) term.weight = 1;
  terms.forEach((term, index) => {
    const next = terms[index + 1];
    const isPair = term => term.range[1] - term.range[0] === 2 && term.prefix === null;
    if (next && next.isChained && isPair(term) && next.isRequired && isPair(next)) {
      term.next = scalars[next.range[1] - 1];
    }
  });
  isPhrase &&= terms.length > 0;
  terms = terms.slice(0, MOST_TERMS);
  return { text, terms, isPhrase, length, isShortPhrase: isPhrase && length <= 6 };
}

function pairTerms(scalars, indices, stops, isTied) {
  if (indices.length === 1) {
    const at = indices[0];
    return [term([textOf([scalars[at]])], {
      weight: isTied ? 0.1 : stops[at] ? 0.05 : 1, range: [at, at + 1], isRequired: !isTied,
    })];
  }
  return indices.slice(1).map((second, offset) => {
    const first = indices[offset];
    const stopped = (stops[first] ? 1 : 0) + (stops[second] ? 1 : 0);
    return term([textOf([scalars[first], scalars[second]])], {
      weight: stopped === 2 ? 0.05 : stopped === 1 ? 0.4 : 1, range: [first, second + 1], isChained: offset > 0,
    });
  });
}

function wordTerms(scalars, segment) {
  const range = [segment.indices[0], segment.indices[0] + segment.indices.length];
  const { parts, wholes } = wordsOf(scalars.slice(...range));
  if (!wholes.length) {
    return parts.map(part => term([textOf(part)], { prefix: part.length > 1 ? textOf(part) : null, range }));
  }
  const whole = term(wholes.map(textOf), { prefix: textOf(wholes[wholes.length - 1]), range, isRequired: false });
  return [whole, ...parts.filter(part => part.length > 1 || parts.length === 1)
    .map(part => term([textOf(part)], { weight: 0.4, range }))];
}

// Sounds

/** The terms of a query with its Han pairs by sound. */
function homophoneTerms(query, han) {
  return query.terms.map(term => {
    const scalars = scalarsOf(term.keys[0] ?? "");
    if (scalars.length !== 2) return term;
    const [first, second] = scalars.map(scalar => han.get(scalar) ?? []);
    if (!first.length || !second.length) return term;
    return { ...term, keys: first.flatMap(a => second.map(b => PAIR + a + " " + b)) };
  });
}

/** The words of a query of Latin letters; null when it has anything else. */
function latinWords(query) {
  const words = [];
  for (const segment of segmentsOf(query.text.scalars)) {
    const scalars = segment.indices.map(index => query.text.scalars[index]);
    if (segment.isHan || scalars.some(c => c < 0x61 || c > 0x7a)) return null;
    words.push(textOf(scalars));
  }
  return words;
}

const SYLLABLES = new Set(), BEGINNINGS = new Set();
for (const line of `| a ai an ang ao e ei en eng er o ou
b| a ai an ang ao ei en eng i ian iao ie in ing o u
p| a ai an ang ao ei en eng i ian iao ie in ing o ou u
m| a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f| a an ang ei en eng o ou u
d| a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
t| a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo
n| a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ue
l| a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ue
g| a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k| a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h| a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j| i ia ian iang iao ie in ing iong iu u uan ue un
q| i ia ian iang iao ie in ing iong iu u uan ue un
x| i ia ian iang iao ie in ing iong iu u uan ue un
zh| a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
ch| a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
sh| a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r| an ang ao e en eng i ong ou u ua uan ui un uo
z| a ai an ang ao e ei en eng i ong ou u uan ui un uo
c| a ai an ang ao e en eng i ong ou u uan ui un uo
s| a ai an ang ao e en eng i ong ou u uan ui un uo
y| a an ang ao e i in ing o ong ou u uan ue un
w| a ai an ang ei en eng o u`.split("\n")) {
  const [initial, finals] = line.split("| ");
  for (const final of finals.split(" ")) {
    const syllable = initial + final;
    SYLLABLES.add(syllable);
    for (let end = 1; end <= syllable.length; end++) BEGINNINGS.add(syllable.slice(0, end));
  }
}

/** The ways to cut letters into syllables, those with the fewest first. */
function parses(word, allowsPrefix) {
  const letters = word[0] + word.slice(1).replaceAll("v", "u");
  if (letters.length > 60) return [];
  const ways = [[{ syllables: [], endsInPrefix: false }]];
  for (let end = 1; end <= letters.length; end++) {
    const here = [];
    for (let start = Math.max(0, end - 6); start < end; start++) {
      const part = letters.slice(start, end);
      const isWhole = SYLLABLES.has(part), isLast = end === letters.length && allowsPrefix;
      if (!isWhole && !(isLast && BEGINNINGS.has(part))) continue;
      for (const way of ways[start]) {
        if (!way.endsInPrefix) here.push({ syllables: [...way.syllables, part], endsInPrefix: isLast });
      }
    }
    here.sort((a, b) => a.syllables.length - b.syllables.length);
    ways.push(here.slice(0, MOST_READINGS));
  }
  return ways[letters.length];
}

/** The ways of reading words as pinyin, each as terms; words that are none stay words. */
function pinyinWays(words) {
  const options = words.map((word, index) => parses(word, index === words.length - 1));
  if (!options.some(list => list.length)) return [];
  let ways = [{ terms: [], last: null }];
  words.forEach((word, index) => {
    const next = [];
    for (const way of ways) {
      if (!options[index].length) {
        next.push({ terms: [...way.terms, term([word], { prefix: word, isChained: false })], last: null });
      }
      for (const parse of options[index]) {
        if (next.length >= MOST_READINGS) break;
        next.push({
          terms: [...way.terms, ...syllableTerms(parse, way.last)],
          last: parse.syllables[parse.syllables.length - 1] ?? null,
        });
      }
    }
    ways = next;
  });
  return ways.map(way => way.terms.slice(0, MOST_TERMS)).filter(terms => terms.length);
}

function syllableTerms({ syllables, endsInPrefix }, before) {
  const terms = [];
  let previous = before;
  syllables.forEach((syllable, index) => {
    const isPrefix = endsInPrefix && index === syllables.length - 1;
    if (previous !== null) {
      const key = PAIR + previous + " " + syllable;
      terms.push(term([key], { prefix: isPrefix ? key : null, ...(index === 0 && { weight: 0.3, isRequired: false }) }));
    }
    previous = syllable;
  });
  if (syllables.length === 1 && before === null) {
    terms.push(term([], { prefix: PAIR + syllables[0] + (endsInPrefix ? "" : " "), isChained: false }));
  }
  return terms;
}

/** The terms of letters as initials; null when they are too few or too many. */
function initialTerms(words) {
  const word = words[0];
  if (words.length !== 1 || word.length < 2 || word.length > 10) return null;
  const count = Math.min(INITIAL_COUNT, word.length);
  const terms = [];
  for (let start = 0; start + count <= word.length; start++) {
    terms.push(term([INITIALS + word.slice(start, start + count)], { isChained: start > 0 }));
  }
  return terms;
}

/** The keys of sounds that begin at the first of a few characters, and how many each takes. */
function soundKeys(readings) {
  const keys = [];
  if (readings.length > 1) {
    for (const a of readings[0]) for (const b of readings[1]) keys.push([PAIR + a + " " + b, 2]);
  }
  let strings = [INITIALS];
  readings.forEach((options, offset) => {
    const letters = [...new Set(options.map(reading => reading[0]))];
    strings = strings.flatMap(string => letters.map(letter => string + letter));
    if (offset > 0) keys.push(...strings.map(string => [string, offset + 1]));
  });
  return keys;
}
