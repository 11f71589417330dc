/// Style sheets as they are published: without comments and indentation.
///
/// Every page waits for its style, and what only editors read makes a seventh of it. Nothing else
/// changes, so what browsers name is found by its words.
enum StyleText {
  /// A style sheet without comments, and without the blanks before its lines. What stands in
  /// quotation marks is left alone; `/*!` begins a comment that stays, such as a licence.
  static func published(_ bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if quote == nil, opensComment(bytes[index...]) {
        index = end(ofCommentIn: bytes, from: index)
        continue
      }
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x5C, quote != nil, index + 1 < bytes.count {
        kept.append(byte)
        index += 1
      }
      let beginsLine = kept.isEmpty || kept.last == 0x0A
      let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      if quote != nil || !beginsLine || !isBlank { kept.append(bytes[index]) }
      index += 1
    }
    return kept
  }

  private static func opensComment(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.starts(with: "/*".utf8) && !rest.starts(with: "/*!".utf8)
  }

  /// The place behind a comment; the end of the text where it is not closed, as browsers read it.
  private static func end(ofCommentIn bytes: [UInt8], from start: Int) -> Int {
    var index = start + 2
    while index + 1 < bytes.count {
      if bytes[index] == 0x2A, bytes[index + 1] == 0x2F { return index + 2 }
      index += 1
    }
    return bytes.count
  }
}
