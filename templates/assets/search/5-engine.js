// Answers queries from the files of an index. What SearchEngine.swift, Results.swift and
// Excerpt.swift do. The engine loads nothing: it says which files it wants and is asked again.

const EXCERPT_LENGTH = 90, EXCERPT_LEAD = 24, SPARE = 4, MOST_OF_QUERY = 0.65;
const REASONS = { verbatim: "", variant: "繁体", synonym: "同义词", sound: "按读音匹配", near: "相近" };

class Engine {
  constructor(root) {
    this.root = root;
    this.files = new Map();
    this.missing = new Set();
    this.needed = [];
    this.variants = null;
    this.regionalWords = [];
    this.han = null;
    this.hasLabels = root.chunks.some(({ first }) => first.startsWith(LABEL));
    this.readers = new Map();
    for (const { name } of root.chunks) this.readers.set(name, bytes => new PostingChunk(bytes, root.documents));
    for (const { name } of [...root.documentChunks, ...root.sectionChunks]) this.readers.set(name, readDocuments);
    if (root.han) this.readers.set(root.han, bytes => { this.han = readHan(bytes); return true; });
    if (root.variants) this.readers.set(root.variants, bytes => {
      ({ map: this.variants, words: this.regionalWords } = readVariants(bytes));
      return true;
    });
  }

  /** Takes over a file; whether the bytes are what the name promises. */
  load(name, bytes) {
    if (nameOf(bytes) !== name) return false;
    const read = this.readers.get(name);
    if (read) this.files.set(name, read(bytes));
    return true;
  }

  /** Says that a file cannot be had; the engine goes on without it. */
  miss(name) { this.missing.add(name); }

  want(name) {
    if (!this.missing.has(name) && !this.needed.includes(name)) this.needed.push(name);
  }

  /** Files to load first, in `needed`, or results. */
  search(text, limit, kind) {
    this.needed = [];
    const nothing = () => ({ needed: this.needed, results: [], total: 0, partial: false });
    const query = this.query(text);
    if (!query || !query.terms.length) return nothing();
    const found = this.exactMatches(query, limit);
    if (!this.needed.length) this.addSoundMatches(query, found);
    if (this.needed.length) return nothing();
    for (const { match } of found.all) match.score *= (lastUpTo(this.root.kinds, match.document)?.weight ?? 100) / 100;
    let ranked = found.ranked(query, this.root.hasText);
    if (kind) ranked = ranked.filter(({ match }) => this.kindOf(match.document) === kind);
    const results = limit > 0 ? this.results(query, this.lookedAt(ranked, limit)) : [];
    if (this.needed.length) return nothing();
    return {
      needed: [], results: results.slice(0, limit), total: ranked.length,
      partial: !ranked.some(({ match }) => match.isComplete),
    };
  }

  /** The findings of which the pages are looked at, and some more that a title or heading may bring to the front. */
  lookedAt(ranked, limit) {
    const more = ranked.slice(limit, limit + SPARE);
    return [...ranked.slice(0, limit), ...more.filter(({ match }) => this.root.hasText || match.labelPhrase > 0.9)];
  }

  query(text) {
    const scalars = scalarsOf(text.slice(0, 1_000)).slice(0, LONGEST_QUERY);
    const hasVariants = scalars.some(scalar => this.root.variantCharacters.has(scalar));
    if (hasVariants && !this.variants && this.root.variants) this.want(this.root.variants);
    if (this.needed.length) return null;
    return parseQuery(fold(scalars, hasVariants ? this.variants : null, this.root.rules), this.root.stops);
  }

  kindOf(document) {
    return lastUpTo(this.root.kinds, document)?.kind ?? "";
  }

  // Lists

  chunk(index) {
    const { name } = this.root.chunks[index];
    if (!this.files.has(name)) this.want(name);
    return this.files.get(name);
  }

  chunkIndex(key) {
    const { chunks } = this.root;
    return Math.max(0, lowerBound(chunks.length, at => !precedes(key, chunks[at].first)) - 1);
  }

  /** How many rarer terms are looked up at most, at first and when that decides nothing. */
  get mostRare() { return this.root.documents > 500 ? [3, 5] : [6]; }

  lists(terms, mostRare, ofLabels = false) {
    const isCommon = terms.map(term => term.keys.length === 1 && this.root.common.has(term.keys[0]));
    const rare = terms.map((_, index) => index).filter(index => terms[index].weight >= 0.4 && !isCommon[index]);
    const isLeftOut = rare.length >= 2 ? isCommon : isCommon.map(() => false);
    if (rare.length > mostRare) {
      terms.forEach((term, index) => { if (term.weight < 0.4) isLeftOut[index] = true; });
      const step = number => Math.trunc(number * mostRare / rare.length);
      rare.forEach((index, number) => { isLeftOut[index] = number > 0 && step(number) === step(number - 1); });
    }
    // Of single characters there are no lists of labels.
    if (ofLabels) terms.forEach(({ range }, index) => { if (range[1] - range[0] === 1) isLeftOut[index] = true; });
    return terms.map((term, index) => {
      const none = { places: [], occurrences: [] };
      const list = { term, ...none, near: none, frequency: 0, isCut: isLeftOut[index], isSkipped: isLeftOut[index] };
      return isLeftOut[index] ? list : this.list(list, ofLabels ? LABEL : "");
    });
  }

  list(result, kind) {
    if (!this.root.chunks.length) return result;
    for (const key of result.term.keys.map(key => kind + key)) {
      const list = this.chunk(this.chunkIndex(key))?.list(key);
      if (!list) continue;
      result.isCut ||= list.places.length < list.frequency;
      result.frequency += list.frequency;
      Object.assign(result, result.places.length ? mergedLists(result, list) : list, { frequency: result.frequency });
    }
    if (result.term.prefix !== null) this.addPrefix(kind + result.term.prefix, result);
    // A list of labels is whole, whatever else holds the term.
    if (kind === LABEL) result.isCut = false;
    return result;
  }

  addPrefix(prefix, result) {
    const { chunks } = this.root;
    const start = this.chunkIndex(prefix);
    let added = 0;
    for (let index = start; index < chunks.length && index < start + 2; index++) {
      if (index > start && !chunks[index].first.startsWith(prefix)) break;
      const chunk = this.chunk(index);
      if (!chunk) continue;
      for (let at = chunk.indexOf(prefix); at < chunk.keys.length && chunk.keys[at].startsWith(prefix); at++) {
        if (added >= 64) break;
        if (chunk.keys[at] === prefix) continue;
        const list = chunk.lists[at];
        result.near = mergedLists(result.near, list);
        if (!result.places.length) result.frequency += list.frequency;
        added++;
      }
    }
  }

  // Ways of reading a query

  exactMatches(query, limit) {
    let findings = new Findings();
    if (this.hasLabels) {
      findings = this.labelMatches(query);
      // What has all, or most of a long query, in its title is what was meant; of a few characters enough titles have to.
      const enough = query.isPhrase && query.length <= 4 ? Math.max(1, limit) : 1;
      const hasMost = query.length > 6 && findings.bestCoverage > MOST_OF_QUERY;
      if (this.needed.length || hasMost || findings.completeCount >= enough) return findings;
    }
    for (const rare of this.mostRare) {
      findings = this.matchesOf(query, rare);
      if (this.needed.length || query.terms.length <= rare) break;
      if (this.hasLabels ? findings.hasComplete : findings.isDecisive) break;
    }
    return findings;
  }

  /** What the titles, keywords and headings of a large site find: their lists are small. */
  labelMatches(query) {
    const findings = new Findings();
    const lists = this.lists(query.terms, this.mostRare[0], true);
    if (this.needed.length) return findings;
    const why = query.text.hasVariants ? "variant" : "verbatim";
    findings.add(new Matcher(lists, this.root.sections).matches(), why, query.terms, 1);
    return findings;
  }

  matchesOf(query, rare) {
    const findings = new Findings();
    const lists = this.lists(query.terms, rare);
    const others = this.synonymQueries(query).map(({ terms }) => ({ terms, lists: this.lists(terms, rare) }));
    if (this.needed.length) return findings;
    const { sections } = this.root;
    if (isClaimable(lists, query)) {
      const why = query.text.hasVariants ? "variant" : "verbatim";
      findings.add(new Matcher(lists, sections).matches(), why, query.terms, 1);
    }
    for (const other of others) {
      if (!isClaimable(other.lists, query)) continue;
      findings.add(new Matcher(other.lists, sections).matches(), "synonym", other.terms, 0.8);
    }
    return findings;
  }

  synonymQueries({ text }) {
    const result = [];
    const regional = text.hasVariants ? replacedWords(text, this.regionalWords) : null;
    if (regional) result.push(parseQuery(regional, this.root.stops));
    for (const group of this.root.synonyms) {
      const word = group.find(word => indexOf(text.scalars, word) >= 0);
      if (!word) continue;
      const start = indexOf(text.scalars, word);
      for (const other of group) {
        if (String(other) === String(word) || result.length >= 6) continue;
        const scalars = [...text.scalars];
        scalars.splice(start, word.length, ...other);
        result.push(parseQuery({ ...text, scalars, origins: scalars.map((_, index) => index) }, this.root.stops));
      }
    }
    return result;
  }

  addSoundMatches(query, findings) {
    const words = latinWords(query);
    if (words) {
      if (!(findings.hasComplete && findings.bestCoverage > 0.9)) this.addPinyin(words, findings);
    } else if (!findings.hasComplete && (findings.bestCoverage < 0.75 || query.isShortPhrase)) {
      this.addHomophones(query, findings);
    }
  }

  readings() {
    if (!this.han && this.root.han) this.want(this.root.han);
    return this.han;
  }

  addHomophones(query, findings) {
    const han = this.readings();
    if (!han) return;
    const terms = homophoneTerms(query, han);
    if (!terms.some(term => term.keys[0]?.startsWith(PAIR))) return;
    const lists = this.lists(terms, this.mostRare[0]);
    if (this.needed.length || !isClaimable(lists, query)) return;
    const bar = findings.bestCoverage + 0.1, phraseBar = query.length <= 4 ? 0.99 : 0.6;
    const close = new Matcher(lists, this.root.sections).matches()
      .filter(match => match.coverage > bar && (match.isComplete || match.labelPhrase > phraseBar));
    findings.add(close, "sound", terms, 0.9);
  }

  addPinyin(words, findings) {
    const ways = pinyinWays(words).map(terms => ({ terms, lists: this.lists(terms, this.mostRare[0]) }));
    const initials = initialTerms(words);
    const initialLists = initials ? this.lists(initials, this.mostRare[0]) : [];
    if (this.needed.length) return;
    const { sections } = this.root;
    for (const { terms, lists } of ways) {
      const matches = new Matcher(lists, sections).matches();
      findings.add(matches.filter(match => match.isComplete || match.labelPhrase > 0.6), "sound", terms, 0.9);
    }
    if (initials) {
      const matches = new Matcher(initialLists, sections).matches();
      findings.add(matches.filter(match => match.isComplete), "sound", initials, 0.7);
    }
  }

  // Results

  /** The page with a section. */
  page(document, section) {
    const hasFirstOnly = section > 0 && this.root.sectionChunks.length > 0;
    const chunk = lastUpTo(hasFirstOnly ? this.root.sectionChunks : this.root.documentChunks, document);
    if (!chunk) return undefined;
    if (!this.files.has(chunk.name)) this.want(chunk.name);
    return this.files.get(chunk.name)?.[document - chunk.first];
  }

  folded(text) { return searchedText(text, this.variants, this.root.rules); }

  results(query, ranked) {
    const han = ranked.some(({ why }) => why === "sound") ? this.readings() : null;
    const pages = ranked.map(({ match }) => this.page(match.document, match.section));
    if (this.needed.length) return [];
    const results = [];
    ranked.forEach((finding, index) => {
      const page = pages[index];
      if (page) results.push({ ...this.result(page, finding, query, han), document: finding.match.document });
    });
    results.sort((a, b) => b.score - a.score || a.document - b.document);
    return results.map(({ document, ...result }) => ({ ...result, score: Math.trunc(result.score * 1000) }));
  }

  result(page, { match, why, terms }, query, han) {
    const section = page.sections[Math.min(match.section, Math.max(0, page.sections.length - 1))]
      ?? { anchor: "", heading: "", text: "" };
    const text = this.folded(section.text);
    const marker = markerOf(query, terms, why, han);
    if (why === "verbatim" && !match.isComplete) why = "near";
    const closeness = this.closeness(page, section, text, query, why);
    if (closeness === 0.5) why = "near";
    const piece = pieceOf(section.text, marker(text));
    const { anchor } = section;
    return {
      url: !anchor ? page.url : anchor.includes("/") ? anchor : page.url + "#" + anchor,
      title: page.title, heading: section.heading, kind: page.kind, excerpt: piece.text, why, reason: REASONS[why],
      score: match.score * closeness,
      marks: {
        title: utf16(page.title, marker(this.folded(page.title))),
        heading: utf16(section.heading, marker(this.folded(section.heading))),
        excerpt: utf16(piece.text, piece.marks),
      },
    };
  }

  closeness(page, section, text, query, why) {
    const whole = squeezed(query.text.scalars);
    const holds = text => indexOf(text.scalars, whole) >= 0;
    const equals = text => text.scalars.length === whole.length && holds(text);
    if (!whole.length) return 1;
    const title = this.folded(page.title), heading = this.folded(section.heading);
    if (equals(title)) return 2;
    if (equals(heading)) return 1.3;
    const labels = page.labels.map(label => this.folded(label));
    if (labels.some(equals)) return 1.3;
    if (!query.isPhrase) return 1;
    if (holds(title)) return 1.25;
    if (!this.root.hasText || (why !== "verbatim" && why !== "variant")) return 1;
    return holds(heading) || holds(text) || labels.some(holds) ? 1 : 0.5;
  }

  /** A piece of a text that the index does not hold; null while a file is wanted. */
  excerpt(text, typed) {
    this.needed = [];
    const query = this.query(typed);
    if (!query) return null;
    const searched = this.folded(text);
    const piece = pieceOf(text, markerOf(query, query.terms, "verbatim", null)(searched));
    return {
      excerpt: piece.text, marks: utf16(piece.text, piece.marks),
      verbatim: indexOf(searched.scalars, squeezed(query.text.scalars)) >= 0,
    };
  }
}

/** The last of some runs that begins at or before a page. */
function lastUpTo(runs, document) {
  return runs[lowerBound(runs.length, at => runs[at].first <= document) - 1];
}

/** A text as marks are looked for in it: folded, without blanks and punctuation. */
function searchedText(text, variants, rules) {
  const folded = fold(scalarsOf(text), variants, rules);
  const kept = folded.scalars.map((_, index) => index)
    .filter(index => { const kind = classOf(folded.scalars[index]); return kind === HAN || kind === WORD; });
  return { scalars: kept.map(index => folded.scalars[index]), origins: kept.map(index => folded.origins[index]) };
}

/** Finds what to mark: exactly what was typed or, where a text has it otherwise, its parts. */
function markerOf(query, terms, why, han) {
  const phrase = query.isPhrase && why !== "synonym" ? squeezed(query.text.scalars) : [];
  const parts = terms.filter(term => term.weight >= 0.3).flatMap(term => term.keys)
    .filter(key => key && key.charCodeAt(0) > 2).map(key => squeezed(scalarsOf(key))).filter(part => part.length);
  const accepts = key => terms.some(term => term.keys.includes(key) || (term.prefix !== null && key.startsWith(term.prefix)));
  return ({ scalars, origins }) => {
    const isMarked = scalars.map(() => false);
    const mark = part => {
      const isWord = part.length > 0 && classOf(part[0]) === WORD;
      for (let at, start = 0; (at = indexOf(scalars, part, start)) >= 0; start = at + 1) {
        const joins = at > 0 && origins[at - 1] + 1 === origins[at];
        if (isWord && joins && classOf(scalars[at - 1]) === WORD) continue;
        isMarked.fill(true, at, at + part.length);
      }
    };
    mark(phrase);
    if (!isMarked.includes(true)) {
      parts.forEach(mark);
      if (why === "sound" && han) {
        const readings = scalars.map(scalar => han.get(scalar) ?? []);
        readings.forEach((_, at) => {
          for (const [key, length] of soundKeys(readings.slice(at, at + INITIAL_COUNT))) {
            if (accepts(key)) isMarked.fill(true, at, at + length);
          }
        });
      }
    }
    const ranges = [];
    isMarked.forEach((marked, at) => {
      if (!marked) return;
      const last = ranges[ranges.length - 1];
      if (last && isMarked[at - 1] && origins[at] - last[1] <= 1) last[1] = origins[at] + 1;
      else ranges.push([origins[at], origins[at] + 1]);
    });
    return ranges;
  };
}

/** A piece of a text around the densest marks. */
function pieceOf(text, marks) {
  const scalars = scalarsOf(text);
  if (scalars.length <= EXCERPT_LENGTH) return { text, marks };
  let best = 0, bestCount = 0;
  marks.forEach(([from], index) => {
    const end = from + EXCERPT_LENGTH - EXCERPT_LEAD;
    let count = 0;
    for (const [start, stop] of marks.slice(index)) {
      if (stop > end) break;
      count += stop - start;
    }
    if (count > bestCount) [best, bestCount] = [from, count];
  });
  let start = Math.max(0, best - EXCERPT_LEAD);
  if (start > 0) {
    for (let at = start; at < best; at++) {
      if ([0x3002, 0xff01, 0xff1f, 0xff1b, 0x0a].includes(scalars[at])) start = at + 1;
    }
    start = Math.min(start, Math.max(0, scalars.length - EXCERPT_LENGTH));
  }
  const end = Math.min(scalars.length, start + EXCERPT_LENGTH);
  const lead = start > 0 ? "…" : "";
  return {
    text: lead + textOf(scalars.slice(start, end)) + (end < scalars.length ? "…" : ""),
    marks: marks.filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from + lead.length - start, to + lead.length - start]),
  };
}

/** Ranges of characters as ranges of UTF-16 units. */
function utf16(text, marks) {
  const offsets = [0];
  for (const character of text) offsets.push(offsets[offsets.length - 1] + character.length);
  return marks.filter(([, to]) => to < offsets.length).map(([from, to]) => [offsets[from], offsets[to]]);
}
