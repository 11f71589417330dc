public import Diagnostics

/// A table that was found in a text.
struct TableOutline {
  var alignments: [Table.Alignment?]
  /// The cells of each row as far as they are written, the header's first.
  var rows: [[String]]
  /// The lines of the prepared text that it takes.
  var lines: Range<Int>
  /// What stands in front of its first row: the markers of the containers it is in.
  var prefix: [UInt8]

  /// How many cells it has when every row is filled up.
  var cellCount: Int { rows.count * alignments.count }

  /// The rows as headings, one for each cell that is not empty.
  ///
  /// Headings, since a heading takes one line of any text, needs no empty line around it (which
  /// would make a list loose) and is never continued. The closing number signs keep those that a
  /// cell ends with.
  func rewritten(number: Int, from source: [PreparedText.Line]) -> [PreparedText.Line] {
    let continuation = PreparedText.continuation(of: prefix)
    var result: [PreparedText.Line] = []
    for (row, cells) in rows.enumerated() {
      // The delimiter row is no row.
      let origin = source[lines.lowerBound + (row == 0 ? 0 : row + 1)].origin
      for (column, cell) in cells.prefix(alignments.count).enumerated() {
        let isFirst = row == 0 && column == 0
        guard isFirst || !cell.isEmpty else { continue }
        let start = isFirst ? String(decoding: prefix, as: UTF8.self) : continuation
        result.append(
          PreparedText.Line(
            text: "\(start)###### \(cell) ######", origin: origin,
            role: .cell(table: number, row: row, column: column)))
      }
    }
    return result
  }
}

extension TableOutline {
  /// The alignments in a delimiter row such as `| :-- | --: |`; nil where it is none.
  static func alignments(in row: ArraySlice<UInt8>) -> [Table.Alignment?]? {
    // A row of nothing but dashes makes the line above a heading.
    guard row.contains(where: { "|:".utf8.contains($0) }),
      row.allSatisfy({ "|:- \t".utf8.contains($0) })
    else { return nil }
    var result: [Table.Alignment?] = []
    for cell in cells(in: row) {
      var dashes = cell[...]
      let (left, right) = (dashes.hasPrefix(":"), dashes.count > 1 && dashes.hasSuffix(":"))
      dashes = dashes.dropFirst(left ? 1 : 0).dropLast(right ? 1 : 0)
      guard !dashes.isEmpty, dashes.utf8.allSatisfy({ $0 == UInt8(ascii: "-") }) else {
        return nil
      }
      switch (left, right) {
      case (true, true): result.append(.center)
      case (true, false): result.append(.left)
      case (false, true): result.append(.right)
      case (false, false): result.append(nil)
      }
    }
    return result
  }

  /// The cells of a row, trimmed, with `\|` as `|`.
  static func cells(in row: ArraySlice<UInt8>) -> [String] {
    var rest = row.trimmed
    if rest.first == UInt8(ascii: "|") { rest = rest.dropFirst() }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isEscaped = false
    for byte in rest {
      if byte == UInt8(ascii: "|"), !isEscaped {
        cells.append(String(decoding: cell[...].trimmed, as: UTF8.self))
        cell = []
      } else {
        if byte == UInt8(ascii: "|") { cell.removeLast() }
        cell.append(byte)
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    if !cell[...].trimmed.isEmpty {
      cells.append(String(decoding: cell[...].trimmed, as: UTF8.self))
    }
    return cells
  }
}

extension ArraySlice<UInt8> {
  /// Without the white space around it.
  var trimmed: ArraySlice<UInt8> {
    let start = drop { $0 == 0x20 || $0 == 0x09 }
    guard let last = start.lastIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return [] }
    return start[...last]
  }
}

extension Rule {
  /// A table that is larger than the limit.
  public static let tableTooLarge = Rule(
    "table-too-large", .error,
    en: """
      A table has at most 20,000 cells, empty ones counted. A larger one is shown as text. \
      Split it, or offer it as a file to download.
      """,
    zh: "一个表格最多 20000 个单元格（空的也算）。更大的表格会当作普通文字显示。请拆开，或者做成可下载的文件。",
    wrong: "| 项目 | 费率 |\n|---|---|\n|刷卡|0.6%| (20,000 times)",
    right: "| 项目 | 费率 |\n|---|---|\n|刷卡|0.6%| (20 times)")

  static let tableRules: [Rule] = [.tableTooLarge]
}
