internal import Knowledge
internal import Markup

extension PageRenderer {
  /// The page of an entry, by the template of its kind.
  func entryPage(_ unpacked: UnpackedEntry, _ path: String) -> HTML {
    let (entry, body) = (unpacked.entry, unpacked.body)
    if case .tree(let tree) = entry.content { return treePage(entry, tree, path) }
    var context = shared(entry, path)
    context.add(contents(entry, body))
    let renderer = bodyRenderer(entry, page: path)
    let footnotes = renderer.html(unpacked.footnotes)
    switch entry.content {
    case .checklist(let checklist):
      let list = ChecklistRenderer(checklist, renderer: renderer).html(body)
      context["body"] = .html(list + footnotes)
    case .cause:
      let parts = CauseParts(body)
      context["lead"] = .html(renderer.html(parts.lead))
      context["now"] = .html(renderer.html(parts.now))
      context["body"] = .html(renderer.html(parts.rest) + footnotes)
    default:
      context["body"] = .html(renderer.html(body) + footnotes)
    }
    context.add(own(entry, path))
    return framed(theme.html(entry.kind.rawValue, context), frame(entry), path: path)
  }

  func frame(_ entry: Entry) -> Frame {
    var frame = Frame(
      title: entry.title, description: entry.summary, kind: entry.kind.rawValue,
      language: entry.language, entry: entry)
    switch entry.kind {
    case .checklist: frame.scripts = .checklist
    case .tree: frame.scripts = .tree
    default: break
    }
    switch entry.kind {
    case .home: break
    case .page: frame.breadcrumbs = [(entry.title, nil)]
    default:
      frame.breadcrumbs = [
        (words.kind(entry.kind), SiteAddress.index(entry.kind)), (entry.title, nil),
      ]
    }
    return frame
  }

  /// What pages of all kinds show.
  func shared(_ entry: Entry, _ path: String) -> TemplateContext {
    let (previous, next) = neighbours(of: entry)
    return [
      "title": words.title(entry.title),
      "summary": .text(entry.summary),
      "id": .text(entry.id),
      "related": cards(related(to: entry), from: path),
      "previous": link(to: previous, from: path),
      "next": link(to: next, from: path),
      "has_neighbours": .flag(previous != nil || next != nil),
      "sources": .list(
        entry.sources.map { source in
          [
            "text": .text(source.title), "url": .optional(source.url),
            "checked": .optional(source.checked?.description),
          ]
        }),
      "tags": .list(
        entry.tags.map { tag in
          ["text": .text(tag), "href": .text(href(SiteAddress.tag(tag), from: path))]
        }),
      "w": wordsValue,
    ]
  }

  /// The table of contents of a page.
  private func contents(_ entry: Entry, _ body: [Block]) -> TemplateContext {
    let parts = parts(entry, body)
    return [
      "has_contents": .flag(parts.count > 1),
      "contents": .list(
        parts.map { part in
          [
            "text": .text(part.text), "href": .text("#" + part.anchor),
            "level": .text(String(part.level)),
          ]
        }),
    ]
  }

  /// The parts of a page in their order: the headings of the body, and with a cause those of the
  /// template.
  private func parts(
    _ entry: Entry, _ body: [Block]
  ) -> [(text: String, anchor: String, level: Int)] {
    func headings(_ blocks: [Block]) -> [(text: String, anchor: String, level: Int)] {
      blocks.compactMap { block in
        guard case .heading(let heading) = block, 2...3 ~= heading.level else { return nil }
        return (heading.content.plainText, heading.anchor, heading.level)
      }
    }
    guard case .cause(let cause) = entry.content else { return headings(body) }
    let parts = CauseParts(body)
    func own(_ name: String, _ word: String, _ isShown: Bool) -> [(String, String, Int)] {
      isShown ? [(words[word], name, 2)] : []
    }
    return own("symptoms", "symptoms", !cause.symptoms.isEmpty) + headings(parts.now)
      + own("solutions", "solutions", true) + own("say", "say", cause.say != nil)
      + headings(parts.rest) + own("evidence", "evidence", !cause.evidence.isEmpty)
      + own("prevention", "prevention_list", !guide.related(.prevention, of: entry.key).isEmpty)
  }

  /// What only the kind of an entry shows.
  private func own(_ entry: Entry, _ path: String) -> TemplateContext {
    func related(_ kind: EntryKind) -> TemplateValue {
      cards(guide.related(kind, of: entry.key), from: path)
    }
    switch entry.content {
    case .home(let home): return self.home(home, path)
    case .page, .checklist, .tree: return [:]
    case .cause(let cause):
      return [
        "symptoms": .texts(cause.symptoms),
        "likelihood": .optional(cause.likelihood.map(words.likelihood)),
        "fixed_by": .optional(cause.fixedBy), "expected_time": .optional(cause.expectedTime),
        "solutions": related(.solution), "prevention": related(.prevention),
        "evidence": .texts(cause.evidence),
        "say": .html(cause.say.map { MessageBox.html($0, title: words["message"]) } ?? HTML()),
        "nodes": nodes(of: entry, path),
      ]
    case .solution(let solution):
      return [
        "who": .optional(solution.who), "takes": .optional(solution.takes),
        "evidence": .texts(solution.evidence), "causes": related(.cause),
        "prevention": related(.prevention), "nodes": nodes(of: entry, path),
      ]
    case .prevention(let prevention):
      return [
        "how_often": .optional(prevention.howOften), "causes": related(.cause),
        "solutions": related(.solution),
      ]
    case .term(let term):
      return [
        "synonyms": .texts(term.synonyms), "misspellings": .texts(term.misspellings),
        "see": related(.term),
      ]
    }
  }

  private func home(_ home: Home, _ path: String) -> TemplateContext {
    let start = startTree
    return [
      "start_href": .optional(start.map { href(SiteAddress.page($0.key), from: path) }),
      "search_form": .html(searchForm(path)),
      "start_title": .optional(start?.title),
      "start_summary": .optional(start?.summary),
      "kinds": kinds(path),
    ]
  }

  /// The kinds that have entries.
  func kinds(_ path: String) -> TemplateValue {
    let kinds = EntryKind.allCases.filter { $0 != .home && $0 != .page }
    return .list(
      kinds.filter { !(order[$0] ?? []).isEmpty }.map { kind in
        [
          "text": .text(words.kind(kind)), "kind": .text(kind.rawValue),
          "summary": .text(words["about_\(kind.rawValue)"]),
          "href": .text(href(SiteAddress.index(kind), from: path)),
          "count": .text(String(order[kind]?.count ?? 0)),
        ]
      })
  }

  /// The outcomes of decision trees that lead to an entry.
  private func nodes(of entry: Entry, _ path: String) -> TemplateValue {
    .list(
      guide.relations(of: entry.key).nodes.compactMap { reference in
        guard let owner = guide.index[reference.tree], case .tree(let tree) = owner.content,
          let node = tree.node(reference.node)
        else { return nil }
        return [
          "text": .text(node.titleText), "kind": .text(owner.title), "summary": .text(""),
          "href": .text(href(SiteAddress.node(reference.tree, node.id), from: path)),
        ]
      })
  }

  // MARK: Neighbours

  private func link(to entry: Entry?, from path: String) -> TemplateValue {
    guard let entry else { return .list([]) }
    return .list([
      ["text": .text(entry.title), "href": .text(href(SiteAddress.page(entry.key), from: path))]
    ])
  }

  private func neighbours(of entry: Entry) -> (previous: Entry?, next: Entry?) {
    guard entry.kind != .home, let entries = order[entry.kind],
      let place = positions[entry.key]
    else { return (nil, nil) }
    return (
      place > 0 ? entries[place - 1] : nil, place + 1 < entries.count ? entries[place + 1] : nil
    )
  }

  /// Entries that share the most relations with this one, of its own kind.
  private func related(to entry: Entry) -> [Entry] {
    guard [.cause, .solution, .prevention].contains(entry.kind) else { return [] }
    var score: [EntryKey: Int] = [:]
    let relations = guide.relations(of: entry.key)
    for kind in EntryKind.allCases where kind != .tree {
      for neighbour in relations[kind] {
        for key in guide.relations(of: neighbour)[entry.kind] where key != entry.key {
          score[key, default: 0] += 1
        }
      }
    }
    return score.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
      .compactMap { guide.index[$0.key] }
  }
}
