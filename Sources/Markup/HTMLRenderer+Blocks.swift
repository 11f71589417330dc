extension HTMLRenderer {
  func append(_ heading: Heading, to html: inout HTML) {
    let level = String(min(max(heading.level + options.headingOffset, 1), 6))
    html.append(markup: "<h")
    html.append(markup: level)
    if options.headingAnchors, !heading.anchor.isEmpty {
      html.appendAttribute("id", heading.anchor)
    }
    if let classes = heading.attributes?.classes, !classes.isEmpty {
      html.appendAttribute("class", classes.joined(separator: " "))
    }
    html.append(markup: ">")
    append(heading.content, to: &html)
    html.append(markup: "</h")
    html.append(markup: level)
    html.append(markup: ">\n")
  }

  func append(_ list: List, to html: inout HTML) {
    switch list.start {
    case nil: html.append(markup: "<ul>\n")
    case 1: html.append(markup: "<ol>\n")
    case .some(let start):
      html.append(markup: "<ol")
      html.appendAttribute("start", String(start))
      html.append(markup: ">\n")
    }
    for item in list.items { append(item, isTight: list.isTight, to: &html) }
    html.append(markup: list.start == nil ? "</ul>\n" : "</ol>\n")
  }

  private func append(_ item: List.Item, isTight: Bool, to html: inout HTML) {
    html.append(markup: "<li")
    if options.headingAnchors, let id = item.attributes?.id { html.appendAttribute("id", id) }
    if let isDone = item.task, !options.taskInputs {
      html.appendAttribute("class", isDone ? "task done" : "task")
    }
    html.append(markup: ">")
    if let isDone = item.task, options.taskInputs {
      html.append(markup: "<input type=\"checkbox\"")
      if isDone { html.append(markup: " checked=\"\"") }
      html.append(markup: " disabled=\"\" /> ")
    }
    for block in item.blocks {
      if isTight, case .paragraph(let paragraph) = block {
        append(paragraph.content, to: &html)
      } else {
        append(block, to: &html)
      }
    }
    html.append(markup: "</li>\n")
  }

  func append(_ alert: Alert, to html: inout HTML) {
    html.append(markup: "<div class=\"alert alert-")
    html.append(markup: alert.kind.rawValue)
    html.append(markup: "\" role=\"note\">\n")
    if let title = options.labels.alerts[alert.kind] {
      html.append(markup: "<p class=\"alert-title\">")
      html.append(escaped: title)
      html.append(markup: "</p>\n")
    }
    append(alert.blocks, to: &html)
    html.append(markup: "</div>\n")
  }

  func append(_ block: CodeBlock, to html: inout HTML) {
    if let replacement = options.codeBlock?(block) {
      html.append(replacement)
      html.endLine()
      return
    }
    // As in cmark, the language ends at the first white space of ASCII and at no other.
    let language = String(
      block.info.unicodeScalars.prefix { $0 != " " && !("\t"..."\r" ~= $0) })
    html.append(markup: "<pre><code")
    if !language.isEmpty { html.appendAttribute("class", "language-" + language) }
    html.append(markup: ">")
    if options.highlighting, let highlighted = Highlighter.html(block.code, language: language) {
      html.append(highlighted)
    } else {
      html.append(escaped: block.code)
    }
    html.append(markup: "</code></pre>\n")
  }

  func append(_ block: HTMLBlock, to html: inout HTML) {
    if options.rawHTML {
      html.append(markup: block.html)
      html.endLine()
    } else {
      html.append(markup: "<p>")
      html.append(
        escaped: String(block.html.hasSuffix("\n") ? block.html.dropLast() : block.html[...]))
      html.append(markup: "</p>\n")
    }
  }

  func append(_ table: Table, to html: inout HTML) {
    if options.wrapTables {
      let titles = table.header.map(\.plainText).filter { !$0.isEmpty }
      html.append(markup: "<div class=\"table\" role=\"region\" tabindex=\"0\"")
      html.appendAttribute("aria-label", options.labels.tableName(titles: titles))
      html.append(markup: ">\n")
    }
    html.append(markup: "<table>\n<thead>\n")
    append(row: table.header, tag: "th", alignments: table.alignments, to: &html)
    html.append(markup: "</thead>\n")
    if !table.rows.isEmpty {
      html.append(markup: "<tbody>\n")
      for row in table.rows {
        append(row: row, tag: "td", alignments: table.alignments, to: &html)
      }
      html.append(markup: "</tbody>\n")
    }
    html.append(markup: "</table>\n")
    if options.wrapTables { html.append(markup: "</div>\n") }
  }

  private func append(
    row: [[Inline]], tag: String, alignments: [Table.Alignment?], to html: inout HTML
  ) {
    html.append(markup: "<tr>\n")
    for (column, cell) in row.enumerated() {
      html.append(markup: "<")
      html.append(markup: tag)
      if column < alignments.count, let alignment = alignments[column] {
        if options.alignmentClasses {
          html.appendAttribute("class", "align-" + alignment.rawValue)
        } else {
          html.appendAttribute("align", alignment.rawValue)
        }
      }
      html.append(markup: ">")
      append(cell, to: &html)
      html.append(markup: "</")
      html.append(markup: tag)
      html.append(markup: ">\n")
    }
    html.append(markup: "</tr>\n")
  }
}
