/// What a renderer adds to plain CommonMark.
public struct HTMLOptions: Sendable {
  /// Whether raw HTML is written as it is; otherwise it is shown as text.
  public var rawHTML = false
  /// How many levels every heading moves down; none gets below the sixth.
  public var headingOffset = 0
  /// Whether headings carry their anchor as `id` and their classes, and tasks their written id.
  public var headingAnchors = true
  /// Whether a task begins with a checkbox that cannot be ticked; otherwise its item gets the
  /// class `task`, and `done` when it is ticked.
  public var taskInputs = true
  /// Whether links to other hosts carry `rel="noopener noreferrer"`.
  public var externalLinkAttributes = false
  /// Whether a table stands in a region that can be scrolled from the keyboard.
  public var wrapTables = false
  /// Whether a cell is aligned by a class such as `align-right`; otherwise by the attribute `align`,
  /// which cmark-gfm writes and HTML has dropped.
  public var alignmentClasses = false
  /// Whether images load when they are about to be seen.
  public var lazyImages = false
  /// Whether code in a known language is highlighted.
  public var highlighting = true
  /// The words that the renderer adds.
  public var labels = HTMLLabels.plain
  /// What stands before the ids of footnotes, so that several documents fit on one page.
  public var footnotePrefix = ""
  /// The references to footnotes on a page that shows a part of a document; nil where it shows all.
  public var shownReferences: Set<FootnoteReference>?
  /// What to write for a code block instead of the code; nil for the code.
  public var codeBlock: (@Sendable (CodeBlock) -> HTML?)?

  /// The options of `clew render`.
  public init() {}

  /// The options of a site's pages.
  public static func site(labels: HTMLLabels) -> HTMLOptions {
    var options = HTMLOptions()
    options.externalLinkAttributes = true
    options.wrapTables = true
    options.alignmentClasses = true
    options.lazyImages = true
    options.labels = labels
    return options
  }
}

/// The words that a renderer adds to what the author wrote.
public struct HTMLLabels: Hashable, Sendable {
  /// The title of each kind of call-out; a kind without one has no title.
  public var alerts: [Alert.Kind: String]
  /// The name of a table's region, which goes on with the titles of its columns.
  public var table: String
  /// What stands between the name and the titles.
  public var colon: String
  /// What stands between two titles.
  public var comma: String
  /// The name of the section of footnotes, for those who do not see it; nil for none.
  public var footnotes: String?
  /// The name of a link from a footnote back to the text; nil for none.
  public var backReference: String?

  /// Creates labels.
  public init(
    alerts: [Alert.Kind: String], table: String, colon: String, comma: String,
    footnotes: String?, backReference: String?
  ) {
    self.alerts = alerts
    self.table = table
    self.colon = colon
    self.comma = comma
    self.footnotes = footnotes
    self.backReference = backReference
  }

  /// English labels.
  public static let english = HTMLLabels(
    alerts: [
      .note: "Note", .tip: "Tip", .important: "Important", .warning: "Warning",
      .caution: "Caution",
    ],
    table: "Table", colon: ": ", comma: ", ", footnotes: "Footnotes",
    backReference: "Back to the text")

  /// Chinese labels.
  public static let chinese = HTMLLabels(
    alerts: [.note: "说明", .tip: "提示", .important: "重要", .warning: "当心", .caution: "危险"],
    table: "表格", colon: "：", comma: "，", footnotes: "脚注", backReference: "回到正文")

  /// The name of the region around a table with these titles.
  func tableName(titles: [String]) -> String {
    titles.isEmpty ? table : table + colon + titles.joined(separator: comma)
  }

  /// English labels that leave footnotes as cmark-gfm writes them.
  public static let plain = {
    var labels = english
    labels.footnotes = nil
    labels.backReference = nil
    return labels
  }()
}
