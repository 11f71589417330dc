internal import Knowledge
internal import Markup

/// `llms.txt`: what the guide holds, for programs that read text, with the Markdown copy of each
/// entry. The form is that of llmstxt.org.
enum LanguageModelIndex {
  /// Where it stands.
  static let path = "llms.txt"

  static func text(_ renderer: PageRenderer) -> String {
    let (settings, words) = (renderer.guide.settings, renderer.words)
    var text = "# \(MarkdownText.escaped(settings.title))\n"
    if !settings.description.isEmpty {
      text += "\n> \(MarkdownText.escaped(settings.description))\n"
    }
    text += "\n\(words["copies"])\n"
    for kind in EntryKind.allCases where kind != .home {
      let entries = renderer.order[kind] ?? []
      guard !entries.isEmpty else { continue }
      text += "\n## \(words.kind(kind))\n\n"
      for entry in entries {
        let address =
          settings.baseURL
          + SiteAddress.percentEncoded(MarkdownCopy.path(SiteAddress.page(entry.key)))
        let summary = entry.summary.isEmpty ? "" : ": \(MarkdownText.escaped(entry.summary))"
        text += "- [\(MarkdownText.escaped(entry.title))](\(address))\(summary)\n"
      }
    }
    return text
  }
}
