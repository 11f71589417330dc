import Diagnostics

@testable import Markup

/// A parsed text and a short way to write down what came out.
///
/// The notation is HTML as cmark-gfm writes it, so that its examples can be compared.
struct Parsed {
  let blocks: [Block]
  let footnotes: [Footnote]
  let diagnostics: [Diagnostic]

  init(_ text: String, limits: MarkupLimits = MarkupLimits()) {
    var log: [Diagnostic] = []
    let body = MarkupParser.parsed(text, firstLine: 1, path: "a.md", limits: limits, log: &log)
    blocks = body.blocks
    footnotes = body.footnotes
    diagnostics = log
  }

  var codes: [String] { diagnostics.map(\.code) }

  var outline: String {
    Outline.blocks(blocks) + Outline.footnotes(footnotes)
  }

  /// Every link and image in the text, in order.
  var addresses: [(address: String, range: SourceRange)] {
    var found: [(String, SourceRange)] = []
    func visit(_ inlines: [Inline]) {
      for inline in inlines {
        if case .link(let link) = inline { found.append((link.destination, link.range)) }
        if case .image(let image) = inline { found.append((image.source, image.range)) }
        visit(inline.children ?? [])
      }
    }
    func visit(_ blocks: [Block]) {
      for block in blocks {
        switch block {
        case .paragraph(let paragraph): visit(paragraph.content)
        case .heading(let heading): visit(heading.content)
        case .quote(let quote): visit(quote.blocks)
        case .list(let list): list.items.forEach { visit($0.blocks) }
        case .table(let table): (table.header + table.rows.flatMap(\.self)).forEach(visit)
        default: break
        }
      }
    }
    visit(blocks)
    return found
  }

  var headings: [Heading] {
    blocks.compactMap { block in
      guard case .heading(let heading) = block else { return nil }
      return heading
    }
  }

  /// The items of the list that comes first.
  var items: [List.Item] {
    guard case .list(let list)? = blocks.first else { return [] }
    return list.items
  }
}

/// Blocks and inlines as HTML, for comparison only: addresses are not checked.
enum Outline {
  static func blocks(_ blocks: [Block], isTight: Bool = false) -> String {
    blocks.map { block($0, isTight: isTight) }.joined()
  }

  private static func block(_ block: Block, isTight: Bool) -> String {
    switch block {
    case .paragraph(let paragraph):
      isTight ? inlines(paragraph.content) : "<p>\(inlines(paragraph.content))</p>\n"
    case .heading(let heading):
      "<h\(heading.level)>\(inlines(heading.content))</h\(heading.level)>\n"
    case .list(let value): list(value)
    case .quote(let quote): "<blockquote>\n\(blocks(quote.blocks))</blockquote>\n"
    case .alert(let alert):
      "<alert \(alert.kind.rawValue)>\n\(blocks(alert.blocks))</alert>\n"
    case .codeBlock(let code): "<pre><code>\(escaped(code.code))</code></pre>\n"
    case .htmlBlock(let block): block.html
    case .table(let value): table(value)
    case .thematicBreak: "<hr />\n"
    }
  }

  private static func list(_ list: List) -> String {
    let name = list.start == nil ? "ul" : "ol"
    let start = list.start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    let items = list.items.map { item in
      let task = item.task.map { ticked in
        "<input type=\"checkbox\"\(ticked ? " checked=\"\"" : "") disabled=\"\" /> "
      }
      var text = ""
      for (index, block) in item.blocks.enumerated() {
        if index == 0, case .paragraph = block, list.isTight {
        } else if !text.hasSuffix("\n") {
          text += "\n"
        }
        text += Outline.block(block, isTight: list.isTight)
      }
      return "<li>\(task ?? "")\(text)</li>\n"
    }
    return "<\(name)\(start)>\n\(items.joined())</\(name)>\n"
  }

  private static func table(_ table: Table) -> String {
    func row(_ cells: [[Inline]], _ name: String) -> String {
      let cells = zip(cells, table.alignments).map { cell, alignment in
        let align = alignment.map { " align=\"\($0.rawValue)\"" } ?? ""
        return "<\(name)\(align)>\(inlines(cell))</\(name)>\n"
      }
      return "<tr>\n\(cells.joined())</tr>\n"
    }
    let rows = table.rows.map { row($0, "td") }.joined()
    let body = rows.isEmpty ? "" : "<tbody>\n\(rows)</tbody>\n"
    return "<table>\n<thead>\n\(row(table.header, "th"))</thead>\n\(body)</table>\n"
  }

  static func inlines(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): escaped(text)
      case .softBreak: "\n"
      case .lineBreak: "<br />\n"
      case .code(let code): "<code>\(escaped(code))</code>"
      case .html(let html): html
      case .emphasis(let content): "<em>\(Outline.inlines(content))</em>"
      case .strong(let content): "<strong>\(Outline.inlines(content))</strong>"
      case .strikethrough(let content): "<del>\(Outline.inlines(content))</del>"
      case .link(let link):
        "<a href=\"\(escaped(link.destination))\">\(Outline.inlines(link.content))</a>"
      case .image(let image):
        "<img src=\"\(escaped(image.source))\" alt=\"\(escaped(image.alternative))\" />"
      case .footnoteReference(let reference):
        "<sup>\(reference.number)\(reference.occurrence > 1 ? "-\(reference.occurrence)" : "")</sup>"
      }
    }.joined()
  }

  static func footnotes(_ footnotes: [Footnote]) -> String {
    footnotes.map { "<fn \($0.number)>\n\(blocks($0.blocks))</fn>\n" }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
