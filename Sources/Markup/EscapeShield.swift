/// Keeps escaped characters apart from literal ones while libcmark reads a text.
///
/// libcmark turns `\~` into `~` and forgets the backslash, so that a pass over its tree could not
/// tell an escaped character from one that marks something up. Before libcmark reads the text,
/// every escape of a character that an extension uses becomes a full stop, a number in C1 control
/// characters and a full stop; content holds no C1 characters. The full stops stand for the
/// punctuation that was there, since it decides whether asterisks beside it may open or close.
///
/// Afterwards ``text(_:)`` gives the character, and ``source(_:)`` what was written, for code and
/// raw HTML, where a backslash is a backslash. Entities such as `&#42;` are treated alike. An
/// entity for a character that content must not hold means U+FFFD.
struct EscapeShield {
  /// What was written, by number.
  private var originals: [String] = []
  /// What it means in text, by number.
  private var meanings: [String] = []
  /// What stands for it while libcmark reads, by what was written.
  private var shields: [String: [UInt8]] = [:]

  /// Whether the text held nothing to keep apart.
  var isEmpty: Bool { originals.isEmpty }

  /// The characters that extensions give a meaning to.
  private static let special = Set("~*_[]:.@{}!".utf8)

  private static let named: [String: UInt32] = [
    "ast": 0x2A, "midast": 0x2A, "lowbar": 0x5F, "lbrack": 0x5B, "lsqb": 0x5B, "rbrack": 0x5D,
    "rsqb": 0x5D, "colon": 0x3A, "period": 0x2E, "commat": 0x40, "lcub": 0x7B, "lbrace": 0x7B,
    "rcub": 0x7D, "rbrace": 0x7D, "excl": 0x21,
  ]

  // MARK: Before libcmark

  /// The text with every escape of a special character shielded.
  ///
  /// - Complexity: linear in the length of the text.
  mutating func shielded(_ text: String) -> String {
    guard text.hasByte(UInt8(ascii: "\\")) || text.hasByte(UInt8(ascii: "&")) else {
      return text
    }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var index = 0
    while index < bytes.count {
      let end = sequenceEnd(in: bytes, at: index, shieldedInto: &result)
      if let end {
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Writes the escape, entity or autolink that begins here, and tells where it ends.
  private mutating func sequenceEnd(
    in bytes: [UInt8], at index: Int, shieldedInto result: inout [UInt8]
  ) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "\\"):
      guard index + 1 < bytes.count else { return nil }
      let next = bytes[index + 1]
      guard next < 0x80, next != UInt8(ascii: "\n") else { return nil }
      if Self.special.contains(next) {
        let escape = String(decoding: bytes[index...(index + 1)], as: UTF8.self)
        result += shield(escape, meaning: String(escape.dropFirst()))
      } else {
        result.append(bytes[index])
        result.append(next)
      }
      return index + 2
    case UInt8(ascii: "&"):
      guard let entity = entity(in: bytes, at: index) else { return nil }
      let original = String(decoding: bytes[index..<entity.end], as: UTF8.self)
      result += shield(original, meaning: entity.meaning)
      return entity.end
    case UInt8(ascii: "<"):
      // An autolink knows no escapes.
      guard let end = autolinkEnd(in: bytes, at: index) else { return nil }
      result += bytes[index..<end]
      return end
    default:
      return nil
    }
  }

  private mutating func shield(_ original: String, meaning: String) -> [UInt8] {
    if let shield = shields[original] { return shield }
    var digits: [UInt8] = []
    var number = originals.count
    repeat {
      digits = [0xC2, 0x80 + UInt8(number % 32)] + digits
      number /= 32
    } while number > 0
    let shield = [UInt8(ascii: ".")] + digits + [UInt8(ascii: ".")]
    shields[original] = shield
    originals.append(original)
    meanings.append(meaning)
    return shield
  }

  /// An entity for a character that is special or forbidden: its meaning and its end.
  private func entity(in bytes: [UInt8], at start: Int) -> (meaning: String, end: Int)? {
    let limit = min(bytes.count, start + 12)
    guard let end = bytes[start..<limit].firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    var value = Self.named[name]
    if name.hasPrefix("#x") || name.hasPrefix("#X"), name.utf8.count <= 8 {
      value =
        name.dropFirst(2).allSatisfy(\.isHexDigit) ? UInt32(name.dropFirst(2), radix: 16) : nil
    } else if name.hasPrefix("#"), name.utf8.count <= 8 {
      value =
        name.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
        ? UInt32(name.dropFirst()) : nil
    }
    guard let value, let scalar = Unicode.Scalar(value) else { return nil }
    if scalar.isForbiddenInContent { return ("\u{FFFD}", end + 1) }
    guard scalar.isASCII, Self.special.contains(UInt8(value)) else { return nil }
    return (String(scalar), end + 1)
  }

  /// The end of an autolink such as `<https://example.com>`; nil where none begins.
  private func autolinkEnd(in bytes: [UInt8], at start: Int) -> Int? {
    var index = start + 1
    let scheme = index
    while index < bytes.count, index - scheme <= 32,
      UnicodeScalar(bytes[index]).isASCIIAlphanumeric || "+.-".utf8.contains(bytes[index])
    { index += 1 }
    guard index - scheme >= 2, index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
      return nil
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ">"): return index + 1
      case UInt8(ascii: "<"), 0...0x20: return nil
      default: index += 1
      }
    }
    return nil
  }

  // MARK: Behind libcmark

  /// What a shielded text means.
  func text(_ shielded: String) -> String {
    restored(shielded, from: meanings)
  }

  /// What a shielded text was written as.
  func source(_ shielded: String) -> String {
    restored(shielded, from: originals)
  }

  private func restored(_ shielded: String, from values: [String]) -> String {
    guard !values.isEmpty, shielded.utf8.contains(0xC2) else { return shielded }
    let bytes = Array(shielded.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard let digit = Self.digit(in: bytes, at: index) else {
        result.append(bytes[index])
        index += 1
        continue
      }
      var number = digit
      index += 2
      while let digit = Self.digit(in: bytes, at: index) {
        number = min(number * 32 + digit, values.count)
        index += 2
      }
      // The full stops around the number belong to it.
      if result.last == UInt8(ascii: ".") { result.removeLast() }
      if index < bytes.count, bytes[index] == UInt8(ascii: ".") { index += 1 }
      if number < values.count { result += values[number].utf8 }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func digit(in bytes: [UInt8], at index: Int) -> Int? {
    guard index + 1 < bytes.count, bytes[index] == 0xC2, (0x80...0x9F).contains(bytes[index + 1])
    else { return nil }
    return Int(bytes[index + 1] - 0x80)
  }
}

extension Unicode.Scalar {
  /// Whether it is part of a shielded character's number.
  var isShieldDigit: Bool {
    (0x80...0x9F).contains(value)
  }
}
