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
  ///   - flatteningStrong: whether strong emphasis is taken apart into its content between runs
  ///     of two.
  init(_ siblings: [Inline], delimiter: UInt8, flatteningStrong: Bool = false) {
    self.delimiter = delimiter
    append(siblings, flatteningStrong: flatteningStrong)
  }

  private mutating func append(_ siblings: [Inline], flatteningStrong: Bool) {
    for inline in siblings {
      switch inline {
      case .text(let text): append(text)
      case .strong(let content) where flatteningStrong:
        appendRun(2)
        append(content, flatteningStrong: true)
        appendRun(2)
      default: tokens.append(.inline(inline))
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
