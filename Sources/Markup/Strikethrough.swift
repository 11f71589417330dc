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
      case .run(let count):
        let (previous, next) = (cut.character(before: index), cut.character(after: index))
        switch count {
        case 1:
          pairing.append(DelimiterPairing.Run(count: 1, after: previous, before: next))
        case 2:
          // A single tilde is a range more often than not, as in `3~5天`; two are meant.
          pairing.append(DelimiterPairing.Run(chinese: 2, after: previous, before: next))
        default:
          pairing.append(.text(String(repeating: "~", count: count)))
        }
      }
    }
    return pairing.finish()
  }
}
