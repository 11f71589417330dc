public import Diagnostics

/// One block of a document, as CommonMark and the extensions define it.
///
/// Most blocks are paragraphs, which need no object of their own; the others stand apart.
public enum Block: Sendable {
  case paragraph(Paragraph)
  indirect case heading(Heading)
  indirect case list(List)
  indirect case quote(Quote)
  indirect case alert(Alert)
  indirect case codeBlock(CodeBlock)
  indirect case htmlBlock(HTMLBlock)
  indirect case table(Table)
  case thematicBreak(SourceRange)

  /// Where it stands in its file.
  public var range: SourceRange {
    switch self {
    case .paragraph(let block): block.range
    case .heading(let block): block.range
    case .list(let block): block.range
    case .quote(let block): block.range
    case .alert(let block): block.range
    case .codeBlock(let block): block.range
    case .htmlBlock(let block): block.range
    case .table(let block): block.range
    case .thematicBreak(let range): range
    }
  }
}

/// A paragraph.
public struct Paragraph: Sendable {
  /// What it says.
  public var content: [Inline]
  /// Where it stands.
  public var range: SourceRange

  /// Creates a paragraph.
  public init(content: [Inline], range: SourceRange) {
    self.content = content
    self.range = range
  }
}

/// Attributes in braces behind a heading or a task: `{#id .class key=value}`.
public struct Attributes: Hashable, Sendable {
  /// One `key=value` and where it stands.
  public struct Pair: Hashable, Sendable {
    /// The key.
    public var key: String
    /// The value, without quotation marks.
    public var value: String

    /// Creates a pair.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The id without its `#`.
  public var id: String?
  /// The classes without their dots, in order.
  public var classes: [String]
  /// The pairs, in order.
  public var pairs: [Pair]
  /// Where the braces stand.
  public var range: SourceRange

  /// Creates attributes.
  public init(id: String?, classes: [String], pairs: [Pair], range: SourceRange) {
    self.id = id
    self.classes = classes
    self.pairs = pairs
    self.range = range
  }

  /// The value of the first pair with this key.
  public subscript(key: String) -> String? {
    pairs.first { $0.key == key }?.value
  }
}

/// A heading.
public struct Heading: Sendable {
  /// From 1 to 6.
  public var level: Int
  /// What it says, without its attributes.
  public var content: [Inline]
  /// What stands in braces behind it.
  public var attributes: Attributes?
  /// Its address within the page: the written id, or the slug of its text made unique.
  public var anchor: String
  /// Where it stands.
  public var range: SourceRange

  /// Creates a heading.
  public init(
    level: Int, content: [Inline], attributes: Attributes?, anchor: String, range: SourceRange
  ) {
    self.level = level
    self.content = content
    self.attributes = attributes
    self.anchor = anchor
    self.range = range
  }
}

/// A bullet list or an ordered list.
public struct List: Sendable {
  /// One item.
  public struct Item: Sendable {
    /// Its blocks.
    public var blocks: [Block]
    /// For a task, whether it is ticked; nil for an item that is no task.
    public var task: Bool?
    /// For a task, what stands in braces behind its first paragraph.
    public var attributes: Attributes?
    /// Where it stands.
    public var range: SourceRange

    /// Creates an item.
    public init(
      blocks: [Block], task: Bool? = nil, attributes: Attributes? = nil, range: SourceRange
    ) {
      self.blocks = blocks
      self.task = task
      self.attributes = attributes
      self.range = range
    }
  }

  /// The number of the first item; nil for a bullet list.
  public var start: Int?
  /// Whether its paragraphs are written without `<p>`.
  public var isTight: Bool
  /// Its items.
  public var items: [Item]
  /// Where it stands.
  public var range: SourceRange

  /// Creates a list.
  public init(start: Int?, isTight: Bool, items: [Item], range: SourceRange) {
    self.start = start
    self.isTight = isTight
    self.items = items
    self.range = range
  }
}

/// A block quotation.
public struct Quote: Sendable {
  /// What is quoted.
  public var blocks: [Block]
  /// Where it stands.
  public var range: SourceRange

  /// Creates a quotation.
  public init(blocks: [Block], range: SourceRange) {
    self.blocks = blocks
    self.range = range
  }
}

/// A call-out as on GitHub: `> [!NOTE]`.
public struct Alert: Sendable {
  /// What it warns of.
  public enum Kind: String, CaseIterable, Sendable {
    case note, tip, important, warning, caution
  }

  /// What it warns of.
  public var kind: Kind
  /// What it says.
  public var blocks: [Block]
  /// Where it stands.
  public var range: SourceRange

  /// Creates a call-out.
  public init(kind: Kind, blocks: [Block], range: SourceRange) {
    self.kind = kind
    self.blocks = blocks
    self.range = range
  }
}

/// A code block, fenced or indented.
public struct CodeBlock: Sendable {
  /// The info string, decoded; its first word is the language. Empty for indented code.
  public var info: String
  /// The code, with a line break at its end.
  public var code: String
  /// Where it stands.
  public var range: SourceRange

  /// Creates a code block.
  public init(info: String, code: String, range: SourceRange) {
    self.info = info
    self.code = code
    self.range = range
  }

  /// The first word of the info string.
  public var language: String {
    String(info.prefix { !$0.isWhitespace })
  }
}

/// A block of raw HTML.
public struct HTMLBlock: Sendable {
  /// The markup as written.
  public var html: String
  /// Where it stands.
  public var range: SourceRange

  /// Creates a block of raw HTML.
  public init(html: String, range: SourceRange) {
    self.html = html
    self.range = range
  }
}

/// A table as on GitHub.
public struct Table: Sendable {
  /// How a column is set.
  public enum Alignment: String, Sendable {
    case left, center, right
  }

  /// One entry per column; nil where the delimiter row has no colon.
  public var alignments: [Alignment?]
  /// The header's cells, as many as there are columns.
  public var header: [[Inline]]
  /// The body's rows, each with as many cells as there are columns.
  public var rows: [[[Inline]]]
  /// Where it stands.
  public var range: SourceRange

  /// Creates a table.
  public init(
    alignments: [Alignment?], header: [[Inline]], rows: [[[Inline]]], range: SourceRange
  ) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
    self.range = range
  }
}

/// A footnote that something refers to.
public struct Footnote: Sendable {
  /// Its label as written.
  public var label: String
  /// Its number in the order of first reference, from 1.
  public var number: Int
  /// How many references lead to it.
  public var references: Int
  /// What it says.
  public var blocks: [Block]

  /// Creates a footnote.
  public init(label: String, number: Int, references: Int, blocks: [Block]) {
    self.label = label
    self.number = number
    self.references = references
    self.blocks = blocks
  }
}
