// Files of the index as values. What RangeCoder.swift, Posting.swift, SearchRoot.swift,
// HanTable.swift and SearchDocument.swift read. Wrong bytes give wrong or fewer values, never an
// exception: every loop ends with the bytes.

const SECTION_BITS = 6, SECTIONS = 1 << SECTION_BITS, MOST_FOLLOWERS = 14, NOT_KNOWN = 0xffffffff;
const RATE = 5, RAW_BITS = 12;

/** Models of bits that learn while they are read: how likely zero is, of 4,096, above how many were seen. */
function tree(bits) {
  return { bits, models: new Uint16Array(1 << bits).fill(1 << 15) };
}

class RangeDecoder {
  constructor(bytes) {
    this.bytes = bytes;
    this.position = 1;
    this.range = 0xffffffff;
    this.code = 0;
    for (let i = 0; i < 4; i++) this.code = ((this.code << 8) | this.next()) >>> 0;
  }

  get isExhausted() { return this.position > this.bytes.length + 8; }

  next() { return this.position < this.bytes.length ? this.bytes[this.position++] : (this.position++, 0); }

  grow() {
    while (this.range < 0x1000000) {
      this.range = (this.range << 8) >>> 0;
      this.code = ((this.code << 8) | this.next()) >>> 0;
    }
  }

  bit(models, node) {
    const probability = models[node] >> 4, seen = models[node] & 15;
    const rate = Math.min(RATE, bitLength(seen + 1));
    let next = probability;
    const bound = (this.range >>> 12) * probability;
    let bit = 0;
    if (this.code >= bound) {
      this.code = (this.code - bound) >>> 0;
      this.range = (this.range - bound) >>> 0;
      next -= next >> rate;
      bit = 1;
    } else {
      this.range = bound;
      next += (4096 - next) >> rate;
    }
    models[node] = next << 4 | Math.min(15, seen + 1);
    this.grow();
    return bit;
  }

  raw(bits) {
    let value = 0;
    while (bits > 0) {
      const count = Math.min(bits, RAW_BITS);
      bits -= count;
      this.range >>>= count;
      const part = Math.min(Math.floor(this.code / this.range), (1 << count) - 1);
      this.code -= part * this.range;
      value = value * (1 << count) + part;
      this.grow();
    }
    return value;
  }

  value(model) {
    let node = 1;
    for (let bit = model.bits; bit > 0; bit--) node = node << 1 | this.bit(model.models, node);
    return node - (1 << model.bits);
  }

  number(length) {
    const size = this.value(length);
    return size > 0 && size <= 32 ? 2 ** (size - 1) + this.raw(size - 1) - 1 : 0;
  }
}

const UTF8 = new TextDecoder();
const textOfBytes = bytes => UTF8.decode(Uint8Array.from(bytes));

/** The order of keys is that of their bytes, which is that of their code points. */
function precedes(left, right) {
  if (left === right) return false;
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    let a = left.charCodeAt(i), b = right.charCodeAt(i);
    if (a === b) continue;
    if (a >= 0xd800 && b >= 0xd800) {
      a = a <= 0xdfff ? a + 0x2000 : a - 0x800;
      b = b <= 0xdfff ? b + 0x2000 : b - 0x800;
    }
    return a < b;
  }
  return left.length < right.length;
}

/** The index of the first of `count` that is not before. */
function lowerBound(count, isBefore) {
  let low = 0, high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1; else high = middle;
  }
  return low;
}

function nameOf(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** The class of a character that follows a pair, a bit of 32. */
const follower = scalar => 1 << (Math.imul(scalar, 0x9e3779b1) >>> 27);

const bitLength = value => value < 1 ? 0 : 32 - Math.clz32(value);

/** A run of the index: lists by key. */
class PostingChunk {
  constructor(bytes, documents) {
    this.keys = [];
    this.lists = [];
    const coder = new RangeDecoder(bytes);
    const models = {
      shared: tree(6), suffix: tree(6), bytes: [tree(8), tree(8), tree(8), tree(8)], number: tree(6), isCut: tree(1),
      gaps: Array.from({ length: 22 }, () => tree(5)), section: tree(SECTION_BITS), nextSection: tree(SECTION_BITS),
      isPlain: tree(4), labels: Array.from({ length: 12 }, () => tree(6)), isFollowed: tree(1), followerCount: tree(4),
    };
    const count = coder.number(models.number);
    let previous = [];
    while (this.keys.length < count && !coder.isExhausted) {
      previous = PostingChunk.key(previous, coder, models);
      const key = textOfBytes(previous);
      const size = coder.number(models.number);
      const isCut = coder.bit(models.isCut.models, 1) === 1;
      const frequency = isCut ? coder.number(models.number) : size;
      const list = PostingChunk.list(key, size, documents, coder, models);
      const last = this.keys[this.keys.length - 1];
      if (last !== undefined && !precedes(last, key)) break;
      this.keys.push(key);
      this.lists.push({ ...list, frequency });
    }
  }

  static key(previous, coder, models) {
    const key = previous.slice(0, coder.value(models.shared));
    for (let left = coder.value(models.suffix); left > 0; left--) {
      const last = key[key.length - 1] ?? 0, before = key[key.length - 2] ?? 0;
      const context = last < 0x80 ? 0 : last >= 0xe0 ? 1 : before >= 0xe0 ? 2 : 3;
      key.push(coder.value(models.bytes[context]));
    }
    return key;
  }

  static isPair(key) {
    const scalars = scalarsOf(key);
    return scalars.length === 2 && scalars[0] > 2 && scalars.some(c => classOf(c) === HAN);
  }

  static list(key, size, documents, coder, models) {
    const isPair = PostingChunk.isPair(key);
    const context = Math.min(21, bitLength(Math.floor(documents / Math.max(1, size))));
    const follower = tree(5);
    const places = [], occurrences = [];
    let document = -1, section = 0;
    for (let left = size; left > 0 && !coder.isExhausted; left--) {
      const gap = coder.number(models.gaps[context]);
      if (gap === 0) {
        section += 1 + coder.value(models.nextSection);
      } else {
        document += gap;
        section = coder.value(models.section);
      }
      const at = (section === 0 ? 6 : 0) + Math.min(5, context >> 1);
      const label = coder.bit(models.isPlain.models, at) === 1 ? 0 : coder.value(models.labels[at]);
      let followers = NOT_KNOWN;
      if (isPair) {
        const isOnce = (label >> 2 & 3) === 0;
        const count = isOnce ? coder.bit(models.isFollowed.models, 1) : coder.value(models.followerCount);
        if (count <= MOST_FOLLOWERS) {
          followers = 0;
          for (let i = 0; i < count; i++) followers |= 1 << coder.value(follower);
        }
      }
      if (document < 0 || document >= documents || section >= SECTIONS) continue;
      places.push(document * SECTIONS + section);
      occurrences.push(label * 2 ** 32 + (followers >>> 0));
    }
    return { places, occurrences };
  }

  indexOf(key) { return lowerBound(this.keys.length, at => precedes(this.keys[at], key)); }

  list(key) {
    const index = this.indexOf(key);
    return this.keys[index] === key ? this.lists[index] : undefined;
  }
}

/** The table of contents; null when it is damaged or of another form. */
function readRoot(bytes) {
  const body = bytes.subarray(9);
  if (bytes.length < 10 || bytes[0] !== 3 || nameOf(body) !== textOfBytes(bytes.subarray(1, 9))) return null;
  const coder = new RangeDecoder(body);
  const models = { number: tree(6), gap: tree(6), count: tree(6), bytes: [tree(8), tree(8), tree(8)], scalar: tree(6) };
  const number = () => coder.number(models.number);
  const name = () => coder.raw(32).toString(16).padStart(8, "0");
  const text = () => {
    const bytes = [];
    for (let left = coder.value(models.count); left > 0; left--) {
      const last = bytes[bytes.length - 1] ?? 0;
      bytes.push(coder.value(models.bytes[last < 0x80 ? 0 : last < 0xc0 ? 1 : 2]));
    }
    return textOfBytes(bytes);
  };
  const list = element => {
    const result = [];
    for (let left = number(); left > 0 && !coder.isExhausted; left--) result.push(element());
    return result;
  };
  const scalars = () => scalarsOf(text());
  const root = { documents: number(), sections: number(), hasText: number() === 1 };
  root.chunks = list(text).map(first => ({ first, name: name() }));
  for (const kind of ["documentChunks", "sectionChunks"]) {
    let last = 0;
    root[kind] = list(() => ({ first: last += coder.number(models.gap), name: name() }));
  }
  root.kinds = list(() => ({ first: number(), kind: text(), weight: number() }));
  root.han = number() === 1 ? name() : null;
  root.variants = number() === 1 ? name() : null;
  let character = 0;
  root.variantCharacters = new Set(list(() => character = (character + coder.number(models.scalar)) >>> 0));
  root.common = new Set(list(text));
  root.synonyms = list(() => list(scalars));
  root.stops = list(scalars);
  root.rules = list(() => [scalars(), scalars()]);
  return root.documents <= 2 ** 20 && !coder.isExhausted ? root : null;
}

/** The readings of characters. */
function readHan(bytes) {
  const coder = new RangeDecoder(bytes);
  const number = tree(6), gap = tree(6), count = tree(3), letter = tree(8), reading = tree(9);
  const syllables = [], table = new Map();
  for (let left = coder.number(number); left > 0 && !coder.isExhausted; left--) {
    let syllable = "";
    for (let i = coder.value(count); i > 0; i--) syllable += String.fromCharCode(coder.value(letter));
    syllables.push(syllable);
  }
  let character = 0;
  for (let left = coder.number(number); left > 0 && !coder.isExhausted; left--) {
    character = (character + coder.number(gap)) >>> 0;
    const readings = [];
    for (let i = coder.value(count); i > 0; i--) {
      const index = coder.value(reading);
      if (index < syllables.length) readings.push(syllables[index]);
    }
    if (table.has(character)) break;
    table.set(character, readings);
  }
  return table;
}

/** The variants of characters, and the words of other regions. */
function readVariants(bytes) {
  const coder = new RangeDecoder(bytes);
  const number = tree(6), gap = tree(6);
  const map = new Map(), words = [];
  let character = 0;
  for (let left = coder.number(number); left > 0 && !coder.isExhausted; left--) {
    character = (character + coder.number(gap)) >>> 0;
    map.set(character, coder.raw(21));
  }
  const word = () => {
    const scalars = [];
    for (let left = coder.number(number); left > 0 && !coder.isExhausted; left--) scalars.push(coder.raw(21));
    return scalars;
  };
  for (let left = coder.number(number); left > 0 && !coder.isExhausted; left--) words.push([word(), word()]);
  return { map, words };
}

/** Pages with what is shown of them. */
function readDocuments(bytes) {
  const documents = [];
  let expectsWords = false;
  for (const line of UTF8.decode(bytes).split("\n")) {
    const fields = line.split("\t");
    const last = documents[documents.length - 1];
    if (fields.length === 4 && !fields[0] && last) {
      last.sections.push({ anchor: fields[1], heading: fields[2], text: fields[3] });
    } else if (fields.length === 3 && fields[0]) {
      documents.push({ url: fields[0], title: fields[1], kind: fields[2], labels: [], sections: [] });
      expectsWords = true;
    } else if (fields.length === 2 && expectsWords) {
      expectsWords = false;
      last.labels = fields.flatMap(field => field.split("\x1f")).filter(Boolean);
    }
  }
  return documents;
}
