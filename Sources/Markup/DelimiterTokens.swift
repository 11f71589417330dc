/// A list of siblings, cut at the runs of one delimiter.
struct DelimiterTokens {
  enum Token {
    case inline(Inline)
    case run(Int)
  }

  private let delimiter: UInt8
  private(set) var tokens: [Token] = []

  /// Cuts a list.
  ///
  /// - Parameters:
  ///   - siblings: the inlines.
  ///   - delimiter: an ASCII character.
  ///   - flattened: tells for an inline the length of the runs that it is to be taken apart
  ///     into, around its content; nil leaves it whole.
  init(
    _ siblings: [Inline], delimiter: UInt8, flattened: (Inline) -> Int? = { _ in nil }
  ) {
    self.delimiter = delimiter
    append(siblings, flattened: flattened)
  }

  private mutating func append(_ siblings: [Inline], flattened: (Inline) -> Int?) {
    for inline in siblings {
      if case .text(let text) = inline {
        append(text)
      } else if let length = flattened(inline) {
        appendRun(length)
        append(inline.children ?? [], flattened: flattened)
        appendRun(length)
      } else {
        tokens.append(.inline(inline))
      }
    }
  }

  private mutating func append(_ text: String) {
    var rest = text[...]
    while let start = rest.utf8.firstIndex(of: delimiter) {
      if start > rest.startIndex { tokens.append(.inline(.text(String(rest[..<start])))) }
      let end = rest.utf8[start...].firstIndex { $0 != delimiter } ?? rest.endIndex
      appendRun(rest.utf8.distance(from: start, to: end))
      rest = rest[end...]
    }
    if !rest.isEmpty { tokens.append(.inline(.text(String(rest)))) }
  }

  /// Appends a run; what is side by side is one run.
  private mutating func appendRun(_ count: Int) {
    if case .run(let before)? = tokens.last {
      tokens[tokens.count - 1] = .run(before + count)
    } else {
      tokens.append(.run(count))
    }
  }

  /// The character before a token; nil for a space or where there is none.
  func character(before index: Int) -> Unicode.Scalar? {
    guard index > 0, case .inline(let inline) = tokens[index - 1] else { return nil }
    return inline.lastSourceCharacter
  }

  /// The character behind a token; nil for a space or where there is none.
  func character(after index: Int) -> Unicode.Scalar? {
    guard index + 1 < tokens.count, case .inline(let inline) = tokens[index + 1] else {
      return nil
    }
    return inline.firstSourceCharacter
  }
}
