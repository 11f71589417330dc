public import Diagnostics

/// Reports characters that nobody sees: they hide a word from search, turn the order of what is
/// read, or make one text out of two that look alike.
///
/// The file is looked at as it is written, character references included, so that nothing hides in
/// front matter, in a comment or in code.
enum InvisibleCharacter {
  /// How many are shown of one file.
  private static let limit = 20

  /// What is wrong with a file.
  static func check(_ source: Source) -> [Diagnostic] {
    let written = InvisibleScalars.all(in: source.text)
    let named = references(in: source.text)
    guard !written.isEmpty || !named.isEmpty else { return [] }
    let marks = written.map { ($0.offset, UTF8.width($0.scalar), $0.code) } + named
    var found: [Diagnostic] = []
    var line = 1
    var lineStart = 0
    var next = 0
    let places = marks.sorted { $0.0 < $1.0 }.prefix(limit)
    for (offset, byte) in source.text.utf8.enumerated() {
      while next < places.count, places[next].0 == offset {
        let start = offset - lineStart + 1
        let range = SourceRange(line: line, columns: start..<start + places[next].1)
        found.append(breach(places[next].2, in: source.path, at: range))
        next += 1
      }
      if next == places.count { break }
      if byte == UInt8(ascii: "\n") {
        line += 1
        lineStart = offset + 1
      }
    }
    return found
  }

  /// Reports one.
  static func breach(
    _ code: String, in file: String, at range: SourceRange
  ) -> Diagnostic {
    Rule.invisibleCharacter.breach(
      in: file, at: range, en: "Invisible character \(code) in the text",
      zh: "文字里有看不见的字符 \(code)")
  }

  /// Character references such as `&#x202E;` that stand for one: where, how long, and its number.
  private static func references(in text: String) -> [(Int, Int, String)] {
    guard text.firstByteRange(of: "&") != nil else { return [] }
    var found: [(Int, Int, String)] = []
    let bytes = Array(text.utf8)
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "&")) {
      index = start + 1
      guard let end = bytes[index...].prefix(34).firstIndex(of: UInt8(ascii: ";")) else {
        continue
      }
      let name = String(decoding: bytes[index..<end], as: UTF8.self)
      guard let scalar = scalar(named: name),
        let finding = InvisibleScalars.all(in: String(scalar)).first
      else { continue }
      found.append((start, end + 1 - start, finding.code))
    }
    return found
  }

  private static func scalar(named name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return names[name].flatMap(Unicode.Scalar.init) }
    let digits = name.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init)
  }

  /// The names that HTML has for them, but that of the soft hyphen.
  private static let names: [String: UInt32] = [
    "ZeroWidthSpace": 0x200B, "NegativeVeryThinSpace": 0x200B, "NegativeThinSpace": 0x200B,
    "NegativeMediumSpace": 0x200B, "NegativeThickSpace": 0x200B, "zwnj": 0x200C, "zwj": 0x200D,
    "lrm": 0x200E, "rlm": 0x200F, "NoBreak": 0x2060, "ApplyFunction": 0x2061, "af": 0x2061,
    "InvisibleTimes": 0x2062, "it": 0x2062, "InvisibleComma": 0x2063, "ic": 0x2063,
  ]
}

extension Rule {
  /// A character that nobody sees.
  public static let invisibleCharacter = Rule(
    "invisible-character", .warning,
    en: """
      A text holds no character that nobody sees: zero-width spaces, joiners beside nothing to join, \
      characters that turn the direction of writing. They come along when a text is copied from a web \
      page. Delete them; emoji and scripts that need such characters keep theirs.
      """,
    zh: "文字里不能有看不见的字符，例如零宽空格、改变书写方向的字符。它们常常是从网页复制时带来的，请删掉。表情符号和需要它们的文字不受影响。",
    wrong: "到&#x200B;账", right: "到账")
}
