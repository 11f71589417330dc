internal import Foundation

/// Files that are published beside the pages, under names that hold a hash of their content.
struct AssetCatalog: Sendable {
  /// One file.
  struct Asset: Sendable {
    /// The path relative to the site's root, such as `assets/path.3f2a9c10.svg`.
    let path: String
    let bytes: [UInt8]
    let size: ImageSize?

    /// The whole picture as an address; nil where the name is not that of a picture.
    var dataAddress: String? {
      let types = [
        "svg": "svg+xml", "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp",
        "gif": "gif", "avif": "avif",
      ]
      let suffix = path.split(separator: ".").last.map { $0.lowercased() }
      guard let type = suffix.flatMap({ types[$0] }) else { return nil }
      return "data:image/\(type);base64,\(Data(bytes).base64EncodedString())"
    }
  }

  /// The files by their name: `assets/path.svg`, as content files write it.
  private(set) var assets: [String: Asset] = [:]

  /// Adds a file under its name with a hash of its content.
  mutating func add(_ name: String, _ bytes: [UInt8]) {
    assets[name] = Asset(
      path: Self.hashedName(name, bytes), bytes: bytes, size: ImageSize(bytes, name: name))
  }

  subscript(name: String) -> Asset? {
    assets[name]
  }

  /// `assets/path.svg` with the first 8 digits of the SHA-256 before its suffix.
  private static func hashedName(_ name: String, _ bytes: [UInt8]) -> String {
    let digits = ContentHash.digits(of: bytes, bytes: 4)
    guard let dot = name.lastIndex(of: "."), name[dot...].allSatisfy({ $0 != "/" }) else {
      return name + "." + digits
    }
    return "\(name[..<dot]).\(digits)\(name[dot...])"
  }
}
