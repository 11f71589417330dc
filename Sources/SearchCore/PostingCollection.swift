/// Gathers which sections hold which tokens.
struct PostingCollection {
  private let folding: Folding
  private let han: HanTable
  /// The index of the list of a pair or a single character, both packed into one number.
  private var pairs: [UInt64: Int32] = [:]
  private var words: [[UInt8]: Int32] = [:]
  private var keys: [[UInt8]] = []
  private var isPair: [Bool] = []
  private var postings: [[Posting]] = []
  /// What one section holds: list, field and length, packed so that sorting groups them.
  private var entries: [UInt64] = []

  init(folding: Folding, han: HanTable) {
    self.folding = folding
    self.han = han
  }

  /// Adds a page.
  mutating func add(_ document: SearchDocument, at index: Int) {
    for (number, section) in document.sections.enumerated() {
      entries.removeAll(keepingCapacity: true)
      if number == 0 {
        add(label: document.title, .title)
        for word in document.keywords + document.synonyms { add(label: word, .keyword) }
      }
      for label in [section.heading] + section.labels where !label.isEmpty {
        add(label: label, .heading)
      }
      let body = folding.folded(section.text)
      Segmentation.eachToken(body.scalars) { token, next in
        add(token, .body, 0, followers: next.map(Occurrence.follower) ?? 0)
      }
      flush(document: index, section: number)
    }
  }

  /// Adds a short text: its tokens, its sound, its initials.
  private mutating func add(label: [UInt8], _ field: Occurrence.Field) {
    let scalars = folding.folded(label).scalars
    let size = scalars.count
    Segmentation.eachToken(scalars) { token, _ in add(token, field, size) }
    for segment in Segmentation.segments(scalars, joinsBlanks: true) where segment.isHan {
      let readings = segment.indices.map { han.readings(scalars[$0]) }
      for key in SoundKeys.keys(of: readings) { add(key: key, field, size) }
    }
  }

  private mutating func add(
    _ token: Token, _ field: Occurrence.Field, _ size: Int, followers: UInt16 = 0
  ) {
    switch token {
    case .pair(let first, let second):
      enter(list(packed: UInt64(first) << 21 | UInt64(second), token), field, size, followers)
    case .single(let scalar):
      enter(list(packed: 1 << 63 | UInt64(scalar), token), field, size, followers)
    case .word:
      add(key: token.key, field, size)
    }
  }

  private mutating func list(packed: UInt64, _ token: Token) -> Int32 {
    if let list = pairs[packed] { return list }
    let list = newList(token.key)
    if case .pair = token { isPair[Int(list)] = true }
    pairs[packed] = list
    return list
  }

  private mutating func add(key: [UInt8], _ field: Occurrence.Field, _ size: Int) {
    if let list = words[key] { return enter(list, field, size, 0) }
    let list = newList(key)
    words[key] = list
    enter(list, field, size, 0)
  }

  private mutating func newList(_ key: [UInt8]) -> Int32 {
    keys.append(key)
    isPair.append(false)
    postings.append([])
    return Int32(truncatingIfNeeded: keys.count - 1)
  }

  private mutating func enter(
    _ list: Int32, _ field: Occurrence.Field, _ size: Int, _ followers: UInt16
  ) {
    // The weightiest field sorts first, and in it the shortest label.
    let rank = UInt64(3 - field.rawValue)
    let detail = UInt64(min(size, 0xFFF)) << 16 | UInt64(followers)
    entries.append(UInt64(UInt32(bitPattern: list)) << 32 | rank << 28 | detail)
  }

  private mutating func flush(document: Int, section: Int) {
    entries.sort()
    var start = 0
    while start < entries.count {
      let list = Int(entries[start] >> 32)
      let field = Occurrence.Field(rawValue: 3 - UInt8(entries[start] >> 28 & 3)) ?? .body
      let size = Int(entries[start] >> 16 & 0xFFF)
      var end = start
      var followers: UInt16 = 0
      while end < entries.count, Int(entries[end] >> 32) == list {
        followers |= UInt16(truncatingIfNeeded: entries[end])
        end += 1
      }
      let occurrence =
        isPair[list] && field == .body
        ? Occurrence(followers: followers, count: end - start)
        : Occurrence(field: field, count: end - start, length: size)
      postings[list].append(
        Posting(document: document, section: section, occurrence: occurrence))
      start = end
    }
  }

  /// The lists in the order of their keys, the long ones cut to their weightiest sections.
  func lists(limits: SearchIndexLimits) -> [PostingList] {
    let order = keys.indices.sorted { precedes(keys[$0], keys[$1]) }
    return order.map { index in
      let all = postings[index]
      let isSingle = UTF8Text.scalars(keys[index]).count == 1
      let limit = isSingle ? limits.single : limits.list
      let kept = all.count > limit ? Self.weightiest(all, limit) : all
      return PostingList(key: keys[index], postings: kept, frequency: all.count)
    }
  }

  private static func weightiest(_ postings: [Posting], _ limit: Int) -> [Posting] {
    func rank(_ posting: Posting) -> UInt32 {
      // Field and frequency as they are, short labels before long.
      posting.occurrence >> 16 ^ 3
    }
    return postings.sorted {
      rank($0) == rank($1) ? $0.place < $1.place : rank($0) > rank($1)
    }.prefix(limit).sorted { $0.place < $1.place }
  }
}

/// The keys of sounds: pairs of syllables, and initials.
enum SoundKeys {
  static let pair: UInt8 = 0x01
  static let initials: UInt8 = 0x02
  /// How many initials stand in a key.
  static let initialCount = 3

  /// The key of two syllables.
  static func pairKey(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
    [pair] + first + [0x20] + second
  }

  /// All keys of a run of characters with their readings.
  static func keys(of readings: [[[UInt8]]]) -> [[UInt8]] {
    readings.indices.flatMap { index in
      let end = min(readings.count, index + initialCount)
      return keys(startingAt: Array(readings[index..<end])).map { $0.key }
    }
  }

  /// The keys that begin at the first of a few characters, and how many characters each takes.
  static func keys(startingAt readings: [[[UInt8]]]) -> [(key: [UInt8], length: Int)] {
    var keys: [(key: [UInt8], length: Int)] = []
    if readings.count > 1 {
      for first in readings[0] {
        for second in readings[1] { keys.append((pairKey(first, second), 2)) }
      }
    }
    var strings: [[UInt8]] = [[initials]]
    for (offset, options) in readings.enumerated() {
      strings = strings.flatMap { string in letters(options).map { string + [$0] } }
      if offset > 0 { keys += strings.map { ($0, offset + 1) } }
    }
    return keys
  }

  /// The distinct first letters of readings.
  static func letters(_ readings: [[UInt8]]) -> [UInt8] {
    var letters: [UInt8] = []
    for letter in readings.compactMap({ $0.first }) where !letters.contains(letter) {
      letters.append(letter)
    }
    return letters
  }
}
