internal import Knowledge
internal import Markup

extension PageRenderer {
  /// The page from which a tree is entered.
  func treePage(_ entry: Entry, _ tree: DecisionTree, _ path: String) -> HTML {
    var context = shared(entry, path)
    let first = tree.node(tree.start.value)
    let (renderer, footnotes) = partRenderer(
      tree.introduction + (first?.body ?? []), of: entry, path)
    context["introduction"] = .html(renderer.html(tree.introduction) + footnotes)
    context["body"] = .text("")
    context["contents"] = .list([])
    context["has_contents"] = .flag(false)
    context["first_href"] = .text(href(SiteAddress.node(entry.key, tree.start.value), from: path))
    context["first_id"] = .text(tree.start.value)
    context["first_body"] = .html(renderer.html(first?.body ?? []))
    context["options"] = first.map { options($0, entry, path) } ?? .list([])
    context["first_title"] = words.title(first?.titleText ?? "")
    context["all_href"] = .text(href(SiteAddress.wholeTree(entry.key), from: path))
    context["question_count"] = .text(String(tree.nodes.count { $0.kind == .question }))
    context["outcome_count"] = .text(String(tree.nodes.count { $0.kind == .outcome }))
    context["longest"] = .text(String(treePaths[entry.key]?.longest ?? 0))
    context["outcomes"] = .list(
      tree.nodes.filter { $0.kind == .outcome }.map { node in
        [
          "text": .text(node.titleText),
          "href": .text(href(SiteAddress.node(entry.key, node.id), from: path)),
        ]
      })
    return framed(theme.html("tree", context), frame(entry), path: path)
  }

  /// The page of one node: a question, a wait, a stop or an outcome.
  func nodePage(_ key: EntryKey, _ id: String, _ path: String) -> HTML {
    guard let entry = guide.index[key], case .tree(let tree) = entry.content,
      let node = tree.node(id), let paths = treePaths[key]
    else { return HTML() }
    let parts = OutcomeParts(node.kind == .outcome ? node.body : [])
    let (renderer, footnotes) = partRenderer(node.body, of: entry, path)
    let context: TemplateContext = [
      "id": .text(id),
      "title": words.title(node.titleText),
      "body": .html(
        renderer.html(node.kind == .outcome ? parts.action : node.body) + footnotes),
      "details": .list(
        parts.details.map { detail in
          ["term": .text(detail.term), "body": .html(renderer.html(detail.text))]
        }),
      "entries": cards(linked(parts.links, entry), from: path),
      "options": options(node, entry, path),
      "is_question": .flag(node.kind == .question),
      "is_wait": .flag(node.kind == .wait),
      "is_stop": .flag(node.kind == .stop),
      "is_outcome": .flag(node.kind == .outcome),
      "urgency": .text(node.urgency.rawValue),
      "urgency_word": .text(words.urgency(node.urgency)),
      "recheck": .optional(node.recheck),
      "period": .list(node.period.map { [period($0)] } ?? []),
      "tree_title": .text(entry.title),
      "tree_href": .text(href(SiteAddress.page(key), from: path)),
      "all_href": .text(href(SiteAddress.wholeTree(key), from: path)),
      "left": .optional(
        node.kind == .question ? paths.remaining(at: id).map { words.questionsLeft($0 - 1) } : nil),
      "answers": answers(to: id, paths, entry, path),
      "parents": parents(of: id, paths, entry, path),
      "ways": ways(to: id, paths),
      "w": wordsValue,
    ]
    var frame = Frame(
      title: node.titleText, description: node.body.plainText.prefixOfWords(120), kind: "node",
      language: entry.language, entry: entry)
    frame.breadcrumbs = [
      (words.kind(.tree), SiteAddress.index(.tree)), (entry.title, SiteAddress.page(key)),
      (node.titleText, nil),
    ]
    frame.scripts = node.period == nil ? .tree : .wait
    return framed(theme.html("node", context), frame, path: path)
  }

  /// How long to wait, with the days that a script needs to count working days.
  private func period(_ period: WaitPeriod) -> TemplateContext {
    var context: TemplateContext = [
      "unit": .text(period.unit.rawValue), "count": .text(String(period.count)),
    ]
    let holidays = guide.holidays
    guard period.unit == .workdays, let last = holidays.lastDay, let year = holidays.years.last
    else { return context }
    let days = { (days: [CalendarDate]) in days.map(\.description).joined(separator: " ") }
    context["off"] = .text(days(holidays.daysOff))
    context["work"] = .text(days(holidays.workDays))
    context["until"] = .text(last.description)
    context["source"] = .text(year.source.title)
    context["url"] = .optional(year.source.url)
    return context
  }

  /// The entries that links of a tree lead to, solutions before causes, each once.
  private func linked(_ links: [Link], _ entry: Entry) -> [Entry] {
    var found: [Entry] = []
    for link in links {
      guard
        case .success(.entry(let key, _)) = guide.index.target(of: link.destination, from: entry),
        let target = guide.index[key], !found.contains(where: { $0.key == key })
      else { continue }
      found.append(target)
    }
    return found.filter { $0.kind != .cause } + found.filter { $0.kind == .cause }
  }

  /// What renders a part of an entry, and the footnotes to which that part refers.
  private func partRenderer(
    _ blocks: [Block], of entry: Entry, _ path: String
  ) -> (renderer: HTMLRenderer<SiteLinks>, footnotes: HTML) {
    var renderer = bodyRenderer(entry, page: path)
    var shown = blocks.footnoteReferences
    let known = entry.footnotes
    var footnotes: [Footnote] = []
    // A footnote may refer to another one.
    while let next = known.first(where: { footnote in
      shown.contains { $0.number == footnote.number }
        && !footnotes.contains { $0.number == footnote.number }
    }) {
      footnotes.append(next)
      shown.formUnion(next.blocks.footnoteReferences)
    }
    renderer.options.shownReferences = shown
    return (renderer, renderer.html(footnotes.sorted { $0.number < $1.number }))
  }

  private func options(_ node: TreeNode, _ entry: Entry, _ path: String) -> TemplateValue {
    .list(
      node.options.map { option in
        var context = towards(option)
        context["href"] = .text(address(of: option.target, entry, path))
        return context
      })
  }

  func address(of target: TreeOption.Target, _ entry: Entry, _ path: String) -> String {
    switch target {
    case .node(let id): return href(SiteAddress.node(entry.key, id), from: path)
    case .file(let file):
      switch guide.index.target(of: file, from: entry) {
      case .success(.node(let key, let id)): return href(SiteAddress.node(key, id), from: path)
      case .success(.entry(let key, _)): return href(SiteAddress.page(key), from: path)
      default: return ""
      }
    }
  }

  /// How many questions a page of a node may list. Beyond it only those are listed that lead straight
  /// there: else the pages of a tree would grow with the square of its depth.
  private static let mostAnswers = 64

  /// The answers that lead to a node, where there is one way only.
  private func answers(
    to id: String, _ paths: TreePaths, _ entry: Entry, _ path: String
  ) -> TemplateValue {
    let answers = paths.answers(to: id, atMost: Self.mostAnswers) ?? []
    return .list(answers.map { step($0, paths.tree, entry, path) })
  }

  /// The answers that lead straight to a node, where there are several ways; the first of many.
  private func parents(
    of id: String, _ paths: TreePaths, _ entry: Entry, _ path: String
  ) -> TemplateValue {
    guard paths.answers(to: id, atMost: Self.mostAnswers) == nil else { return .list([]) }
    let parents = paths.parents(of: id).prefix(Self.mostAnswers)
    return .list(parents.map { step($0, paths.tree, entry, path) })
  }

  /// Every question from which a node can be reached, with the answers that lead on towards it: a
  /// script tells by them which answers of a reader lead here. Empty where there is one way only, and
  /// where they are too many.
  private func ways(to id: String, _ paths: TreePaths) -> TemplateValue {
    guard paths.answers(to: id, atMost: Self.mostAnswers) == nil else { return .list([]) }
    let nodes = paths.tree.nodes
    var answers: [Int: Set<Int>] = [:]
    var open = [id]
    var known: Set<String> = [id]
    while let next = open.popLast() {
      for answer in paths.parents(of: next) {
        answers[answer.node, default: []].insert(answer.option)
        guard answers.count <= Self.mostAnswers else { return .list([]) }
        let node = nodes[answer.node].id
        if known.insert(node).inserted { open.append(node) }
      }
    }
    return .list(
      answers.sorted { $0.key < $1.key }.map { node, options in
        [
          "id": .text(nodes[node].id), "question": .text(nodes[node].titleText),
          "options": .list(options.sorted().map { towards(nodes[node].options[$0]) }),
        ]
      })
  }

  /// The label of an option and the node of the same tree to which it leads, if it does.
  private func towards(_ option: TreeOption) -> TemplateContext {
    var target = ""
    if case .node(let id) = option.target { target = id }
    return ["text": words.title(option.label), "target": .text(target)]
  }

  private func step(
    _ answer: TreePaths.Answer, _ tree: DecisionTree, _ entry: Entry, _ path: String
  ) -> TemplateContext {
    let question = tree.nodes[answer.node]
    return [
      "id": .text(question.id),
      "question": .text(question.titleText),
      "answer": .text(question.options[answer.option].label),
      "href": .text(href(SiteAddress.node(entry.key, question.id), from: path)),
    ]
  }

  /// The whole tree on one page, as a diagram and as nested questions and answers.
  func wholeTreePage(_ key: EntryKey, _ path: String) -> HTML {
    guard let entry = guide.index[key], case .tree(let tree) = entry.content else { return HTML() }
    let title = "\(words["whole"])：\(entry.title)"
    let context: TemplateContext = [
      "title": .text(title),
      "tree_title": .text(entry.title),
      "tree_href": .text(href(SiteAddress.page(key), from: path)),
      "diagram": .html(diagram(entry, tree, path)),
      "outline": .html(outline(entry, tree, path)),
      "w": wordsValue,
    ]
    var frame = Frame(
      title: title, description: entry.summary, kind: "whole-tree", language: entry.language,
      entry: entry)
    frame.breadcrumbs = [
      (words.kind(.tree), SiteAddress.index(.tree)), (entry.title, SiteAddress.page(key)),
      (words["whole"], nil),
    ]
    return framed(theme.html("whole-tree", context), frame, path: path)
  }

  private func diagram(_ entry: Entry, _ tree: DecisionTree, _ path: String) -> HTML {
    let svg = TreeSVG.svg(
      tree, title: entry.title, href: { href(SiteAddress.node(entry.key, $0), from: path) },
      treeHref: { address(of: .file($0), entry, path) })
    return HTML(unescaped: svg)
  }

  /// The tree as nested lists: each answer with where it leads.
  private func outline(_ entry: Entry, _ tree: DecisionTree, _ path: String) -> HTML {
    var html = HTML()
    var depth = -1
    for line in TreeOutline(tree).lines {
      if line.depth > depth {
        html += "\n<ul>\n"
      } else {
        html += "</li>\n"
        for _ in 0..<depth - line.depth { html += "</ul>\n</li>\n" }
      }
      depth = line.depth
      html += "<li>\(outlineItem(line, entry, tree, path))"
    }
    for _ in 0..<depth + 1 { html += "</li>\n</ul>\n" }
    return html
  }

  private func outlineItem(
    _ line: TreeOutline.Line, _ entry: Entry, _ tree: DecisionTree, _ path: String
  ) -> HTML {
    let label: HTML = line.label.map { "\($0) → " } ?? ""
    switch line.target {
    case .opened(let node), .elsewhere(let node), .back(let node):
      let address = href(SiteAddress.node(entry.key, tree.nodes[node].id), from: path)
      return "\(label)<a href=\"\(address)\">\(tree.nodes[node].titleText)</a>"
    case .tree(let file):
      let address = address(of: .file(file), entry, path)
      return "\(label)<a href=\"\(address)\">\(words["continue_to"])</a>"
    case .unknown(let id): return "\(label)\(id)"
    }
  }
}

extension [Block] {
  /// The references to footnotes in these blocks.
  fileprivate var footnoteReferences: Set<FootnoteReference> {
    var found: Set<FootnoteReference> = []
    forEachInline { inline in
      if case .footnoteReference(let reference) = inline { found.insert(reference) }
    }
    return found
  }
}

extension String {
  /// The beginning of a text for a description: line breaks are spaces, cut with an ellipsis.
  func prefixOfWords(_ count: Int) -> String {
    let line = replacing("\n", with: " ")
    return line.count <= count ? line : line.prefix(count) + "…"
  }
}
