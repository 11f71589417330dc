/// The path of a request as the path of a file in the output.
enum RequestPath {
  /// Decodes a path once, and refuses what no page has.
  ///
  /// Only files of the output tree are served, so nothing outside can be reached anyway; this tells
  /// a nonsensical request (400) from a missing page (404).
  static func file(_ path: String) -> Result<String, Status> {
    guard let bytes = decoded(path.utf8.dropFirst()),
      let text = String(validating: bytes, as: UTF8.self)
    else { return .failure(.badRequest) }
    let isOdd = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0 == "\\" }
    guard !isOdd else { return .failure(.badRequest) }
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.last == "" { parts[parts.count - 1] = "index.html" }
    guard parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else {
      return .failure(.notFound)
    }
    return .success(parts.joined(separator: "/"))
  }

  /// The path of a file as it stands in a web address.
  static func encoded(_ file: String) -> String {
    file.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }

  private static func decoded(_ path: Substring.UTF8View) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = path[...]
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
