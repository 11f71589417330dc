public import Diagnostics
internal import Markup

/// Reports raw HTML where the settings do not allow it.
enum RawHTML {
  static func check(_ entry: UnpackedEntry, _ rules: EntryRules) -> [Diagnostic] {
    guard !rules.allowsRawHTML else { return [] }
    var found: [Diagnostic] = []
    entry.body.forEachNested { block in
      guard block.holdsHTML else { return }
      found.append(
        Rule.rawHTML.breach(
          in: entry.entry.file, at: block.range, en: "Raw HTML is shown as text",
          zh: "HTML 标签会原样显示成文字"))
    }
    return found
  }
}

extension Rule {
  /// Raw HTML that is shown as text.
  public static let rawHTML = Rule(
    "raw-html", .warning,
    en:
      "Raw HTML is shown as text, so that content cannot run scripts. Write Markdown, or put the characters into `code`. `markdown: {raw_html: true}` in site.yml turns it on.",
    zh:
      "HTML 标签会原样显示成文字，这样内容里就不能夹带脚本。请改用 Markdown，或者放进代码格式里。site.yml 里写 markdown: {raw_html: true} 可以打开。",
    wrong: "先看<b>小票</b>", right: "先看**小票**")
}

extension Block {
  /// Whether the block itself, not one within it, is or has raw HTML.
  fileprivate var holdsHTML: Bool {
    var found = false
    let visit = { (inline: Inline) in
      if case .html = inline { found = true }
    }
    switch self {
    case .htmlBlock: return true
    case .paragraph(let paragraph): paragraph.content.forEachNested(visit)
    case .heading(let heading): heading.content.forEachNested(visit)
    case .table(let table):
      (table.header + table.rows.flatMap { $0 }).forEach { $0.forEachNested(visit) }
    default: break
    }
    return found
  }
}
