/// The scheme of an address, read as warily as the most forgiving browser would.
public enum URLScheme {
  /// The schemes that a guide may link to.
  public static let allowed: Set<String> = ["http", "https", "mailto", "tel"]

  /// Whether an address may stand in a page: it has one of the ``allowed`` schemes, or none.
  ///
  /// The address is as the author meant it, entities decoded. Browsers drop tabs, line breaks and
  /// leading spaces from an address, so these hide nothing here either, and neither do other
  /// characters that nobody sees.
  public static func isAllowed(_ address: String) -> Bool {
    guard let scheme = scheme(of: visible(address)) else { return true }
    return allowed.contains(scheme)
  }

  /// Whether an address leads to another host: `http:`, `https:`, or two slashes.
  ///
  /// Browsers take a backslash for a slash.
  public static func isExternal(_ address: String) -> Bool {
    let text = visible(address)
    if let scheme = scheme(of: text) { return scheme == "http" || scheme == "https" }
    return text.utf8.prefix(2).elementsEqual(
      "//".utf8, by: { $0 == $1 || $0 == UInt8(ascii: "\\") })
  }

  /// Whether an address leads somewhere by itself: it has one of the ``allowed`` schemes.
  public static func isComplete(_ address: String) -> Bool {
    scheme(of: visible(address)).map(allowed.contains) ?? false
  }

  /// What stands before the first colon, in lower case; nil where a slash, a question mark or a
  /// number sign comes first, or where a letter beyond ASCII shows that it is the name of a file.
  private static func scheme(of address: Substring) -> String? {
    let bytes = address.utf8
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: ":"): return address[..<index].lowercased()
      case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0x80...:
        return nil
      default: continue
      }
    }
    return nil
  }

  /// The address without control characters, spaces and what else cannot be seen.
  private static func visible(_ address: String) -> Substring {
    if address.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) { return address[...] }
    var result = Substring.UnicodeScalarView()
    for scalar in address.unicodeScalars where !scalar.isInvisible { result.append(scalar) }
    return Substring(result)
  }
}

extension Unicode.Scalar {
  fileprivate var isInvisible: Bool {
    if isASCII { return value <= 0x20 || value == 0x7F }
    return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
      || properties.generalCategory == .control || properties.generalCategory == .format
  }
}
