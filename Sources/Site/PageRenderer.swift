internal import Knowledge
internal import Markup

/// Renders the pages of a plan, each from the same values and independent of the others.
struct PageRenderer: Sendable {
  let guide: Guide
  let theme: Theme
  let assets: AssetCatalog
  let words: Words
  /// The words as templates see them.
  private let escapedWords: [String: String]
  /// The sound of each title.
  let readings: [EntryKey: String]
  /// Entries of each kind in the order in which readers see them.
  let order: [EntryKind: [Entry]]
  /// The place of each entry in the order of its kind.
  let positions: [EntryKey: Int]
  /// The ways through each tree.
  let treePaths: [EntryKey: TreePaths]
  /// The entries with a tag, by the slug of the tag.
  let tagged: [String: [Entry]]

  /// Prepares what all pages share; `sounds` tells how every title sounds, where that is known.
  init(guide: Guide, theme: Theme, assets: AssetCatalog, sounds: [String: String]? = nil) {
    self.guide = guide
    self.theme = theme
    self.assets = assets
    words = Words(language: guide.settings.language)
    escapedWords = words.values.filter { !$0.value.isEmpty }
      .mapValues { HTML(text: $0).description }
    let entries = guide.index.entries
    let titles = entries.map(\.title)
    let heard = sounds.map { sounds in titles.map { sounds[$0] ?? "" } } ?? Pinyin.readings(titles)
    readings = Dictionary(uniqueKeysWithValues: zip(entries.map(\.key), heard))
    tagged = Self.tagged(entries)
    order = ReadingOrder.entries(of: guide, readings: readings)
    positions = Dictionary(
      uniqueKeysWithValues: order.values.flatMap { entries in
        entries.enumerated().map { ($1.key, $0) }
      })
    treePaths = Dictionary(
      uniqueKeysWithValues: guide.index.entries.compactMap { entry in
        guard case .tree(let tree) = entry.content else { return nil }
        return (entry.key, TreePaths(tree))
      })
  }

  private static func tagged(_ entries: [Entry]) -> [String: [Entry]] {
    var slugs: [String: String] = [:]
    var tagged: [String: [Entry]] = [:]
    for entry in entries {
      var own: Set<String> = []
      for tag in entry.tags {
        let slug = slugs[tag] ?? SiteAddress.slug(tag)
        slugs[tag] = slug
        if own.insert(slug).inserted { tagged[slug, default: []].append(entry) }
      }
    }
    return tagged
  }

  /// What every page has, beside what its template shows.
  struct Frame {
    var title: String
    var description = ""
    var kind: String
    var language: String?
    var breadcrumbs: [(text: String, path: String?)] = []
    var entry: Entry?
    /// The scripts of the page.
    var scripts = PageScripts.plain
    /// Whether the page has a copy in Markdown.
    var hasCopy = true
  }

  /// The HTML of a page.
  func html(_ page: SitePlan.Page) -> HTML {
    html(page, of: entry(of: page))
  }

  /// The entry that is all of a page; nil for a page that shows something else.
  func entry(of page: SitePlan.Page) -> UnpackedEntry? {
    guard case .entry(let key) = page.content else { return nil }
    return guide.index[key]?.unpacked
  }

  /// A page whose entry is unpacked already.
  func html(_ page: SitePlan.Page, of entry: UnpackedEntry?) -> HTML {
    switch page.content {
    case .entry: entry.map { entryPage($0, page.path) } ?? HTML()
    case .node(let tree, let id): nodePage(tree, id, page.path)
    case .wholeTree(let key): wholeTreePage(key, page.path)
    case .index(let kind): indexPage(kind, page.path)
    case .tag(let tag): tagPage(tag, page.path)
    case .tags: tagsPage(page.path)
    case .search: searchPage(page.path)
    case .facts: factsPage(page.path)
    case .wholeGuide: wholeGuidePage(page.path)
    case .notFound: notFoundPage(page.path)
    case .redirect(let target): redirectPage(page.path, to: target)
    }
  }

  /// Puts the main part of a page into the frame that all pages share.
  func framed(_ main: HTML, _ frame: Frame, path: String) -> HTML {
    let settings = guide.settings
    let home = path == SiteAddress.home
    let bringsItsOwnSearch = home || path == SiteAddress.search
    let title = home ? settings.title : "\(frame.title) · \(settings.title)"
    var context: TemplateContext = [
      "language": .text(frame.language ?? settings.language),
      "page_title": .text(title),
      "site_title": .text(settings.title),
      "path": .text(path),
      "root": .text(root(path)),
      "home": .text(href(SiteAddress.home, from: path)),
      "style": .text(asset("assets/style.css", from: path)),
      "scripts": .list(
        frame.scripts.names.map { script in
          ["src": .text(asset("assets/\(script).js", from: path))]
        }),
      "icon": .text(asset("assets/icon.svg", from: path)),
      "feed": .text(href("feed.xml", from: path)),
      "navigation": .html(navigation(path)),
      "breadcrumbs": .html(breadcrumbs(frame.breadcrumbs, path)),
      "main": .html(main),
      "kind": .text(frame.kind),
      "footer_note": .text(words["footer_note"]),
      "search_href": .text(href(SiteAddress.search, from: path)),
      "search_form": .html(bringsItsOwnSearch ? HTML() : searchForm(path)),
      "print_href": .optional(
        SitePlan.hasWholeGuide(guide) ? href(SiteAddress.print, from: path) : nil),
      "edit_href": .optional(
        frame.entry.flatMap { entry in settings.editURL.map { $0 + entry.file } }),
      "file": .optional(frame.entry?.file),
      "updated": .optional(frame.entry?.updated?.description),
      "review_by": .optional(frame.entry?.reviewBy?.value.description),
      "is_draft": .flag(frame.entry?.isDraft ?? false),
      "w": wordsValue,
    ]
    context.add(metadata(frame, path: path))
    return theme.html("layout", context)
  }

  /// The site's own words, under `w`.
  var wordsValue: TemplateValue { .words(escapedWords) }

  // MARK: Addresses

  /// The way from a page to another, percent-encoded.
  ///
  /// The page for unknown addresses is shown at any depth, so its links begin at the site's root.
  func href(_ target: String, from page: String) -> String {
    guard page == SiteAddress.notFound else {
      return SiteAddress.percentEncoded(SiteAddress.relative(from: page, to: target))
    }
    return rootPath + SiteAddress.percentEncoded(target)
  }

  /// The path of the base address, such as `/` or `/guide/`.
  private var rootPath: String {
    guard let scheme = guide.settings.baseURL.firstRange(of: "://"),
      let slash = guide.settings.baseURL[scheme.upperBound...].firstIndex(of: "/")
    else { return "" }
    return String(guide.settings.baseURL[slash...])
  }

  private func root(_ path: String) -> String {
    if path == SiteAddress.notFound { return rootPath }
    return String(repeating: "../", count: path.count { $0 == "/" })
  }

  func asset(_ name: String, from page: String) -> String {
    assets[name].map { href($0.path, from: page) } ?? ""
  }

  // MARK: Shared parts

  /// The search box. Without JavaScript it leads to the page that lists everything.
  func searchForm(_ path: String) -> HTML {
    guard guide.settings.hasSearch else { return HTML() }
    let scripts = [SearchFiles.script, SearchFiles.page].map { asset($0, from: path) }
    return theme.html(
      "search-form",
      [
        "search_href": .text(href(SiteAddress.search, from: path)), "root": .text(root(path)),
        "scripts": .text(scripts.joined(separator: " ")),
        "start_href": .optional(startTree.map { href(SiteAddress.page($0.key), from: path) }),
        "w": wordsValue,
      ])
  }

  /// The tree that the home page begins.
  var startTree: Entry? {
    guard case .home(let home) = guide.index.entries.first(where: { $0.kind == .home })?.content
    else { return nil }
    return home.start.flatMap { guide.index[.tree, $0.value] }
  }

  private func navigation(_ path: String) -> HTML {
    guide.settings.navigation.map { item -> HTML in
      guard
        case .success(let target) = guide.index.file(
          item.file.value, fragment: nil, from: "site.yml"),
        let address = address(of: target)
      else { return "" }
      let isCurrent =
        path == address
        || (address.hasSuffix("/index.html") && path.hasPrefix(address.dropLast(10)))
      let current: HTML = isCurrent ? " aria-current=\"\(path == address ? "page" : "true")\"" : ""
      return "<li><a href=\"\(href(address, from: path))\"\(current)>\(item.title)</a></li>\n"
    }.joined()
  }

  private func address(of target: LinkTarget) -> String? {
    switch target {
    case .entry(let key, _): SiteAddress.page(key)
    case .node(let key, let id): SiteAddress.node(key, id)
    case .index(let kind): SiteAddress.index(kind)
    case .asset, .fact, .external: nil
    }
  }

  private func breadcrumbs(_ crumbs: [(text: String, path: String?)], _ page: String) -> HTML {
    guard !crumbs.isEmpty else { return HTML() }
    return ([(words["home"], SiteAddress.home)] + crumbs).map { crumb -> HTML in
      guard let target = crumb.path else {
        return "<li><span aria-current=\"page\">\(crumb.text)</span></li>"
      }
      return "<li><a href=\"\(href(target, from: page))\">\(crumb.text)</a></li>"
    }.joined(separator: "\n")
  }

  /// Entries as cards: title, address, summary and kind.
  func cards(_ entries: [Entry], from page: String) -> TemplateValue {
    .list(
      entries.map { entry in
        [
          "text": .text(entry.title), "href": .text(href(SiteAddress.page(entry.key), from: page)),
          "summary": .text(entry.summary), "kind": .text(words.kind(entry.kind)),
        ]
      })
  }

  /// The body of an entry as it stands on a page.
  func bodyRenderer(_ entry: Entry, page: String, scope: SiteLinks.Scope = .page) -> HTMLRenderer<
    SiteLinks
  > {
    var options = HTMLOptions.site(labels: words.labels)
    options.rawHTML = guide.settings.allowsRawHTML
    let messageTitle = words["message"]
    options.codeBlock = { code in
      code.language == "message" ? MessageBox.html(code.code, title: messageTitle) : nil
    }
    if scope != .page {
      options.headingOffset = entry.kind == .home ? 0 : 2
      options.headingAnchors = false
      options.footnotePrefix = SiteAnchor.entry(entry.key) + "/"
    }
    let links = SiteLinks(
      guide: guide, assets: assets, entry: entry, page: page, scope: scope)
    return HTMLRenderer(resolver: links, options: options)
  }
}
