public import Diagnostics
internal import Knowledge
internal import Publishing

/// Every page that a guide will have, each at an address of its own.
struct SitePlan: Sendable {
  /// One page.
  struct Page: Sendable {
    /// What it shows.
    enum Content: Sendable {
      case entry(EntryKey)
      case node(tree: EntryKey, id: String)
      case wholeTree(EntryKey)
      case index(EntryKind)
      case tag(String)
      case tags
      case search
      case facts
      case wholeGuide
      case notFound
      /// An old address that leads to a new one.
      case redirect(to: String)
    }

    /// The address relative to the site's root.
    let path: String
    let content: Content
    /// The content file to name when the address is at fault.
    let file: String
    /// Where in that file.
    let range: SourceRange?
  }

  /// The pages in the order in which they were planned.
  let pages: [Page]

  /// How many entries the page with the whole guide may hold: more, and no phone could show it.
  static let wholeGuideLimit = 2_000

  /// Whether a guide has a page that holds all of it.
  static func hasWholeGuide(_ guide: Guide) -> Bool {
    guide.index.entries.count <= wholeGuideLimit
  }

  /// Plans the pages of a guide.
  static func planned(_ guide: Guide) -> (plan: SitePlan, diagnostics: [Diagnostic]) {
    var pages = entryPages(guide) + listPages(guide)
    pages += redirects(guide)
    var log: [Diagnostic] = []
    var taken = OutputNames()
    var owners: [String: Page] = [:]
    let unique = pages.filter { page in
      guard let refusal = taken.add(page.path) else {
        owners[page.path] = page
        return true
      }
      log.append(breach(page, refusal, owners))
      return false
    }
    return (SitePlan(pages: unique), log)
  }

  private static func entryPages(_ guide: Guide) -> [Page] {
    guide.index.entries.flatMap { entry -> [Page] in
      var pages = [
        Page(
          path: SiteAddress.page(entry.key), content: .entry(entry.key), file: entry.file,
          range: nil)
      ]
      if case .tree(let tree) = entry.content {
        pages.append(
          Page(
            path: SiteAddress.wholeTree(entry.key), content: .wholeTree(entry.key),
            file: entry.file, range: nil))
        pages += tree.nodes.map { node in
          Page(
            path: SiteAddress.node(entry.key, node.id),
            content: .node(tree: entry.key, id: node.id),
            file: entry.file, range: node.range)
        }
      }
      return pages
    }
  }

  private static func listPages(_ guide: Guide) -> [Page] {
    var pages: [Page] = []
    func add(_ path: String, _ content: Page.Content, file: String = SiteSettings.file) {
      pages.append(Page(path: path, content: content, file: file, range: nil))
    }
    for kind in EntryKind.allCases where kind.folder != nil {
      let isTaken = guide.index[kind, "index"] != nil
      if !isTaken, guide.index.entries.contains(where: { $0.kind == kind }) {
        add(SiteAddress.index(kind), .index(kind))
      }
    }
    let tags = Dictionary(
      guide.index.entries.flatMap { entry in entry.tags.map { ($0, entry.file) } },
      uniquingKeysWith: { first, _ in first })
    if !tags.isEmpty { add(SiteAddress.tags, .tags) }
    // `Linux` and `linux` are one tag. Two that differ in more and have one address are reported
    // like two files.
    var known: Set<String> = []
    for (tag, file) in tags.sorted(by: { $0.key < $1.key })
    where known.insert(tag.lowercased()).inserted {
      add(SiteAddress.tag(tag), .tag(tag), file: file)
    }
    if !guide.index.facts.facts.isEmpty { add(SiteAddress.facts, .facts) }
    add(SiteAddress.search, .search)
    if hasWholeGuide(guide) { add(SiteAddress.print, .wholeGuide) }
    add(SiteAddress.notFound, .notFound)
    return pages
  }

  /// A page at every old address of an entry.
  private static func redirects(_ guide: Guide) -> [Page] {
    guide.index.entries.flatMap { entry in
      entry.aliases.map { alias in
        Page(
          path: address(alias.value), content: .redirect(to: SiteAddress.page(entry.key)),
          file: entry.file, range: alias.range)
      }
    }
  }

  /// An old address as a file: `/old/`, `old` and `old.html` are all understood.
  private static func address(_ alias: String) -> String {
    let path = alias.drop { $0 == "/" }
    if path.hasSuffix("/") || path.isEmpty { return path + "index.html" }
    return path.hasSuffix(".html") ? String(path) : path + ".html"
  }

  private static func breach(
    _ page: Page, _ refusal: OutputTree.Refusal, _ owners: [String: Page]
  ) -> Diagnostic {
    let message = refusal.message
    let owner = refusal.other.flatMap { owners[$0] }
    return Rule.duplicateAddress.breach(
      in: page.file, at: page.range, en: message.english, zh: message.chinese,
      notes: owner.map {
        [Diagnostic.Note(en: "the first one", zh: "第一个", file: $0.file, position: $0.range?.start)]
      } ?? [])
  }
}

extension Rule {
  /// Two pages at one address, or an address that cannot be a file.
  public static let duplicateAddress = Rule(
    "duplicate-address", .error,
    en:
      "Every page has an address of its own, also where upper and lower case do not count. Rename a file, a node or an alias.",
    zh: "每个页面有自己的地址，大小写不同也算相同。请改文件名、节点 id 或别名。",
    wrong: "aliases: [causes/network-failure.html]", right: "aliases: [old/network.html]")

  static let planRules: [Rule] = [
    .duplicateAddress, .unsafeName, .irregularFile, .addressGone, .pathsChanged,
  ]
}
