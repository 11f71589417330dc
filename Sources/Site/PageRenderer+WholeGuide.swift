internal import Crypto
internal import Foundation
internal import Knowledge
internal import Markup

/// The whole guide on one page: one of the site's pages, for paper, and a file that stands alone.
extension PageRenderer {
  /// The page with the whole guide, for print.
  func wholeGuidePage(_ path: String) -> HTML {
    var frame = Frame(title: words["print_title"], kind: "print", hasCopy: false)
    frame.breadcrumbs = [(words["print_title"], nil)]
    return framed(wholeGuide(.wholeGuide), frame, path: path)
  }

  /// The whole guide as a page that needs no other file and no network: it holds its style and its
  /// pictures, and every link stays on the page or leads out of the guide.
  func singleFile() -> HTML {
    let bytes = assets["assets/style.css"]?.bytes ?? []
    // A policy names the style by its hash, and a browser hashes what it has read: without carriage
    // returns. `</` would end the element; CSS reads `<\/` as the same.
    let style = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
      .replacing("\r", with: "\n").exchanging("</", for: "<\\/")
    let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    return theme.html(
      "single-file",
      [
        "language": .text(guide.settings.language), "page_title": .text(guide.settings.title),
        "description": .text(guide.settings.description),
        "policy": .text(PagePolicy.singleFile(styleHash: hash)),
        "style": .html(HTML(unescaped: style)), "main": .html(wholeGuide(.singleFile)),
        "w": wordsValue,
      ])
  }

  /// What both show.
  private func wholeGuide(_ scope: SiteLinks.Scope) -> HTML {
    let kinds = EntryKind.allCases.filter { $0 != .home && !(order[$0] ?? []).isEmpty }
    let sections = kinds.map { kind -> TemplateContext in
      [
        "id": .text("kind-\(kind.rawValue)"), "text": .text(words.kind(kind)),
        "entries": .list((order[kind] ?? []).map { wholeGuideEntry($0, scope) }),
      ]
    }
    var context: TemplateContext = [
      "title": .text(words["print_title"]), "site_title": .text(guide.settings.title),
      "description": .text(guide.settings.description), "sections": .list(sections),
      "contents": .list(sections), "facts": facts(), "w": wordsValue,
    ]
    if let entry = order[.home]?.first, case .home(let home) = entry.content {
      let renderer = bodyRenderer(entry, page: SiteAddress.print, scope: scope)
      context["id"] = .text(SiteAnchor.entry(entry.key))
      context["body"] = .html(renderer.html(entry.body) + renderer.html(entry.footnotes))
      let start = home.start.flatMap { guide.index[.tree, $0.value] }
      context["start_href"] = .optional(start.flatMap(firstQuestion))
    }
    return theme.html("print", context)
  }

  private func wholeGuideEntry(_ entry: Entry, _ scope: SiteLinks.Scope) -> TemplateContext {
    let renderer = bodyRenderer(entry, page: SiteAddress.print, scope: scope)
    let body = wholeGuideBody(entry, renderer) + renderer.html(entry.footnotes)
    return [
      "id": .text(SiteAnchor.entry(entry.key)), "text": .text(entry.title),
      "href": .text("#" + SiteAnchor.entry(entry.key)),
      "body": .html(wholeGuideHead(entry) + body),
    ]
  }

  private func wholeGuideBody(_ entry: Entry, _ renderer: HTMLRenderer<SiteLinks>) -> HTML {
    switch entry.content {
    case .checklist(let checklist):
      return ChecklistRenderer(checklist, renderer: renderer, isForm: true).html(entry.body)
    case .tree(let tree):
      let start: HTML = """
        <p class="links"><a href="\(firstQuestion(entry) ?? "")">\(words["first_question"])</a></p>

        """
      return renderer.html(tree.introduction) + start
        + tree.nodes.map { wholeGuideNode($0, entry, renderer) }.joined()
    default: return renderer.html(entry.body)
    }
  }

  /// The structured fields of an entry as a list of definitions.
  private func wholeGuideHead(_ entry: Entry) -> HTML {
    var fields: [(String, String)] = []
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { fields.append((words[name], value)) }
    }
    let separator = words.isChinese ? "；" : "; "
    switch entry.content {
    case .cause(let cause):
      add("symptoms", cause.symptoms.joined(separator: separator))
      add("likelihood", cause.likelihood.map(words.likelihood))
      add("fixed_by", cause.fixedBy)
      add("expected_time", cause.expectedTime)
      add("evidence", cause.evidence.joined(separator: separator))
      add("say", cause.say)
    case .solution(let solution):
      add("who", solution.who)
      add("takes", solution.takes)
      add("need", solution.evidence.joined(separator: separator))
    case .prevention(let prevention): add("how_often", prevention.howOften)
    case .term(let term):
      add("synonyms", term.synonyms.joined(separator: words.isChinese ? "、" : ", "))
    case .home, .page, .checklist, .tree: break
    }
    let list = fields.map { field -> HTML in
      "<div><dt>\(field.0)</dt><dd>\(field.1)</dd></div>\n"
    }.joined()
    let summary: HTML = entry.summary.isEmpty ? "" : "<p class=\"summary\">\(entry.summary)</p>\n"
    return list.isEmpty ? summary : summary + "<dl class=\"fields\">\n\(list)</dl>\n"
  }

  // MARK: Decision trees

  /// The anchor at which a tree is entered.
  private func firstQuestion(_ entry: Entry) -> String? {
    guard case .tree(let tree) = entry.content else { return nil }
    return "#" + SiteAnchor.node(entry.key, tree.start.value)
  }

  /// A node: its options lead to other nodes, and from its end the tree begins again.
  private func wholeGuideNode(
    _ node: TreeNode, _ entry: Entry, _ renderer: HTMLRenderer<SiteLinks>
  ) -> HTML {
    let options = node.options.map { wholeGuideOption($0, entry) }.joined()
    let restart: HTML = """
      <p class="links"><a href="\(firstQuestion(entry) ?? "")">\(words["restart"])</a></p>

      """
    return """
      <section class="step \(node.kind.rawValue) urgency-\(node.urgency.rawValue)">
      <h4 id="\(SiteAnchor.node(entry.key, node.id))">\(node.titleText)</h4>
      \(urgency(node))\(renderer.html(node.body))\
      \(options.isEmpty ? restart : "<ul class=\"options\">\n\(options)</ul>\n")</section>

      """
  }

  /// How urgent an outcome is, or that a node says to wait or to stop.
  private func urgency(_ node: TreeNode) -> HTML {
    let word: String
    switch node.kind {
    case .question: return HTML()
    case .outcome: word = words.urgency(node.urgency)
    case .wait: word = words["wait"]
    case .stop: word = words["stop"]
    }
    return "<p class=\"urgency\">\(word)</p>\n"
  }

  private func wholeGuideOption(_ option: TreeOption, _ entry: Entry) -> HTML {
    let target: (anchor: String, title: String)?
    switch option.target {
    case .node(let id):
      target = node(entry.key, id)
    case .file(let file):
      switch guide.index.target(of: file, from: entry) {
      case .success(.node(let key, let id)): target = node(key, id)
      case .success(.entry(let key, _)):
        target = guide.index[key].map { ("#" + SiteAnchor.entry(key), $0.title) }
      default: target = nil
      }
    }
    guard let target else { return "<li>\(option.label)</li>\n" }
    return """
      <li><a href="\(target.anchor)">\(option.label) <span>\(target.title)</span></a></li>

      """
  }

  private func node(_ key: EntryKey, _ id: String) -> (anchor: String, title: String)? {
    guard case .tree(let tree)? = guide.index[key]?.content, let node = tree.node(id) else {
      return nil
    }
    return ("#" + SiteAnchor.node(key, id), node.titleText)
  }
}
