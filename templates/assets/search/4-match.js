// Lists matched page by page, and scores. What Matcher.swift and Findings.swift do; the numbers are
// the same bit for bit, so browser and command line agree on every order.

const BODY = 0, HEADING = 1, KEYWORD = 2, LEAST_COVERAGE = 0.1;

/** The logarithm to base 2 of a number from 1: the same approximation as in Swift. */
function logarithm(value) {
  let exponent = 0, rest = value;
  while (rest >= 2) {
    rest /= 2;
    exponent += 1;
  }
  const part = rest - 1;
  return exponent + part * (1.4425 + part * (-0.7180 + part * (0.4571 + part * (-0.2764 + part * 0.0948))));
}

const isKnown = list => list.isSkipped || list.places.length > 0 || list.near.places.length > 0;

function popCount(bits) {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

class Matcher {
  constructor(lists, sections) {
    this.lists = lists.filter(list => !list.isSkipped);
    this.total = 0;
    let required = 0, cut = 0;
    const count = Math.max(sections, 1);
    this.weights = this.lists.map((list, index) => {
      if (list.term.isRequired) {
        required |= 1 << index;
        if (list.isCut) cut |= 1 << index;
      } else if (!isKnown(list)) return 0;
      return list.term.weight * logarithm(1 + (count + 0.5) / (list.frequency + 0.5));
    });
    for (const weight of this.weights) this.total += weight;
    this.required = (required & ~cut) === 0 ? required : required & ~cut;
  }

  /** Every page that holds a term. */
  matches() {
    const { lists } = this;
    const cursors = lists.map(() => 0), nearCursors = lists.map(() => 0);
    const matches = [];
    let held = [], document = -1;
    for (;;) {
      let place = Infinity;
      for (let i = 0; i < lists.length; i++) {
        const { places, near } = lists[i];
        if (cursors[i] < places.length && places[cursors[i]] < place) place = places[cursors[i]];
        if (nearCursors[i] < near.places.length && near.places[nearCursors[i]] < place) place = near.places[nearCursors[i]];
      }
      if (place === Infinity) break;
      const next = Math.floor(place / SECTIONS);
      if (next !== document) {
        if (held.length) matches.push(this.match(document, held));
        held = [];
        document = next;
      }
      const section = {
        section: place % SECTIONS, any: 0, title: 0, keyword: 0, heading: 0, broken: 0, score: 0, certainty: 1, length: 0,
      };
      for (let i = 0; i < lists.length; i++) {
        const { places, occurrences, near } = lists[i];
        const exact = places[cursors[i]] === place ? occurrences[cursors[i]++] : null;
        const other = near.places[nearCursors[i]] === place ? near.occurrences[nearCursors[i]++] : null;
        if (exact !== null) this.add(exact, i, 1, section);
        else if (other !== null) this.add(other, i, places.length ? 0.3 : 0.7, section);
      }
      held.push(section);
    }
    if (held.length) matches.push(this.match(document, held));
    return matches;
  }

  /** BM25F: the weight of the field and how often, damped by length and by repetition. */
  add(occurrence, index, factor, section) {
    const bit = 1 << index;
    const label = Math.floor(occurrence / 2 ** 32), followers = occurrence | 0;
    const field = label >> 4, frequency = label >> 2 & 3, length = label & 3;
    section.any |= bit;
    let weight = 1;
    if (field === BODY) weight = 1;
    else if (field === HEADING) {
      section.heading |= bit;
      section.length = Math.max(section.length, length);
      weight = 2.5;
    } else if (field === KEYWORD) {
      section.keyword |= bit;
      weight = 4.5;
    } else {
      section.title |= bit;
      section.length = Math.max(section.length, length);
      weight = 6;
    }
    if (frequency > 0) weight += frequency === 1 ? 1 : frequency === 2 ? 2 : 4;
    if (field !== BODY) weight /= 0.85 + 0.15 * length;
    const next = this.lists[index].term.next;
    if (next !== null) {
      const isFollowed = (followers & follower(next)) !== 0;
      section.certainty *= field === BODY ? 1 - 0.02 * popCount(followers) : isFollowed ? 0.84 : 0.6;
      if (field === BODY && !isFollowed) section.broken |= bit;
    }
    section.score += factor * this.weights[index] * weight / (1.2 + weight);
  }

  match(document, held) {
    let all = 0, labels = 0, labelScore = 0;
    for (const section of held) {
      all |= section.any;
      if (section.section === 0) labels = section.title | section.keyword;
    }
    if (held[0].section === 0 && labels !== 0) labelScore = held[0].score;
    const documentCoverage = this.weightOf(all);
    let best = { score: -1 };
    for (const section of held) {
      const isFirst = section.section === 0;
      const inherited = isFirst ? 0 : labels & ~section.any;
      const coverage = 0.65 * this.weightOf(section.any | inherited) + 0.35 * documentCoverage;
      const isComplete = (section.any & this.required) === this.required && (section.broken & this.required) === 0;
      const phrase = this.phrase(section);
      let score = section.score;
      if (!isFirst && labels !== 0) {
        score += labelScore * 0.6 * this.weightOf(inherited) / Math.max(0.01, this.weightOf(labels));
      }
      score *= coverage * coverage * (1 + phrase.bonus) * section.certainty;
      if (score > best.score) {
        best = {
          document, section: section.section, score, coverage: Math.max(coverage, documentCoverage * 0.8), isComplete,
          labelPhrase: phrase.label,
        };
      }
    }
    return best;
  }

  /** How much of the query the terms are, from 0 to 1. */
  weightOf(terms) {
    let sum = 0;
    for (let i = 0; i < this.lists.length; i++) if (terms >>> i & 1) sum += this.weights[i];
    return this.total > 0 ? sum / this.total : 0;
  }

  /** How much of the query the longest run of terms is that stand next to each other. */
  run(terms, broken) {
    if (terms === 0) return 0;
    let best = 0, sum = 0;
    for (let i = 0; i < this.lists.length; i++) {
      if (!this.lists[i].term.isChained) sum = 0;
      if (terms >>> i & 1) {
        sum += this.weights[i];
        best = Math.max(best, sum);
        if (broken >>> i & 1) sum = 0;
      } else sum = 0;
    }
    return this.total > 0 ? best / this.total : 0;
  }

  phrase(section) {
    const title = this.run(section.title, 0);
    const keyword = section.keyword === 0 ? 0 : this.run(section.keyword | section.title, 0);
    const heading = this.run(section.heading, 0), body = this.run(section.any, section.broken);
    const exactness = 1 + 0.25 * (3 - section.length);
    return {
      bonus: 3 * title * title * exactness + 2.2 * keyword * keyword + 1.6 * heading * heading * exactness
        + 0.5 * body * body,
      label: Math.max(title, keyword, heading),
    };
  }
}

/** Two lists as one, in the order of places; of two occurrences at a place the weightier. */
function mergedLists(left, right) {
  const places = [], occurrences = [];
  let index = 0;
  for (let i = 0; i < right.places.length; i++) {
    const place = right.places[i];
    while (index < left.places.length && left.places[index] < place) {
      places.push(left.places[index]);
      occurrences.push(left.occurrences[index++]);
    }
    places.push(place);
    occurrences.push(left.places[index] === place
      ? Math.max(left.occurrences[index++], right.occurrences[i]) : right.occurrences[i]);
  }
  for (; index < left.places.length; index++) {
    places.push(left.places[index]);
    occurrences.push(left.occurrences[index]);
  }
  return { places, occurrences };
}

/** All that the ways of reading a query have found; the better score of a page counts. */
class Findings {
  constructor() {
    this.byDocument = new Map();
  }

  add(matches, why, terms, factor) {
    for (const match of matches) {
      match.score *= factor;
      const old = this.byDocument.get(match.document);
      if (!old || old.match.score < match.score) this.byDocument.set(match.document, { match, why, terms });
    }
  }

  get all() { return [...this.byDocument.values()]; }

  get bestCoverage() { return this.all.reduce((best, { match }) => Math.max(best, match.coverage), 0); }

  get completeCount() { return this.all.filter(({ match }) => match.isComplete).length; }

  get hasComplete() { return this.completeCount > 0; }

  get isDecisive() { return this.all.some(({ match }) => match.isComplete && match.labelPhrase > 0.9); }

  /** Whether a title, keyword or heading has all of the query in one run. */
  get hasWholeLabel() { return this.all.some(({ match }) => match.isComplete && match.labelPhrase > 0.999); }

  /** The findings worth showing, the best first; `canCheck` whether the text of the pages is at hand. */
  ranked(query, canCheck) {
    if (this.bestCoverage < LEAST_COVERAGE) return [];
    const isMet = !canCheck && query.terms.length > 4 && this.hasWholeLabel;
    const bar = this.bestCoverage * (isMet ? 0.85 : 0.6);
    const onlyComplete = query.isShortPhrase && this.hasComplete;
    const onlyLabels = query.isPhrase && query.length <= 4 && !canCheck;
    const isKept = match => onlyComplete ? match.isComplete : onlyLabels ? match.labelPhrase >= 0.5 : match.coverage >= bar;
    return this.all.filter(({ match }) => isKept(match))
      .sort((a, b) => b.match.score - a.match.score || a.match.document - b.match.document);
  }
}

/** Whether enough of the query is known to claim anything: of a short one more than half. */
function isClaimable(lists, query) {
  let known = 0, all = 0;
  for (const list of lists) {
    if (!list.term.isRequired || list.term.weight <= 0.2) continue;
    all++;
    if (isKnown(list)) known++;
  }
  if (all === 0) return lists.some(isKnown);
  const isShort = query.isPhrase && query.length <= 4;
  return isShort ? known / all > 0.5 : known / all > 1 / 3 + 0.001 || known >= 3;
}
