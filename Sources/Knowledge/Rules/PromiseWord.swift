public import Diagnostics
internal import Markup

/// Reports promises that the guide must not make.
enum PromiseWord {
  static func check(_ unpacked: UnpackedEntry, _ rules: EntryRules) -> [Diagnostic] {
    guard !rules.promises.isEmpty else { return [] }
    let entry = unpacked.entry
    var found: [Diagnostic] = []
    func check(_ text: String, at range: SourceRange) {
      let bytes = Array(text.utf8)
      for promise in rules.promises where bytes.holds(promise.bytes) {
        found.append(breach(promise.word, at: range, in: entry))
      }
    }
    check(entry.title + "\n" + entry.summary, at: entry.frontMatterRange)
    unpacked.blocks.forEachNested { block in
      if let text = block.ownText { check(text, at: block.range) }
    }
    return found
  }

  private static func breach(_ word: String, at range: SourceRange, in entry: Entry) -> Diagnostic {
    Rule.promiseWord.breach(
      in: entry.file, at: range, en: "'\(word)' is a promise", zh: "“\(word)”是承诺")
  }
}

extension Rule {
  /// A promise.
  public static let promiseWord = Rule(
    "promise", .warning,
    en:
      "The guide promises nothing, because nobody can. Say what is usual, and on what it depends. The words are in site.yml under `promises`.",
    zh: "指南不作承诺，因为谁也保证不了。请写“常见……，以协议为准”。这些词列在 site.yml 的 promises 里。",
    wrong: "明天一定到账。", right: "常见是明天到账，以协议为准。")
}

extension [UInt8] {
  /// Whether other bytes stand in these. Comparing characters takes many times as long, and in
  /// UTF-8 no text begins within a character of another.
  fileprivate func holds(_ other: [UInt8]) -> Bool {
    guard let first = other.first, count >= other.count else { return false }
    for start in 0...(count - other.count) where self[start] == first {
      if self[start..<start + other.count].elementsEqual(other) { return true }
    }
    return false
  }
}

extension Block {
  /// The text of this block alone, without the blocks in it; nil for blocks that only hold others.
  var ownText: String? {
    switch self {
    case .paragraph(let paragraph): paragraph.content.plainText
    case .heading(let heading): heading.content.plainText
    case .codeBlock(let code): code.code
    case .table(let table):
      ([table.header] + table.rows).map { $0.map(\.plainText).joined(separator: " ") }
        .joined(separator: "\n")
    case .list, .quote, .alert, .htmlBlock, .thematicBreak: nil
    }
  }
}
