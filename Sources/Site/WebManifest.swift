internal import Knowledge

/// The web manifest: under which name, icon and colours a phone puts the guide on its home screen.
///
/// Addresses in it are relative to it, so it works below any path.
struct WebManifest: Encodable {
  /// Where it stands.
  static let path = "site.webmanifest"

  /// One icon.
  struct Icon: Encodable {
    let src: String
    let sizes: String
    let type: String
    let purpose: String
  }

  let name: String
  let shortName: String
  let description: String
  let lang: String
  let startUrl = SiteAddress.home
  let scope = "./"
  /// The reader keeps the way back and the address to share.
  let display = "minimal-ui"
  let backgroundColor: String?
  let themeColor: String?
  let icons: [Icon]

  private enum CodingKeys: String, CodingKey {
    case name, description, lang, scope, display, icons
    case shortName = "short_name"
    case startUrl = "start_url"
    case backgroundColor = "background_color"
    case themeColor = "theme_color"
  }

  init(_ settings: SiteSettings, assets: AssetCatalog, colors: ThemeColors) {
    name = settings.title
    shortName = String(settings.title.prefix(12))
    description = settings.description
    lang = settings.language
    backgroundColor = colors.paper
    themeColor = colors.surface
    icons = [
      ("icon.svg", "any", "image/svg+xml", "any"), ("icon-192.png", "192x192", "image/png", "any"),
      ("icon-512.png", "512x512", "image/png", "any"),
      ("icon-maskable.png", "512x512", "image/png", "maskable"),
    ].compactMap { file, sizes, type, purpose in
      assets["assets/" + file].map {
        Icon(src: SiteAddress.percentEncoded($0.path), sizes: sizes, type: type, purpose: purpose)
      }
    }
  }
}

/// The colours of the style sheet that browsers use around the page.
struct ThemeColors: Sendable {
  /// The colour behind the page, light.
  let paper: String?
  /// The colour of the bar at the head of the page, light and dark.
  let surface: String?
  let darkSurface: String?

  /// Reads the tokens `--paper` and `--surface`: the first of each is light, the second dark.
  init(styleSheet: [UInt8]) {
    let text = String(decoding: styleSheet, as: UTF8.self)
    func values(_ token: String) -> [String] {
      text.split(separator: "\n").compactMap { line in
        guard line.trimmingSpaces.hasPrefix(token) else { return nil }
        let parts = line.split(separator: ":").map { $0.trimmingSpaces }
        guard parts.count == 2, parts[0] == token, parts[1].hasSuffix(";") else { return nil }
        return String(parts[1].dropLast())
      }
    }
    paper = values("--paper").first
    surface = values("--surface").first
    darkSurface = values("--surface").dropFirst().first
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    let start = Substring(utf8.drop { $0 == 0x20 })
    guard let last = start.utf8.lastIndex(where: { $0 != 0x20 }) else { return "" }
    return start[...last]
  }
}
