/// Names that hold a hash of their content, so that what they stand for never changes. Web servers
/// are told so (`HostingConfiguration`), and builds keep such files for readers of the last version.
public enum LastingName {
  /// Whether a published path is such a name: `assets/NAME.HASH.EXT` or `search/HASH.js`, or that of
  /// a packed copy.
  public static func isLasting(_ path: String) -> Bool {
    let name = path.hasSuffix(".gz") ? path.dropLast(3) : path[...]
    if name.hasPrefix("search/") {
      return name.hasSuffix(".js") && name != "search/root.js"
        && !name.dropFirst("search/".count).contains("/")
    }
    guard name.hasPrefix("assets/"), let file = name.split(separator: "/").last else {
      return false
    }
    let parts = file.split(separator: ".")
    return parts.count > 2
      && parts[parts.count - 2].allSatisfy { $0.isASCII && $0.isHexDigit && !$0.isUppercase }
  }
}
