internal import Diagnostics

/// What the extensions make of libcmark's blocks: tables and footnotes are gathered from the
/// lines that stand for them, call-outs, tasks and attributes are recognised, and every place is
/// led back to the file as written.
struct BlockRefinement {
  private let prepared: PreparedText
  private(set) var inlines: InlineRefinement
  /// What each footnote's definition says.
  private(set) var definitions: [[Block]]

  init(_ prepared: PreparedText, inlines: InlineRefinement) {
    self.prepared = prepared
    self.inlines = inlines
    definitions = Array(repeating: [], count: prepared.definitions.count)
  }

  private var shield: EscapeShield { inlines.shield }

  mutating func refined(_ blocks: [Block]) -> [Block] {
    var result: [Block] = []
    var index = 0
    while index < blocks.count {
      if case .heading(let heading) = blocks[index], let cell = cell(heading) {
        let cells = blocks[index...].prefix { block in
          guard case .heading(let heading) = block else { return false }
          return self.cell(heading)?.table == cell.table
        }
        result.append(.table(table(cell.table, from: cells)))
        index = cells.endIndex
      } else {
        if let block = refined(blocks[index]) { result.append(block) }
        index += 1
      }
    }
    return result
  }

  private mutating func refined(_ block: Block) -> Block? {
    let range = place(block.range)
    switch block {
    case .paragraph(let paragraph):
      return .paragraph(
        Paragraph(content: inlines.refined(paragraph.content, in: range), range: range))
    case .heading(var heading):
      heading.attributes = takeAttributes(from: &heading.content, in: range)
      heading.content = inlines.refined(heading.content, in: range)
      heading.range = range
      return .heading(heading)
    case .list(let list): return refined(list, in: range).map(Block.list)
    case .quote(let quote): return refined(quote, in: range)
    case .codeBlock(let code):
      return .codeBlock(
        CodeBlock(info: shield.text(code.info), code: shield.source(code.code), range: range))
    case .htmlBlock(let block):
      return .htmlBlock(HTMLBlock(html: shield.source(block.html), range: range))
    case .thematicBreak: return .thematicBreak(range)
    case .alert, .table: return block
    }
  }

  // MARK: Places

  private func line(_ number: Int) -> PreparedText.Line {
    prepared.lines[max(0, min(number - 1, prepared.lines.count - 1))]
  }

  /// Leads a range of the prepared text back to the file.
  private func place(_ range: SourceRange) -> SourceRange {
    let start = line(range.start.line)
    return inlines.lines.range(
      fromLine: start.origin, column: range.start.column + start.shift,
      toLine: line(range.end.line).origin)
  }

  // MARK: Attributes

  /// Takes the attributes in braces away from the end of a content.
  private mutating func takeAttributes(
    from content: inout [Inline], in range: SourceRange
  ) -> Attributes? {
    guard case .text(let text)? = content.last, let found = Attributes.parsed(atEndOf: text) else {
      return nil
    }
    content.removeLast()
    if !found.rest.isEmpty {
      content.append(.text(found.rest))
    } else if case .softBreak? = content.last {
      content.removeLast()
    }
    var attributes = found.attributes
    for index in attributes.pairs.indices {
      attributes.pairs[index].value = shield.text(attributes.pairs[index].value)
    }
    attributes.range =
      inlines.lines.place(
        of: shield.source(found.braces), from: range.start, to: range.end, behind: []) ?? range
    report(fullWidthIn: attributes)
    return attributes
  }

  private mutating func report(fullWidthIn attributes: Attributes) {
    guard let id = attributes.id, id != id.inHalfWidth else { return }
    let braces = attributes.range
    var range = inlines.lines.place(of: "#" + id, from: braces.start, to: braces.end, behind: [])
    range?.start.column += 1
    let fix = range.map {
      Diagnostic.Fix(
        en: "write '\(id.inHalfWidth)'", zh: "改成“\(id.inHalfWidth)”", range: $0,
        replacement: id.inHalfWidth, trust: .safe)
    }
    inlines.log.append(
      Rule.fullWidthID.breach(
        in: inlines.path, at: range ?? braces, en: "'\(id)' is written in full width",
        zh: "“\(id)”里有全角字符", fixes: fix.map { [$0] } ?? []))
  }

  // MARK: Lists

  /// A list without the items that are footnotes' definitions; nil where no other is left.
  private mutating func refined(_ list: List, in range: SourceRange) -> List? {
    var list = list
    list.range = range
    var items: [List.Item] = []
    for item in list.items {
      if case .definition(let number) = line(item.range.start.line).role,
        case .heading(let heading)? = item.blocks.first,
        heading.range.start.line == item.range.start.line
      {
        definitions[number] = refined(Array(item.blocks.dropFirst()))
      } else {
        items.append(refined(item))
      }
    }
    list.items = items
    return items.isEmpty ? nil : list
  }

  private mutating func refined(_ item: List.Item) -> List.Item {
    var item = item
    item.range = place(item.range)
    if case .paragraph(var paragraph)? = item.blocks.first, let mark = TaskMark(paragraph.content) {
      item.task = mark.isTicked
      paragraph.content = mark.content
      item.attributes = takeAttributes(from: &paragraph.content, in: place(paragraph.range))
      item.blocks[0] = .paragraph(paragraph)
    }
    item.blocks = refined(item.blocks)
    return item
  }

  // MARK: Call-outs

  /// A quotation, or the call-out that it is if it begins with a line such as `[!NOTE]`.
  private mutating func refined(_ quote: Quote, in range: SourceRange) -> Block {
    guard case .paragraph(var first)? = quote.blocks.first,
      case .text(let mark)? = first.content.first,
      let kind = Alert.Kind(mark: mark), first.content.count > 1 || quote.blocks.count > 1
    else { return .quote(Quote(blocks: refined(quote.blocks), range: range)) }
    var blocks = quote.blocks
    if first.content.count == 1 {
      blocks.removeFirst()
    } else {
      switch first.content[1] {
      case .softBreak, .lineBreak: break
      default: return .quote(Quote(blocks: refined(quote.blocks), range: range))
      }
      first.content.removeFirst(2)
      blocks[0] = .paragraph(first)
    }
    return .alert(Alert(kind: kind, blocks: refined(blocks), range: range))
  }

  // MARK: Tables

  private func cell(_ heading: Heading) -> (table: Int, row: Int, column: Int)? {
    guard case .cell(let table, let row, let column) = line(heading.range.start.line).role else {
      return nil
    }
    return (table, row, column)
  }

  private mutating func table(_ number: Int, from cells: ArraySlice<Block>) -> Table {
    let outline = prepared.tables[number]
    var rows = Array(
      repeating: Array(repeating: [Inline](), count: outline.alignments.count),
      count: outline.rows.count)
    var range = cells.first.map { place($0.range) } ?? .fileStart
    for case .heading(let heading) in cells {
      guard let cell = cell(heading) else { continue }
      let place = place(heading.range)
      rows[cell.row][cell.column] = inlines.refined(heading.content, in: place)
      range.end = place.end
    }
    return Table(
      alignments: outline.alignments, header: rows.removeFirst(), rows: rows, range: range)
  }
}

/// The mark of a task at the start of a list item: `[ ]` or `[x]`.
private struct TaskMark {
  let isTicked: Bool
  /// The item's content without the mark.
  let content: [Inline]

  init?(_ content: [Inline]) {
    guard case .text(let text)? = content.first else { return nil }
    switch text.prefix(3) {
    case "[ ]": isTicked = false
    case "[x]", "[X]": isTicked = true
    default: return nil
    }
    let rest = text.dropFirst(3)
    var behind = Array(content.dropFirst())
    if let first = rest.first {
      guard first.isWhitespace else { return nil }
      behind.insert(.text(String(rest.drop(while: \.isWhitespace))), at: 0)
    } else {
      switch behind.first {
      case nil: break
      case .softBreak, .lineBreak: behind.removeFirst()
      default: return nil
      }
    }
    self.content = behind
  }
}

extension Alert.Kind {
  /// The kind that a mark such as `[!NOTE]` stands for.
  fileprivate init?(mark: String) {
    guard mark.hasPrefix("[!"), mark.hasSuffix("]") else { return nil }
    self.init(rawValue: mark.dropFirst(2).dropLast().lowercased())
  }
}
