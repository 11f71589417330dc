internal import Knowledge
internal import Markup

/// The files that machines read: sitemap, Atom feed, robots.txt.
///
/// The escaping of ``HTML`` is that of XML, so its literals serve here as well.
struct Feeds: Sendable {
  let guide: Guide
  let plan: SitePlan

  /// How many addresses a sitemap may hold, as sitemaps.org says.
  static let sitemapLimit = 50_000

  /// The files by path. Without a base address there is nothing to name, so only robots.txt.
  func files() -> [(path: String, bytes: [UInt8])] {
    let base = guide.settings.baseURL
    var robots = "User-agent: *\nAllow: /\n"
    guard !base.isEmpty else {
      return [("robots.txt", Array(robots.utf8))] + [("feed.xml", atom().bytes)]
    }
    robots += "Sitemap: \(base)sitemap.xml\n"
    return sitemaps() + [("feed.xml", atom().bytes), ("robots.txt", Array(robots.utf8))]
  }

  // MARK: Sitemap

  private struct Location {
    let url: String
    let updated: CalendarDate?
  }

  private func sitemaps() -> [(path: String, bytes: [UInt8])] {
    let locations = plan.pages.compactMap(location)
    let chunks = stride(from: 0, to: max(1, locations.count), by: Self.sitemapLimit).map {
      locations[$0..<min($0 + Self.sitemapLimit, locations.count)]
    }
    if chunks.count == 1 { return [("sitemap.xml", sitemap(chunks[0]).bytes)] }
    let parts = chunks.enumerated().map { ("sitemap-\($0 + 1).xml", sitemap($1).bytes) }
    let list = parts.map { part -> HTML in
      "<sitemap><loc>\(guide.settings.baseURL + part.0)</loc></sitemap>\n"
    }.joined()
    let index: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      \(list)</sitemapindex>

      """
    return [("sitemap.xml", index.bytes)] + parts
  }

  private func location(_ page: SitePlan.Page) -> Location? {
    let updated: CalendarDate?
    switch page.content {
    case .entry(let key), .wholeTree(let key), .node(let key, _):
      updated = guide.index[key]?.updated
    case .index, .tag, .tags, .search, .facts: updated = nil
    case .wholeGuide, .notFound, .redirect: return nil
    }
    let path = page.path == SiteAddress.home ? "" : SiteAddress.percentEncoded(page.path)
    return Location(url: guide.settings.baseURL + path, updated: updated)
  }

  private func sitemap(_ locations: ArraySlice<Location>) -> HTML {
    let list = locations.map { location -> HTML in
      let date: HTML = location.updated.map { "<lastmod>\($0.description)</lastmod>" } ?? ""
      return "<url><loc>\(location.url)</loc>\(date)</url>\n"
    }.joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      \(list)</urlset>

      """
  }

  // MARK: Atom

  /// The entries that changed last, the newest first.
  private func atom() -> HTML {
    let base = guide.settings.baseURL
    let dated = guide.index.entries.compactMap { entry in
      (entry.updated ?? entry.date).map { (date: $0, entry: entry) }
    }.sorted { ($1.date, $0.entry.key) < ($0.date, $1.entry.key) }.prefix(50)
    let entries = dated.map { date, entry -> HTML in
      let path = SiteAddress.page(entry.key)
      return """
        <entry>
        <title>\(entry.title)</title>
        <id>\(identifier(path))</id>
        <link href="\(base + SiteAddress.percentEncoded(path))"/>
        <updated>\(date.description)T00:00:00Z</updated>
        <summary>\(entry.summary)</summary>
        </entry>

        """
    }.joined()
    let newest = dated.first?.date.description ?? "1970-01-01"
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(guide.settings.language)">
      <title>\(guide.settings.title)</title>
      <subtitle>\(guide.settings.description)</subtitle>
      <id>\(identifier(""))</id>
      <link rel="self" href="\(base)feed.xml"/>
      <link href="\(base.isEmpty ? SiteAddress.home : base)"/>
      <updated>\(newest)T00:00:00Z</updated>
      <author><name>\(guide.settings.title)</name></author>
      \(entries)</feed>

      """
  }

  /// An address that stays the same for good, as Atom wants it.
  private func identifier(_ path: String) -> String {
    let base = guide.settings.baseURL
    return base.isEmpty
      ? "urn:clew:" + SiteAddress.percentEncoded(path.isEmpty ? SiteAddress.home : path)
      : base + SiteAddress.percentEncoded(path)
  }
}
