extension Inline {
  /// How deep it is nested: 0 for what holds no other inline.
  var depth: Int {
    1 + (children?.map(\.depth).max() ?? -1)
  }

  /// What it holds, for inlines that hold others.
  var children: [Inline]? {
    switch self {
    case .emphasis(let content), .strong(let content), .strikethrough(let content): content
    case .link(let link): link.content
    default: nil
    }
  }

  /// The same with other content, for inlines that hold others.
  func with(children: [Inline]) -> Inline {
    switch self {
    case .emphasis: return .emphasis(children)
    case .strong: return .strong(children)
    case .strikethrough: return .strikethrough(children)
    case .link(var link):
      link.content = children
      return .link(link)
    default: return self
    }
  }

  /// Its first character in the source, which decides whether a run of delimiters before it may
  /// open; nil for a break. Emphasis begins as its content does, since its delimiters belong to
  /// the run.
  var firstSourceCharacter: Unicode.Scalar? {
    switch self {
    case .text(let text): text.unicodeScalars.first
    case .softBreak, .lineBreak: nil
    case .code: "`"
    case .html: "<"
    case .emphasis(let content), .strong(let content), .strikethrough(let content):
      content.first?.firstSourceCharacter
    case .link, .footnoteReference: "["
    case .image: "!"
    }
  }

  /// Its last character in the source; see ``firstSourceCharacter``.
  var lastSourceCharacter: Unicode.Scalar? {
    switch self {
    case .text(let text): text.unicodeScalars.last
    case .softBreak, .lineBreak: nil
    case .code: "`"
    case .html: ">"
    case .emphasis(let content), .strong(let content), .strikethrough(let content):
      content.last?.lastSourceCharacter
    case .link, .image: ")"
    case .footnoteReference: "]"
    }
  }

  /// The first character that a reader sees.
  var firstVisibleCharacter: Unicode.Scalar? {
    switch self {
    case .text(let text), .code(let text): text.unicodeScalars.first
    default: children?.first?.firstVisibleCharacter
    }
  }

  /// The last character that a reader sees.
  var lastVisibleCharacter: Unicode.Scalar? {
    switch self {
    case .text(let text), .code(let text): text.unicodeScalars.last
    default: children?.last?.lastVisibleCharacter
    }
  }
}

extension [Inline] {
  /// The list with every list of siblings in it replaced, the innermost first.
  ///
  /// - Parameters:
  ///   - level: how deep this list is nested itself.
  ///   - transform: given a list and its level, the list to put in its place.
  /// - Returns: the new list.
  func rewritten(level: Int = 0, _ transform: ([Inline], Int) -> [Inline]) -> [Inline] {
    let inner = map { inline in
      guard let children = inline.children else { return inline }
      return inline.with(children: children.rewritten(level: level + 1, transform))
    }
    return transform(inner, level)
  }

  /// Whether some text in it has this byte.
  func hasText(with byte: UInt8) -> Bool {
    containsNested { inline in
      if case .text(let text) = inline { return text.hasByte(byte) }
      return false
    }
  }

  /// Whether one of them, or one within them, is so.
  func containsNested(where isSo: (Inline) -> Bool) -> Bool {
    contains { inline in
      isSo(inline) || inline.children?.containsNested(where: isSo) ?? false
    }
  }
}
