internal import Diagnostics
internal import Knowledge
internal import Markup

/// Renders a checklist: items that can be ticked, blanks that are blanks in print.
struct ChecklistRenderer {
  let renderer: HTMLRenderer<SiteLinks>
  /// The items by the place where they stand.
  let items: [SourceRange: ChecklistItem]
  /// Whether it is part of a page that is only read and printed: boxes in the place of controls.
  let isForm: Bool

  init(_ checklist: Checklist, renderer: HTMLRenderer<SiteLinks>, isForm: Bool = false) {
    self.renderer = renderer
    self.isForm = isForm
    items = Dictionary(checklist.items.map { ($0.range, $0) }, uniquingKeysWith: { $1 })
  }

  func html(_ blocks: [Block]) -> HTML {
    var html = HTML()
    for block in blocks {
      if case .list(let list) = block, list.items.contains(where: { $0.task != nil }) {
        html += "<ul class=\"checklist\">\n"
        for item in list.items { html += self.item(item) }
        html += "</ul>\n"
      } else {
        renderer.append([block], to: &html)
      }
    }
    return html
  }

  private func item(_ item: List.Item) -> HTML {
    guard let task = item.task, case .paragraph(let first)? = item.blocks.first,
      let known = items[item.range]
    else { return "<li>\(renderer.html(item.blocks))</li>\n" }
    let rest = renderer.html(Array(item.blocks.dropFirst()))
    let detail: HTML = rest.isEmpty ? "" : "<div class=\"why\">\(rest)</div>"
    let name = text(first.content, known.fields)
    let isOnly = known.fields.count == 1
    let fields = known.fields.enumerated().map { number, field in
      self.field(field, isNamed: number > 0)
    }.joined()
    let unit: HTML = isOnly ? HTML(text: behindBlanks(known.text)) : ""
    let blanks = fields + unit
    if isForm {
      return """
        <li class="item"><p><span class="box"></span>\(name)\(blanks)</p>\(detail)</li>

        """
    }
    let checked: HTML = task ? " checked" : ""
    return """
      <li id="\(known.id)" class="item"><label><input type="checkbox"\(checked)>\
      <span>\(name)</span></label>\(blanks)\(detail)</li>

      """
  }

  /// The text of an item; one with fields ends where its first blank begins.
  private func text(_ content: [Inline], _ fields: [ChecklistField]) -> HTML {
    guard !fields.isEmpty else { return renderer.html(content) }
    var shown: [Inline] = []
    for inline in content {
      guard case .text(let text) = inline, let blank = text.firstRange(of: "____") else {
        shown.append(inline)
        continue
      }
      let before = text[..<blank.lowerBound]
      shown.append(.text(String("￥¥".contains(before.last ?? " ") ? before.dropLast() : before)))
      break
    }
    return renderer.html(shown)
  }

  /// What follows the last blank, such as a unit; the day is part of a date.
  private func behindBlanks(_ text: String) -> String {
    guard let last = text.lastIndex(of: "_") else { return "" }
    let rest = text[text.index(after: last)...]
    return String(rest.first == "日" ? rest.dropFirst() : rest)
  }

  /// A blank for the pen; a script puts a control in its place.
  private func field(_ field: ChecklistField, isNamed: Bool) -> HTML {
    let blank: HTML = "<span class=\"blank\"></span>"
    let short: HTML = "<span class=\"blank short\"></span>"
    let paper: HTML =
      switch field.kind {
      case .text: blank
      case .amount: "￥\(blank)"
      case .date: "\(short)年\(short)月\(short)日"
      }
    let name: HTML = isNamed ? "\(field.name)：" : ""
    return """
      <span class="field" data-field="\(field.name)" data-kind="\(field.kind.rawValue)">\(name)\
      <span class="paper">\(paper)</span></span>
      """
  }
}
