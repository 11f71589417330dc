/// The characters of a text that nobody sees and that change what it says: zero-width ones, those
/// that turn the direction of writing, tags.
///
/// What belongs to a visible character is left alone: the joiners and selectors of emoji, the forms
/// of a Han character, joiners and marks of direction within scripts that are written with them, and
/// the soft hyphen of a word in letters.
public struct InvisibleScalars {
  /// One of them.
  public struct Finding: Hashable, Sendable {
    /// The character.
    public let scalar: Unicode.Scalar
    /// Where it begins, counted from 0 in bytes.
    public let offset: Int

    /// Its number, such as `U+200B`.
    public var code: String {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }

  /// The invisible characters of a text, in order.
  ///
  /// - Complexity: linear in the length of the text, and one look at each byte where it has none.
  public static func all(in text: some StringProtocol) -> [Finding] {
    guard mayHold(text) else { return [] }
    var found: [Finding] = []
    var previous: Unicode.Scalar?
    // The last character but joiners, selectors and colours of skin.
    var base: Unicode.Scalar?
    var isInFlag = false
    var offset = 0
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      let isTag = (0xE0020...0xE007F).contains(scalar.value)
      isInFlag = isTag ? isInFlag || previous?.value == 0x1F3F4 : false
      if scalar.isUnseen {
        let next = index < scalars.endIndex ? scalars[index] : nil
        let belongs =
          isTag ? isInFlag : belongs(scalar, previous: previous, base: base, next: next)
        if !belongs { found.append(Finding(scalar: scalar, offset: offset)) }
      } else if !scalar.properties.isEmojiModifier {
        base = scalar
      }
      previous = scalar
      offset += UTF8.width(scalar)
    }
    return found
  }

  /// Whether an invisible character belongs to what stands beside it.
  private static func belongs(
    _ scalar: Unicode.Scalar, previous: Unicode.Scalar?, base: Unicode.Scalar?,
    next: Unicode.Scalar?
  ) -> Bool {
    guard let previous else { return scalar.isDirectionMark && next?.isRightToLeft == true }
    switch scalar.value {
    case 0xFE00...0xFE0F, 0x180B...0x180D, 0x180F:
      return !previous.isUnseen && !previous.properties.isWhitespace
    case 0xE0100...0xE01EF: return previous.isHan
    case 0xAD: return previous.properties.isAlphabetic && !previous.isHan
    case 0x200C, 0x200D:
      guard let base, let next else { return false }
      if base.isWrittenWithJoiners && next.isWrittenWithJoiners { return true }
      return scalar.value == 0x200D && base.isPicture && next.isPicture
    case _ where scalar.isDirectionMark:
      return previous.isRightToLeft || next?.isRightToLeft == true
    default: return false
    }
  }

  /// Whether a text may hold one: by the first bytes of its characters, without decoding them.
  private static func mayHold(_ text: some StringProtocol) -> Bool {
    var first: UInt8 = 0
    var second: UInt8 = 0
    for byte in text.utf8 {
      // The first byte of most characters tells that they are none.
      let mayBeOne =
        switch first {
        case 0xE1: second == 0x85 || second == 0x9E || second == 0xA0
        case 0xE2: second == 0x81 || second == 0x80 && (0x8B...0x8F ~= byte || 0xA8...0xAE ~= byte)
        case 0xE3: second == 0x85
        case 0xEF: second == 0xB8 || second == 0xBB || second == 0xBE || second == 0xBF
        case 0xF0: second == 0x9B || second == 0x9D
        case 0xF3: true
        default:
          second == 0xC2 && byte == 0xAD || second == 0xCD && byte == 0x8F
            || second == 0xD8 && byte == 0x9C
        }
      if mayBeOne { return true }
      (first, second) = (second, byte)
    }
    return false
  }
}

extension Unicode.Scalar {
  /// Whether nobody sees it, and it is neither a blank nor a line break of Markdown.
  var isUnseen: Bool {
    switch value {
    case 0...0x7F: false
    case 0x2028, 0x2029, 0xFFF9...0xFFFB: true
    default: properties.isDefaultIgnorableCodePoint
    }
  }

  fileprivate var isDirectionMark: Bool { [0x61C, 0x200E, 0x200F].contains(value) }

  fileprivate var isPicture: Bool { !isASCII && properties.isEmoji }

  /// Hebrew, Arabic and their neighbours.
  fileprivate var isRightToLeft: Bool {
    switch value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: true
    default: false
    }
  }

  /// Arabic, the scripts of India, and those that came from them.
  fileprivate var isWrittenWithJoiners: Bool {
    switch value {
    case 0x600...0x109F, 0x1780...0x18AF, 0xFB50...0xFDFF, 0xFE70...0xFEFC: true
    default: false
    }
  }
}
