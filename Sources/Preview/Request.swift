internal import Foundation

/// The head of one request: all that the preview reads, because it takes no bodies.
struct Request: Hashable, Sendable {
  /// Whether only the head of the answer is wanted.
  var isHead: Bool
  /// The path as it was sent: still percent-encoded, without the query.
  var path: String
  /// The address that the browser believes it speaks to.
  var host: String
  /// The site that asks, where the browser says so.
  var origin: String?
  /// Whether the page that asks is of this site, where the browser says so.
  var fetchSite: String?
  /// Whether the connection ends with the answer.
  var isLast: Bool

  /// The longest head that is read.
  static let limit = 16_384

  /// What the bytes of a connection hold so far.
  enum Reading: Hashable, Sendable {
    /// The head has not ended yet.
    case incomplete
    /// A request, and how many bytes it took.
    case request(Request, length: Int)
    /// No request that is answered with a page.
    case refused(Status)
  }

  /// Reads the first head in the bytes that came.
  ///
  /// Anything unusual is refused rather than guessed at: a server of files needs no leniency.
  static func reading(_ bytes: [UInt8]) -> Reading {
    let end = headEnd(bytes)
    // The bytes of the last line break belong to the head, those behind it to the next request.
    let head = bytes[..<(end ?? bytes.count)]
    if !isText(head) { return .refused(.badRequest) }
    guard let end, end <= limit else {
      return bytes.count > limit ? .refused(.headTooLarge) : .incomplete
    }
    var lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n").dropLast(2)
    guard let start = lines.popFirst() else { return .refused(.badRequest) }
    switch target(start) {
    case .failure(let status): return .refused(status)
    case .success(let (isHead, path, isOld)):
      guard let fields = fields(lines), let host = fields["host"] else {
        return .refused(.badRequest)
      }
      if let status = refusalOfBody(fields) { return .refused(status) }
      let connection = fields["connection", default: ""].lowercased()
      let request = Request(
        isHead: isHead, path: path, host: host.lowercased(), origin: fields["origin"],
        fetchSite: fields["sec-fetch-site"], isLast: isOld || connection.contains("close"))
      return .request(request, length: end)
    }
  }

  /// Where the empty line ends that closes the head.
  private static func headEnd(_ bytes: [UInt8]) -> Int? {
    var index = 3
    while index < bytes.count {
      if bytes[index] == 0x0A, bytes[index - 1] == 0x0D, bytes[index - 2] == 0x0A,
        bytes[index - 3] == 0x0D
      {
        return index + 1
      }
      index += 1
    }
    return nil
  }

  /// Whether this can be the beginning of a head: ASCII that starts with a method, lines that end
  /// in CR LF. Another protocol, such as TLS, is known by its first byte.
  private static func isText(_ head: ArraySlice<UInt8>) -> Bool {
    if let first = head.first, !(0x41...0x5A).contains(first) { return false }
    var previous: UInt8 = 0
    for byte in head {
      switch byte {
      case 0x0A where previous == 0x0D: break
      case 0x0D, 0x09: break
      case 0x20...0x7E: break
      default: return false
      }
      if previous == 0x0D, byte != 0x0A { return false }
      previous = byte
    }
    return true
  }

  /// The method, the path and the version of the first line.
  private static func target(_ line: String) -> Result<(Bool, String, Bool), Status> {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy({ isToken($0) }),
      parts[2].hasPrefix("HTTP/")
    else { return .failure(.badRequest) }
    guard ["HTTP/1.1", "HTTP/1.0"].contains(parts[2]) else {
      return .failure(.versionNotSupported)
    }
    guard ["GET", "HEAD"].contains(parts[0]) else {
      let isKnown = otherMethods.contains(String(parts[0]))
      return .failure(isKnown ? .methodNotAllowed : .notImplemented)
    }
    guard parts[1].hasPrefix("/"), !parts[1].contains("#") else { return .failure(.badRequest) }
    let path = String(parts[1].prefix { $0 != "?" })
    return .success((parts[0] == "HEAD", path, parts[2] == "HTTP/1.0"))
  }

  /// The methods of HTTP that a server of files has no use for.
  private static let otherMethods: Set<String> = [
    "CONNECT", "DELETE", "OPTIONS", "PATCH", "POST", "PUT", "TRACE",
  ]

  /// Why a request with a body is refused; nil for one without.
  private static func refusalOfBody(_ fields: [String: String]) -> Status? {
    if fields["transfer-encoding"] != nil { return .notImplemented }
    guard let length = fields["content-length"], length != "0" else { return nil }
    let isNumber = !length.isEmpty && length.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isNumber ? .contentTooLarge : .badRequest
  }

  /// The header fields by their names in small letters; nil when a line is none, or when one that
  /// decides something stands twice.
  private static func fields(_ lines: ArraySlice<String>) -> [String: String]? {
    let once: Set<String> = ["host", "origin", "content-length", "sec-fetch-site"]
    var fields: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
        line[..<colon].allSatisfy({ isToken($0) })
      else { return nil }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].trimmingPrefix { $0 == " " || $0 == "\t" }
      if fields[name] != nil, once.contains(name) { return nil }
      fields[name] = String(value.reversed().trimmingPrefix { $0 == " " || $0 == "\t" }.reversed())
    }
    return fields
  }

  /// Whether a character may stand in the name of a method or a field.
  private static func isToken(_ character: Character) -> Bool {
    character.isASCII
      && (character.isLetter || character.isNumber || "!#$%&'*+-.^_`|~".contains(character))
  }
}
