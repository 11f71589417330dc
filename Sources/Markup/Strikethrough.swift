/// Strikethrough as on GitHub: `~text~` or `~~text~~`.
enum Strikethrough {
  /// The list with its tildes paired, in all lists within it too.
  ///
  /// - Parameters:
  ///   - inlines: the content of a block.
  ///   - nesting: how deep inlines may be nested.
  /// - Returns: the new content.
  static func applied(to inlines: [Inline], nesting: Int) -> [Inline] {
    guard inlines.hasText(with: UInt8(ascii: "~")) else { return inlines }
    return inlines.rewritten { siblings, level in
      paired(siblings, nesting: nesting - level)
    }
  }

  private static func paired(_ siblings: [Inline], nesting: Int) -> [Inline] {
    let cut = DelimiterTokens(siblings, delimiter: UInt8(ascii: "~"))
    var pairing = DelimiterPairing(.strikethrough, nesting: nesting)
    for (index, token) in cut.tokens.enumerated() {
      switch token {
      case .inline(let inline): pairing.append(inline)
      case .run(let count) where count <= 2:
        pairing.append(
          DelimiterPairing.Run(
            count: count, after: cut.character(before: index),
            before: cut.character(after: index)))
      case .run(let count):
        pairing.append(.text(String(repeating: "~", count: count)))
      }
    }
    return pairing.finish()
  }
}
