/// Highlights code by class names: `<span class="hl-k">let</span>`.
///
/// One scanner goes over the code once, with a table for the language. It knows comments, strings,
/// numbers and words, and it does not parse: where it cannot know better, code stays plain.
/// Whatever it finds, the text stays as it was.
///
/// The classes are `hl-k` keyword, `hl-s` string, `hl-c` comment, `hl-n` number or constant, `hl-t`
/// type or tag, `hl-a` attribute or key, `hl-f` function, `hl-v` variable, `hl-h` heading, `hl-i`
/// inserted and `hl-d` deleted line.
public enum Highlighter {
  /// The names of the languages, aliases included, in order.
  public static var languages: [String] { Grammar.byName.keys.sorted() }

  /// The markup of code in a language; nil where the language is unknown.
  ///
  /// - Complexity: linear in the length of the code.
  public static func html(_ code: String, language: String) -> HTML? {
    guard let grammar = Grammar.byName[language.lowercased()] else { return nil }
    var scanner = CodeScanner(code: code, grammar: grammar)
    return scanner.highlighted()
  }
}

/// Goes over code once, from its first byte to its last.
///
/// Time stays linear because whoever looks ahead either passes what it has seen or looks no further
/// than a bound: the white space behind a word, or the line at whose start it stands.
private struct CodeScanner {
  private let code: String
  private let bytes: [UInt8]
  private let grammar: Grammar
  private var html = HTML()
  /// The next byte to look at.
  private var position = 0
  /// The first byte that is not written yet; what lies from here to `position` is plain.
  private var written = 0
  /// Whether nothing but indentation stands before `position` on its line.
  private var isAtLineStart = true
  /// Whether `position` is between `<` and `>`.
  private var isInTag = false

  init(code: String, grammar: Grammar) {
    self.code = code
    self.bytes = Array(code.utf8)
    self.grammar = grammar
  }

  mutating func highlighted() -> HTML {
    html.reserveCapacity(bytes.count * 2)
    while position < bytes.count {
      let first = bytes[position]
      let isMark = isAtLineStart && isItemMark
      step()
      if bytes[position - 1] == newline {
        isAtLineStart = true
      } else if !isMark, !isSpace(first) {
        isAtLineStart = false
      }
    }
    write(upTo: bytes.count, as: nil)
    return html
  }

  /// Passes at least one byte.
  private mutating func step() {
    let byte = bytes[position]
    if let end = spanEnd() {
      pass(to: end.offset, as: end.token)
    } else if isSpace(byte) || isAtLineStart && isItemMark {
      position += 1
    } else if grammar.hasTags {
      stepThroughTag(byte)
    } else if let end = lineKeyEnd() {
      pass(to: end, as: .attribute)
    } else if grammar.hasWords, let end = numberEnd() {
      pass(to: end, as: .number)
    } else if let token = grammar.sigils[byte], wordEnd(from: position + 1) > position + 1 {
      pass(to: wordEnd(from: position + 1), as: token)
    } else if grammar.hasWords, startsWord(byte) {
      let end = wordEnd(from: position)
      pass(to: end, as: wordToken(upTo: end))
    } else {
      position += 1
    }
  }

  /// Passes code; plain code waits to be written together with its neighbours.
  private mutating func pass(to end: Int, as token: CodeToken?) {
    if token != nil { write(upTo: position, as: nil) }
    position = end
    if token != nil { write(upTo: position, as: token) }
  }

  private mutating func write(upTo end: Int, as token: CodeToken?) {
    guard written < end else { return }
    let utf8 = code.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: written)
    let text = String(code[start..<utf8.index(start, offsetBy: end - written)])
    written = end
    guard let token else { return html.append(escaped: text) }
    html.append(markup: "<span class=\"hl-")
    html.append(markup: token.rawValue)
    html.append(markup: "\">")
    html.append(escaped: text)
    html.append(markup: "</span>")
  }
}

// Spans: comments, strings, whole lines.
extension CodeScanner {
  /// Where the span ends that begins here, and what it is; nil where none begins.
  private func spanEnd() -> (offset: Int, token: CodeToken)? {
    let byte = bytes[position]
    guard grammar.opensSpan[Int(byte)] else { return nil }
    if grammar.hasTags, !isInTag, byte != UInt8(ascii: "<") { return nil }
    for span in grammar.spans where matches(span.open, at: position) && isPlace(span.place) {
      guard let end = end(of: span) else { continue }
      let isKey = span.token == .string && isKeyEnd(end)
      return (end, isKey ? .attribute : span.token)
    }
    return nil
  }

  /// Where a span ends that begins here. One that never ends goes on to the end of its line or of
  /// the code, as it does for a compiler; a character that never ends is none.
  private func end(of span: CodeSpan) -> Int? {
    guard let close = span.close else { return lineEnd }
    if span.isCharacter { return characterEnd(span, close: close) }
    var depth = 1
    var index = position + span.open.count
    while index < bytes.count {
      if bytes[index] == span.escape {
        index += 2
      } else if matches(close, at: index) {
        index += close.count
        depth -= 1
        if depth == 0 { return index }
      } else if span.nests, matches(span.open, at: index) {
        index += span.open.count
        depth += 1
      } else if !span.crossesLines, bytes[index] == newline {
        return index
      } else {
        index += 1
      }
    }
    return bytes.count
  }

  /// Where a character ends that begins here: one scalar, or an escape of up to 10 bytes.
  private func characterEnd(_ span: CodeSpan, close: [UInt8]) -> Int? {
    let start = position + span.open.count
    guard start < bytes.count, bytes[start] != newline else { return nil }
    var index = start + 1
    if bytes[start] == span.escape {
      index += 1
      let limit = min(index + 9, bytes.count)
      while index < limit, !matches(close, at: index), bytes[index] != newline { index += 1 }
    } else {
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
    }
    return matches(close, at: index) ? index + close.count : nil
  }

  private func isPlace(_ place: CodePlace) -> Bool {
    switch place {
    case .anywhere: true
    case .lineStart: position == 0 || bytes[position - 1] == newline
    case .indented: isAtLineStart
    case .spaced: position == 0 || isSpace(bytes[position - 1])
    }
  }

  private var lineEnd: Int {
    bytes[position...].firstIndex(of: newline) ?? bytes.count
  }

  private func matches(_ mark: [UInt8], at index: Int) -> Bool {
    guard index + mark.count <= bytes.count else { return false }
    for offset in mark.indices where bytes[index + offset] != mark[offset] { return false }
    return true
  }
}

// Words, numbers and keys.
extension CodeScanner {
  private func wordToken(upTo end: Int) -> CodeToken? {
    let word = String(decoding: bytes[position..<end], as: UTF8.self)
    if let token = grammar.words[grammar.ignoresCase ? word.lowercased() : word] { return token }
    if grammar.keys?.place == .anywhere, isKeyEnd(end) { return .attribute }
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    if grammar.hasCapitalTypes, capitals.contains(bytes[position]) { return .type }
    return end < bytes.count && bytes[end] == UInt8(ascii: "(") ? .function : nil
  }

  private func wordEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count, isWord(bytes[end]) { end += 1 }
    return end
  }

  /// Where a number ends that begins here: its digits, a fraction, an exponent, a unit, and the
  /// rest of a date where a hyphen belongs to words.
  private func numberEnd() -> Int? {
    let hasPoint = bytes[position] == UInt8(ascii: ".")
    guard isDigit(at: hasPoint ? position + 1 : position) else { return nil }
    var end = position + 1
    let isHexadecimal = end < bytes.count && bytes[end] | 0x20 == UInt8(ascii: "x")
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: ".") where isDigit(at: end + 1): end += 1
      case let byte where byte < 0x80 && isWord(byte): end += 1
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        let isExponent = bytes[end - 1] | 0x20 == UInt8(ascii: "e") && !isHexadecimal
        guard isExponent, isDigit(at: end + 1) else { return end }
        end += 1
      default: return end
      }
    }
    return end
  }

  /// Where a key ends that begins this line; nil where the line has none.
  private func lineKeyEnd() -> Int? {
    guard let keys = grammar.keys, keys.place != .anywhere, isAtLineStart, isPlace(keys.place),
      isWord(bytes[position])
    else { return nil }
    for index in bytes[position..<lineEnd].indices {
      if isSeparator(at: index, keys) {
        let key = bytes[position..<index]
        return key.lastIndex { !isSpace($0) }.map { $0 + 1 }
      }
      if "\"'#".utf8.contains(bytes[index]) { return nil }
    }
    return nil
  }

  /// Whether what ends here is a key, for a separator follows.
  private func isKeyEnd(_ end: Int) -> Bool {
    guard let keys = grammar.keys else { return false }
    var index = end
    while index < bytes.count, isSpace(bytes[index]), bytes[index] != newline { index += 1 }
    return isSeparator(at: index, keys)
  }

  private func isSeparator(at index: Int, _ keys: CodeKeys) -> Bool {
    guard index < bytes.count, keys.separators.contains(bytes[index]) else { return false }
    return !keys.isSpaced || index + 1 == bytes.count || isSpace(bytes[index + 1])
  }

  /// Whether here is the `-` before an item of a list of settings, behind which a key may stand.
  private var isItemMark: Bool {
    grammar.keys?.place == .indented && bytes[position] == UInt8(ascii: "-")
      && position + 1 < bytes.count && isSpace(bytes[position + 1])
  }

  private func isWord(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || grammar.wordBytes.contains(byte)
  }

  /// Whether a word begins here; a hyphen or point in front of a digit is a sign.
  private func startsWord(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || isWord(byte) && !isDigit(at: position + 1)
  }

  private func isDigit(at index: Int) -> Bool {
    index < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
  }
}

// Tags of HTML and XML.
extension CodeScanner {
  private mutating func stepThroughTag(_ byte: UInt8) {
    if isInTag {
      if byte == UInt8(ascii: ">") { isInTag = false }
      let end = wordEnd(from: position)
      if end > position {
        pass(to: end, as: .attribute)
      } else {
        pass(to: position + 1, as: nil)
      }
    } else if byte == UInt8(ascii: "<") {
      pass(to: position + 1, as: nil)
      if position < bytes.count, "/!?".utf8.contains(bytes[position]) {
        pass(to: position + 1, as: nil)
      }
      let end = wordEnd(from: position)
      guard end > position else { return }
      isInTag = true
      pass(to: end, as: .type)
    } else {
      pass(to: position + 1, as: nil)
    }
  }
}

private let newline = UInt8(ascii: "\n")

private func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || 0x09...0x0D ~= byte
}

/// Whether a byte belongs to a name; every letter beyond ASCII does.
private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
    true
  default: false
  }
}
