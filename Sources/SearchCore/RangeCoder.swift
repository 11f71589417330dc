/// How likely a bit is, learned while coding.
///
/// Chunks are small and many lists short, so a model starts in the middle and learns most from the
/// first bits.
struct BitModel {
  /// The part of 4,096 in which the bit is not set, above how many bits were seen, up to 15.
  private var state: UInt16 = 1 << 15

  /// How fast models learn: by one part of two to this power, for every number of bits that were
  /// seen four bits from the right.
  private static let rates: UInt64 = 0x5444_4444_4333_3221

  fileprivate var probability: UInt16 { state >> 4 }

  /// Takes a bit into account. Nothing here depends on a branch, because bits are hard to foretell.
  @inline(__always)
  fileprivate mutating func learn(_ bit: Bool) {
    let seen = state & 15
    let rate = UInt16(truncatingIfNeeded: Self.rates &>> UInt64(seen &* 4)) & 15
    let likely = probability
    let next = bit ? likely &- likely &>> rate : likely &+ (4096 &- likely) &>> rate
    state = next &<< 4 | min(15, seen &+ 1)
  }
}

/// A number of some bits, each bit with a model of its own per prefix.
struct TreeModel {
  let bits: Int
  fileprivate var models: [BitModel]

  init(bits: Int) {
    self.bits = bits
    models = [BitModel](repeating: BitModel(), count: 1 << bits)
  }

  /// Forgets what was learned.
  mutating func reset() {
    for index in models.indices { models[index] = BitModel() }
  }
}

/// Writes numbers in as many bits as they surprise (a binary range coder).
///
/// The index is dense: a host that does not compress serves it as small as one that does.
struct RangeEncoder {
  private var low: UInt64 = 0
  private var range: UInt32 = .max
  private var cache: UInt8 = 0
  private var cacheSize = 1
  private var bytes: [UInt8] = []

  /// The bytes of all that was written.
  consuming func finish() -> [UInt8] {
    for _ in 0..<5 { shift() }
    // Zeros at the end are what a decoder reads behind the end.
    while bytes.last == 0 { bytes.removeLast() }
    return bytes.trimmed()
  }

  private mutating func shift() {
    if low < 0xFF00_0000 || low > 0xFFFF_FFFF {
      let carry = UInt8(truncatingIfNeeded: low >> 32)
      var byte = cache
      repeat {
        bytes.append(byte &+ carry)
        byte = 0xFF
        cacheSize -= 1
      } while cacheSize > 0
      cache = UInt8(truncatingIfNeeded: low >> 24)
    }
    cacheSize += 1
    low = (low & 0x00FF_FFFF) << 8
  }

  @inline(__always)
  mutating func encode(_ bit: Bool, _ model: inout BitModel) {
    let bound = (range &>> 12) &* UInt32(model.probability)
    low &+= bit ? UInt64(bound) : 0
    range = bit ? range &- bound : bound
    model.learn(bit)
    if range < 1 << 24 { grow() }
  }

  @inline(never)
  private mutating func grow() {
    while range < 1 << 24 {
      range <<= 8
      shift()
    }
  }

  /// Writes the lowest bits of a value, each as likely as not.
  mutating func encode(raw value: UInt32, bits: Int) {
    var left = bits
    while left > 0 {
      let count = min(left, rawBits)
      left -= count
      range >>= UInt32(count)
      low += UInt64(value >> UInt32(left) & (1 << UInt32(count) - 1)) * UInt64(range)
      if range < 1 << 24 { grow() }
    }
  }

  mutating func encode(_ value: Int, _ tree: inout TreeModel) {
    var node = 1
    var bit = tree.bits
    var models = tree.models.mutableSpan
    while bit > 0 {
      bit &-= 1
      let digit = value &>> bit & 1
      encode(digit == 1, &models[node])
      node = node &<< 1 | digit
    }
  }

  /// Writes a number from 0: its length by a model, then its digits.
  mutating func encode(number value: Int, _ length: inout TreeModel) {
    let size = Int.bitWidth - (value + 1).leadingZeroBitCount
    encode(size, &length)
    encode(raw: UInt32(truncatingIfNeeded: value + 1), bits: size - 1)
  }
}

/// How many bits without a model are coded at once: the range has 24 to spare.
private let rawBits = 12

/// Reads what `RangeEncoder` wrote. Behind the end it reads zeros; wrong bytes give wrong
/// numbers, never a trap.
struct RangeDecoder {
  private var range: UInt32 = .max
  private var code: UInt32 = 0
  private let bytes: [UInt8]
  private var position: Int

  /// Whether more was read than a writer can have written.
  var isExhausted: Bool { position > bytes.count + 8 }

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    position = start + 1
    for _ in 0..<4 { code = code << 8 | UInt32(next()) }
  }

  private mutating func next() -> UInt8 {
    let byte = position < bytes.count ? bytes[position] : 0
    position += 1
    return byte
  }

  mutating func bit(_ model: inout BitModel) -> Bool {
    let bound = (range >> 12) * UInt32(model.probability)
    let isSet = code >= bound
    if isSet {
      code -= bound
      range -= bound
    } else {
      range = bound
    }
    model.learn(isSet)
    grow()
    return isSet
  }

  private mutating func grow() {
    while range < 1 << 24 {
      range <<= 8
      code = code << 8 | UInt32(next())
    }
  }

  mutating func raw(bits: Int) -> UInt32 {
    var value: UInt32 = 0
    var left = bits
    while left > 0 {
      let count = UInt32(min(left, rawBits))
      left -= Int(count)
      range >>= count
      let part = min(code / range, 1 << count - 1)
      code -= part * range
      value = value << count | part
      grow()
    }
    return value
  }

  mutating func value(_ tree: inout TreeModel) -> Int {
    var node = 1
    var bit = tree.bits
    var models = tree.models.mutableSpan
    while bit > 0 {
      bit -= 1
      node = node << 1 | (self.bit(&models[node]) ? 1 : 0)
    }
    return node - (1 << tree.bits)
  }

  mutating func number(_ length: inout TreeModel) -> Int {
    let size = value(&length)
    guard size > 0, size <= 32 else { return 0 }
    return Int(1 << UInt64(size - 1) | UInt64(raw(bits: size - 1))) - 1
  }
}
