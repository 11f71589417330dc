internal import Diagnostics

/// What has to be rewritten in a prepared text, as libcmark's first tree tells.
///
/// The first tree says which lines are paragraphs and in which containers they are; whether a
/// paragraph holds a table then is seen in its lines.
struct Rewriting {
  private let prepared: PreparedText
  private let limits: MarkupLimits
  /// The tables in the order of their lines.
  private(set) var tables: [TableOutline] = []
  /// The tables that are too large to be made, by their first line.
  private(set) var tooLarge: [(line: Int, cells: Int)] = []
  /// The bullets for the footnotes' definitions that libcmark agrees to.
  private var bullets: [Int: Character] = [:]

  init(of prepared: PreparedText, after blocks: [Block], limits: MarkupLimits) {
    self.prepared = prepared
    self.limits = limits
    // Most texts have neither; then the tree need not be looked through.
    let mayHaveTables = prepared.lines.contains { $0.mayBeDelimiterRow }
    if mayHaveTables || !prepared.definitions.isEmpty { visit(blocks, in: []) }
  }

  /// The text with the tables rewritten and with the footnotes' definitions settled; nil when
  /// nothing is to be done.
  func rewritten() -> PreparedText? {
    let isSettled = prepared.definitions.indices.allSatisfy { bullets[$0] == "-" }
    guard !isSettled || !tables.isEmpty else { return nil }
    var result = prepared
    result.tables = tables
    result.lines = []
    for number in result.definitions.indices {
      result.definitions[number].isConfirmed = bullets[number] != nil
    }
    var nextTable = 0
    var index = 0
    while index < prepared.lines.count {
      if nextTable < tables.count, tables[nextTable].lines.lowerBound == index {
        result.lines += tables[nextTable].rewritten(number: nextTable, from: prepared.lines)
        index = tables[nextTable].lines.upperBound
        nextTable += 1
      } else {
        result.lines += settled(prepared.lines[index])
        index += 1
      }
    }
    return result
  }

  /// A definition with its bullet, or what was written where libcmark says that it is none.
  private func settled(_ line: PreparedText.Line) -> [PreparedText.Line] {
    switch line.role {
    case .definition(let number):
      let definition = prepared.definitions[number]
      guard let bullet = bullets[number] else { return [definition.line] }
      return Array(definition.lines(number: number, bullet: bullet).prefix(1))
    case .definitionText(let number):
      return bullets[number] == nil ? [] : [line]
    default:
      return [line]
    }
  }

  // MARK: Looking through the tree

  private mutating func visit(_ blocks: [Block], in containers: [Container]) {
    for (index, block) in blocks.enumerated() {
      switch block {
      case .paragraph(let paragraph):
        findTables(in: paragraph.range.lineIndices, containers: containers)
      case .heading(let heading) where heading.range.lineIndices.count > 1:
        // What libcmark takes for a heading underlined by `---` may be a table and a rule.
        findTables(in: heading.range.lineIndices, containers: containers)
      case .quote(let quote):
        visit(quote.blocks, in: containers + [.quote])
      case .list(let list):
        let neighbours = [index - 1, index + 1].compactMap { other in
          blocks.indices.contains(other) ? bullet(of: blocks[other]) : nil
        }
        chooseBullets(in: list, neighbours: neighbours)
        for item in list.items { visit(item, in: containers) }
      default: break
      }
    }
  }

  private mutating func visit(_ item: List.Item, in containers: [Container]) {
    let line = item.range.start.line - 1
    guard prepared.lines.indices.contains(line), !item.blocks.isEmpty else { return }
    var cursor = LineCursor(prepared.lines[line].text)
    guard cursor.skip(containers, line: line) else { return }
    visit(item.blocks, in: containers + [.item(columns: cursor.skipMarker(), line: line)])
  }

  // MARK: Footnotes

  /// The number of the definition that an item is.
  private func definition(_ item: List.Item) -> Int? {
    let line = item.range.start.line - 1
    guard prepared.lines.indices.contains(line),
      case .definition(let number) = prepared.lines[line].role,
      // An item of the text may begin in the same line, as in `- [^1]: text`.
      case .heading(let heading)? = item.blocks.first, heading.range.start.line - 1 == line
    else { return nil }
    return number
  }

  /// A definition must not join a list beside it, whose items its empty lines would spread.
  private mutating func chooseBullets(in list: List, neighbours: [Character]) {
    let numbers = list.items.compactMap(definition)
    let taken = neighbours + (numbers.count < list.items.count ? ["-"] : [])
    let bullet = Array("-+*").first { !taken.contains($0) } ?? "-"
    for number in numbers { bullets[number] = bullet }
  }

  private func bullet(of block: Block) -> Character? {
    guard case .list(let list) = block, list.start == nil,
      prepared.lines.indices.contains(list.range.start.line - 1)
    else { return nil }
    let line = prepared.lines[list.range.start.line - 1].text.utf8
    return line.dropFirst(list.range.start.column - 1).first.map { Character(UnicodeScalar($0)) }
  }

  // MARK: Tables

  /// The tables within the lines of a paragraph.
  private mutating func findTables(in lines: Range<Int>, containers: [Container]) {
    var index = lines.lowerBound + 1
    let end = min(lines.upperBound, prepared.lines.count)
    while index < end {
      guard let table = table(withDelimiterRow: index, end: end, containers: containers) else {
        index += 1
        continue
      }
      if table.cellCount > limits.tableCells || table.alignments.count > limits.tableCells {
        tooLarge.append((prepared.lines[table.lines.lowerBound].origin, table.cellCount))
      } else {
        tables.append(table)
      }
      index = table.lines.upperBound + 1
    }
  }

  private func table(
    withDelimiterRow index: Int, end: Int, containers: [Container]
  ) -> TableOutline? {
    guard prepared.lines[index].mayBeDelimiterRow,
      let delimiters = cursor(at: index, in: containers), delimiters.indentation <= 3,
      let alignments = TableOutline.alignments(in: delimiters.content),
      let header = cursor(at: index - 1, in: containers)
    else { return nil }
    let cells = TableOutline.cells(in: header.content)
    guard cells.count == alignments.count else { return nil }
    var rows = [cells]
    var next = index + 1
    while next < end, let row = cursor(at: next, in: containers), !row.beginsBlock {
      rows.append(TableOutline.cells(in: row.content))
      next += 1
    }
    return TableOutline(
      alignments: alignments, rows: rows, lines: (index - 1)..<next, prefix: Array(header.prefix))
  }

  /// The place behind the containers' markers in a line that belongs to them all.
  private func cursor(at line: Int, in containers: [Container]) -> LineCursor? {
    var cursor = LineCursor(prepared.lines[line].text)
    return cursor.skip(containers, line: line) ? cursor : nil
  }
}

extension LineCursor {
  /// Whether a block begins here that does not end a paragraph but ends a table: indented code, a
  /// rule (below a paragraph it makes a heading), an empty item, a list that begins with 2.
  fileprivate var beginsBlock: Bool {
    let text = content.trimmed
    guard indentation < 4, let first = text.first else { return true }
    if text.count == 1, "-+*".utf8.contains(first) { return true }
    if text.count >= 3, text.allSatisfy({ $0 == UInt8(ascii: "-") }) { return true }
    let digits = text.prefix { (0x30...0x39).contains($0) }
    guard (1...9).contains(digits.count), let mark = text.dropFirst(digits.count).first,
      ".)".utf8.contains(mark)
    else { return false }
    let behind = text.dropFirst(digits.count + 1).first
    return behind == nil || behind == 0x20 || behind == 0x09
  }
}

extension PreparedText.Line {
  /// Whether it may be a table's delimiter row, as its last character tells most of the time.
  fileprivate var mayBeDelimiterRow: Bool {
    guard let last = text.utf8.last(where: { $0 != 0x20 && $0 != 0x09 }) else { return false }
    return "|:-".utf8.contains(last) && text.utf8.contains(UInt8(ascii: "-"))
      && text.utf8.contains { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ":") }
  }
}

extension SourceRange {
  /// The lines that it touches, counted from 0.
  fileprivate var lineIndices: Range<Int> {
    (start.line - 1)..<max(start.line, end.line)
  }
}
