public import Diagnostics
internal import Markup

/// Reports promises that the guide must not make.
enum PromiseWord {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let promises = guide.settings.promises
    guard !promises.isEmpty else { return [] }
    return guide.index.entries.flatMap { entry -> [Diagnostic] in
      var found: [Diagnostic] = []
      let head = [entry.title, entry.summary].joined(separator: "\n")
      for word in promises where head.firstByteRange(of: word) != nil {
        found.append(breach(word, at: entry.frontMatterRange, in: entry))
      }
      entry.blocks.forEachNested { block in
        guard let text = block.ownText else { return }
        for word in promises where text.firstByteRange(of: word) != nil {
          found.append(breach(word, at: block.range, in: entry))
        }
      }
      return found
    }
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
