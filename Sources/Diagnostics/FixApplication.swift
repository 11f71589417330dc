extension Diagnostic.Fix {
  /// The bytes of a file with some mends made, and how many there were.
  ///
  /// Mends are taken in the order of their places; one that overlaps with another before it is left
  /// for the next time. Line breaks in a replacement are written as the file writes its first one.
  /// All bytes outside of the mends stay as they are, a byte-order mark too.
  ///
  /// - Complexity: O(bytes + mends × log(mends)).
  public static func applied(
    _ fixes: [Diagnostic.Fix], to bytes: [UInt8]
  ) -> (bytes: [UInt8], count: Int) {
    let lines = LineStarts(bytes)
    var result: [UInt8] = []
    var done = 0
    var count = 0
    for fix in fixes.sorted(by: isBefore) {
      guard let start = lines.offset(of: fix.range.start),
        let end = lines.offset(of: fix.range.end),
        start >= done, end >= start, count == 0 || end > done
      else { continue }
      result += bytes[done..<start]
      result += fix.replacement.utf8.flatMap { $0 == 0x0A ? lines.lineBreak : [$0] }
      done = end
      count += 1
    }
    return (result + bytes[done...], count)
  }

  private static func isBefore(_ left: Diagnostic.Fix, _ right: Diagnostic.Fix) -> Bool {
    (left.range.start, left.range.end, left.replacement)
      < (right.range.start, right.range.end, right.replacement)
  }
}

/// Where the lines of a file begin, as ``SourcePosition`` counts them: LF, CRLF and CR end a line.
private struct LineStarts {
  private var offsets: [Int]
  private let end: Int
  /// The first line break of the file; a line feed where it has none.
  private(set) var lineBreak: [UInt8] = [0x0A]

  init(_ bytes: [UInt8]) {
    offsets = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    end = bytes.count
    for (index, byte) in bytes.enumerated() {
      let isPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      guard byte == 0x0A || byte == 0x0D, !isPair else { continue }
      if offsets.count == 1 {
        let isSecond = byte == 0x0A && index > 0 && bytes[index - 1] == 0x0D
        lineBreak = isSecond ? [0x0D, 0x0A] : [byte]
      }
      offsets.append(index + 1)
    }
  }

  /// The byte at a place; nil outside of the file.
  func offset(of place: SourcePosition) -> Int? {
    guard offsets.indices.contains(place.line - 1), place.column > 0 else { return nil }
    let offset = offsets[place.line - 1] + place.column - 1
    return offset <= end ? offset : nil
  }
}
