internal import Publishing
internal import Site

/// What the preview serves at one moment: the last good build, and what is wrong with the newest.
struct PreviewSite: Sendable {
  /// The last build that is complete; nil before the first.
  var output: OutputTree?
  /// The pages of the newest build without errors, until it is complete.
  var draft: DraftPages?
  /// Grows with every good build: a page of another generation is reloaded.
  var generation: Int
  /// Grows with every build, also one with errors.
  var revision = 0
  /// What pages are told of the newest build, as JSON.
  var report: [UInt8] = []

  /// Where pages listen for news.
  static let events = "/.clew/events"
  static let script = "/.clew/preview.js"
  static let style = "/.clew/preview.css"

  /// The answer to a request, the stream of events aside.
  func response(to request: Request) -> Response {
    switch request.path {
    case Self.script: return Response(.ok, MediaType.script, PackageResources.preview_js)
    case Self.style: return Response(.ok, MediaType.style, PackageResources.preview_css)
    default: break
    }
    switch RequestPath.file(request.path) {
    case .failure(.notFound): return notFound()
    case .failure(let status): return Response(status)
    case .success(let path): return file(path)
    }
  }

  /// The newest news as one event.
  var event: [UInt8] { Array("data: ".utf8) + report + Array("\n\n".utf8) }

  private func file(_ path: String) -> Response {
    guard output != nil || draft != nil else { return waiting() }
    // A worker would keep pages of an earlier build; without the file browsers drop theirs.
    if path == "sw.js" { return Response(.notFound) }
    if let bytes = bytes(at: path) {
      let type = MediaType.of(path)
      var response = Response(.ok, type, type == MediaType.html ? withScript(bytes) : bytes)
      response.isLasting = LastingName.isLasting(path)
      return response
    }
    if bytes(at: path + "/index.html") != nil {
      return Response(.found, location: "/" + RequestPath.encoded(path) + "/")
    }
    return notFound()
  }

  private func bytes(at path: String) -> [UInt8]? {
    guard let draft else { return output?[path] }
    return draft.bytes(at: path) ?? (draft.decides(path) ? nil : output?[path])
  }

  private func notFound() -> Response {
    guard output != nil || draft != nil else { return waiting() }
    guard let page = bytes(at: "404.html") else { return Response(.notFound) }
    return Response(.notFound, MediaType.html, withScript(page))
  }

  /// A page that shows the problems and nothing else, until there is a first good build.
  private func waiting() -> Response {
    let page =
      "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>clew</title>\n</head>\n"
    return Response(.unavailable, MediaType.html, withScript(Array(page.utf8)))
  }

  /// A page with the script that listens for news, before the scripts of the page.
  private func withScript(_ page: [UInt8]) -> [UInt8] {
    let head = Array("<head>".utf8)
    // Every page has its head within the first lines; templates without one are served as they are.
    let near = page.prefix(1_024)
    guard let place = near.indices.first(where: { near[$0...].starts(with: head) }) else {
      return page
    }
    let script =
      "\n<script src=\"\(Self.script)\" data-generation=\"\(generation)\" defer></script>"
    return page[...(place + head.count - 1)] + Array(script.utf8) + page[(place + head.count)...]
  }
}
