/// A key of the index as a number, with its kind in the highest eight bits.
enum PackedKey {
  private static let pairKind: UInt64 = 0
  private static let singleKind: UInt64 = 1
  private static let soundKind: UInt64 = 2
  private static let initialKind: UInt64 = 3
  private static let longKind: UInt64 = 4
  /// A long key of one character.
  private static let longSingleKind: UInt64 = 5
  /// A word of ASCII: its length is added.
  private static let wordKind: UInt64 = 8
  private static let longestWord = 8

  private static func kind(_ key: UInt64) -> UInt64 { key >> 56 }

  static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 24 | UInt64(second)
  }

  static func single(_ scalar: UInt32) -> UInt64 { singleKind << 56 | UInt64(scalar) }

  /// Two syllables by their indices.
  static func sounds(_ first: Int, _ second: Int) -> UInt64 {
    soundKind << 56 | UInt64(first) << 16 | UInt64(second)
  }

  static func initials(_ first: UInt8, _ second: UInt8, _ third: UInt8?) -> UInt64 {
    initialKind << 56 | UInt64(first) << 16 | UInt64(second) << 8 | UInt64(third ?? 0)
  }

  /// A word of up to eight letters and digits of ASCII; nil for others.
  static func word(_ scalars: ArraySlice<UInt32>) -> UInt64? {
    guard scalars.count <= longestWord else { return nil }
    var key: UInt64 = 0
    for scalar in scalars {
      guard scalar < 0x80 else { return nil }
      key = key << 7 | UInt64(scalar)
    }
    return (wordKind + UInt64(scalars.count)) << 56 | key
  }

  /// Any other key by its number among those of its run.
  static func long(_ number: Int, of bytes: [UInt8]) -> UInt64 {
    let isSingle = UTF8Text.scalar(bytes, at: 0).length == bytes.count
    return (isSingle ? longSingleKind : longKind) << 56 | UInt64(number)
  }

  static func isPair(_ key: UInt64) -> Bool { kind(key) == pairKind }

  /// Whether it is one character.
  static func isSingle(_ key: UInt64) -> Bool {
    kind(key) == singleKind || kind(key) == longSingleKind || kind(key) == wordKind + 1
  }

  /// The number of a key that `long` made; nil for others.
  static func longNumber(_ key: UInt64) -> Int? {
    guard kind(key) == longKind || kind(key) == longSingleKind else { return nil }
    return Int(key & (1 << 56 - 1))
  }

  /// The bytes under which the index lists a key that is packed.
  static func bytes(_ key: UInt64, syllables: [[UInt8]]) -> [UInt8] {
    let low = key & (1 << 56 - 1)
    switch kind(key) {
    case pairKind:
      return UTF8Text.bytes([UInt32(low >> 24), UInt32(low & 0xFF_FFFF)])
    case singleKind:
      return UTF8Text.bytes([UInt32(low)])
    case soundKind:
      return SoundKeys.pairKey(syllables[Int(low >> 16)], syllables[Int(low & 0xFFFF)])
    case initialKind:
      let letters = [16, 8, 0].map { UInt8(truncatingIfNeeded: low >> $0) }
      return [SoundKeys.initials] + letters.filter { $0 != 0 }
    default:
      let count = Int(kind(key) - wordKind)
      return (0..<count).map {
        UInt8(truncatingIfNeeded: low >> UInt64(7 * (count - 1 - $0)) & 0x7F)
      }
    }
  }
}

/// Numbers packed keys in the order in which they come: a hash table with open addresses.
struct KeyIndex {
  /// The keys by number.
  private(set) var keys: [UInt64] = []
  /// A key with its number, by hash; `free` where nothing is.
  private var slots = [Slot](repeating: Slot(), count: 1 << 12)
  private var shift: UInt64 = 64 - 12

  private struct Slot {
    var key: UInt64 = 0
    var number = Self.free

    static let free = UInt32.max
  }

  private func slot(of key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift) }

  /// The number of a key; a new one has the next.
  mutating func number(of key: UInt64) -> Int {
    var place = slot(of: key)
    while true {
      let slot = slots[place]
      if slot.number == Slot.free { break }
      if slot.key == key { return Int(slot.number) }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = Slot(key: key, number: UInt32(truncatingIfNeeded: keys.count))
    keys.append(key)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  private mutating func grow() {
    shift -= 1
    slots = [Slot](repeating: Slot(), count: slots.count * 2)
    for (number, key) in keys.enumerated() {
      var place = slot(of: key)
      while slots[place].number != Slot.free { place = (place + 1) & (slots.count - 1) }
      slots[place] = Slot(key: key, number: UInt32(truncatingIfNeeded: number))
    }
  }
}
