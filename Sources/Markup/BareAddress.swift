internal import Diagnostics

/// Addresses that stand in the text without any mark: `https://example.com`, `www.example.com`,
/// `mailto:a@example.com`, `a@example.com`.
///
/// The rules are those of cmark-gfm, with one addition for Chinese, which has no spaces: a Han
/// character or full-width punctuation ends an address, and `www.` may follow one.
struct BareAddress {
  /// Where it stands in the text's bytes.
  let range: Range<Int>
  /// Where it leads.
  let destination: String

  /// A text with its bare addresses made links.
  static func linked(in text: String, after previous: Unicode.Scalar?) -> [Inline] {
    guard mayOccur(in: text) else { return [.text(text)] }
    let bytes = Array(text.utf8)
    var result = InlineList()
    var done = 0
    for address in all(in: bytes, after: previous) {
      result.append(String(decoding: bytes[done..<address.range.lowerBound], as: UTF8.self))
      let written = String(decoding: bytes[address.range], as: UTF8.self)
      result.append(
        .link(
          Link(
            destination: address.destination, title: "", content: [.text(written)],
            range: .fileStart)))
      done = address.range.upperBound
    }
    result.append(String(decoding: bytes[done...], as: UTF8.self))
    return result.inlines
  }

  /// Whether a text holds what every address has: `://`, `www.` or an at sign.
  static func mayOccur(in text: String) -> Bool {
    let bytes = text.utf8.span
    var (before, last): (UInt8, UInt8) = (0, 0)
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "@"): return true
      case UInt8(ascii: "/") where last == byte && before == UInt8(ascii: ":"): return true
      case UInt8(ascii: ".") where last == UInt8(ascii: "w") && before == last: return true
      default: (before, last) = (last, byte)
      }
    }
    return false
  }

  /// The addresses in a text, in order.
  private static func all(in bytes: [UInt8], after previous: Unicode.Scalar?) -> [BareAddress] {
    var found: [BareAddress] = []
    var index = 0
    while index < bytes.count {
      let done = found.last?.range.upperBound ?? 0
      let address: BareAddress? =
        switch bytes[index] {
        case UInt8(ascii: "w"): web(in: bytes, at: index, after: previous)
        case UInt8(ascii: ":"): address(in: bytes, withColonAt: index, from: done)
        case UInt8(ascii: "@"): mail(in: bytes, withSignAt: index, from: done)
        default: nil
        }
      if let address {
        found.append(address)
        index = address.range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  // MARK: Web

  /// `www.example.com/path`
  private static func web(
    in bytes: [UInt8], at start: Int, after previous: Unicode.Scalar?
  ) -> BareAddress? {
    guard bytes[start...].starts(with: "www.".utf8),
      scalar(startingAt: start + 4, in: bytes)?.isHostCharacter ?? false
    else { return nil }
    let before = start == 0 ? previous : scalar(endingAt: start, in: bytes)
    if let before, !before.isMarkdownSpace, !before.isChinese,
      !"*_~(".unicodeScalars.contains(before)
    {
      return nil
    }
    guard let domain = domainEnd(in: bytes, from: start, allowsShort: false) else { return nil }
    let end = addressEnd(in: bytes, start: start, from: domain)
    let written = String(decoding: bytes[start..<end], as: UTF8.self)
    return BareAddress(range: start..<end, destination: "http://" + written)
  }

  /// `https://example.com/path`, found by its colon.
  private static func address(
    in bytes: [UInt8], withColonAt colon: Int, from done: Int
  ) -> BareAddress? {
    guard bytes[colon...].starts(with: "://".utf8) else { return nil }
    var start = colon
    while start > done, colon - start < 6, bytes[start - 1].isASCIILetter { start -= 1 }
    let scheme = String(decoding: bytes[start..<colon], as: UTF8.self).lowercased()
    guard ["http", "https", "ftp"].contains(scheme),
      let domain = domainEnd(in: bytes, from: colon + 3, allowsShort: true)
    else { return nil }
    let end = addressEnd(in: bytes, start: start, from: domain)
    guard end > colon + 3 else { return nil }
    return BareAddress(
      range: start..<end, destination: String(decoding: bytes[start..<end], as: UTF8.self))
  }

  /// Where a domain ends; nil where none begins. Its last two parts have no underscore.
  private static func domainEnd(
    in bytes: [UInt8], from start: Int, allowsShort: Bool
  ) -> Int? {
    var index = start
    var dots = 0
    var underscores = (beforeDot: false, behindDot: false)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "_") {
        underscores.behindDot = true
      } else if byte == UInt8(ascii: ".") {
        // A full stop before a shielded character belongs to that.
        guard index + 1 < bytes.count, index > start else { break }
        underscores = (underscores.behindDot, false)
        dots += 1
      } else if byte != UInt8(ascii: "-") {
        guard let scalar = scalar(startingAt: index, in: bytes), scalar.isHostCharacter else {
          break
        }
        index += UTF8.width(scalar) - 1
      }
      index += 1
    }
    guard index > start, !(underscores.beforeDot || underscores.behindDot) || dots > 10 else {
      return nil
    }
    return allowsShort || dots > 0 ? index : nil
  }

  /// Where an address ends: at a space, `<` or Chinese, without the punctuation before that.
  private static func addressEnd(in bytes: [UInt8], start: Int, from domain: Int) -> Int {
    var end = domain
    while end < bytes.count, bytes[end] != UInt8(ascii: "<"),
      let scalar = scalar(startingAt: end, in: bytes),
      !scalar.isMarkdownSpace, !scalar.isChinese, !scalar.isShieldDigit
    { end += UTF8.width(scalar) }
    return withoutTrailingPunctuation(bytes[start..<end])
  }

  /// The end without punctuation that belongs to the sentence, a closing parenthesis that was not
  /// opened, or an entity.
  private static func withoutTrailingPunctuation(_ address: ArraySlice<UInt8>) -> Int {
    var closings = address.reduce(0) { $0 + ($1 == UInt8(ascii: ")") ? 1 : 0) }
    let openings = address.reduce(0) { $0 + ($1 == UInt8(ascii: "(") ? 1 : 0) }
    var end = address.endIndex
    while end > address.startIndex {
      switch address[end - 1] {
      case UInt8(ascii: ")"):
        guard closings > openings else { return end }
        closings -= 1
        end -= 1
      case UInt8(ascii: ";"):
        let name = address[..<(end - 1)].suffix(while: \.isASCIILetter)
        let isEntity =
          !name.isEmpty && name.startIndex > address.startIndex
          && address[name.startIndex - 1] == UInt8(ascii: "&")
        end = isEntity ? name.startIndex - 1 : end - 1
      case let byte where "?!.,:*_~'\"".utf8.contains(byte): end -= 1
      default: return end
      }
    }
    return end
  }

  // MARK: Mail

  /// `a@example.com` or `mailto:a@example.com`, found by its sign.
  private static func mail(
    in bytes: [UInt8], withSignAt sign: Int, from done: Int
  ) -> BareAddress? {
    var start = sign
    while start > done,
      bytes[start - 1].isASCIIAlphanumeric || ".+-_".utf8.contains(bytes[start - 1])
    { start -= 1 }
    guard start < sign else { return nil }
    var end = sign + 1
    var dots = 0
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "@") { return nil }
      if byte == UInt8(ascii: "."), end + 1 < bytes.count, bytes[end + 1].isASCIIAlphanumeric {
        dots += 1
      } else if !byte.isASCIIAlphanumeric, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    guard dots > 0, bytes[end - 1].isASCIILetter else { return nil }
    let written = String(decoding: bytes[start..<end], as: UTF8.self)
    let scheme = Array("mailto:".utf8)
    let hasScheme =
      start - done >= scheme.count && Array(bytes[(start - scheme.count)..<start]) == scheme
    return BareAddress(
      range: (hasScheme ? start - scheme.count : start)..<end, destination: "mailto:" + written)
  }

  // MARK: Characters

  private static func scalar(startingAt index: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    guard index < bytes.count else { return nil }
    if bytes[index] < 0x80 { return Unicode.Scalar(bytes[index]) }
    let end = min(bytes.count, index + 4)
    return String(decoding: bytes[index..<end], as: UTF8.self).unicodeScalars.first
  }

  private static func scalar(endingAt end: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(startingAt: start, in: bytes)
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool {
    (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }

  fileprivate var isASCIIAlphanumeric: Bool {
    isASCIILetter || (0x30...0x39).contains(self)
  }
}

extension Unicode.Scalar {
  /// Whether a host name may have it, as cmark-gfm sees it, Chinese aside.
  fileprivate var isHostCharacter: Bool {
    !isMarkdownSpace && !isMarkdownPunctuation && !isChinese && !isShieldDigit
  }
}

extension ArraySlice<UInt8> {
  fileprivate func suffix(while isIncluded: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    var start = endIndex
    while start > startIndex, isIncluded(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
