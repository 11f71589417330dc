internal import Site

/// How a request ended, by the numbers of HTTP.
enum Status: Int, Error, Hashable, Sendable {
  case ok = 200
  case found = 302
  case badRequest = 400
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case timeout = 408
  case contentTooLarge = 413
  case misdirected = 421
  case headTooLarge = 431
  case notImplemented = 501
  case unavailable = 503
  case versionNotSupported = 505

  /// The name of the number.
  var reason: String {
    switch self {
    case .ok: "OK"
    case .found: "Found"
    case .badRequest: "Bad Request"
    case .forbidden: "Forbidden"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .timeout: "Request Timeout"
    case .contentTooLarge: "Content Too Large"
    case .misdirected: "Misdirected Request"
    case .headTooLarge: "Request Header Fields Too Large"
    case .notImplemented: "Not Implemented"
    case .unavailable: "Service Unavailable"
    case .versionNotSupported: "HTTP Version Not Supported"
    }
  }
}

/// One answer, before it is bytes.
struct Response: Hashable, Sendable {
  /// How it went.
  var status: Status
  /// What the body is.
  var mediaType: String
  /// What is sent.
  var body: [UInt8]
  /// Where to go instead.
  var location: String?
  /// Whether a browser may keep it: its address holds a hash of it.
  var isLasting = false

  /// Answers with a body.
  init(_ status: Status, _ mediaType: String, _ body: [UInt8], location: String? = nil) {
    self.status = status
    self.mediaType = mediaType
    self.body = body
    self.location = location
  }

  /// Answers with the name of the status, for people who read raw answers.
  init(_ status: Status, location: String? = nil) {
    self.init(
      status, MediaType.text, Array("\(status.rawValue) \(status.reason)\n".utf8),
      location: location)
  }

  /// The answer as it goes over the wire.
  ///
  /// - Parameters:
  ///   - isHead: whether the body stays away.
  ///   - isLast: whether the connection ends after it.
  /// - Returns: head and body.
  func bytes(isHead: Bool, isLast: Bool) -> [UInt8] {
    var head = Self.head(status, mediaType, cache: isLasting ? HostingConfiguration.forever : nil)
    head += "Content-Length: \(body.count)\r\n"
    if let location { head += "Location: \(location)\r\n" }
    if status == .methodNotAllowed { head += "Allow: GET, HEAD\r\n" }
    head += "Connection: \(isLast ? "close" : "keep-alive")\r\n\r\n"
    return Array(head.utf8) + (isHead ? [] : body)
  }

  /// The head of a stream of events, whose length nobody knows.
  static var eventStreamHead: [UInt8] {
    Array((head(.ok, "text/event-stream; charset=utf-8") + "Connection: close\r\n\r\n").utf8)
  }

  private static func head(
    _ status: Status, _ mediaType: String, cache: String? = nil
  ) -> String {
    """
    HTTP/1.1 \(status.rawValue) \(status.reason)\r
    Content-Type: \(mediaType)\r
    Cache-Control: \(cache ?? "no-store")\r
    Content-Security-Policy: \(PagePolicy.header)\r
    Cross-Origin-Resource-Policy: same-origin\r
    Referrer-Policy: no-referrer\r
    X-Content-Type-Options: nosniff\r

    """
  }
}

/// What a file is, by the end of its name.
enum MediaType {
  static let html = "text/html; charset=utf-8"
  static let text = "text/plain; charset=utf-8"
  static let script = "text/javascript; charset=utf-8"
  static let style = "text/css; charset=utf-8"

  /// The type of a file; bytes of no known kind where the name does not tell.
  static func of(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
    return switch name[name.index(after: dot)...].lowercased() {
    case "html": html
    case "css": style
    case "js": script
    case "txt": text
    case "md": "text/markdown; charset=utf-8"
    case "json", "map": "application/json; charset=utf-8"
    case "webmanifest": "application/manifest+json; charset=utf-8"
    case "xml": "application/xml; charset=utf-8"
    case "svg": "image/svg+xml; charset=utf-8"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "avif": "image/avif"
    case "ico": "image/x-icon"
    case "pdf": "application/pdf"
    case "wasm": "application/wasm"
    case "woff2": "font/woff2"
    default: "application/octet-stream"
    }
  }
}
