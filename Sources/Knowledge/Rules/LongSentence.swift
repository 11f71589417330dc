public import Diagnostics
internal import Markup

/// Reports sentences that readers in a hurry do not get to the end of.
enum LongSentence {
  /// How many characters of Han, or else words, a sentence may have.
  private static let (hanLimit, wordLimit) = (80, 40)

  static func check(_ entry: UnpackedEntry, _ rules: EntryRules) -> [Diagnostic] {
    var found: [Diagnostic] = []
    entry.blocks.forEachNested { block in
      guard case .paragraph(let paragraph) = block else { return }
      let text = paragraph.content.plainText
      guard mayOccur(in: text) else { return }
      for sentence in text.unicodeScalars.split(whereSeparator: isEnd)
      where Substring(sentence).utf8.count > 2 * wordLimit {
        let sentence = Substring(sentence)
        let file = entry.entry.file
        if let breach = breach(sentence, at: block.range, in: file) {
          found.append(breach)
        }
      }
    }
    return found
  }

  /// Whether some sentence of a text has as many bytes as so many characters of Han take, three
  /// each, or has none of the usual ones and as many as so many words take, each with its blank.
  private static func mayOccur(in text: String) -> Bool {
    let bytes = text.utf8.span
    var (length, hasHan) = (0, false)
    var (before, last): (UInt8, UInt8) = (0, 0)
    for index in bytes.indices {
      let byte = bytes[index]
      switch (before, last, byte) {
      // The bytes of what ends a sentence: see `isEnd`.
      case (_, _, 0x21), (_, _, 0x3F), (_, _, 0x3B), (_, _, 0x0A), (0xE3, 0x80, 0x82),
        (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xEF, 0xBC, 0x9B):
        (length, hasHan) = (0, false)
      default:
        length += 1
        // U+4000 to U+9FFF.
        if 0xE4...0xE9 ~= byte { hasHan = true }
        if length > 3 * hanLimit || !hasHan && length > 2 * wordLimit { return true }
      }
      (before, last) = (last, byte)
    }
    return false
  }

  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "！", "？", "；", "!", "?", ";", "\n": true
    default: false
    }
  }

  private static func breach(
    _ sentence: Substring, at range: SourceRange, in file: String
  ) -> Diagnostic? {
    let han = sentence.unicodeScalars.count(where: \.isHan)
    let words = han == 0 ? sentence.split(separator: " ").count : 0
    guard han > hanLimit || words > wordLimit else { return nil }
    let start = sentence.drop(while: \.isWhitespace).prefix(8)
    return han > hanLimit
      ? Rule.longSentence.breach(
        in: file, at: range, en: "Sentence '\(start)…' has \(han) characters",
        zh: "“\(start)……”这一句有 \(han) 个字")
      : Rule.longSentence.breach(
        in: file, at: range, en: "Sentence '\(start)…' has \(words) words",
        zh: "“\(start)……”这一句有 \(words) 个词")
  }
}

extension Rule {
  /// A sentence that is hard to read.
  public static let longSentence = Rule(
    "long-sentence", .note,
    en:
      "A sentence says one thing: up to 80 Chinese characters or 40 words. Divide it, or make it a list.",
    zh: "一句话只说一件事：不超过 80 个汉字。请拆成几句，或者写成列表。",
    wrong: """
      先看小票上的交易时间和金额再打开后台的交易查询按同样的时间和金额找到这一笔然后看它的状态是成功\
      还是失败还是处理中如果过了约定的时间还没有到账就打电话给收单机构请它按参考号查这一笔
      """,
    right: "先看小票上的时间和金额。再到后台找这一笔，看它的状态。过了约定的时间还没到账，打电话给收单机构。")
}
