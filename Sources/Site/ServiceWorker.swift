internal import Publishing

/// The service worker at the root of a site, which keeps the guide on the device of its readers.
///
/// The theme's `sw.js` does the work; above it stands what to keep: every file with a hash of its
/// content, and a generation, which is a hash of that list. So it changes when the site does.
struct ServiceWorker {
  /// Where it stands: it may only answer for what is below.
  static let path = "sw.js"

  /// How many bytes a phone is made to keep. Of a larger guide it keeps what all pages share.
  static let limit = 24_000_000

  /// What pages ask for beside their styles, scripts and pictures.
  private static let forPages: Set<String> = [WebManifest.path, AddressList.path]

  /// What stands above the script.
  private struct Site: Encodable {
    let generation: String
    let files: [String: String]
  }

  let script: [UInt8]

  /// The worker for the files of a site.
  func file(for files: [OutputFile]) -> (path: String, bytes: [UInt8]) {
    var kept = files.filter { Self.isForReaders($0.path) }
    if kept.reduce(0, { $0 + $1.size }) > Self.limit {
      kept = kept.filter { Self.isShared($0.path) }
    }
    let hashes = kept.map { ($0.path, String($0.sha256.prefix(16))) }
    let text = hashes.map { "\($0.0)\n\($0.1)\n" }.joined()
    let site = Site(
      generation: ContentHash.digits(of: text.utf8, bytes: 8),
      files: Dictionary(hashes, uniquingKeysWith: { $1 }))
    let list = Array("const site = ".utf8) + JSONText.bytes(site, isPretty: true)
    return (Self.path, list + Array(";\n".utf8) + script)
  }

  /// Whether a reader opens a file: not what machines read, not the picture for chats, and not the
  /// page that holds all others once more.
  private static func isForReaders(_ path: String) -> Bool {
    if path.hasPrefix("assets/") { return !path.hasPrefix("assets/share.") }
    if path.hasPrefix("search/") || Self.forPages.contains(path) { return true }
    return path.hasSuffix(".html") && path != SiteAddress.print
  }

  /// Whether a file serves every page: styles, scripts, lists, the search.
  private static func isShared(_ path: String) -> Bool {
    path.hasPrefix("search") || path == SiteAddress.notFound
      || [".css", ".js", "index.html"].contains(where: path.hasSuffix)
  }
}
