import Foundation
import Glibc
import Publishing
import Site
import Testing

@testable import Preview

/// A preview on a free port, and raw calls to it.
private struct Server: ~Copyable {
  let server: PreviewServer

  init(limits: PreviewServer.Limits = .init()) throws {
    server = try PreviewServer(host: "127.0.0.1", port: 0, limits: limits)
    var tree = OutputTree()
    for (path, text) in ["index.html": "<head>首页", "404.html": "没有", "a.css": "a{}"] {
      let refusal = tree.add(path, Array(text.utf8))
      #expect(refusal == nil)
    }
    publish(tree)
    server.start()
  }

  deinit {
    server.stop()
  }

  func publish(_ tree: OutputTree) {
    server.board.update { site in
      site.output = tree
      site.generation = 1
      site.revision += 1
      site.report = Array("{\"n\":\(site.revision)}".utf8)
    }
  }

  /// Sends bytes and reads all that comes until the connection ends.
  func exchange(_ text: String) throws -> String {
    let socket = try call(text)
    return read(socket) { _ in false }
  }

  func call(_ text: String) throws -> Socket {
    let socket = try Socket.connected(port: server.port)
    #expect(socket.write(Array(text.utf8), until: .now + .seconds(5)))
    return socket
  }

  /// Reads until enough has come or the connection ends.
  func read(_ socket: borrowing Socket, until isEnough: (String) -> Bool) -> String {
    var bytes: [UInt8] = []
    while case .bytes(let more) = socket.read(until: .now + .seconds(5)) {
      bytes += more
      if isEnough(String(decoding: bytes, as: UTF8.self)) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Asks for one path, properly.
  func get(_ path: String, method: String = "GET", host: String? = nil, more: String = "") throws
    -> String
  {
    let host = host ?? "127.0.0.1:\(server.port)"
    return try exchange(
      "\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\n\(more)Connection: close\r\n\r\n")
  }
}

@Suite("The preview on a real socket")
struct ServerTests {
  @Test("pages, files and the page for unknown addresses are served")
  func pages() throws {
    let server = try Server()
    let home = try server.get("/")
    #expect(home.hasPrefix("HTTP/1.1 200 OK") && home.hasSuffix("首页"))
    #expect(try server.get("/a.css").contains("Content-Type: text/css; charset=utf-8"))
    let missing = try server.get("/x.html")
    #expect(missing.hasPrefix("HTTP/1.1 404") && missing.hasSuffix("没有"))
    let head = try server.get("/a.css", method: "HEAD")
    #expect(head.contains("Content-Length: 3\r\n") && head.hasSuffix("\r\n\r\n"))
  }

  @Test(
    "other methods, hosts and paths are refused",
    arguments: [
      ("POST", "/", nil, 405), ("DELETE", "/a.css", nil, 405), ("GET", "/", "evil.example", 421),
      ("GET", "/", "127.0.0.1:1", 421), ("GET", "/../Package.swift", nil, 404),
      ("GET", "/%2e%2e/Package.swift", nil, 404), ("GET", "/.git/config", nil, 404),
      ("GET", "/a%00.css", nil, 400), ("GET", "/..%5ca", nil, 400), ("GET", "/a b", nil, 400),
    ] as [(String, String, String?, Int)])
  func refused(method: String, path: String, host: String?, status: Int) throws {
    let answer = try Server().get(path, method: method, host: host)
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    #expect(answer.contains("X-Content-Type-Options: nosniff"))
  }

  @Test("malformed and oversized requests are answered, and the connection ends")
  func malformed() throws {
    let server = try Server()
    #expect(try server.exchange("\u{16}\u{3}\u{1}").hasPrefix("HTTP/1.1 400"))
    #expect(try server.exchange("nonsense\r\n\r\n").hasPrefix("HTTP/1.1 400"))
    let long = "GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 40_000)
    #expect(try server.exchange(long).hasPrefix("HTTP/1.1 431"))
  }

  @Test("one connection takes several requests")
  func keptOpen() throws {
    let server = try Server()
    let request = "GET /a.css HTTP/1.1\r\nHost: localhost:\(server.server.port)\r\n"
    let answer = try server.exchange("\(request)\r\n\(request)Connection: close\r\n\r\n")
    #expect(answer.components(separatedBy: "HTTP/1.1 200 OK").count == 3)
  }

  @Test("a request that takes too long is closed, also one that trickles")
  func slow() throws {
    let server = try Server(limits: .init(patience: .milliseconds(200)))
    #expect(try server.exchange("GET / HT").hasPrefix("HTTP/1.1 408"))
    #expect(try server.exchange("").isEmpty)
    let trickle = try server.call("GET /")
    for _ in 0..<6 {
      _ = trickle.write([0x61], until: .now + .seconds(1))
      usleep(50_000)
    }
    #expect(server.read(trickle) { _ in false }.hasPrefix("HTTP/1.1 408"))
  }

  @Test("one who asks and does not read is let go")
  func deaf() throws {
    let server = try Server(limits: .init(connections: 1, patience: .milliseconds(200)))
    var tree = OutputTree()
    let refusal = tree.add("large.css", [UInt8](repeating: 0x61, count: 20_000_000))
    #expect(refusal == nil)
    server.publish(tree)
    let deaf = try server.call(
      "GET /large.css HTTP/1.1\r\nHost: localhost:\(server.server.port)\r\n\r\n")
    var answer = ""
    for _ in 0..<50 where !answer.hasPrefix("HTTP/1.1 404") {
      usleep(100_000)
      answer = try server.get("/")
    }
    #expect(answer.hasPrefix("HTTP/1.1 404"))
    deaf.end()
  }

  @Test("nobody is waited for longer than half a minute, and few are served at once")
  func limits() {
    #expect(PreviewServer.Limits().patience <= .seconds(30))
    #expect(PreviewServer.Limits().connections <= 64)
  }

  @Test("one caller too many is told so, and a free place is given again")
  func crowded() throws {
    let server = try Server(limits: .init(connections: 1))
    let first = try server.call(
      "GET /.clew/events HTTP/1.1\r\nHost: localhost:\(server.server.port)\r\n\r\n")
    #expect(server.read(first) { $0.contains("data:") }.contains("200 OK"))
    #expect(try server.exchange("").hasPrefix("HTTP/1.1 503"))
    first.end()
    var answer = ""
    for _ in 0..<50 where !answer.hasPrefix("HTTP/1.1 200") {
      answer = try server.get("/")
      usleep(100_000)
    }
    #expect(answer.hasPrefix("HTTP/1.1 200"))
  }

  @Test("a page that listens is told of the newest build and of every one that follows")
  func events() throws {
    let server = try Server()
    let request = "GET /.clew/events HTTP/1.1\r\nHost: localhost:\(server.server.port)\r\n\r\n"
    let socket = try server.call(request)
    let first = server.read(socket) { $0.contains("\n\n") && $0.contains("data:") }
    #expect(first.contains("text/event-stream") && first.hasSuffix("data: {\"n\":1}\n\n"))
    server.publish(OutputTree())
    #expect(server.read(socket) { $0.hasSuffix("\n\n") } == "data: {\"n\":2}\n\n")
    socket.end()
    let foreign = try server.get("/.clew/events", more: "Origin: http://evil.example\r\n")
    #expect(foreign.hasPrefix("HTTP/1.1 403"))
  }

  @Test("a port that is taken is said so")
  func taken() throws {
    let server = try Server()
    let port = server.server.port
    #expect(throws: PreviewServer.Failure.self) {
      try PreviewServer(host: "127.0.0.1", port: port)
    }
  }
}

@Suite("Changes of a guide's folder")
struct FolderChangesTests {
  @Test("a save, a new folder and what is saved in it are noticed", arguments: [false, true])
  func noticed(polls: Bool) async throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "clew-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let content = root.appending(path: "content")
    try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
    let folder = GuideFolder(root.path(percentEncoded: false))
    var changes = FolderChanges.stream(of: folder, polls: polls).makeAsyncIterator()
    // Polling compares with what it saw first.
    try await Task.sleep(for: .milliseconds(polls ? 100 : 0))
    try Data("a".utf8).write(to: content.appending(path: "a.md"))
    #expect(await changes.next() != nil)
    let below = content.appending(path: "b")
    try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
    #expect(await changes.next() != nil)
    try await Task.sleep(for: .milliseconds(100))
    try Data("b".utf8).write(to: below.appending(path: "b.md"))
    #expect(await changes.next() != nil)
  }
}

extension Socket {
  /// Calls a server on this machine.
  fileprivate static func connected(port: Int) throws -> Socket {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    let result = Socket(descriptor)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(status == 0)
    return result
  }
}
