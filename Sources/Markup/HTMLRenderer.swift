/// Renders the blocks of a document to HTML, as cmark and cmark-gfm write them where they know the
/// construct.
///
/// The parser bounds how deep blocks and inlines nest, so the renderer simply descends.
public struct HTMLRenderer<Resolver: LinkResolver>: Sendable {
  /// Decides where links and images lead.
  public var resolver: Resolver
  /// What is added to plain CommonMark.
  public var options: HTMLOptions

  /// Creates a renderer.
  public init(resolver: Resolver, options: HTMLOptions = HTMLOptions()) {
    self.resolver = resolver
    self.options = options
  }

  /// The markup of blocks.
  public func html(_ blocks: [Block]) -> HTML {
    var html = HTML()
    append(blocks, to: &html)
    return html
  }

  /// The markup of inlines, such as the content of a heading.
  public func html(_ content: [Inline]) -> HTML {
    var html = HTML()
    append(content, to: &html)
    return html
  }

  /// The section of footnotes that ends a page; nothing where there are none.
  public func html(_ footnotes: [Footnote]) -> HTML {
    var html = HTML()
    append(footnotes, to: &html)
    return html
  }

  /// Appends blocks, each from the start of a line.
  public func append(_ blocks: [Block], to html: inout HTML) {
    for block in blocks { append(block, to: &html) }
  }

  func append(_ block: Block, to html: inout HTML) {
    html.endLine()
    switch block {
    case .paragraph(let paragraph):
      html.append(markup: "<p>")
      append(paragraph.content, to: &html)
      html.append(markup: "</p>\n")
    case .heading(let heading): append(heading, to: &html)
    case .list(let list): append(list, to: &html)
    case .quote(let quote):
      html.append(markup: "<blockquote>\n")
      append(quote.blocks, to: &html)
      html.endLine()
      html.append(markup: "</blockquote>\n")
    case .alert(let alert): append(alert, to: &html)
    case .codeBlock(let block): append(block, to: &html)
    case .htmlBlock(let block): append(block, to: &html)
    case .table(let table): append(table, to: &html)
    case .thematicBreak: html.append(markup: "<hr />\n")
    }
  }
}

extension HTML {
  /// Appends an attribute with a space before it.
  mutating func appendAttribute(_ name: String, _ value: String) {
    append(markup: " ")
    append(markup: name)
    append(markup: "=\"")
    append(escaped: value)
    append(markup: "\"")
  }
}
