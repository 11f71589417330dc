extension HTMLRenderer {
  /// Appends the section of footnotes; nothing where there are none.
  public func append(_ footnotes: [Footnote], to html: inout HTML) {
    guard !footnotes.isEmpty else { return }
    html.endLine()
    html.append(markup: "<section class=\"footnotes\"")
    if let label = options.labels.footnotes { html.appendAttribute("aria-label", label) }
    html.append(markup: ">\n<ol>\n")
    for footnote in footnotes { append(footnote, to: &html) }
    html.append(markup: "</ol>\n</section>\n")
  }

  /// Appends one footnote. The links back to the text end its last paragraph, or stand on their own
  /// where the last block is no paragraph.
  private func append(_ footnote: Footnote, to html: inout HTML) {
    html.append(markup: "<li")
    html.appendAttribute("id", "\(options.footnotePrefix)fn\(footnote.number)")
    html.append(markup: ">\n")
    if case .paragraph(let last) = footnote.blocks.last {
      append(Array(footnote.blocks.dropLast()), to: &html)
      html.append(markup: "<p>")
      append(last.content, to: &html)
      html.append(markup: " ")
      appendBackReferences(of: footnote, to: &html)
      html.append(markup: "</p>\n")
    } else {
      append(footnote.blocks, to: &html)
      appendBackReferences(of: footnote, to: &html)
      html.append(markup: "\n")
    }
    html.append(markup: "</li>\n")
  }

  private func appendBackReferences(of footnote: Footnote, to html: inout HTML) {
    let references = stride(from: 1, through: footnote.references, by: 1).map {
      FootnoteReference(number: footnote.number, occurrence: $0)
    }.filter { options.shownReferences?.contains($0) ?? true }
    for (index, reference) in references.enumerated() {
      let occurrence = index + 1
      if occurrence > 1 { html.append(markup: " ") }
      html.append(markup: "<a")
      html.appendAttribute("href", "#\(options.footnotePrefix)\(reference.anchor)")
      html.append(markup: " class=\"footnote-backref\"")
      if let label = options.labels.backReference {
        html.appendAttribute("aria-label", occurrence == 1 ? label : "\(label) \(occurrence)")
      }
      html.append(markup: ">↩")
      if occurrence > 1 {
        html.append(markup: "<sup class=\"footnote-ref\">\(occurrence)</sup>")
      }
      html.append(markup: "</a>")
    }
  }
}

extension FootnoteReference {
  /// The id of the reference in the text: `fnref2`, and `fnref2-3` for the third to footnote 2.
  var anchor: String {
    occurrence == 1 ? "fnref\(number)" : "fnref\(number)-\(occurrence)"
  }
}
