/// One section that holds a token, and how.
struct Posting {
  /// The place: the document above, its section in the lowest `sectionBits`.
  let place: UInt32
  /// How it holds the token, see `Occurrence`.
  let occurrence: UInt32

  /// How many sections of a document have places of their own, as a power of two.
  static let sectionBits: UInt32 = 6
  static let sectionsPerDocument = 1 << Int(sectionBits)

  init(place: UInt32, occurrence: UInt32) {
    self.place = place
    self.occurrence = occurrence
  }

  init(document: Int, section: Int, occurrence: Occurrence) {
    place = UInt32(truncatingIfNeeded: document << Int(Self.sectionBits) | section)
    self.occurrence = occurrence.bits
  }
}

/// How a section holds a token: the field, how often, for a label how long it is, and for a pair in
/// body text what follows it.
struct Occurrence {
  /// Where: the weightiest field counts.
  enum Field: UInt8 {
    case body, heading, keyword, title
  }

  let field: Field
  /// How often: once, twice, up to four times, more.
  let frequency: UInt8
  /// The length class of a label, from 0 to 3.
  let length: UInt8
  /// The classes of the characters that follow a pair in body text, a bit of sixteen each; all
  /// bits where that is not known.
  let followers: UInt16

  /// More followers than these are kept as “not known”.
  static let mostFollowers = 6

  /// Creates an occurrence of a pair in body text.
  init(followers: UInt16, count: Int) {
    field = .body
    let isKnown = followers.nonzeroBitCount <= Self.mostFollowers
    self.followers = isKnown ? followers : .max
    frequency = Self.frequencyClass(count)
    length = 0
  }

  /// Creates an occurrence of any other kind.
  init(field: Field, count: Int, length: Int) {
    self.field = field
    frequency = Self.frequencyClass(count)
    self.length = length <= 4 ? 0 : length <= 8 ? 1 : length <= 16 ? 2 : 3
    followers = .max
  }

  private static func frequencyClass(_ count: Int) -> UInt8 {
    count <= 1 ? 0 : count == 2 ? 1 : count <= 4 ? 2 : 3
  }

  init(bits: UInt32) {
    field = Field(rawValue: UInt8(bits >> 20 & 3)) ?? .body
    frequency = UInt8(bits >> 18 & 3)
    length = UInt8(bits >> 16 & 3)
    followers = UInt16(truncatingIfNeeded: bits)
  }

  /// All of it in 22 bits; what weighs more is the greater number.
  var bits: UInt32 {
    UInt32(field.rawValue) << 20 | UInt32(frequency) << 18 | UInt32(length) << 16
      | UInt32(followers)
  }

  /// The class of a character that follows a pair. It tells most sections that hold AB and BC from
  /// those that hold ABC, at four bits a posting where positions would take ten.
  static func follower(_ scalar: UInt32) -> UInt16 {
    1 << UInt16(truncatingIfNeeded: (scalar &* 0x9E37_79B1) >> 28)
  }

  /// Whether a character may follow the pair.
  func canPrecede(_ scalar: UInt32) -> Bool {
    followers & Self.follower(scalar) != 0
  }
}

/// All sections that hold a token.
struct PostingList {
  let key: [UInt8]
  /// In the order of their places.
  let postings: [Posting]
  /// How many sections hold the token; more than are listed where the list is cut.
  let frequency: Int
}

/// The models of a chunk; writer and reader keep them in step.
private struct PostingModels {
  var shared = TreeModel(bits: 6)
  var suffix = TreeModel(bits: 6)
  var bytes = [TreeModel](repeating: TreeModel(bits: 8), count: 4)
  var number = TreeModel(bits: 6)
  var isCut = BitModel()
  var gaps = [TreeModel](repeating: TreeModel(bits: 6), count: 33)
  var section = TreeModel(bits: Int(Posting.sectionBits))
  var nextSection = TreeModel(bits: Int(Posting.sectionBits))
  var labels = [TreeModel](repeating: TreeModel(bits: 6), count: 12)
  var followerCount = TreeModel(bits: 3)
  var follower = TreeModel(bits: 4)

  /// The model of a byte behind another: what follows differs within a character.
  static func context(_ previous: UInt8, _ beforePrevious: UInt8) -> Int {
    if previous < 0x80 { return 0 }
    if previous >= 0xE0 { return 1 }
    return beforePrevious >= 0xE0 ? 2 : 3
  }

  /// The model of the gaps of a list: the longer the list, the smaller the gaps.
  static func gapContext(documents: Int, count: Int) -> Int {
    Int.bitWidth - (documents / max(1, count)).leadingZeroBitCount
  }

  /// Whether a key is a pair: of other tokens nobody asks what follows them.
  static func isPair(_ key: [UInt8]) -> Bool {
    guard let first = key.first, first > SoundKeys.initials else { return false }
    let scalars = UTF8Text.scalars(key)
    return scalars.count == 2 && scalars.contains { ScalarClass($0) == .han }
  }

  static func labelContext(section: Int, gap: Int) -> Int {
    (section == 0 ? 6 : 0) + min(5, gap / 2)
  }
}

/// A run of the index in the order of its keys, in one file.
struct PostingChunk {
  /// The keys in order.
  private(set) var keys: [[UInt8]] = []
  private var starts: [Int] = [0]
  private var frequencies: [Int] = []
  private var postings: [Posting] = []

  /// The range of lists whose keys begin with a prefix.
  func range(prefix: [UInt8]) -> Range<Int> {
    let start = index(notBefore: prefix)
    var end = start
    while end < keys.count, keys[end].hasPrefix(prefix) { end += 1 }
    return start..<end
  }

  /// The list of a key.
  func list(_ key: [UInt8]) -> (postings: ArraySlice<Posting>, frequency: Int)? {
    let index = index(notBefore: key)
    return index < keys.count && keys[index] == key ? list(at: index) : nil
  }

  /// The list at an index.
  func list(at index: Int) -> (postings: ArraySlice<Posting>, frequency: Int) {
    (postings[starts[index]..<starts[index + 1]], frequencies[index])
  }

  private func index(notBefore key: [UInt8]) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(keys[middle], key) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Writing

  /// Lists in the order of their keys as bytes.
  static func encoded(_ lists: [PostingList], documents: Int) -> [UInt8] {
    var coder = RangeEncoder()
    var models = PostingModels()
    coder.encode(number: lists.count, &models.number)
    var previous: [UInt8] = []
    for list in lists {
      encode(list.key, after: previous, &coder, &models)
      coder.encode(number: list.postings.count, &models.number)
      let isCut = list.frequency > list.postings.count
      coder.encode(isCut, &models.isCut)
      if isCut { coder.encode(number: list.frequency, &models.number) }
      let isPair = PostingModels.isPair(list.key)
      encode(list.postings, documents: documents, isPair: isPair, &coder, &models)
      previous = list.key
    }
    return coder.finish()
  }

  private static func encode(
    _ key: [UInt8], after previous: [UInt8], _ coder: inout RangeEncoder,
    _ models: inout PostingModels
  ) {
    var shared = 0
    while shared < min(63, key.count, previous.count), key[shared] == previous[shared] {
      shared += 1
    }
    let suffix = key[shared...].prefix(63)
    coder.encode(shared, &models.shared)
    coder.encode(suffix.count, &models.suffix)
    var last = shared > 0 ? key[shared - 1] : 0
    var beforeLast = shared > 1 ? key[shared - 2] : 0
    for byte in suffix {
      coder.encode(Int(byte), &models.bytes[PostingModels.context(last, beforeLast)])
      (beforeLast, last) = (last, byte)
    }
  }

  private static func encode(
    _ postings: [Posting], documents: Int, isPair: Bool, _ coder: inout RangeEncoder,
    _ models: inout PostingModels
  ) {
    let context = PostingModels.gapContext(documents: documents, count: postings.count)
    var document = -1
    var section = 0
    for posting in postings {
      let next = Int(posting.place >> Posting.sectionBits)
      let nextSection = Int(posting.place) & (Posting.sectionsPerDocument - 1)
      coder.encode(number: next - document, &models.gaps[min(32, context)])
      if next == document {
        coder.encode(nextSection - section - 1, &models.nextSection)
      } else {
        coder.encode(nextSection, &models.section)
      }
      let occurrence = Occurrence(bits: posting.occurrence)
      let model = PostingModels.labelContext(section: nextSection, gap: context)
      coder.encode(Int(posting.occurrence >> 16), &models.labels[model])
      if isPair, occurrence.field == .body { encode(occurrence.followers, &coder, &models) }
      (document, section) = (next, nextSection)
    }
  }

  private static func encode(
    _ followers: UInt16, _ coder: inout RangeEncoder, _ models: inout PostingModels
  ) {
    let count = followers.nonzeroBitCount
    guard count <= Occurrence.mostFollowers else {
      return coder.encode(Occurrence.mostFollowers + 1, &models.followerCount)
    }
    coder.encode(count, &models.followerCount)
    for bit in 0..<16 where followers >> UInt16(bit) & 1 == 1 {
      coder.encode(bit, &models.follower)
    }
  }

  // MARK: Reading

  /// Creates an empty chunk: what a missing one holds.
  init() {}

  /// Reads a chunk. Wrong bytes give fewer or other lists, never a trap.
  init(_ bytes: [UInt8], documents: Int) {
    var coder = RangeDecoder(bytes, from: 0)
    var models = PostingModels()
    let count = coder.number(&models.number)
    var previous: [UInt8] = []
    while keys.count < count, !coder.isExhausted {
      previous = Self.key(after: previous, &coder, &models)
      let size = coder.number(&models.number)
      let isCut = coder.bit(&models.isCut)
      let frequency = isCut ? coder.number(&models.number) : size
      let isPair = PostingModels.isPair(previous)
      read(size, documents: documents, isPair: isPair, &coder, &models)
      // Keys out of order cannot be found, so wrong bytes end here.
      if let last = keys.last, !precedes(last, previous) { break }
      keys.append(previous)
      starts.append(postings.count)
      frequencies.append(frequency)
    }
  }

  private static func key(
    after previous: [UInt8], _ coder: inout RangeDecoder, _ models: inout PostingModels
  ) -> [UInt8] {
    var key = Array(previous.prefix(coder.value(&models.shared)))
    let suffix = coder.value(&models.suffix)
    key.reserveCapacity(key.count + suffix)
    for _ in 0..<suffix {
      let last = key.last ?? 0
      let beforeLast = key.count > 1 ? key[key.count - 2] : 0
      let value = coder.value(&models.bytes[PostingModels.context(last, beforeLast)])
      key.append(UInt8(truncatingIfNeeded: value))
    }
    return key
  }

  private mutating func read(
    _ size: Int, documents: Int, isPair: Bool, _ coder: inout RangeDecoder,
    _ models: inout PostingModels
  ) {
    let context = PostingModels.gapContext(documents: documents, count: size)
    var document = -1
    var section = 0
    for _ in 0..<size {
      if coder.isExhausted { return }
      let gap = coder.number(&models.gaps[min(32, context)])
      if gap == 0 {
        section = section + 1 + coder.value(&models.nextSection)
      } else {
        document += gap
        section = coder.value(&models.section)
      }
      let model = PostingModels.labelContext(section: section, gap: context)
      let label = UInt32(coder.value(&models.labels[model])) << 16
      let isBody = Occurrence(bits: label).field == .body
      let followers = isPair && isBody ? Self.followers(&coder, &models) : .max
      guard document >= 0, document < documents, section < Posting.sectionsPerDocument else {
        continue
      }
      let place = UInt32(truncatingIfNeeded: document << Int(Posting.sectionBits) | section)
      postings.append(Posting(place: place, occurrence: label | UInt32(followers)))
    }
  }

  private static func followers(
    _ coder: inout RangeDecoder, _ models: inout PostingModels
  ) -> UInt16 {
    let count = coder.value(&models.followerCount)
    guard count <= Occurrence.mostFollowers else { return .max }
    var followers: UInt16 = 0
    for _ in 0..<count { followers |= 1 << UInt16(coder.value(&models.follower)) }
    return followers
  }
}
