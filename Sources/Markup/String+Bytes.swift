extension String {
  /// Whether a byte of its UTF-8 is this one. A span is looked through in a third of the time that a
  /// view takes.
  func hasByte(_ byte: UInt8) -> Bool {
    let bytes = utf8.span
    return bytes.indices.contains { bytes[$0] == byte }
  }
}

extension StringProtocol {
  /// Where a text begins next, compared byte by byte; nil where it does not occur.
  ///
  /// The standard library compares characters, which takes many times as long. In UTF-8 no text
  /// begins within a character of another, so bytes are enough where both are written alike.
  ///
  /// - Complexity: linear in the length of this text; `text` is short.
  public func firstByteRange(of text: some StringProtocol) -> Range<Index>? {
    let needle = Array(text.utf8)
    guard let first = needle.first else { return nil }
    let offset = utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      let last = bytes.count - needle.count
      var index = 0
      while index <= last {
        if unsafe bytes[index] == first,
          needle.indices.allSatisfy({ unsafe bytes[index + $0] == needle[$0] })
        {
          return index
        }
        index += 1
      }
      return nil
    }
    if let offset {
      guard let offset else { return nil }
      let start = utf8.index(startIndex, offsetBy: offset)
      return start..<utf8.index(start, offsetBy: needle.count)
    }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: needle) {
        return start..<utf8.index(start, offsetBy: needle.count)
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// The text with another in the place of a text, wherever its bytes stand, also where a combining
  /// mark follows: what means something to a parser means it there, too.
  public func exchanging(_ text: String, for other: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstByteRange(of: text) {
      result += rest[..<range.lowerBound]
      result += other
      rest = rest[range.upperBound...]
    }
    return result.isEmpty ? String(rest) : result + rest
  }

  /// The lines without their line feeds.
  var lines: [SubSequence] {
    var lines: [SubSequence] = []
    var start = startIndex
    while let end = utf8[start...].firstIndex(of: 0x0A) {
      lines.append(self[start..<end])
      start = utf8.index(after: end)
    }
    lines.append(self[start...])
    return lines
  }

  /// The text without white space at its end.
  var trimmingSpace: String {
    let scalars = unicodeScalars
    guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(self[...last])
  }
}
