/// The names under which the preview may be asked for.
///
/// A page of another site can have its own name lead to this machine and then read what the preview
/// answers; the `Host` field is what gives it away.
struct AllowedHosts: Hashable, Sendable {
  private let hosts: Set<String>

  /// Allows this machine's own names and the addresses at which the preview is bound.
  init(port: Int, addresses: [String]) {
    let names = ["localhost", "127.0.0.1", "[::1]"] + addresses.map(Self.bracketed)
    var hosts = Set(names.map { "\($0.lowercased()):\(port)" })
    if port == 80 { hosts.formUnion(names.map { $0.lowercased() }) }
    self.hosts = hosts
  }

  /// Whether a `Host` field names this preview.
  func contains(_ host: String) -> Bool {
    hosts.contains(host)
  }

  /// Whether a page may listen to the events: one of this preview, or none at all.
  func admits(_ request: Request) -> Bool {
    if let site = request.fetchSite, !["same-origin", "none"].contains(site) { return false }
    guard let origin = request.origin else { return true }
    return origin.hasPrefix("http://") && contains(String(origin.dropFirst(7)))
  }

  /// An address as it stands in a web address.
  static func bracketed(_ address: String) -> String {
    address.contains(":") && !address.hasPrefix("[") ? "[\(address)]" : address
  }
}
