internal import Knowledge
internal import Markup

/// What the head of a page says to browsers, chats and search engines.
extension PageRenderer {
  /// The picture that chats show beside a link, if the guide has one.
  static let shareImage = "assets/share.png"

  /// The names of `layout` that stand in the head of a page, beside its title.
  func metadata(_ frame: Frame, path: String) -> TemplateContext {
    let settings = guide.settings
    let canonical = canonical(path)
    let share = assets[Self.shareImage].flatMap { image -> TemplateContext? in
      guard !settings.baseURL.isEmpty else { return nil }
      return [
        "src": .text(settings.baseURL + SiteAddress.percentEncoded(image.path)),
        "width": .optional(image.size.map { String($0.width) }),
        "height": .optional(image.size.map { String($0.height) }),
      ]
    }
    return [
      "description": .text(frame.description.isEmpty ? settings.description : frame.description),
      "canonical": .text(canonical),
      "locale": .text((frame.language ?? settings.language).exchanging("-", for: "_")),
      "is_article": .flag(isArticle(frame, path)),
      "share_image": .list(share.map { [$0] } ?? []),
      "structured_data": .html(structuredData(frame, path, canonical).html),
      "theme_color": .optional(theme.colors.surface),
      "dark_color": .optional(theme.colors.darkSurface),
      "markdown": .optional(frame.hasCopy ? href(MarkdownCopy.path(path), from: path) : nil),
      "policy": .text(PagePolicy.page), "manifest": .text(href(WebManifest.path, from: path)),
      "touch_icon": .text(asset("assets/icon-maskable.png", from: path)),
    ]
  }

  /// The files that describe the guide as a whole: to phones, and to programs that read text.
  func descriptions() -> [(path: String, bytes: [UInt8])] {
    let manifest = WebManifest(guide.settings, assets: assets, colors: theme.colors)
    return [
      (WebManifest.path, JSONText.bytes(manifest, isPretty: true)),
      (AddressList.path, AddressList.bytes(guide)),
      (LanguageModelIndex.path, Array(LanguageModelIndex.text(self).utf8)),
    ]
  }

  /// The full address of a page; nothing without `base_url`.
  func canonical(_ path: String) -> String {
    let base = guide.settings.baseURL
    guard !base.isEmpty, path != SiteAddress.notFound else { return "" }
    return base + (path == SiteAddress.home ? "" : SiteAddress.percentEncoded(path))
  }

  /// Whether a page is an entry of its own: not the home page, a list or a step of a tree.
  private func isArticle(_ frame: Frame, _ path: String) -> Bool {
    frame.entry.map { $0.kind != .home && path == SiteAddress.page($0.key) } ?? false
  }

  /// Search engines want full addresses, so without `base_url` there is nothing to say.
  private func structuredData(
    _ frame: Frame, _ path: String, _ canonical: String
  ) -> StructuredData {
    guard !canonical.isEmpty else { return StructuredData(breadcrumbs: nil, article: nil) }
    let crumbs = [(text: words["home"], path: Optional(SiteAddress.home))] + frame.breadcrumbs
    let items = crumbs.enumerated().map { place, crumb in
      StructuredData.Breadcrumbs.Item(
        position: place + 1, name: crumb.text,
        item: crumb.path.map { self.canonical($0) } ?? canonical)
    }
    return StructuredData(
      breadcrumbs: frame.breadcrumbs.isEmpty ? nil : .init(itemListElement: items),
      article: isArticle(frame, path) ? article(frame, canonical) : nil)
  }

  private func article(_ frame: Frame, _ canonical: String) -> StructuredData.Article {
    let settings = guide.settings
    let publisher = StructuredData.Article.Publisher(name: settings.title, url: settings.baseURL)
    return StructuredData.Article(
      headline: frame.title, description: frame.description.isEmpty ? nil : frame.description,
      url: canonical, inLanguage: frame.language ?? settings.language,
      datePublished: frame.entry?.date?.description,
      dateModified: frame.entry?.updated?.description,
      image: assets[Self.shareImage].map {
        settings.baseURL + SiteAddress.percentEncoded($0.path)
      },
      author: publisher, publisher: publisher)
  }
}
