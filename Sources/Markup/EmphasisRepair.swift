public import Diagnostics

/// Repairs emphasis that ends with Chinese punctuation, such as `**重要：**先看`.
///
/// CommonMark lets a run of asterisks behind punctuation and before a letter only open, since in
/// Western scripts a space stands between a closing run and the next word. Chinese has no such
/// spaces: the run above, which was meant to close, stays in the text, or pairs with a later one
/// that was meant to open. Where Chinese is beside a run, the runs of that list of siblings are
/// paired again: full-width punctuation then counts as a letter, but closing punctuation never
/// follows an opening run, nor opening punctuation precede a closing one. The new pairs stand only
/// if they leave fewer asterisks in the text, or less emphasis within emphasis.
struct EmphasisRepair {
  /// How deep inlines may be nested.
  let nesting: Int
  /// Whether single emphasis may be taken apart: not where underscores may have made it.
  let flattensEmphasis: Bool

  /// The content of a block with its emphasis repaired.
  ///
  /// - Parameter inlines: the content.
  /// - Returns: the new content, and the runs beside Chinese that remain in its text.
  func applied(to inlines: [Inline]) -> (content: [Inline], unclosed: [UnclosedRun]) {
    guard inlines.contains(where: mayNeedRepair) else { return (inlines, []) }
    var unclosed: [UnclosedRun] = []
    let content = inlines.rewritten { siblings, level in
      repaired(siblings, nesting: nesting - level)
    }
    // Only the lists that remain in the end; a repair may have taken others apart.
    _ = content.rewritten { siblings, _ in
      unclosed += unclosedRuns(in: siblings)
      return siblings
    }
    return (content, unclosed)
  }

  private func mayNeedRepair(_ inline: Inline) -> Bool {
    if case .text(let text) = inline { return text.hasByte(UInt8(ascii: "*")) }
    guard let children = inline.children else { return false }
    if case .strong = inline, children.contains(where: \.isStrong) { return true }
    return children.contains(where: mayNeedRepair)
  }

  private func repaired(_ siblings: [Inline], nesting: Int) -> [Inline] {
    let leftOver = asterisks(in: siblings)
    let nested = siblings.reduce(0) { $0 + $1.strongWithinStrong }
    guard leftOver > 0 || nested > 0 else { return siblings }
    let cut = DelimiterTokens(
      siblings, delimiter: UInt8(ascii: "*"), flattened: delimiterLength)
    guard cut.hasRunBesideChinese else { return siblings }
    var pairing = DelimiterPairing(.emphasis, nesting: nesting)
    for (index, token) in cut.tokens.enumerated() {
      switch token {
      case .inline(let inline): pairing.append(inline)
      case .run(let count):
        pairing.append(
          DelimiterPairing.Run(
            chinese: count, after: cut.character(before: index),
            before: cut.character(after: index)))
      }
    }
    let result = pairing.finish()
    let resultNested = result.reduce(0) { $0 + $1.strongWithinStrong }
    return (pairing.unpaired, resultNested) < (leftOver, nested) ? result : siblings
  }

  /// How many asterisks stood on either side of an inline that may be taken apart.
  private func delimiterLength(_ inline: Inline) -> Int? {
    switch inline {
    case .strong: 2
    case .emphasis where flattensEmphasis: 1
    default: nil
    }
  }

  /// The asterisks in the text, of what may be taken apart too.
  private func asterisks(in inlines: [Inline]) -> Int {
    inlines.reduce(0) { count, inline in
      if case .text(let text) = inline {
        return text.utf8.reduce(count) { $0 + ($1 == UInt8(ascii: "*") ? 1 : 0) }
      }
      guard delimiterLength(inline) != nil, let children = inline.children else { return count }
      return count + asterisks(in: children)
    }
  }

  /// The runs of two or three in the text of a list that have Chinese beside them.
  private func unclosedRuns(in siblings: [Inline]) -> [UnclosedRun] {
    let cut = DelimiterTokens(siblings, delimiter: UInt8(ascii: "*"))
    return cut.tokens.indices.compactMap { index in
      guard case .run(let count) = cut.tokens[index], (2...3).contains(count) else { return nil }
      let previous = cut.character(before: index)
      let next = cut.character(after: index)
      guard previous?.isChinese ?? false || next?.isChinese ?? false else { return nil }
      return UnclosedRun(count: count, previous: previous, next: next)
    }
  }
}

/// A run of asterisks that remained in the text, with what is beside it, to find it by.
struct UnclosedRun {
  var count: Int
  var previous: Unicode.Scalar?
  var next: Unicode.Scalar?

  /// How it is written.
  var source: String {
    String(repeating: "*", count: count)
  }
}

extension DelimiterTokens {
  fileprivate var hasRunBesideChinese: Bool {
    tokens.indices.contains { index in
      guard case .run = tokens[index] else { return false }
      return character(before: index)?.isChinese ?? false
        || character(after: index)?.isChinese ?? false
    }
  }
}

extension DelimiterPairing.Run {
  /// A run among Chinese: beside full-width punctuation, or between punctuation and Chinese, it
  /// may open and close as beside a letter.
  init(
    chinese count: Int, after previous: Unicode.Scalar?, before next: Unicode.Scalar?
  ) {
    self.init(count: count, after: previous, before: next)
    guard let previous, let next, !previous.isMarkdownSpace, !next.isMarkdownSpace,
      previous.isChinese || next.isChinese
    else { return }
    canOpen = canOpen || !next.isClosingPunctuation
    canClose = canClose || !previous.isOpeningPunctuation
  }
}

extension Inline {
  fileprivate var isStrong: Bool {
    if case .strong = self { return true }
    return false
  }

  /// How often strong emphasis stands directly in strong emphasis, which shows nothing.
  fileprivate var strongWithinStrong: Int {
    guard case .strong(let content) = self else { return 0 }
    return content.reduce(0) { $0 + ($1.isStrong ? 1 : 0) + $1.strongWithinStrong }
  }
}

extension Rule {
  /// Asterisks that were meant as emphasis and remained in the text.
  public static let unclosedEmphasis = Rule(
    "unclosed-emphasis", .warning,
    en: """
      Asterisks beside Chinese that pair with none are shown as asterisks. Close the emphasis in \
      the same paragraph, without a space inside, or write \\* for an asterisk.
      """,
    zh: "中文旁边没有配对的星号会原样显示。请在同一段里闭合强调（星号内侧不留空格）；要显示星号本身，请写 \\*。",
    wrong: "**重要：先看交易状态", right: "**重要：**先看交易状态")

  static let emphasisRules: [Rule] = [.unclosedEmphasis]
}
