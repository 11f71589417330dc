/// Markup, told from text by its type: a `String` is text and is escaped on its way in, `HTML` goes
/// in as it is.
///
/// A literal is markup, and what is interpolated is escaped unless it is `HTML` itself:
///
///     let link: HTML = "<a href=\"\(address)\">\(title)</a>"
///
/// Escaping keeps a value within its text or its quoted attribute; whether an address may be
/// followed is for ``URLScheme`` to say. Values grow in place, so a page is built by appending to
/// one value and never by joining a tree of them.
public struct HTML: Sendable {
  /// The markup. Outside this file it is only read.
  private(set) var markup: String

  /// Creates markup that is empty.
  public init() {
    markup = ""
  }

  /// Creates markup that shows a text.
  public init(text: some StringProtocol) {
    markup = ""
    append(text: text)
  }

  /// Creates markup from a literal in the program, which nobody's content can reach.
  public init(trusted literal: StaticString) {
    markup = literal.description
  }

  /// Takes a text over as markup, without a look at it.
  ///
  /// Only for what has made markup itself, such as a template that has been filled. Every use is a
  /// place to check by eye.
  public init(unescaped markup: String) {
    self.markup = markup
  }

  /// Whether there is nothing.
  public var isEmpty: Bool { markup.isEmpty }

  /// The markup in UTF-8.
  public var utf8: String.UTF8View { markup.utf8 }

  /// The markup as the bytes of a file.
  public var bytes: [UInt8] { Array(markup.utf8) }

  /// Makes room, so that appending up to so many bytes does not move what is there.
  public mutating func reserveCapacity(_ count: Int) {
    markup.reserveCapacity(count)
  }

  /// Appends markup.
  public mutating func append(_ other: HTML) {
    markup += other.markup
  }

  /// Appends text, escaped for every place where text may stand: between tags and in an attribute
  /// within either kind of quotation marks.
  public mutating func append(text: some StringProtocol) {
    append(String(text)) { byte in
      byte == UInt8(ascii: "'") ? "&#39;" : HTML.entity(for: byte)
    }
  }

  /// Appends markup.
  public static func += (left: inout HTML, right: HTML) {
    left.append(right)
  }

  /// Markup and the markup that follows it.
  public static func + (left: HTML, right: HTML) -> HTML {
    var result = left
    result.append(right)
    return result
  }
}

extension HTML: Hashable {
  /// Whether both have the same bytes; text that is only canonically equivalent has not.
  public static func == (left: HTML, right: HTML) -> Bool {
    left.markup.utf8.elementsEqual(right.markup.utf8)
  }

  /// Feeds the markup to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(markup)
  }
}

extension HTML: CustomStringConvertible {
  /// The markup.
  public var description: String { markup }
}

extension HTML: ExpressibleByStringInterpolation {
  /// Creates markup from a literal.
  public init(stringLiteral value: StaticString) {
    self.init(trusted: value)
  }

  /// Creates markup from a literal and the values within it.
  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.html
  }

  /// Collects a literal and the values within it.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var html = HTML()

    /// Makes room for a literal and its values.
    public init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    /// Appends a part of the literal, which is markup.
    public mutating func appendLiteral(_ literal: StaticString) {
      html.markup += literal.description
    }

    /// Appends text, escaped.
    public mutating func appendInterpolation(_ text: some StringProtocol) {
      html.append(text: text)
    }

    /// Appends a number.
    public mutating func appendInterpolation(_ number: Int) {
      html.markup += String(number)
    }

    /// Appends markup.
    public mutating func appendInterpolation(_ other: HTML) {
      html.append(other)
    }
  }
}

extension Sequence<HTML> {
  /// All markup in order, with a separator between each two.
  public func joined(separator: HTML = HTML()) -> HTML {
    var result = HTML()
    var isFirst = true
    for element in self {
      if !isFirst { result.append(separator) }
      result.append(element)
      isFirst = false
    }
    return result
  }
}

// What follows is for the renderers of this module, which write what cmark writes.
extension HTML {
  /// Appends markup that a renderer has written out, or raw HTML that the settings allow.
  mutating func append(markup other: String) {
    markup += other
  }

  /// Appends text as cmark escapes it: for between tags and for attributes in double quotation
  /// marks, so that an apostrophe stays as it is.
  mutating func append(escaped text: String) {
    append(text, replacing: HTML.entity(for:))
  }

  /// Appends an address as cmark writes it into `href` and `src`: bytes that do not belong into an
  /// address are percent-encoded, and existing percent signs stay.
  mutating func append(address: String) {
    append(address) { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "'"): "&#x27;"
      default: HTML.addressReplacements[Int(byte)]
      }
    }
  }

  /// Ends the line, unless markup is at the start of one.
  mutating func endLine() {
    guard let last = markup.utf8.last, last != UInt8(ascii: "\n") else { return }
    markup += "\n"
  }

  /// Appends text in runs, each up to a byte that has a replacement.
  ///
  /// Most texts hold nothing to replace, and a look ahead is cheaper than cutting them.
  ///
  /// - Complexity: linear in the length of the text.
  @inline(__always)
  private mutating func append(_ text: String, replacing replacement: (UInt8) -> String?) {
    guard text.utf8.contains(where: { replacement($0) != nil }) else {
      markup += text
      return
    }
    let bytes = text.utf8
    var start = bytes.startIndex
    while let index = bytes[start...].firstIndex(where: { replacement($0) != nil }) {
      markup += text[start..<index]
      markup += replacement(bytes[index]) ?? ""
      start = bytes.index(after: index)
    }
    markup += text[start...]
  }

  @inline(__always)
  private static func entity(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: nil
    }
  }

  /// What cmark writes for each byte of an address; nil for the byte itself.
  private static let addressReplacements: [String?] = {
    let kept = Set(
      "!#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~".utf8)
    return (UInt8.min...UInt8.max).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return kept.contains(byte) ? nil : (byte < 16 ? "%0" : "%") + digits
    }
  }()
}
