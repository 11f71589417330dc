internal import Diagnostics

/// The way from a text to blocks.
///
/// libcmark reads the text, with escapes shielded. Where its tree shows tables or footnotes, they
/// are rewritten into blocks that libcmark knows, and it reads the text once more. Everything
/// else is done on the tree.
enum MarkupParser {
  /// The blocks and footnotes of a body.
  ///
  /// - Parameters:
  ///   - body: the text behind the front matter.
  ///   - firstLine: the number of its first line in the file.
  ///   - path: the file's path, for diagnostics.
  ///   - limits: what a document may hold.
  ///   - log: takes what is wrong.
  /// - Returns: the blocks, and the footnotes that are referred to, by number.
  /// - Complexity: linear in the length of the body; ``MarkupGuard`` refuses what libcmark would
  ///   take longer for.
  static func parsed(
    _ body: some StringProtocol, firstLine: Int, path: String, limits: MarkupLimits,
    log: inout [Diagnostic]
  ) -> (blocks: [Block], footnotes: [Footnote]) {
    let body = withoutForbiddenCharacters(String(body))
    if let refusal = MarkupGuard.refusal(
      of: body, firstLine: firstLine, path: path, limits: limits)
    {
      log.append(refusal)
      return ([], [])
    }
    var shield = EscapeShield()
    let text = PreparedText(shield.shielded(body))
    let (reading, prepared, tooLarge) = read(text, limits: limits)
    let inlines = InlineRefinement(
      shield: shield, limits: limits, path: path, footnotes: prepared.footnotes,
      lines: BodyLines(body, firstLine: firstLine))
    var refinement = BlockRefinement(prepared, inlines: inlines)
    var blocks = refinement.refined(reading.blocks)
    log += refinement.inlines.log
    log += tooLarge.map { line, cells in
      Rule.tableTooLarge.breach(
        in: path, at: SourceRange(line: firstLine + line, columns: 1..<1),
        en: "A table of \(cells) cells; the limit is \(limits.tableCells)",
        zh: "表格有 \(cells) 个单元格，上限是 \(limits.tableCells) 个")
    }
    if let line = reading.tooDeep {
      log.append(
        tooDeep(at: firstLine + prepared.lines[line - 1].origin, path: path, limits: limits))
    }
    var footnotes = numbered(
      &blocks, refinement, of: prepared, firstLine: firstLine, path: path, log: &log)
    if let refusal = PartCount.refusal(of: blocks, footnotes: footnotes, of: body, path: path) {
      log.append(refusal)
      return ([], [])
    }
    var anchors = HeadingAnchors(path: path)
    anchors.assign(to: &blocks, &footnotes, log: &log)
    return (blocks, footnotes)
  }

  /// What libcmark makes of a text, and the text that it has read in the end.
  private static func read(_ text: PreparedText, limits: MarkupLimits) -> (
    reading: CommonMark.Reading, prepared: PreparedText, tooLarge: [(line: Int, cells: Int)]
  ) {
    let first = CommonMark.blocks(text.text, nesting: limits.nesting)
    let rewriting = Rewriting(of: text, after: first.blocks, limits: limits)
    guard let rewritten = rewriting.rewritten() else { return (first, text, rewriting.tooLarge) }
    let second = CommonMark.blocks(rewritten.text, nesting: limits.nesting)
    return (second, rewritten, rewriting.tooLarge)
  }

  private static func numbered(
    _ blocks: inout [Block], _ refinement: BlockRefinement, of prepared: PreparedText,
    firstLine: Int, path: String, log: inout [Diagnostic]
  ) -> [Footnote] {
    guard !prepared.definitions.isEmpty else { return [] }
    let labels = prepared.definitions.map { definition in
      refinement.inlines.shield.source(String(definition.label))
    }
    var numbering = FootnoteNumbering(labels: labels, content: refinement.definitions)
    let footnotes = numbering.number(&blocks)
    for unused in numbering.unused where prepared.definitions[unused].isConfirmed {
      let line = firstLine + prepared.definitions[unused].line.origin
      log.append(
        Rule.unusedFootnote.breach(
          in: path, at: SourceRange(line: line, columns: 1..<1),
          en: "Footnote '\(labels[unused])' is referred to by nothing",
          zh: "脚注“\(labels[unused])”没有被引用"))
    }
    return footnotes
  }

  private static func tooDeep(at line: Int, path: String, limits: MarkupLimits) -> Diagnostic {
    Rule.nestingTooDeep.breach(
      in: path, at: SourceRange(line: line, columns: 1..<1),
      en: "Nested deeper than \(limits.nesting); what is deeper is left out",
      zh: "嵌套超过 \(limits.nesting) 层，更深的内容被丢掉")
  }

  /// A text may not come from a ``Source`` that was checked; and shields need C1 to be free.
  private static func withoutForbiddenCharacters(_ text: String) -> String {
    guard Source.mayHoldForbidden(text),
      text.unicodeScalars.contains(where: \.isForbiddenInContent)
    else { return text }
    var result = String.UnicodeScalarView()
    result.append(
      contentsOf: text.unicodeScalars.map { $0.isForbiddenInContent ? "\u{FFFD}" : $0 })
    return String(result)
  }
}

extension Rule {
  /// The rules that a body is held to.
  static let bodyRules: [Rule] =
    guardRules + tableRules + footnoteRules + emphasisRules + anchorRules + partRules
    + attributeRules
}

extension PreparedText {
  /// The number of each definition by its label's key; the first of two that are alike counts.
  fileprivate var footnotes: [String: Int] {
    Dictionary(
      definitions.enumerated().filter(\.element.isConfirmed)
        .map { (FootnoteDefinition.key($0.element.label), $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }
}
