/// What is known of single Han characters: how they sound.
///
/// A character has one reading or, where phrases decide, several; all of them are looked up, so
/// that index and query need no dictionary of phrases.
public struct HanTable: Sendable {
  /// The syllables without tones, in order.
  public private(set) var syllables: [[UInt8]]
  private var characters: [UInt32]
  private var readings: [[Int]]

  /// Creates an empty table.
  public init() {
    syllables = []
    characters = []
    readings = []
  }

  /// Creates a table.
  public init(_ table: [UInt32: [[UInt8]]]) {
    var distinct: [[UInt8]] = []
    for readings in table.values { distinct += readings }
    distinct.sort(by: precedes)
    syllables = []
    for syllable in distinct where syllables.last != syllable { syllables.append(syllable) }
    characters = table.keys.sorted()
    readings = []
    for character in characters {
      readings.append((table[character] ?? []).compactMap(Self.indexIn(syllables)))
    }
  }

  private static func indexIn(_ syllables: [[UInt8]]) -> ([UInt8]) -> Int? {
    { syllable in
      var low = 0
      var high = syllables.count
      while low < high {
        let middle = (low + high) / 2
        if precedes(syllables[middle], syllable) { low = middle + 1 } else { high = middle }
      }
      return low < syllables.count && syllables[low] == syllable ? low : nil
    }
  }

  /// Whether it holds nothing.
  public var isEmpty: Bool { characters.isEmpty }

  /// The readings of a character, the usual one first; none for one that is not Han.
  func readings(_ character: UInt32) -> [[UInt8]] {
    readingIndices(character).map { syllables[$0] }
  }

  /// The readings of a character as indices of syllables.
  func readingIndices(_ character: UInt32) -> [Int] {
    let index = lowerBound(characters, character)
    return index < characters.count && characters[index] == character ? readings[index] : []
  }

  /// The distinct first letters of readings.
  func initials(_ readings: [Int]) -> [UInt8] {
    var letters: [UInt8] = []
    for reading in readings {
      if let letter = syllables[reading].first, !letters.contains(letter) { letters.append(letter) }
    }
    return letters
  }

  // MARK: Bytes

  /// The table as bytes.
  func encoded() -> [UInt8] {
    var coder = RangeEncoder()
    var models = Models()
    coder.encode(number: syllables.count, &models.number)
    for syllable in syllables {
      coder.encode(syllable.count, &models.count)
      for byte in syllable { coder.encode(Int(byte), &models.letter) }
    }
    coder.encode(number: characters.count, &models.number)
    var previous: UInt32 = 0
    for (character, readings) in zip(characters, readings) {
      coder.encode(number: Int(character - previous), &models.gap)
      coder.encode(readings.count, &models.count)
      for reading in readings { coder.encode(reading, &models.reading) }
      previous = character
    }
    return coder.finish()
  }

  /// Reads a table. Wrong bytes give a wrong or smaller table, never a trap.
  init(_ bytes: [UInt8]) {
    self.init()
    var coder = RangeDecoder(bytes, from: 0)
    var models = Models()
    let count = coder.number(&models.number)
    while syllables.count < count, !coder.isExhausted {
      let length = coder.value(&models.count)
      var syllable: [UInt8] = []
      for _ in 0..<length {
        syllable.append(UInt8(truncatingIfNeeded: coder.value(&models.letter)))
      }
      syllables.append(syllable)
    }
    let size = coder.number(&models.number)
    var previous: UInt32 = 0
    while characters.count < size, !coder.isExhausted {
      previous &+= UInt32(truncatingIfNeeded: coder.number(&models.gap))
      let count = coder.value(&models.count)
      var list: [Int] = []
      for _ in 0..<count {
        let reading = coder.value(&models.reading)
        if reading < syllables.count { list.append(reading) }
      }
      if let last = characters.last, last >= previous { break }
      characters.append(previous)
      readings.append(list)
    }
  }

  private struct Models {
    var number = TreeModel(bits: 6)
    var gap = TreeModel(bits: 6)
    var count = TreeModel(bits: 3)
    var letter = TreeModel(bits: 8)
    var reading = TreeModel(bits: 9)
  }
}

/// The file of variants: single characters, and words that another region uses for the same.
enum VariantFile {
  /// Both as bytes.
  static func encoded(_ map: HanMap, _ words: [WordPair]) -> [UInt8] {
    var coder = RangeEncoder()
    var (number, gap) = (TreeModel(bits: 6), TreeModel(bits: 6))
    coder.encode(number: map.keys.count, &number)
    var previous: UInt32 = 0
    for (key, value) in zip(map.keys, map.values) {
      coder.encode(number: Int(key - previous), &gap)
      coder.encode(raw: value, bits: 21)
      previous = key
    }
    coder.encode(number: words.count, &number)
    for pair in words {
      for word in [pair.from, pair.to] {
        coder.encode(number: word.count, &number)
        for scalar in word { coder.encode(raw: scalar, bits: 21) }
      }
    }
    return coder.finish()
  }

  /// Reads both. Wrong bytes give wrong or fewer entries, never a trap.
  static func decoded(_ bytes: [UInt8]) -> (HanMap, [WordPair]) {
    var coder = RangeDecoder(bytes, from: 0)
    var (number, gap) = (TreeModel(bits: 6), TreeModel(bits: 6))
    let count = coder.number(&number)
    var pairs: [(key: UInt32, value: UInt32)] = []
    var previous: UInt32 = 0
    while pairs.count < count, !coder.isExhausted {
      let key = previous &+ UInt32(truncatingIfNeeded: coder.number(&gap))
      if key <= previous { break }
      pairs.append((key, coder.raw(bits: 21)))
      previous = key
    }
    let size = coder.number(&number)
    var words: [WordPair] = []
    while words.count < size, !coder.isExhausted {
      let from = word(&coder, &number)
      words.append((from, word(&coder, &number)))
    }
    return (HanMap(sorted: pairs), words)
  }

  private static func word(_ coder: inout RangeDecoder, _ number: inout TreeModel) -> [UInt32] {
    let count = coder.number(&number)
    var word: [UInt32] = []
    while word.count < count, !coder.isExhausted { word.append(coder.raw(bits: 21)) }
    return word
  }
}
