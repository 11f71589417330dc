public import Diagnostics

/// The text of one content file: valid UTF-8, lines that end in a line feed, no byte-order mark.
public struct Source: Sendable {
  /// The path relative to the guide's folder, with `/`, such as `content/causes/network-failure.md`.
  public let path: String
  /// The text.
  public let text: String

  /// Creates a source from text that is known to be clean, as tests do.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The text of one line, counted from 1, without its line break; nil past the end.
  ///
  /// - Complexity: O(length of the text).
  public func line(_ number: Int) -> String? {
    var current = 1
    var start = text.utf8.startIndex
    while current < number {
      guard let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = text.utf8.index(after: end)
      current += 1
    }
    let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.utf8.endIndex
    return String(text[start..<end])
  }
}

extension Rule {
  /// A file that is no text.
  public static let invalidUTF8 = Rule(
    "invalid-utf8", .error,
    en: "Content files are UTF-8 text. Save the file again as UTF-8.",
    zh: "内容文件必须是 UTF-8 文本。请把文件另存为 UTF-8。",
    wrong: "到账 (saved as GBK)",
    right: "到账 (saved as UTF-8)")

  /// A control character in a text.
  public static let controlCharacter = Rule(
    "control-character", .error,
    en:
      "Content holds no control characters other than line breaks and tabs. Delete the character.",
    zh: "内容里除换行和制表符外不能有控制字符。请删掉这个字符。",
    wrong: "money\u{0} arrives", right: "money arrives")

  /// A file that is larger than the limit.
  public static let fileTooLarge = Rule(
    "file-too-large", .error,
    en:
      "A content file stays under the limit of `limits.file_bytes` in site.yml (1 MB by default). Split the file.",
    zh: "内容文件不能超过 site.yml 里 limits.file_bytes 的上限（默认 1 MB）。请拆成几个文件。",
    wrong: "先看小票。 (100,000 times)",
    right: "先看小票。 (1,000 times)")

  static let sourceRules: [Rule] = [
    .invalidUTF8, .controlCharacter, .fileTooLarge, .invisibleCharacter,
  ]
}

extension Source {
  /// The source in the bytes of a file, or what is wrong with them.
  ///
  /// A byte-order mark is dropped and CRLF and CR become LF; neither moves another character.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - path: the file's path, relative to the guide's folder.
  ///   - limit: how many bytes a file may have.
  /// - Returns: the source, nil when the bytes are no clean text, and what is wrong with them.
  public static func decoded(
    _ bytes: [UInt8], path: String, limit: Int
  ) -> (source: Source?, diagnostics: [Diagnostic]) {
    guard bytes.count <= limit else {
      let problem = Rule.fileTooLarge.breach(
        in: path, at: nil, en: "'\(path)' has \(bytes.count) bytes; the limit is \(limit)",
        zh: "“\(path)”有 \(bytes.count) 字节，上限是 \(limit) 字节")
      return (nil, [problem])
    }
    let withoutMark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    let lines = withoutMark.contains(UInt8(ascii: "\r")) ? lineFeeds(withoutMark) : withoutMark
    guard let text = String(validating: lines, as: UTF8.self) else {
      let place = firstInvalidUTF8(lines)
      let problem = Rule.invalidUTF8.breach(
        in: path, at: SourceRange(place, place), en: "This byte is not UTF-8",
        zh: "这里的字节不是 UTF-8")
      return (nil, [problem])
    }
    let controls = controlCharacters(in: text, path: path)
    guard controls.isEmpty else { return (nil, controls) }
    let source = Source(path: path, text: text)
    return (source, InvisibleCharacter.check(source))
  }

  /// Every line break as one line feed.
  private static func lineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte != UInt8(ascii: "\r") {
        result.append(byte)
      } else if index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n") {
        result.append(UInt8(ascii: "\n"))
      }
    }
    return result
  }

  private static func firstInvalidUTF8(_ bytes: [UInt8]) -> SourcePosition {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var place = SourcePosition(line: 1, column: 1)
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      if scalar == "\n" {
        place = SourcePosition(line: place.line + 1, column: 1)
      } else {
        place.column += UTF8.width(scalar)
      }
    }
    return place
  }

  /// Whether a text has a byte with which a forbidden character begins: most texts have none, and
  /// need not be decoded.
  static func mayHoldForbidden(_ text: String) -> Bool {
    let bytes = text.utf8.span
    return bytes.indices.contains { index in
      let byte = bytes[index]
      return byte < 0x20 && byte != 0x0A && byte != 0x09
        || byte == 0x7F || byte == 0xC2 || byte == 0xEF || byte >= 0xF0
    }
  }

  /// Reports control characters: C0 but tab and line feed, DEL, C1, and non-characters.
  private static func controlCharacters(in text: String, path: String) -> [Diagnostic] {
    guard mayHoldForbidden(text) else { return [] }
    var found: [Diagnostic] = []
    var place = SourcePosition(line: 1, column: 1)
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if scalar == "\n" {
        place = SourcePosition(line: place.line + 1, column: 1)
        continue
      }
      if scalar.isForbiddenInContent, found.count < 20 {
        let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
        found.append(
          Rule.controlCharacter.breach(
            in: path,
            at: SourceRange(line: place.line, columns: place.column..<place.column + width),
            en: "Control character \(code) in the text", zh: "文字里有控制字符 \(code)"))
      }
      place.column += width
    }
    return found
  }
}

extension Unicode.Scalar {
  /// Whether content must not hold it: control characters but tab and line feed, non-characters.
  public var isForbiddenInContent: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
    default: value & 0xFFFE == 0xFFFE
    }
  }
}
