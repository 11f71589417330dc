internal import Knowledge
internal import Markup

/// Turns the links of an entry into addresses relative to the page that shows it.
struct SiteLinks: LinkResolver {
  let guide: Guide
  let assets: AssetCatalog
  /// The entry that holds the links.
  let entry: Entry
  /// The page on which they are shown.
  let page: String
  /// How much that page holds.
  let scope: Scope

  /// How much of the guide a page holds, which decides where its links lead.
  enum Scope {
    /// A page of its own: links lead to other pages.
    case page
    /// The whole guide: links lead to anchors of the same page.
    case wholeGuide
    /// The whole guide in a file that stands alone: it holds its pictures too.
    case singleFile
  }

  func link(_ link: Link) -> LinkResolution {
    guard case .success(let target) = guide.index.target(of: link.destination, from: entry) else {
      return .text
    }
    if case .external(let address) = target {
      return .address(address, isExternal: URLScheme.isExternal(address))
    }
    if scope != .page, let anchor = SiteAnchor.anchor(of: target) {
      return .address(anchor, isExternal: false)
    }
    guard scope != .singleFile, let address = address(of: target) else { return .text }
    return .address(address, isExternal: false)
  }

  func image(_ image: Image) -> ImageResolution {
    guard case .success(.asset(let name)) = guide.index.target(of: image.source, from: entry),
      let asset = assets[name]
    else { return .alternative }
    let address = scope == .singleFile ? asset.dataAddress : relative(asset.path)
    guard let address else { return .alternative }
    return .address(address, width: asset.size?.width, height: asset.size?.height)
  }

  private func address(of target: LinkTarget) -> String? {
    switch target {
    case .entry(let key, let anchor):
      let path = SiteAddress.page(key)
      if path == page, let anchor { return "#" + anchor }
      return relative(path) + (anchor.map { "#" + $0 } ?? "")
    case .node(let key, let id): return relative(SiteAddress.node(key, id))
    case .index(let kind): return relative(SiteAddress.index(kind))
    case .asset(let name): return assets[name].map { relative($0.path) }
    case .fact(let id): return relative(SiteAddress.facts) + "#" + id
    case .external(let address): return address
    }
  }

  private func relative(_ path: String) -> String {
    SiteAddress.percentEncoded(SiteAddress.relative(from: page, to: path))
  }
}

/// The anchors of entries on the page of the whole guide: no two are alike, because ids hold no `/`
/// but in paths of pages, which have no nodes.
enum SiteAnchor {
  static func entry(_ key: EntryKey) -> String {
    "\(key.kind.rawValue)-\(SiteAddress.percentEncoded(key.id))"
  }

  static func node(_ tree: EntryKey, _ id: String) -> String {
    "\(entry(tree))/\(SiteAddress.percentEncoded(id))"
  }

  static func fact(_ id: String) -> String {
    "fact-\(id)"
  }

  /// The fragment that leads to a target on that page; nil when the page does not show it.
  static func anchor(of target: LinkTarget) -> String? {
    switch target {
    case .entry(let key, _): "#" + entry(key)
    case .node(let key, let id): "#" + node(key, id)
    case .fact(let id): "#" + fact(id)
    case .index(let kind): "#kind-\(kind.rawValue)"
    case .asset, .external: nil
    }
  }
}
