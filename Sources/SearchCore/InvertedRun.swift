/// Which sections of some neighbouring pages hold which tokens.
///
/// Runs are worked out apart from each other; lists of the whole index are those of its runs, one
/// behind the other.
public struct InvertedRun: Sendable {
  /// What the run has lists of, as `PackedKey` has them.
  fileprivate(set) var keys: [UInt64] = []
  /// The keys that are too long to be packed.
  fileprivate(set) var longKeys: [[UInt8]] = []
  /// How many sections hold each.
  fileprivate(set) var frequencies: [UInt32] = []
  /// Where the postings of each begin, and where the last ones end.
  fileprivate(set) var starts: [Int] = []
  /// The postings, list by list.
  fileprivate(set) var postings: [Posting] = []

  init() {}

  /// How many postings of a list are kept.
  func count(of list: Int) -> Int { starts[list + 1] - starts[list] }

  /// The postings of a list.
  func postings(of list: Int) -> ArraySlice<Posting> { postings[starts[list]..<starts[list + 1]] }
}

/// Gathers which sections hold which tokens.
struct RunInverter {
  private let table: FoldingTable
  private let han: HanTable
  private let limits: SearchIndexLimits
  private var index = KeyIndex()
  private var longKeys: [[UInt8]: Int] = [:]
  private var lists: [ListState] = []
  /// For each list the last section that holds the token, and in the lower half its entry there.
  private var marks: [UInt64] = []
  /// The lists of single characters, which every text has most of, by character; `noList` for none.
  private var singles = [UInt32](repeating: RunInverter.noList, count: 1 << 16)
  /// What one section holds.
  private var entries: [Entry] = []
  /// The number of the section at hand, from 1.
  private var section: UInt64 = 0
  private var field = Occurrence.Field.body
  private var order: UInt32 = 0
  /// The postings as they come, and the list of each.
  private var postings: [Posting] = []
  private var owners: [UInt32] = []
  private var run = InvertedRun()

  /// What is known of a list.
  private struct ListState {
    let isPair: Bool
    let limit: UInt32
    var frequency: UInt32 = 0
    /// How many postings were kept that weigh as much as one in the body of each frequency.
    var kept = SIMD4<UInt32>()
  }

  /// How a section holds a token, as far as it was read.
  private struct Entry {
    let list: UInt32
    /// The weightiest field first, and in it the shortest label.
    var order: UInt32
    var count: Int
    var followers: UInt32
  }

  init(table: FoldingTable, han: HanTable, limits: SearchIndexLimits) {
    self.table = table
    self.han = han
    self.limits = limits
  }

  /// Adds a page.
  mutating func add(_ document: SearchDocument, at index: Int) {
    for (number, part) in document.sections.enumerated() {
      section += 1
      entries.removeAll(keepingCapacity: true)
      if number == 0 {
        add(label: document.title, .title)
        for word in document.keywords + document.synonyms { add(label: word, .keyword) }
      }
      for label in [part.heading] + part.labels where !label.isEmpty { add(label: label, .heading) }
      (field, order) = (.body, Self.order(.body, 0))
      Segmentation.feed(table.classed(part.text), to: &self)
      flush(document: index, section: number)
    }
  }

  /// Adds a short text: its tokens, its sound, its initials.
  private mutating func add(label: [UInt8], _ field: Occurrence.Field) {
    let text = table.classed(label)
    (self.field, order) = (field, Self.order(field, text.count))
    Segmentation.feed(text, to: &self)
    let scalars = text.scalars
    for segment in Segmentation.segments(scalars, joinsBlanks: true) where segment.isHan {
      let readings = segment.indices.map { han.readingIndices(scalars[$0]) }
      for index in readings.indices { addSounds(readings, at: index) }
    }
  }

  /// Adds the pair of syllables, and the two and three initials, that begin with a character.
  private mutating func addSounds(_ readings: [[Int]], at index: Int) {
    guard index + 1 < readings.count else { return }
    for first in readings[index] {
      for second in readings[index + 1] { enter(PackedKey.sounds(first, second), 0) }
    }
    let letters = (index..<min(readings.count, index + SoundKeys.initialCount)).map {
      han.initials(readings[$0])
    }
    for first in letters[0] {
      for second in letters[1] {
        enter(PackedKey.initials(first, second, nil), 0)
        guard letters.count > 2 else { continue }
        for third in letters[2] { enter(PackedKey.initials(first, second, third), 0) }
      }
    }
  }

  private static func order(_ field: Occurrence.Field, _ size: Int) -> UInt32 {
    UInt32(3 - field.rawValue) << 12 | UInt32(min(size, 0xFFF))
  }

  // MARK: Lists

  private static let noList = UInt32.max

  private mutating func enter(_ key: UInt64, _ followers: UInt32) {
    enter(list: list(of: key), followers)
  }

  private mutating func list(of key: UInt64) -> Int {
    let list = index.number(of: key)
    if list == lists.count {
      let limit = PackedKey.isSingle(key) ? limits.single : limits.list
      lists.append(ListState(isPair: PackedKey.isPair(key), limit: UInt32(limit)))
      marks.append(0)
    }
    return list
  }

  private mutating func enter(list: Int, _ followers: UInt32) {
    let mark = marks[list]
    guard mark >> 32 == section else {
      marks[list] = section << 32 | UInt64(entries.count)
      entries.append(
        Entry(
          list: UInt32(truncatingIfNeeded: list), order: order, count: 1, followers: followers))
      return
    }
    let entry = Int(mark & 0xFFFF_FFFF)
    entries[entry].count += 1
    entries[entry].followers |= followers
    if order < entries[entry].order { entries[entry].order = order }
  }

  private mutating func flush(document: Int, section: Int) {
    for entry in entries {
      let list = Int(entry.list)
      let field = Occurrence.Field(rawValue: 3 - UInt8(entry.order >> 12)) ?? .body
      let occurrence = Occurrence(
        field: field, count: entry.count, length: Int(entry.order & 0xFFF),
        followers: lists[list].isPair ? entry.followers : .max)
      lists[list].frequency += 1
      // What the first postings of a full list outweigh cannot come into it any more.
      let last = field == .body ? occurrence.frequency : 3
      if field == .body, lists[list].kept[last] >= lists[list].limit { continue }
      lists[list].kept &+= Self.upTo(last)
      postings.append(Posting(document: document, section: section, occurrence: occurrence))
      owners.append(entry.list)
    }
  }

  /// One for each frequency up to one.
  private static func upTo(_ frequency: Int) -> SIMD4<UInt32> {
    switch frequency {
    case 0: SIMD4(1, 0, 0, 0)
    case 1: SIMD4(1, 1, 0, 0)
    case 2: SIMD4(1, 1, 1, 0)
    default: SIMD4(1, 1, 1, 1)
    }
  }

  /// What was gathered.
  consuming func finish() -> InvertedRun {
    run.keys = index.keys
    run.frequencies = lists.map(\.frequency)
    var starts = [Int](repeating: 0, count: lists.count + 1)
    for owner in owners { starts[Int(owner) + 1] += 1 }
    for list in lists.indices { starts[list + 1] += starts[list] }
    run.starts = starts
    run.postings = [Posting](repeating: Posting(bits: 0), count: postings.count)
    for (owner, posting) in zip(owners, postings) {
      run.postings[starts[Int(owner)]] = posting
      starts[Int(owner)] += 1
    }
    return run
  }
}

extension RunInverter: TokenSink {
  mutating func pair(_ first: UInt32, _ second: UInt32, next: UInt32?) {
    enter(PackedKey.pair(first, second), next.map(Occurrence.follower) ?? 0)
  }

  mutating func single(_ scalar: UInt32) {
    guard scalar < singles.count else { return enter(PackedKey.single(scalar), 0) }
    if singles[Int(scalar)] == Self.noList {
      singles[Int(scalar)] = UInt32(truncatingIfNeeded: list(of: PackedKey.single(scalar)))
    }
    enter(list: Int(singles[Int(scalar)]), 0)
  }

  mutating func word(_ scalars: ArraySlice<UInt32>) {
    if let key = PackedKey.word(scalars) { return enter(key, 0) }
    let bytes = UTF8Text.bytes(scalars)
    if let number = longKeys[bytes] { return enter(PackedKey.long(number, of: bytes), 0) }
    let number = run.longKeys.count
    longKeys[bytes] = number
    run.longKeys.append(bytes)
    enter(PackedKey.long(number, of: bytes), 0)
  }
}
