internal import Knowledge
internal import Markup

extension PageRenderer {
  /// The list of a kind.
  func indexPage(_ kind: EntryKind, _ path: String) -> HTML {
    let title = words.kind(kind)
    let entries = order[kind] ?? []
    var context: TemplateContext = [
      "title": .text(title), "summary": .text(""), "w": wordsValue,
      "entries": .list([]), "groups": .list([]),
    ]
    switch kind {
    case .cause: context["groups"] = byLikelihood(entries, path)
    case .term: context["groups"] = byLetter(entries, path)
    default: context["entries"] = cards(entries, from: path)
    }
    var frame = Frame(title: title, kind: "index")
    frame.breadcrumbs = [(title, nil)]
    return framed(theme.html("index", context), frame, path: path)
  }

  private func byLikelihood(_ entries: [Entry], _ path: String) -> TemplateValue {
    let groups = Likelihood.allCases.map { likelihood in
      let members = entries.filter { entry in
        guard case .cause(let cause) = entry.content else { return false }
        return (cause.likelihood ?? .occasional) == likelihood
      }
      return (likelihood.rawValue, words.likelihood(likelihood), members)
    }
    return self.groups(groups, path)
  }

  private func byLetter(_ entries: [Entry], _ path: String) -> TemplateValue {
    let letters = Dictionary(grouping: entries) { Pinyin.initial(readings[$0.key] ?? "") }
    return groups(letters.sorted { $0.key < $1.key }.map { ($0.key, $0.key, $0.value) }, path)
  }

  private func groups(
    _ groups: [(id: String, title: String, entries: [Entry])], _ path: String
  ) -> TemplateValue {
    .list(
      groups.filter { !$0.entries.isEmpty }.map { group in
        [
          "text": .text(group.title), "id": .text("group-" + group.id.replacing("#", with: "0")),
          "entries": cards(group.entries, from: path),
        ]
      })
  }

  /// The search, and everything by its first letter in pinyin for readers without JavaScript.
  func searchPage(_ path: String) -> HTML {
    let context: TemplateContext = [
      "title": .text(words["search"]), "search_form": .html(searchForm(path)),
      "groups": byLetter(entriesBySound, path), "w": wordsValue,
    ]
    var frame = Frame(title: words["search"], kind: "search")
    frame.breadcrumbs = [(words["search"], nil)]
    return framed(theme.html("search", context), frame, path: path)
  }

  /// Every entry but the home page, ordered as their titles sound.
  var entriesBySound: [Entry] {
    guide.index.entries.filter { $0.kind != .home }
      .map { (reading: readings[$0.key] ?? "", entry: $0) }
      .sorted { ($0.reading, $0.entry.key) < ($1.reading, $1.entry.key) }.map(\.entry)
  }

  /// The entries with a tag.
  func entries(tagged tag: String) -> [Entry] {
    tagged[SiteAddress.slug(tag)] ?? []
  }

  /// The list of what has a tag.
  func tagPage(_ tag: String, _ path: String) -> HTML {
    let context: TemplateContext = [
      "title": .text(tag), "summary": .text(""),
      "entries": cards(entries(tagged: tag), from: path),
      "groups": .list([]), "w": wordsValue,
    ]
    var frame = Frame(title: "\(words["tag"])：\(tag)", kind: "tag")
    frame.breadcrumbs = [(words["tags"], SiteAddress.tags), (tag, nil)]
    return framed(theme.html("index", context), frame, path: path)
  }

  /// Every tag.
  func tagsPage(_ path: String) -> HTML {
    let tags = Set(guide.index.entries.flatMap(\.tags)).sorted()
    let context: TemplateContext = [
      "title": .text(words["all_tags"]), "summary": .text(""), "groups": .list([]),
      "entries": .list(
        tags.map { tag in
          [
            "text": .text(tag), "href": .text(href(SiteAddress.tag(tag), from: path)),
            "summary": .text(""), "kind": .text(words["tag"]),
          ]
        }), "w": wordsValue,
    ]
    var frame = Frame(title: words["all_tags"], kind: "tags")
    frame.breadcrumbs = [(words["all_tags"], nil)]
    return framed(theme.html("index", context), frame, path: path)
  }

  /// The register of facts.
  func factsPage(_ path: String) -> HTML {
    let context: TemplateContext = [
      "title": .text(words["facts"]), "facts": facts(), "w": wordsValue,
    ]
    var frame = Frame(title: words["facts"], description: words["facts_text"], kind: "facts")
    frame.breadcrumbs = [(words["facts"], nil)]
    return framed(theme.html("facts", context), frame, path: path)
  }

  /// The register of facts as a list.
  func facts() -> TemplateValue {
    .list(
      guide.index.facts.facts.map { fact in
        [
          "id": .text(fact.id), "value": .text(fact.value), "what": .text(fact.what),
          "grade": .optional(fact.grade.map { words[$0.rawValue] }),
          "source": .text(fact.source.title), "url": .optional(fact.source.url),
          "checked": .optional(fact.checked?.description), "note": .optional(fact.note),
          "review_by": .optional(fact.reviewBy?.value.description),
        ]
      })
  }

  /// The page for addresses that do not exist.
  func notFoundPage(_ path: String) -> HTML {
    let trees = order[.tree] ?? []
    let context: TemplateContext = [
      "title": .text(words["not_found"]), "entries": cards(trees, from: path),
      "home": .text(href(SiteAddress.home, from: path)), "kinds": kinds(path),
      "search_href": .text(href(SiteAddress.search, from: path)), "w": wordsValue,
    ]
    let frame = Frame(
      title: words["not_found"], kind: "not-found", scripts: .notFound, hasCopy: false)
    return framed(theme.html("not-found", context), frame, path: path)
  }

  /// A page at an old address that leads to the new one.
  func redirectPage(_ path: String, to target: String) -> HTML {
    theme.html(
      "redirect",
      [
        "language": .text(guide.settings.language), "title": .text(words["moved"]),
        "href": .text(href(target, from: path)),
        "canonical": .text(
          guide.settings.baseURL.isEmpty
            ? "" : guide.settings.baseURL + SiteAddress.percentEncoded(target)),
        "policy": .text(PagePolicy.redirect),
        "style": .text(asset("assets/style.css", from: path)), "w": wordsValue,
      ])
  }
}
