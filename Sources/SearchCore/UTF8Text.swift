/// UTF-8 without Foundation and without Unicode tables: what Embedded Swift has.
public enum UTF8Text {
  /// The scalar that stands for bytes that are no UTF-8.
  static let replacement: UInt32 = 0xFFFD

  /// The scalar that begins at an offset, and how many bytes it takes. Ill-formed bytes, encoded
  /// surrogates among them, are one replacement each, so decoding never fails.
  static func scalar(_ bytes: [UInt8], at offset: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[offset])
    if first < 0x80 { return (first, 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, offset + length <= bytes.count else {
      return (replacement, 1)
    }
    var value = first & (0x7F >> UInt32(length))
    for index in 1..<length {
      let next = UInt32(bytes[offset + index])
      guard next & 0xC0 == 0x80 else { return (replacement, 1) }
      value = value << 6 | next & 0x3F
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    let isSurrogate = value >= 0xD800 && value <= 0xDFFF
    return value < smallest || value > 0x10FFFF || isSurrogate
      ? (replacement, 1) : (value, length)
  }

  /// The scalars of a text.
  public static func scalars(_ bytes: [UInt8]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(bytes.count / 2)
    var offset = 0
    while offset < bytes.count {
      let (value, length) = scalar(bytes, at: offset)
      result.append(value)
      offset += length
    }
    return result
  }

  /// Appends a scalar.
  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case ..<0x80:
      bytes.append(UInt8(truncatingIfNeeded: scalar))
    case ..<0x800:
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    case ..<0x10000:
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    default:
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18 & 0x07))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }

  /// The bytes of scalars.
  public static func bytes(_ scalars: some Sequence<UInt32>) -> [UInt8] {
    var result: [UInt8] = []
    for scalar in scalars { append(scalar, to: &result) }
    return result
  }
}

/// Whether the first of two byte strings comes first.
func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  let shared = min(left.count, right.count)
  var index = 0
  while index < shared {
    if left[index] != right[index] { return left[index] < right[index] }
    index += 1
  }
  return left.count < right.count
}

extension [UInt8] {
  /// Whether the bytes begin with others.
  func hasPrefix(_ prefix: [UInt8]) -> Bool {
    guard count >= prefix.count else { return false }
    var index = 0
    while index < prefix.count {
      if self[index] != prefix[index] { return false }
      index += 1
    }
    return true
  }
}

extension [UInt32] {
  /// Where a word stands, one place behind the other; no more of them than may be exchanged for a
  /// word of another length without the whole becoming longer than a limit.
  func places(of word: [UInt32], by other: [UInt32], upTo limit: Int) -> [Int] {
    var places: [Int] = []
    var left = count
    var start = 0
    while let place = firstIndex(of: word, from: start) {
      left += other.count - word.count
      guard left <= limit else { break }
      places.append(place)
      start = place + word.count
    }
    return places
  }

  /// Where other scalars occur first, at or behind an index.
  func firstIndex(of needle: [UInt32], from start: Int = 0) -> Int? {
    guard !needle.isEmpty, count >= needle.count else { return nil }
    var index = start
    while index + needle.count <= count {
      var matched = 0
      while matched < needle.count, self[index + matched] == needle[matched] { matched += 1 }
      if matched == needle.count { return index }
      index += 1
    }
    return nil
  }
}
