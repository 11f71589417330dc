internal import Diagnostics
public import Knowledge

/// What a web server must be told to serve a guide: headers, how long to cache what, where old
/// addresses lead, the page for unknown ones.
public struct HostingConfiguration: Sendable {
  /// The servers and services whose configuration is known.
  public enum Host: String, CaseIterable, Sendable {
    case nginx, caddy, netlify, cloudflare
  }

  /// An old address, and the page that took its place; both begin with `/`.
  struct Redirect: Equatable, Sendable {
    let from: String
    let to: String
  }

  /// What every response says.
  let headers: [(name: String, value: String)]
  /// The host of the site's address; an example where it has none.
  let domain: String
  /// The path of the site's address, with `/` at both ends.
  let prefix: String
  /// Old addresses, ordered.
  let redirects: [Redirect]
  /// The folder that the server takes for `/`.
  let root: String

  /// The folder in which builds keep what pages of the last version ask for (`Publisher`).
  var earlier: String {
    var folders = "\(root)\(prefix)".split(separator: "/")
    let name = folders.popLast() ?? ""
    let above = folders.map { "/\($0)" }.joined()
    return "\(root.hasPrefix("/") ? "" : ".")\(above)/.\(name).clew/earlier"
  }

  /// How long what never changes may be kept. Such files have a hash of their content in the name.
  public static let forever = "public, max-age=31536000, immutable"
  /// Kept, but asked for again every time: the answer is short when nothing changed.
  static let revalidated = "no-cache"

  /// Reads what a configuration needs from a guide.
  ///
  /// - Parameters:
  ///   - guide: the guide, with the address of its site.
  ///   - root: the folder that the server takes for `/`.
  public init(_ guide: Guide, root: String) {
    let (scheme, domain, prefix) = Self.parts(of: guide.settings.baseURL)
    self.root = root
    self.domain = domain
    self.prefix = prefix
    headers = Self.headers(isSecure: scheme == "https")
    let pages = SitePlan.planned(guide).0.pages
    let found = pages.compactMap { page -> Redirect? in
      // A host may read other characters as its own. The page that leads on serves those.
      guard case .redirect(let target) = page.content, Self.isPlain(page.path) else { return nil }
      // A folder is asked for without the name of its page.
      let isFolder = page.path.hasSuffix("/index.html")
      let path = isFolder ? String(page.path.dropLast("index.html".count)) : page.path
      return Redirect(from: prefix + path, to: prefix + SiteAddress.percentEncoded(target))
    }
    redirects = found.sorted { $0.from.precedes($1.from) }
  }

  private static func headers(isSecure: Bool) -> [(name: String, value: String)] {
    var headers = [
      (name: "Content-Security-Policy", value: PagePolicy.header),
      (name: "X-Content-Type-Options", value: "nosniff"),
      (name: "Referrer-Policy", value: "no-referrer"),
      (
        name: "Permissions-Policy",
        value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
      ),
      (name: "Cross-Origin-Opener-Policy", value: "same-origin"),
    ]
    // Whoever once came by https is not led elsewhere by a network in between.
    if isSecure { headers.append((name: "Strict-Transport-Security", value: "max-age=31536000")) }
    return headers
  }

  /// Scheme, host and path of an address.
  private static func parts(of address: String) -> (scheme: String, host: String, path: String) {
    guard let mark = address.firstRange(of: "://") else { return ("https", "example.com", "/") }
    let rest = address[mark.upperBound...]
    let host = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(host.count)
    return (String(address[..<mark.lowerBound]), String(host), path.isEmpty ? "/" : String(path))
  }

  /// Whether no host reads a path as more than a path: letters, digits and few signs.
  private static func isPlain(_ path: String) -> Bool {
    path.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789-._~/".contains(Character($0))
    }
  }

  /// The configuration for a host.
  public func text(for host: Host) -> String {
    switch host {
    case .nginx: nginx
    case .caddy: caddy
    case .netlify: netlify
    case .cloudflare: cloudflare
    }
  }
}
