public import Diagnostics

/// One content file, parsed: front matter and blocks.
///
/// A document is parsed alone: parsing reads no second file and never fails; what is wrong is in
/// ``diagnostics``.
public struct Document: Sendable {
  /// The path relative to the guide's folder.
  public let path: String
  /// The front matter; nil when the file has none or it cannot be read.
  public let frontMatter: YAMLNode?
  /// The line at which the body begins, counted from 1.
  public let bodyLine: Int
  /// The blocks, in order.
  public let blocks: [Block]
  /// The footnotes that are referred to, by number.
  public let footnotes: [Footnote]
  /// What is wrong with the file.
  public let diagnostics: [Diagnostic]
}

/// Bounds on what one document may hold; more is reported, never an endless build.
public struct MarkupLimits: Hashable, Sendable {
  /// Bytes of a content file.
  public var fileBytes = 1_000_000
  /// Bytes of front matter.
  public var frontMatterBytes = 64_000
  /// Depth of blocks within blocks, and of inlines within inlines.
  public var nesting = 100
  /// Cells of one table, and columns of one row.
  public var tableCells = 20_000

  /// The default bounds.
  public init() {}
}

extension Document {
  /// Parses a source.
  ///
  /// - Complexity: linear in the length of the text; the guards of ``MarkupGuard`` see to that.
  public init(_ source: Source, limits: MarkupLimits = MarkupLimits()) {
    var log: [Diagnostic] = []
    let parts = FrontMatter.split(source)
    (path, bodyLine) = (source.path, parts.bodyLine)
    frontMatter = FrontMatter.parsed(parts, path: source.path, limits: limits, log: &log)
    let body = MarkupParser.parsed(
      parts.body, firstLine: parts.bodyLine, path: source.path, limits: limits, log: &log)
    blocks = body.blocks
    footnotes = body.footnotes
    diagnostics = log
  }
}
