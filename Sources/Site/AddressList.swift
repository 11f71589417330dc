internal import Knowledge

/// `addresses.json`: the pages of entries with their titles, by which the page for unknown addresses
/// names those that look most like what was asked for.
enum AddressList {
  /// Where it stands.
  static let path = "addresses.json"

  static func bytes(_ guide: Guide) -> [UInt8] {
    let titles = guide.index.entries.map { (SiteAddress.page($0.key), $0.title) }
    return JSONText.bytes(Dictionary(titles, uniquingKeysWith: { first, _ in first }))
  }
}
