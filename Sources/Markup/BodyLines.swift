internal import Diagnostics

/// The lines of a body as written, to find the place of something in them.
struct BodyLines {
  private let bytes: [UInt8]
  /// Where each line stands in the bytes.
  private let lines: [Range<Int>]
  /// For each line, the last one up to it that is not empty.
  private let lastFilled: [Int]
  private let hasUnderscore: [Bool]
  /// The number of the first line in its file.
  let firstLine: Int
  /// Bytes that may still be searched: places are a service, not worth endless time.
  private var budget: Int

  init(_ text: String, firstLine: Int) {
    let bytes = Array(text.utf8)
    self.bytes = bytes
    self.firstLine = firstLine
    budget = 20 * bytes.count + 100_000
    var lines: [Range<Int>] = []
    var lastFilled: [Int] = []
    var hasUnderscore: [Bool] = []
    var (start, filled) = (0, 0)
    var (isFilled, isUnderscored) = (false, false)
    func finish(at end: Int) {
      if isFilled { filled = lines.count }
      lines.append(start..<end)
      lastFilled.append(filled)
      hasUnderscore.append(isUnderscored)
      start = end + 1
      (isFilled, isUnderscored) = (false, false)
    }
    for index in bytes.indices {
      switch bytes[index] {
      case 0x0A: finish(at: index)
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"): break
      case UInt8(ascii: "_"): (isFilled, isUnderscored) = (true, true)
      default: isFilled = true
      }
    }
    finish(at: bytes.count)
    (self.lines, self.lastFilled, self.hasUnderscore) = (lines, lastFilled, hasUnderscore)
  }

  /// The range from a place to the end of a line, without empty lines at its end. Lines count
  /// from 0, columns from 1.
  func range(fromLine start: Int, column: Int, toLine end: Int) -> SourceRange {
    let last = max(min(lines.count - 1, start), lastFilled[max(0, min(lines.count - 1, end))])
    let column = max(1, min(column, lines[min(start, lines.count - 1)].count + 1))
    return SourceRange(
      SourcePosition(line: firstLine + start, column: column),
      SourcePosition(line: firstLine + last, column: lines[last].count + 1))
  }

  /// Whether an underscore stands in one of the lines of a range.
  func haveUnderscore(in range: SourceRange) -> Bool {
    (range.start.line...range.end.line).contains { line in
      lines.indices.contains(line - firstLine) && hasUnderscore[line - firstLine]
    }
  }

  /// How many blanks stand before a place; nil where nothing else stands before it in its line.
  func blanks(before place: SourcePosition) -> Int? {
    guard lines.indices.contains(place.line - firstLine) else { return nil }
    let before = bytes[lines[place.line - firstLine]].prefix(place.column - 1)
    let blanks = before.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
    return blanks < before.count ? blanks : nil
  }

  /// Where a text stands next.
  ///
  /// - Parameters:
  ///   - text: what to look for, within one line.
  ///   - start: from where to look.
  ///   - end: the place just behind the last one to look at.
  ///   - openings: characters of which one should stand before it; a place without one is taken
  ///     only if there is none with it.
  /// - Returns: its place; nil where it is not found.
  mutating func place(
    of text: String, from start: SourcePosition, to end: SourcePosition, behind openings: [UInt8]
  ) -> SourceRange? {
    let needle = Array(text.utf8)
    guard let first = needle.first else { return nil }
    var fallback: SourceRange?
    var line = max(0, start.line - firstLine)
    var column = start.column - 1
    while line < lines.count, line <= end.line - firstLine {
      let begin = lines[line].lowerBound
      while column + needle.count <= lines[line].count {
        budget -= 1
        guard budget > 0 else { return nil }
        if bytes[begin + column] == first, matches(needle, at: begin + column) {
          let found = SourceRange(
            line: firstLine + line, columns: (column + 1)..<(column + 1 + needle.count))
          if openings.isEmpty || column > 0 && openings.contains(bytes[begin + column - 1]) {
            return found
          }
          fallback = fallback ?? found
        }
        column += 1
      }
      line += 1
      column = 0
    }
    return fallback
  }

  private mutating func matches(_ needle: [UInt8], at place: Int) -> Bool {
    for index in needle.indices where bytes[place + index] != needle[index] {
      budget -= index
      return false
    }
    return true
  }
}
