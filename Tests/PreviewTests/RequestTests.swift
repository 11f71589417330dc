import Foundation
import Publishing
import Site
import Testing

@testable import Preview

@Suite("Requests to the preview")
struct RequestTests {
  /// Reads a head that is written with plain line breaks and without its closing empty line.
  private func reading(_ head: String) -> Request.Reading {
    let lines = head.split(separator: "\n", omittingEmptySubsequences: false)
    return Request.reading(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
  }

  @Test("a request is read with what decides about it")
  func sound() {
    let head =
      "GET /a%20b?q=1 HTTP/1.1\nHost: LocalHost:8080\nOrigin:  http://b \nConnection: close"
    let request = Request(
      isHead: false, path: "/a%20b", host: "localhost:8080", origin: "http://b", fetchSite: nil,
      isLast: true)
    #expect(reading(head) == .request(request, length: head.utf8.count + 3 + 4))
  }

  @Test("a head that has not ended waits for more")
  func incomplete() {
    #expect(Request.reading(Array("GET / HTTP/1.1\r\nHost: a\r\n".utf8)) == .incomplete)
    #expect(Request.reading([]) == .incomplete)
  }

  @Test(
    "what is no plain request is refused",
    arguments: [
      ("GET /", Status.badRequest), ("GET  / HTTP/1.1", .badRequest),
      ("GET / HTTP/2", .versionNotSupported),
      ("GET / FTP/1.1", .badRequest), ("GET http://a/ HTTP/1.1", .badRequest),
      ("G(T / HTTP/1.1", .badRequest), ("POST / HTTP/1.1", .methodNotAllowed),
      ("CONNECT a:1 HTTP/1.1", .methodNotAllowed), ("TRACE / HTTP/1.1", .methodNotAllowed),
      ("GET / HTTP/1.1", .badRequest), ("GET / HTTP/1.1\nHost : a", .badRequest),
      ("GET / HTTP/1.1\nHost: a\nHost: b", .badRequest),
      ("GET / HTTP/1.1\nHost: a\n folded", .badRequest),
      ("GET / HTTP/1.1\nHost: a\nContent-Length: 3", .contentTooLarge),
      ("GET / HTTP/1.1\nHost: a\nContent-Length: -3", .badRequest),
      ("GET / HTTP/1.1\nHost: a\nContent-Length: 0, 5", .badRequest),
      ("GET / HTTP/1.1\nHost: a\nContent-Length: 0\nContent-Length: 5", .badRequest),
      ("GET / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked", .notImplemented),
      ("BREW / HTTP/1.1\nHost: a", .notImplemented), ("get / HTTP/1.1\nHost: a", .badRequest),
      ("OPTIONS * HTTP/1.1\nHost: a", .methodNotAllowed),
      ("GET /\u{E9} HTTP/1.1\nHost: a", .badRequest), ("GET /\0 HTTP/1.1\nHost: a", .badRequest),
    ])
  func refused(head: String, status: Status) {
    #expect(reading(head) == .refused(status))
  }

  @Test("another protocol and bare line feeds are refused before the head ends")
  func early() {
    #expect(Request.reading([0x16, 0x03, 0x01]) == .refused(.badRequest))
    #expect(Request.reading(Array("GET / HTTP/1.1\nHost".utf8)) == .refused(.badRequest))
  }

  @Test("a head beyond the limit is refused, ended or not")
  func tooLarge() {
    let long = "GET / HTTP/1.1\nHost: a\nX: " + String(repeating: "x", count: Request.limit)
    #expect(reading(long) == .refused(.headTooLarge))
    let endless = Array("GET /".utf8) + [UInt8](repeating: 0x61, count: Request.limit)
    #expect(Request.reading(endless) == .refused(.headTooLarge))
  }

  @Test(
    "paths are decoded once and stay among the pages",
    arguments: [
      ("/", "index.html"), ("/a/", "a/index.html"), ("/%E5%88%B0.html", "到.html"),
      ("/a%20b.html", "a b.html"), ("/%252e%252e/a", "%2e%2e/a"),
    ])
  func paths(path: String, file: String) throws {
    #expect(try RequestPath.file(path).get() == file)
  }

  @Test(
    "paths that no page has are refused",
    arguments: [
      ("/../a", Status.notFound), ("/%2e%2e/a", .notFound), ("/.git/config", .notFound),
      ("/a/.env", .notFound), ("//a", .notFound), ("/a//b", .notFound), ("/a%2f..%2fb", .notFound),
      ("/a\\b", .badRequest), ("/a%5cb", .badRequest), ("/a%00", .badRequest),
      ("/a%0ab", .badRequest), ("/a%", .badRequest), ("/a%zz", .badRequest), ("/%ff", .badRequest),
    ])
  func refusedPaths(path: String, status: Status) {
    #expect(RequestPath.file(path) == .failure(status))
  }

  @Test("only this machine's names are answered, each with the port")
  func hosts() {
    let hosts = AllowedHosts(port: 8080, addresses: ["192.168.1.5", "fe80::1"])
    for host in [
      "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "192.168.1.5:8080", "[fe80::1]:8080",
    ] {
      #expect(hosts.contains(host))
    }
    for host in [
      "localhost", "localhost:80", "evil.example:8080", "127.0.0.1.evil.example:8080", "",
    ] {
      #expect(!hosts.contains(host))
    }
    #expect(AllowedHosts(port: 80, addresses: []).contains("localhost"))
  }

  @Test(
    "only pages of the preview may listen",
    arguments: [
      (nil, nil, true), ("http://localhost:8080", "same-origin", true),
      ("http://evil.example", nil, false), ("null", nil, false), (nil, "cross-site", false),
      ("https://localhost:8080", nil, false),
    ])
  func origins(origin: String?, site: String?, isAdmitted: Bool) {
    let request = Request(
      isHead: false, path: PreviewSite.events, host: "localhost:8080", origin: origin,
      fetchSite: site, isLast: false)
    #expect(AllowedHosts(port: 8080, addresses: []).admits(request) == isAdmitted)
  }
}

@Suite("Answers of the preview")
struct ResponseTests {
  private func site(_ files: [String: String]) -> PreviewSite {
    var tree = OutputTree()
    for (path, text) in files {
      let refusal = tree.add(path, Array(text.utf8))
      #expect(refusal == nil)
    }
    return PreviewSite(output: tree, generation: 7)
  }

  private func get(_ path: String, _ site: PreviewSite) -> Response {
    site.response(
      to: Request(
        isHead: false, path: path, host: "localhost", origin: nil, fetchSite: nil, isLast: false))
  }

  @Test("a page carries the script of the preview and the number of its build")
  func script() {
    let page = get("/", site(["index.html": "<html>\n<head>\n<title>到账</title></head>"]))
    let text = String(decoding: page.body, as: UTF8.self)
    #expect(page.status == .ok)
    #expect(
      text
        == "<html>\n<head>\n<script src=\"/.clew/preview.js\" data-generation=\"7\" defer></script>"
        + "\n<title>到账</title></head>")
  }

  @Test("other files are served as they are, with their type")
  func types() {
    let site = site(["a.css": "<head>", "a.webmanifest": "{}", "a": "?"])
    #expect(get("/a.css", site) == Response(.ok, "text/css; charset=utf-8", Array("<head>".utf8)))
    #expect(get("/a.webmanifest", site).mediaType == "application/manifest+json; charset=utf-8")
    #expect(get("/a", site).mediaType == "application/octet-stream")
  }

  @Test("a browser keeps what has a hash of its content in its name, and nothing else")
  func caching() {
    func cache(_ path: String) -> String? {
      let answer = get("/" + path, site([path: "x"])).bytes(isHead: true, isLast: false)
      let lines = String(decoding: answer, as: UTF8.self).components(separatedBy: "\r\n")
      return lines.first { $0.hasPrefix("Cache-Control: ") }
    }
    #expect(cache("assets/style.0a1b2c3d.css")?.hasSuffix("immutable") == true)
    #expect(cache("assets/search.js") == "Cache-Control: no-store")
    #expect(cache("causes/late.html") == "Cache-Control: no-store")
  }

  @Test("a folder leads to its index")
  func folders() {
    let site = site(["到/index.html": "x"])
    #expect(get("/%E5%88%B0", site).location == "/%E5%88%B0/")
    #expect(get("/%E5%88%B0/", site).body == Array("x".utf8))
  }

  @Test("an unknown address shows the guide's own page, with status 404")
  func notFound() {
    let page = get("/no", site(["404.html": "没有"]))
    #expect(page.status == .notFound && page.body == Array("没有".utf8))
    #expect(get("/.clew/no", site(["404.html": "没有"])).status == .notFound)
    #expect(get("/no", site([:])).status == .notFound)
  }

  @Test("the worker that keeps pages on phones is not served")
  func worker() {
    #expect(get("/sw.js", site(["sw.js": "x"])).status == .notFound)
  }

  @Test("before the first good build every address shows what is wrong")
  func waiting() {
    let page = get("/causes/late.html", PreviewSite(generation: 1))
    #expect(page.status == .unavailable)
    #expect(String(decoding: page.body, as: UTF8.self).contains(PreviewSite.script))
  }

  @Test("every answer carries the headers that keep it safe; HEAD has no body")
  func headers() {
    let text = String(
      decoding: Response(.methodNotAllowed).bytes(isHead: true, isLast: true), as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n") && text.hasSuffix("\r\n\r\n"))
    for field in [
      "X-Content-Type-Options: nosniff", "Cache-Control: no-store", "Allow: GET, HEAD",
      "Content-Security-Policy: default-src 'none';", "Content-Length: 23", "Connection: close",
    ] {
      #expect(text.contains("\r\n" + field), "\(field)")
    }
  }

  @Test("the policy is that of the published pages, and no other site may frame them")
  func policy() {
    let text = String(
      decoding: Response(.notFound).bytes(isHead: true, isLast: true), as: UTF8.self)
    #expect(
      text.contains("Content-Security-Policy: \(PagePolicy.page); frame-ancestors 'none'\r\n"))
  }
}
