internal import CCurl
internal import Foundation

/// One who asks a web server for files, one after the other over a kept connection. The only file
/// that knows libcurl.
@safe struct WebCaller: ~Copyable {
  /// What came back.
  enum Answer: Sendable {
    /// No answer, or half of one: why.
    case none(String)
    /// The status of HTTP, with the body; nil when that is longer than was asked for.
    case status(Int, body: [UInt8]?)
    /// The answer leads out of the site.
    case away(String)
  }

  /// How often an answer may lead on within the site.
  private static let redirects = 5

  private let handle: UnsafeMutableRawPointer
  private let site: WebSite

  /// A caller of a site; nil where libcurl is not installed.
  init?(of site: WebSite) {
    guard let handle = unsafe ccurl_open() else { return nil }
    unsafe self.handle = handle
    self.site = site
  }

  deinit {
    unsafe ccurl_close(handle)
  }

  /// Asks for a file of the site. Answers that lead on are followed within the site: some hosts have
  /// `/causes/` in the place of `/causes/index.html`.
  ///
  /// - Parameters:
  ///   - path: the path in the manifest.
  ///   - limit: how many bytes to take at most.
  /// - Returns: what came back in the end.
  func get(_ path: String, limit: Int) -> Answer {
    var address = site.address(of: path)
    for _ in 0...Self.redirects {
      var raw = unsafe ccurl_answer()
      unsafe ccurl_get(handle, address, limit, &raw)
      defer { unsafe ccurl_free(&raw) }
      let problem = unsafe Self.text(of: raw.problem)
      guard problem.isEmpty else { return .none(problem) }
      let target = unsafe Self.text(of: raw.redirect)
      guard target.isEmpty else {
        guard site.contains(target) else { return .away(target) }
        address = target
        continue
      }
      let body = unsafe UnsafeBufferPointer(start: raw.bytes, count: raw.count)
      return unsafe .status(raw.status, body: raw.is_cut == 0 ? Array(body) : nil)
    }
    return .none("\(address) leads on and on")
  }

  /// The text in a fixed array of C.
  private static func text<Array>(of array: Array) -> String {
    unsafe withUnsafeBytes(of: array) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

/// The address of a live site.
struct WebSite: Hashable, Sendable {
  /// Scheme, host and port.
  private let origin: String
  /// The whole address, with `/` at its end.
  private let root: String

  /// Reads an address; nil when it is none of a site.
  init?(_ address: String) {
    guard let parts = URLComponents(string: address), let host = parts.host, !host.isEmpty,
      let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme),
      parts.query == nil, parts.fragment == nil, parts.user == nil
    else { return nil }
    origin = "\(scheme)://\(host.lowercased())" + (parts.port.map { ":\($0)" } ?? "")
    let path = parts.percentEncodedPath
    root = origin + (path.hasSuffix("/") ? path : path + "/")
  }

  /// Whether an address lies on the same host, by the same scheme and port.
  func contains(_ address: String) -> Bool {
    address == origin || address.lowercased().hasPrefix(origin + "/")
  }

  /// The address of a file.
  func address(of path: String) -> String {
    root + (path.addingPercentEncoding(withAllowedCharacters: Self.plain) ?? path)
  }

  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
}
