/// Gathers which sections of a run hold which tokens.
struct ListGatherer {
  private let limits: SearchIndexLimits
  private var index = KeyIndex()
  private var lists: [ListState] = []
  /// For each list the last section that holds the token, and in the lower half its entry there.
  private var marks: [UInt64] = []
  /// What one section holds.
  private var entries: [Entry] = []
  /// The number of the section at hand, from 1.
  private var section: UInt64 = 0
  private var order = Self.order(.body, 0)
  /// The postings of all lists, as `PackedLists` has them.
  private var chains = ByteChains()

  /// What is known of a list.
  private struct ListState {
    let isPair: Bool
    let limit: UInt32
    var frequency: UInt32 = 0
    var labels: UInt32 = 0
    /// How many postings were kept that weigh as much as one in the body of each frequency.
    var kept = SIMD4<UInt32>()
    /// The last section that was kept, and the postings.
    var last: UInt32 = 0
    var postings = ByteChains.Chain()
  }

  /// How a section holds a token, as far as it was read.
  private struct Entry {
    let list: UInt32
    /// The weightiest field first, and in it the shortest label.
    var order: UInt32
    var count: Int
    var followers: UInt32
  }

  init(limits: SearchIndexLimits) { self.limits = limits }

  // MARK: Sections

  /// Begins a section by its number in the run; they come in order.
  mutating func begin(section: Int) {
    self.section = UInt64(section + 1)
    entries.removeAll(keepingCapacity: true)
  }

  /// Says where the tokens stand that come next; `size` is the length of a label.
  mutating func stand(in field: Occurrence.Field, size: Int = 0) {
    order = Self.order(field, size)
  }

  private static func order(_ field: Occurrence.Field, _ size: Int) -> UInt32 {
    UInt32(3 - field.rawValue) << 12 | UInt32(min(size, 0xFFF))
  }

  /// Takes a token by its key.
  mutating func enter(_ key: UInt64, _ followers: UInt32 = 0) {
    enter(list: list(of: key), followers)
  }

  /// The number of the list of a key.
  mutating func list(of key: UInt64) -> Int {
    let list = index.number(of: key)
    if list == lists.count {
      let limit = PackedKey.isSingle(key) ? limits.single : limits.list
      lists.append(ListState(isPair: PackedKey.isPair(key), limit: UInt32(limit)))
      marks.append(0)
    }
    return list
  }

  /// Takes a token by its list.
  mutating func enter(list: Int, _ followers: UInt32 = 0) {
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

  /// Ends a section.
  mutating func end() {
    let number = UInt32(truncatingIfNeeded: section - 1)
    for entry in entries {
      Self.keep(entry, section: number, in: &lists[Int(entry.list)], &chains)
    }
  }

  private static func keep(
    _ entry: Entry, section: UInt32, in list: inout ListState, _ chains: inout ByteChains
  ) {
    let field = Occurrence.Field(rawValue: 3 - UInt8(entry.order >> 12)) ?? .body
    let occurrence = Occurrence(
      field: field, count: entry.count, length: Int(entry.order & 0xFFF),
      followers: list.isPair ? entry.followers : .max)
    list.frequency += 1
    // What the first postings of a full list outweigh cannot come into it any more.
    let last = field == .body ? occurrence.frequency : 3
    if field == .body, list.kept[last] >= list.limit { return }
    list.kept &+= upTo(last)
    if field != .body { list.labels += 1 }
    PackedLists.append(gap: section - list.last, occurrence, to: &list.postings, of: &chains)
    list.last = section
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

  // MARK: Lists

  /// The lists of what was gathered, of sections with places.
  consuming func finish(places: [UInt32]) -> InvertedLists {
    var result = InvertedLists(keys: index.keys.trimmed(), lists: PackedLists(places: places))
    result.lists.reserve(chains.count)
    result.starts.reserveCapacity(lists.count)
    for list in lists {
      result.starts.append(UInt32(result.lists.end))
      let head = PackedLists.Head(
        frequency: Int(list.frequency), count: Int(list.kept[0]), labels: Int(list.labels))
      result.lists.append(head, list.postings, of: chains)
    }
    result.lists.trim()
    return result
  }
}

/// Which sections of some neighbouring pages hold which tokens.
struct InvertedLists: Sendable {
  /// What there are lists of, as `PackedKey` has them.
  var keys: [UInt64] = []
  /// The keys that are too long to be packed.
  var longKeys: [[UInt8]] = []
  /// Where each list begins.
  var starts: [UInt32] = []
  /// The lists, one behind the other.
  var lists: PackedLists

  /// Lets go of the keys.
  mutating func forgetKeys() { (keys, longKeys) = ([], []) }
}
