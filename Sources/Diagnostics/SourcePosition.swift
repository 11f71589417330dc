/// A place in a source file.
public struct SourcePosition: Hashable, Comparable, Sendable {
  /// The line, counted from 1.
  public var line: Int
  /// The column, counted from 1 in UTF-8 bytes.
  public var column: Int

  /// Creates a position from a line and a column, both counted from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Whether one place stands before another.
  public static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A part of a source file: from its first byte to just behind its last.
public struct SourceRange: Hashable, Sendable {
  /// The place of the first byte.
  public var start: SourcePosition
  /// The place just behind the last byte.
  public var end: SourcePosition

  /// Creates a range; an end before the start is moved to the start.
  public init(_ start: SourcePosition, _ end: SourcePosition) {
    self.start = start
    self.end = max(start, end)
  }

  /// Creates a range within one line; columns are counted from 1 in UTF-8 bytes.
  public init(line: Int, columns: Range<Int>) {
    self.init(
      SourcePosition(line: line, column: columns.lowerBound),
      SourcePosition(line: line, column: columns.upperBound))
  }

  /// The first byte of a file, for what concerns the file as a whole.
  public static let fileStart = SourceRange(line: 1, columns: 1..<1)
}
