/// The models of a chunk; writer and reader keep them in step.
private struct PostingModels {
  var shared = TreeModel(bits: 6)
  var suffix = TreeModel(bits: 6)
  var bytes = [TreeModel](repeating: TreeModel(bits: 8), count: 4)
  var number = TreeModel(bits: 6)
  var isCut = BitModel()
  var gaps = [TreeModel](repeating: TreeModel(bits: 5), count: 22)
  var section = TreeModel(bits: Int(Posting.sectionBits))
  var nextSection = TreeModel(bits: Int(Posting.sectionBits))
  /// Whether it stands once in the body, as most do, and else how.
  var isPlain = [BitModel](repeating: BitModel(), count: contexts)
  var labels = [TreeModel](repeating: TreeModel(bits: 6), count: contexts)
  var isFollowed = BitModel()
  var followerCount = TreeModel(bits: 4)
  /// What follows is a matter of each pair, so every list learns anew.
  var follower = TreeModel(bits: 5)

  private static let contexts = 12

  /// The model of a byte behind another: what follows differs within a character.
  static func context(_ previous: UInt8, _ beforePrevious: UInt8) -> Int {
    if previous < 0x80 { return 0 }
    if previous >= 0xE0 { return 1 }
    return beforePrevious >= 0xE0 ? 2 : 3
  }

  /// The model of the gaps of a list: the longer the list, the smaller the gaps.
  static func gapContext(documents: Int, count: Int) -> Int {
    min(21, Int.bitWidth - (documents / max(1, count)).leadingZeroBitCount)
  }

  /// Whether a key is a pair: of other tokens nobody asks what follows them.
  static func isPair(_ key: [UInt8]) -> Bool {
    guard let first = key.first, first > SoundKeys.initials else { return false }
    let (one, length) = UTF8Text.scalar(key, at: 0)
    guard length < key.count else { return false }
    let (other, rest) = UTF8Text.scalar(key, at: length)
    return length + rest == key.count && (ScalarClass(one) == .han || ScalarClass(other) == .han)
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
    models.follower.reset()
    var document = -1
    var section = 0
    for posting in postings {
      let place = Int(posting.place)
      let next = place >> Int(Posting.sectionBits)
      let nextSection = place & (Posting.sectionsPerDocument - 1)
      coder.encode(number: next - document, &models.gaps[context])
      if next == document {
        coder.encode(nextSection - section - 1, &models.nextSection)
      } else {
        coder.encode(nextSection, &models.section)
      }
      let occurrence = posting.occurrence
      let label = PostingModels.labelContext(section: nextSection, gap: context)
      coder.encode(occurrence.label == 0, &models.isPlain[label])
      if occurrence.label != 0 { coder.encode(occurrence.label, &models.labels[label]) }
      if isPair { encode(followersOf: occurrence, &coder, &models) }
      (document, section) = (next, nextSection)
    }
  }

  private static func encode(
    followersOf occurrence: Occurrence, _ coder: inout RangeEncoder, _ models: inout PostingModels
  ) {
    var followers = occurrence.followers
    let count = followers.nonzeroBitCount
    if occurrence.frequency == 0 {
      // What stands once is followed by one character at most.
      followers &= ~followers &+ 1
      coder.encode(count > 0, &models.isFollowed)
    } else if count <= Occurrence.mostFollowers {
      coder.encode(count, &models.followerCount)
    } else {
      return coder.encode(Occurrence.mostFollowers + 1, &models.followerCount)
    }
    while followers != 0 {
      coder.encode(followers.trailingZeroBitCount, &models.follower)
      followers &= followers - 1
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
    models.follower.reset()
    var document = -1
    var section = 0
    for _ in 0..<size {
      if coder.isExhausted { return }
      let gap = coder.number(&models.gaps[context])
      if gap == 0 {
        section = section + 1 + coder.value(&models.nextSection)
      } else {
        document += gap
        section = coder.value(&models.section)
      }
      let model = PostingModels.labelContext(section: section, gap: context)
      let isPlain = coder.bit(&models.isPlain[model])
      let label = isPlain ? 0 : coder.value(&models.labels[model])
      var occurrence = Occurrence(label: label, followers: .max)
      if isPair {
        let followers = Self.followers(of: occurrence, &coder, &models)
        occurrence = Occurrence(label: label, followers: followers)
      }
      guard document >= 0, document < documents, section < Posting.sectionsPerDocument else {
        continue
      }
      postings.append(Posting(document: document, section: section, occurrence: occurrence))
    }
  }

  private static func followers(
    of occurrence: Occurrence, _ coder: inout RangeDecoder, _ models: inout PostingModels
  ) -> UInt32 {
    let count: Int
    if occurrence.frequency == 0 {
      count = coder.bit(&models.isFollowed) ? 1 : 0
    } else {
      count = coder.value(&models.followerCount)
    }
    guard count <= Occurrence.mostFollowers else { return .max }
    var followers: UInt32 = 0
    for _ in 0..<count {
      followers |= 1 << UInt32(coder.value(&models.follower))
    }
    return followers
  }
}
