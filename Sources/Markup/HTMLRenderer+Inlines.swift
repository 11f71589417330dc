extension HTMLRenderer {
  /// Appends inlines.
  public func append(_ content: [Inline], to html: inout HTML) {
    for inline in content { append(inline, to: &html) }
  }

  private func append(_ inline: Inline, to html: inout HTML) {
    switch inline {
    case .text(let text): html.append(escaped: text)
    case .softBreak: html.append(markup: "\n")
    case .lineBreak: html.append(markup: "<br />\n")
    case .code(let code):
      html.append(markup: "<code>")
      html.append(escaped: code)
      html.append(markup: "</code>")
    case .html(let raw) where options.rawHTML: html.append(markup: raw)
    case .html(let raw): html.append(escaped: raw)
    case .emphasis(let content):
      append(content, open: "<em>", close: "</em>", to: &html)
    case .strong(let content):
      append(content, open: "<strong>", close: "</strong>", to: &html)
    case .strikethrough(let content):
      append(content, open: "<del>", close: "</del>", to: &html)
    case .link(let link): append(link, to: &html)
    case .image(let image): append(image, to: &html)
    case .footnoteReference(let reference): append(reference, to: &html)
    }
  }

  private func append(
    _ content: [Inline], open: String, close: String, to html: inout HTML
  ) {
    html.append(markup: open)
    append(content, to: &html)
    html.append(markup: close)
  }

  private func append(_ link: Link, to html: inout HTML) {
    guard case .address(let address, let isExternal) = resolver.link(link) else {
      return append(link.content, to: &html)
    }
    html.append(markup: "<a href=\"")
    html.append(address: address)
    html.append(markup: "\"")
    if !link.title.isEmpty { html.appendAttribute("title", link.title) }
    if isExternal, options.externalLinkAttributes {
      html.append(markup: " rel=\"noopener noreferrer\"")
    }
    html.append(markup: ">")
    append(link.content, to: &html)
    html.append(markup: "</a>")
  }

  private func append(_ image: Image, to html: inout HTML) {
    guard case .address(let address, let width, let height) = resolver.image(image) else {
      return html.append(escaped: image.alternative)
    }
    html.append(markup: "<img src=\"")
    html.append(address: address)
    html.append(markup: "\"")
    html.appendAttribute("alt", image.alternative)
    if !image.title.isEmpty { html.appendAttribute("title", image.title) }
    if let width { html.appendAttribute("width", String(width)) }
    if let height { html.appendAttribute("height", String(height)) }
    if options.lazyImages { html.append(markup: " loading=\"lazy\"") }
    html.append(markup: " />")
  }

  private func append(_ reference: FootnoteReference, to html: inout HTML) {
    html.append(markup: "<sup class=\"footnote-ref\"><a")
    html.appendAttribute("href", "#\(options.footnotePrefix)fn\(reference.number)")
    html.appendAttribute("id", options.footnotePrefix + reference.anchor)
    html.append(markup: ">\(reference.number)</a></sup>")
  }
}
