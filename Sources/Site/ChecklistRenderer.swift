internal import Knowledge
internal import Markup

/// Renders a checklist: items that can be ticked, blanks that are blanks in print.
struct ChecklistRenderer {
  let renderer: HTMLRenderer<SiteLinks>

  func html(_ blocks: [Block]) -> HTML {
    var html = HTML()
    var count = 0
    for block in blocks {
      if case .list(let list) = block, list.items.contains(where: { $0.task != nil }) {
        html += "<ul class=\"checklist\">\n"
        for item in list.items { html += self.item(item, &count) }
        html += "</ul>\n"
      } else {
        renderer.append([block], to: &html)
      }
    }
    return html
  }

  private func item(_ item: List.Item, _ count: inout Int) -> HTML {
    guard let task = item.task, case .paragraph(let first)? = item.blocks.first else {
      return "<li>\(renderer.html(item.blocks))</li>\n"
    }
    count += 1
    let id = item.attributes?.id ?? "item-\(count)"
    let checked: HTML = task ? " checked" : ""
    let rest = renderer.html(Array(item.blocks.dropFirst()))
    let detail: HTML = rest.isEmpty ? "" : "<div class=\"why\">\(rest)</div>"
    return """
      <li id="\(id)" class="item"><label><input type="checkbox" data-item="\(id)"\(checked)>\
      <span>\(content(first.content))</span></label>\(detail)</li>

      """
  }

  /// The text of an item, its blanks as blanks.
  private func content(_ content: [Inline]) -> HTML {
    guard content.plainText.contains("____") else { return renderer.html(content) }
    return content.map { inline -> HTML in
      guard case .text(let text) = inline else { return renderer.html([inline]) }
      let parts = text.split(separator: "____", omittingEmptySubsequences: false)
      return parts.map { part -> HTML in
        // In `____年__月__日` the shorter blanks are blanks as well.
        part.split(separator: "__", omittingEmptySubsequences: false)
          .map { HTML(text: $0) }.joined(separator: "<span class=\"blank short\"></span>")
      }.joined(separator: "<span class=\"blank\"></span>")
    }.joined()
  }
}
