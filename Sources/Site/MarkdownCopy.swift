internal import Knowledge
internal import Markup

/// The Markdown copies of pages: what a page says, for readers that are programs.
///
/// A copy stands beside its page, `causes/a.md` beside `causes/a.html`. It is written from the same
/// entries as the page, so it has what the page computes, and nothing that only a file has.
struct MarkdownCopy {
  let renderer: PageRenderer
  /// The page.
  let path: String

  private var guide: Guide { renderer.guide }
  private var words: Words { renderer.words }

  /// Where the copy of a page stands; nil for pages that have none: what leads elsewhere, and the
  /// page that holds all others once more.
  static func path(of page: SitePlan.Page) -> String? {
    switch page.content {
    case .wholeGuide, .notFound, .redirect: nil
    default: path(page.path)
    }
  }

  /// The address of a copy beside that of its page.
  static func path(_ page: String) -> String {
    let suffix = ".html".utf8
    guard page.utf8.suffix(suffix.count).elementsEqual(suffix) else { return page }
    return page[..<page.utf8.index(page.endIndex, offsetBy: -suffix.count)] + ".md"
  }

  /// The copy of a page, with the entry of which it is the page.
  static func text(
    _ page: SitePlan.Page, of entry: UnpackedEntry?, _ renderer: PageRenderer
  ) -> String {
    let copy = MarkdownCopy(renderer: renderer, path: page.path)
    return copy.parts(page.content, entry).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func parts(_ content: SitePlan.Page.Content, _ unpacked: UnpackedEntry?) -> [String] {
    let index = guide.index
    switch content {
    case .entry: return unpacked.map(entry) ?? []
    case .node(let key, let id): return node(key, id)
    case .wholeTree(let key):
      guard let entry = index[key], case .tree(let tree) = entry.content else { return [] }
      return [
        heading(1, "\(words["whole"])\(words.labels.colon)\(entry.title)"),
        outline(entry, tree),
      ]
    case .index(let kind): return [heading(1, words.kind(kind)), links(renderer.order[kind] ?? [])]
    case .tag(let tag): return [heading(1, tag), links(renderer.entries(tagged: tag))]
    case .tags:
      let tags = Set(index.entries.flatMap(\.tags)).sorted()
      return [heading(1, words["all_tags"]), list(tags.map { link($0, SiteAddress.tag($0)) })]
    case .search:
      return [heading(1, words["everything"]), links(renderer.entriesBySound)]
    case .facts: return [heading(1, words["facts"]), words["facts_text"], facts()]
    case .wholeGuide, .notFound, .redirect: return []
    }
  }

  // MARK: Entries

  private func entry(_ unpacked: UnpackedEntry) -> [String] {
    let entry = unpacked.entry
    let home = entry.kind == .home
    return [heading(1, entry.title), MarkdownText.escaped(entry.summary)] + main(unpacked)
      + [writer(entry).markdown(unpacked.footnotes).trimmedEnd, sources(entry)]
      + (home ? [] : [days(entry)])
  }

  private func main(_ unpacked: UnpackedEntry) -> [String] {
    let entry = unpacked.entry
    func body() -> String { self.body(entry, unpacked.body) }
    func related(_ title: String, _ kind: EntryKind) -> String {
      section(title, links(guide.related(kind, of: entry.key)))
    }
    switch entry.content {
    case .home(let home): return [body(), start(home), kinds()]
    case .page, .checklist: return [body()]
    case .cause(let cause):
      let parts = CauseParts(unpacked.body)
      return [
        section("symptoms", texts(cause.symptoms)),
        fields([
          ("expected_time", cause.expectedTime), ("fixed_by", cause.fixedBy),
          ("likelihood", cause.likelihood.map(words.likelihood)),
        ]),
        self.body(entry, parts.lead + parts.now), related("solutions", .solution),
        section("say", cause.say.map { "```\n\($0)\n```" } ?? ""), self.body(entry, parts.rest),
        section("evidence", texts(cause.evidence)), related("prevention_list", .prevention),
        nodes(of: entry),
      ]
    case .solution(let solution):
      return [
        fields([("who", solution.who), ("takes", solution.takes)]), body(),
        section("evidence", texts(solution.evidence)), related("causes_fixed", .cause),
        related("prevention_list", .prevention), nodes(of: entry),
      ]
    case .prevention(let prevention):
      return [
        fields([("how_often", prevention.howOften)]), body(), related("causes_prevented", .cause),
        related("solutions", .solution),
      ]
    case .term(let term):
      let comma = words.isChinese ? "、" : ", "
      return [
        fields([
          ("synonyms", term.synonyms.joined(separator: comma)),
          ("misspellings", term.misspellings.joined(separator: comma)),
        ]), body(), related("see", .term),
      ]
    case .tree(let tree):
      return [self.body(entry, tree.introduction), section("outline", outline(entry, tree))]
    }
  }

  private func start(_ home: Home) -> String {
    guard let tree = home.start.flatMap({ guide.index[.tree, $0.value] }) else { return "" }
    return "**\(words["start_tree"])\(words.labels.colon)**\(link(tree))"
  }

  private func kinds() -> String {
    let kinds = EntryKind.allCases.filter { kind in
      kind.folder != nil && kind != .page && !(renderer.order[kind] ?? []).isEmpty
    }
    return section(
      "guide_contents", list(kinds.map { link(words.kind($0), SiteAddress.index($0)) }))
  }

  /// The outcomes of decision trees that lead to an entry.
  private func nodes(of entry: Entry) -> String {
    let items = guide.relations(of: entry.key).nodes.compactMap { reference -> String? in
      guard let owner = guide.index[reference.tree], case .tree(let tree) = owner.content,
        let node = tree.node(reference.node)
      else { return nil }
      let address = SiteAddress.node(reference.tree, node.id)
      return link(node.titleText, address) + " — " + MarkdownText.escaped(owner.title)
    }
    return section("used_in_trees", list(items))
  }

  private func sources(_ entry: Entry) -> String {
    let items = entry.sources.map { source -> String in
      let title = MarkdownText.escaped(source.title)
      let shown = source.url.map { "[\(title)](\(MarkdownText.address($0)))" } ?? title
      return shown + (source.checked.map { " \(words["checked"]) \($0)" } ?? "")
    }
    return section("sources", list(items))
  }

  private func days(_ entry: Entry) -> String {
    let days = [("updated", entry.updated), ("review_by", entry.reviewBy?.value)]
    return days.compactMap { name, day in day.map { "\(words[name]) \($0)" } }
      .joined(separator: " · ")
  }

  // MARK: Trees

  private func node(_ key: EntryKey, _ id: String) -> [String] {
    guard let entry = guide.index[key], case .tree(let tree) = entry.content,
      let node = tree.node(id)
    else { return [] }
    let options = node.options.map { option in
      let address = renderer.address(of: option.target, entry, path)
      return "[\(MarkdownText.escaped(option.label))](\(CopyLinks.address(address)))"
    }
    let ways = (renderer.treePaths[key]?.parents(of: id) ?? []).map { answer in
      let question = tree.nodes[answer.node]
      return link(question.titleText, SiteAddress.node(key, question.id)) + " → "
        + MarkdownText.escaped(question.options[answer.option].label)
    }
    return [
      heading(1, node.titleText), state(node), body(entry, node.body),
      section("choices", list(options)),
      section("came_from", list(ways)),
      link(entry) + " · " + link(words["whole_tree"], SiteAddress.wholeTree(key)),
    ]
  }

  /// What kind of step a node is, in words; nothing for a question.
  private func state(_ node: TreeNode) -> String {
    let recheck = node.recheck.map { " · \(words["recheck"])\(words.labels.colon)\($0)" } ?? ""
    return switch node.kind {
    case .question: ""
    case .outcome: "**\(words.urgency(node.urgency))**\(recheck)"
    case .stop: "**\(words["stop"])**"
    case .wait: "**\(words["wait"])**\(recheck)"
    }
  }

  private func outline(_ entry: Entry, _ tree: DecisionTree) -> String {
    TreeOutline(tree).lines.map { line in
      let label = line.label.map { MarkdownText.escaped($0) + " → " } ?? ""
      let target: String
      switch line.target {
      case .opened(let node), .elsewhere(let node), .back(let node):
        let node = tree.nodes[node]
        target = link(node.titleText, SiteAddress.node(entry.key, node.id))
      case .tree(let file):
        let address = renderer.address(of: .file(file), entry, path)
        target = "[\(words["continue_to"])](\(CopyLinks.address(address)))"
      case .unknown(let id): target = MarkdownText.escaped(id)
      }
      return String(repeating: "  ", count: line.depth) + "- " + label + target
    }.joined(separator: "\n")
  }

  private func facts() -> String {
    list(
      guide.index.facts.facts.map { fact in
        let source = MarkdownText.escaped(fact.source.title)
        let shown = fact.source.url.map { "[\(source)](\(MarkdownText.address($0)))" } ?? source
        let day = fact.source.checked.map { " \(words["checked"]) \($0)" } ?? ""
        return "**\(MarkdownText.escaped(fact.value))** \(MarkdownText.escaped(fact.what))"
          + " — \(shown)\(day)"
      })
  }
}

// MARK: Parts

extension MarkdownCopy {
  private func writer(_ entry: Entry) -> MarkdownWriter<CopyLinks> {
    MarkdownWriter(
      resolver: CopyLinks(
        links: SiteLinks(
          guide: renderer.guide, assets: renderer.assets, entry: entry, page: path,
          scope: .page)))
  }

  private func body(_ entry: Entry, _ blocks: [Block]) -> String {
    writer(entry).markdown(blocks).trimmedEnd
  }

  private func heading(_ level: Int, _ text: String) -> String {
    String(repeating: "#", count: level) + " " + MarkdownText.escaped(text)
  }

  /// A part with a heading; nothing when it is empty.
  private func section(_ title: String, _ content: String) -> String {
    content.isEmpty ? "" : heading(2, renderer.words[title]) + "\n\n" + content
  }

  private func list(_ items: [String]) -> String {
    items.map { "- " + $0 }.joined(separator: "\n")
  }

  private func texts(_ texts: [String]) -> String {
    list(texts.map(MarkdownText.escaped))
  }

  /// Values with their names, a line each; not a list, which would go on into one that follows.
  private func fields(_ fields: [(name: String, value: String?)]) -> String {
    fields.compactMap { field in
      guard let value = field.value, !value.isEmpty else { return nil }
      let name = renderer.words[field.name] + renderer.words.labels.colon
      return "**\(name)**" + MarkdownText.escaped(value)
    }.joined(separator: "\\\n")
  }

  private func links(_ entries: [Entry]) -> String {
    list(
      entries.map { entry in
        let summary = MarkdownText.escaped(entry.summary)
        return link(entry) + (summary.isEmpty ? "" : renderer.words.labels.colon + summary)
      })
  }

  private func link(_ entry: Entry) -> String {
    link(entry.title, SiteAddress.page(entry.key))
  }

  private func link(_ text: String, _ page: String) -> String {
    "[\(MarkdownText.escaped(text))](\(CopyLinks.address(renderer.href(page, from: path))))"
  }
}

/// Links from one copy to another.
private struct CopyLinks: LinkResolver {
  let links: SiteLinks

  func link(_ link: Link) -> LinkResolution {
    switch links.link(link) {
    case .address(let address, isExternal: false):
      // Anchors are those of the page; a copy has none.
      return address.hasPrefix("#")
        ? .text : .address(Self.address(address), isExternal: false)
    case let other: return other
    }
  }

  func image(_ image: Image) -> ImageResolution {
    links.image(image)
  }

  /// The address of the copy of a page of the site.
  static func address(_ page: String) -> String {
    let end = page.utf8.firstIndex(of: UInt8(ascii: "#")) ?? page.endIndex
    let path = MarkdownCopy.path(String(page[..<end]))
    return path.utf8.count == page.utf8[..<end].count ? page : path
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    utf8.last == UInt8(ascii: "\n") ? String(self[..<utf8.index(before: endIndex)]) : self
  }
}
