/// What a scalar is to the index.
enum ScalarClass: UInt8 {
  /// Han, kana, Hangul: written without blanks, so cut into overlapping pairs.
  case han
  /// Letters and digits of scripts that are written in words.
  case word
  /// Punctuation that may stand inside a code such as `t+1` or `v7.1.5`.
  case connector
  /// A blank.
  case blank
  /// Everything else ends what stands before it.
  case other

  init(_ scalar: UInt32) {
    switch scalar {
    case 0x30...0x39, 0x61...0x7A: self = .word
    case 0x2B, 0x2D, 0x2E, 0x2F, 0x5F, 0x23: self = .connector
    case 0x20, 0x09, 0x3000, 0xA0, 0x2009, 0x200A: self = .blank
    case ..<0xAA: self = .other
    case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x370...0x1FFF: self = .word
    case 0x3005...0x3007, 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC...0x30FE, 0x3105...0x312F,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x323AF:
      self = .han
    default: self = .other
    }
  }
}

/// Text as the index sees it, with the place of every scalar in the original.
public struct FoldedText: Sendable {
  /// The folded scalars.
  public internal(set) var scalars: [UInt32] = []
  /// For each scalar the index of the original scalar it came from.
  public internal(set) var origins: [Int32] = []
  /// Whether a variant of a character was replaced by the usual one.
  public internal(set) var hasVariants = false
}

/// A spelling and what it is read as, both folded.
public typealias WordPair = (from: [UInt32], to: [UInt32])

/// Makes what is written in several ways one: width, case, accents, script.
///
/// Index and query go through the same code, so they cannot disagree.
public struct Folding: Sendable {
  /// The usual form of characters that have variants, such as 帳 → 账.
  public var variants: HanMap
  /// Spellings that are read as others, such as 刷ka卡 → 刷卡, both folded.
  public var rules: [WordPair]

  /// Creates a folding.
  public init(variants: HanMap = HanMap(), rules: [WordPair] = []) {
    self.variants = variants
    self.rules = rules
  }

  /// Folds a text.
  public func folded(_ text: [UInt8]) -> FoldedText {
    folded(UTF8Text.scalars(text))
  }

  /// Folds scalars.
  func folded(_ original: [UInt32]) -> FoldedText {
    var result = FoldedText()
    result.scalars.reserveCapacity(original.count)
    result.origins.reserveCapacity(original.count)
    var index = 0
    while index < original.count {
      let scalar = original[index]
      // Marks that combine and format characters that show nothing are not typed.
      if !Self.isInvisible(scalar) {
        var folded = Self.folded(scalar)
        if folded >= 0x3400, let usual = variants[folded] {
          folded = usual
          result.hasVariants = true
        }
        result.scalars.append(folded)
        result.origins.append(Int32(truncatingIfNeeded: index))
      }
      index += 1
    }
    let limit = Self.longest(result.scalars.count)
    for rule in rules { result.replace(rule.from, by: rule.to, upTo: limit) }
    return result
  }

  /// How long spellings may make a text of some length. Without a limit a few spellings that double
  /// each other would fill the memory.
  static func longest(_ count: Int) -> Int { 2 * count + 64 }

  static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF,
      0xAD, 0xE0100...0xE01EF:
      true
    default: false
    }
  }

  /// Width, case and accents of one scalar.
  static func folded(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A: scalar + 0x20
    case ..<0xC0: scalar
    case 0xC0...0x17F: latin(scalar)
    case 0x391...0x3A9, 0x410...0x42F: scalar + 0x20
    case 0x400...0x40F: scalar + 0x50
    case 0x2010...0x2015, 0x2212: 0x2D
    case 0x2018, 0x2019: 0x27
    case 0xFF01...0xFF5E: folded(scalar - 0xFEE0)
    default: scalar
    }
  }

  /// The letters below the accents of Latin-1 and Latin Extended-A; a dot leaves the scalar.
  private static let letters: [UInt8] = Array(
    ("aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllll"
      + "nnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.").utf8)

  private static func latin(_ scalar: UInt32) -> UInt32 {
    let index = Int(scalar) - 0xC0
    guard index < letters.count, letters[index] != 0x2E else { return scalar }
    return UInt32(letters[index])
  }
}

extension FoldedText {
  /// The text with words replaced by others; nil when it has none of them.
  func replaced(_ words: [WordPair]) -> FoldedText? {
    var result = self
    let limit = Folding.longest(scalars.count)
    for pair in words { result.replace(pair.from, by: pair.to, upTo: limit) }
    return result.scalars == scalars ? nil : result
  }

  /// Replaces every occurrence, as far as the text does not become longer than a limit; the new
  /// scalars stand where the old ones did.
  mutating func replace(_ from: [UInt32], by to: [UInt32], upTo limit: Int) {
    let places = scalars.places(of: from, by: to, upTo: limit)
    guard !places.isEmpty else { return }
    var (newScalars, newOrigins): ([UInt32], [Int32]) = ([], [])
    var start = 0
    for place in places {
      newScalars += scalars[start..<place] + to
      newOrigins += origins[start..<place]
      for offset in to.indices {
        newOrigins.append(origins[place + min(offset * from.count / to.count, from.count - 1)])
      }
      start = place + from.count
    }
    scalars = newScalars + scalars[start...]
    origins = newOrigins + origins[start...]
  }
}

/// A sorted map from scalars to scalars.
public struct HanMap: Sendable {
  /// The keys in order.
  public let keys: [UInt32]
  /// What each key stands for.
  public let values: [UInt32]

  /// Creates an empty map.
  public init() {
    keys = []
    values = []
  }

  /// Creates a map from pairs in the order of their keys.
  public init(sorted pairs: [(key: UInt32, value: UInt32)]) {
    keys = pairs.map { $0.key }
    values = pairs.map { $0.value }
  }

  /// The value of a key.
  public subscript(key: UInt32) -> UInt32? {
    let index = lowerBound(keys, key)
    return index < keys.count && keys[index] == key ? values[index] : nil
  }
}

/// The index of the first element that is not smaller.
func lowerBound(_ sorted: [UInt32], _ value: UInt32) -> Int {
  var low = 0
  var high = sorted.count
  while low < high {
    let middle = (low + high) / 2
    if sorted[middle] < value { low = middle + 1 } else { high = middle }
  }
  return low
}
