public import Diagnostics

/// Counts the parts of a document of which each costs work elsewhere: a heading is a section of the
/// search, a link is looked up in the guide.
struct PartCount {
  /// Headings of one file.
  static let headings = 10_000
  /// Bytes of one heading.
  static let headingBytes = 2_000
  /// Links and images of one file.
  static let links = 20_000

  private var headings = 0
  private var links = 0
  private var fault: (place: SourceRange, message: LocalizedText)?

  /// What there is too much of; nil for a file of a usual size.
  ///
  /// - Complexity: linear in the number of blocks and inlines; nothing for a short text.
  static func refusal(of blocks: [Block], footnotes: [Footnote], of text: String, path: String)
    -> Diagnostic?
  {
    // A shorter text has no room for so many.
    guard text.utf8.count > headingBytes else { return nil }
    var count = PartCount()
    count.add(blocks)
    for footnote in footnotes { count.add(footnote.blocks) }
    return count.fault.map { place, message in
      Rule.tooManyParts.breach(in: path, at: place, en: message.english, zh: message.chinese)
    }
  }

  private mutating func add(_ blocks: [Block]) {
    for block in blocks where fault == nil {
      switch block {
      case .paragraph(let paragraph): add(paragraph.content)
      case .heading(let heading): add(heading)
      case .list(let list): for item in list.items { add(item.blocks) }
      case .quote(let quote): add(quote.blocks)
      case .alert(let alert): add(alert.blocks)
      case .table(let table):
        for cell in table.header { add(cell) }
        for row in table.rows { for cell in row { add(cell) } }
      case .codeBlock, .htmlBlock, .thematicBreak: break
      }
      if links > Self.links {
        report(
          block.range, en: "More than \(Self.links) links and images in one file",
          zh: "一个文件里的链接和图片超过 \(Self.links) 个")
      }
    }
  }

  private mutating func add(_ heading: Heading) {
    headings += 1
    add(heading.content)
    if headings > Self.headings {
      report(
        heading.range, en: "More than \(Self.headings) headings in one file",
        zh: "一个文件里的标题超过 \(Self.headings) 个")
    }
    // The range is the source's, which is at least as long as the text.
    let isLong =
      heading.range.end.line > heading.range.start.line
      || heading.range.end.column - heading.range.start.column > Self.headingBytes
    if isLong, heading.content.plainText.utf8.count > Self.headingBytes {
      report(
        heading.range, en: "A heading of more than \(Self.headingBytes) bytes",
        zh: "标题超过 \(Self.headingBytes) 字节")
    }
  }

  private mutating func add(_ content: [Inline]) {
    for inline in content {
      switch inline {
      case .emphasis(let content), .strong(let content), .strikethrough(let content): add(content)
      case .link(let link):
        links += 1
        add(link.content)
      case .image: links += 1
      case .text, .softBreak, .lineBreak, .code, .html, .footnoteReference: break
      }
    }
  }

  private mutating func report(_ place: SourceRange, en: String, zh: String) {
    if fault == nil { fault = (place, LocalizedText(en: en, zh: zh)) }
  }
}

extension Rule {
  /// A file with more parts than a page can show.
  public static let tooManyParts = Rule(
    "too-many-parts", .error,
    en: """
      A file has at most 10,000 headings of at most 2,000 bytes each, and at most 20,000 links and \
      images. One with more is left out. Split the file.
      """,
    zh: "一个文件最多有 10000 个标题，每个标题不超过 2000 字节，链接和图片最多 20000 个。超过的文件不会生成页面。请拆成几个文件。",
    wrong: "[首页](../index.md) (30,000 times)", right: "[首页](../index.md)")

  static let partRules: [Rule] = [.tooManyParts]
}
