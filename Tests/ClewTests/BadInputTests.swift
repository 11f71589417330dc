import Foundation
import Glibc
import Testing

@Suite("Bad input", .timeLimit(.minutes(5)))
struct BadInputTests {
  /// What somebody does to a guide that is published already, and what they are told.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let status: Int32
    /// What the message holds, such as the code and the place.
    let message: String
    let spoil: @Sendable (Workspace) throws -> Void

    init(
      _ name: String, _ status: Int32 = 1, _ message: String,
      _ spoil: @escaping @Sendable (Workspace) throws -> Void
    ) {
      self.name = name
      self.status = status
      self.message = message
      self.spoil = spoil
    }

    /// A content file with this text.
    init(_ name: String, _ path: String, _ text: String, _ message: String) {
      self.init(name, 1, message) { try $0.write("content/\(path)", text) }
    }

    var testDescription: String { name }
  }

  @Test("is a finding or a clear error, and the published site stays as it was", arguments: all)
  func refused(example: Case) async throws {
    let space = try Workspace()
    #expect(try await space.clew("build").status == 0)
    let before = try space.snapshot()
    try example.spoil(space)
    let run = try await space.clew("build", "--lang", "en", "--site", ".")
    #expect(run.status == example.status, "\(run.errors.prefix(2_000))")
    #expect(run.errors.contains(example.message), "\(run.errors.prefix(2_000))")
    #expect(run.output.isEmpty)
    #expect(try space.snapshot() == before)
    #expect(try await space.clew("verify", "public").status == 0)
  }

  static let all = texts + bytes + files

  static let texts = [
    Case(
      "broken YAML", "causes/late.md", "---\ntitle: [a\nsolutions: [wait]\n---\n",
      "content/causes/late.md:3:10"),
    Case(
      "unclosed front matter", "causes/late.md", "---\ntitle: a\n", "[front-matter-not-closed]"),
    Case("a missing file", "causes/late.md", "---\ntitle: a\nsolutions: [wiat]\n---\n", "'wait'?"),
    Case("a broken link", "pages/a.md", "\n[a](b.md)\n", "content/pages/a.md:2:5"),
    Case("an unknown key", "pages/a.md", "---\ntitel: a\n---\n", "did you mean 'title'?"),
    Case("a bad date", "pages/a.md", "---\ndate: 2026-02-30\n---\n", "content/pages/a.md:2:7"),
    Case("an empty file", "causes/late.md", "", "[missing-key]"),
    Case("empty settings", "site.yml", "", "[missing-key]"),
    Case("settings that are a list", "site.yml", "- title: a\n", "[yaml-syntax]"),
    Case(
      "an alias bomb", "facts.yml",
      (0..<40).map { "k\($0): &a\($0) [\($0 == 0 ? "x" : "*a\($0 - 1), *a\($0 - 1)")]\n" }
        .joined(), "[yaml-alias]"),
    Case("deep YAML", "facts.yml", "a: " + String(repeating: "[", count: 100_000), "[front-matter"),
    Case("capital letters", "causes/Network.md", "---\ntitle: a\n---\n", "[invalid-id]"),
    Case("a Chinese file name", "causes/网络.md", "---\ntitle: a\n---\n", "[invalid-id]"),
    Case("two files that differ in case", "causes/LATE.md", "---\ntitle: a\n---\n", "[invalid-id]"),
    Case(
      "an address that is taken", "pages/a.md", "---\naliases: [causes/late]\n---\n",
      "[duplicate-address]"),
    Case("an unknown folder", "cause/a.md", "", "did you mean 'content/causes/'?"),
    Case("a file of an unknown kind", "causes/a.txt", "", "[unknown-file]"),
    Case("a file below an entry", "causes/a.md/b.md", "", "[unknown-file]"),
    Case(
      "100,000 quotations", "pages/a.md", String(repeating: "> ", count: 100_000),
      "[nesting-too-deep]"),
    Case(
      "100,000 images", "pages/a.md", String(repeating: "![[]()", count: 100_000),
      "[costly-markup]"),
  ]

  static let bytes = [
    Case("invalid UTF-8", 1, "content/pages/a.md:2:4") {
      try $0.write("content/pages/a.md", bytes: Array("一\n二".utf8) + [0xB0, 0xA1])
    },
    Case("NUL", 1, "content/pages/a.md:1:2") {
      try $0.write("content/pages/a.md", bytes: [0x61, 0, 0x62])
    },
    Case("NUL in the settings", 1, "content/site.yml:1:8") {
      try $0.write("content/site.yml", bytes: Array("title: ".utf8) + [0])
    },
    Case("a file of 50 MB", 1, "[file-too-large]") {
      try $0.write("content/pages/a.md", bytes: [UInt8](repeating: 0x61, count: 50_000_000))
    },
    Case("an asset of 70 MB", 66, "content/assets/a.png") {
      try $0.write("content/assets/a.png", bytes: [UInt8](repeating: 0, count: 70_000_000))
    },
    Case("a template that is broken", 1, "templates/page.mustache:1:") {
      try $0.write("templates/page.mustache", "{{#title}}")
    },
  ]

  static let files = [
    Case("a symbolic link out of content/", 1, "[irregular-file]") {
      try link($0.path("content/pages/a.md"), to: "/etc/passwd")
    },
    Case("a symbolic link within content/", 1, "[irregular-file]") {
      try link($0.path("content/pages/a.md"), to: "../index.md")
    },
    Case("a symbolic link to a folder above", 1, "[irregular-file]") {
      try link($0.path("content/pages/a"), to: "../..")
    },
    Case("a FIFO", 1, "[irregular-file]") { space in
      try space.write("content/pages/b.md", "")
      #expect(unsafe mkfifo(space.path("content/pages/a.md"), 0o600) == 0)
    },
    Case("a socket", 1, "[irregular-file]") { space in
      try space.write("content/pages/b.md", "")
      try socket(at: space.path("content/pages/a.md"))
    },
    Case("a device", 1, "[irregular-file]") { space in
      try space.write("content/pages/b.md", "")
      // Only the superuser makes devices; a FIFO stands in for one elsewhere.
      let path = space.path("content/pages/a.md")
      let isMade = unsafe mknod(path, S_IFCHR | 0o600, dev_t(0x105)) == 0
      #expect(unsafe isMade || mkfifo(path, 0o600) == 0)
    },
    Case("a folder of content/ that is a symbolic link", 1, "[irregular-file]") { space in
      try space.remove("content/solutions")
      try link(space.path("content/solutions"), to: "/etc")
    },
    Case("a picture that is a symbolic link", 1, "[irregular-file]") {
      try link($0.path("content/assets/a.png"), to: "/etc/passwd")
    },
    Case("folders in folders without end", 1, "[irregular-file]") {
      try $0.write("content/pages/\(String(repeating: "a/", count: 40))b.md", "")
    },
    Case("a name that Windows keeps for a device", 1, "[unsafe-name]") {
      try $0.write("content/pages/aux.md", "# a\n")
    },
    Case("a template that is a symbolic link", 1, "[irregular-file]") {
      try $0.write("templates/a.mustache", "")
      try link($0.path("templates/page.mustache"), to: "/etc/passwd")
    },
    Case("no content/", 66, "content/") { try $0.remove("content") },
    Case("no settings", 1, "[missing-file]") { try $0.remove("content/site.yml") },
  ]

  private static func link(_ path: String, to target: String) throws {
    let folder = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  private static func socket(at path: String) throws {
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let status = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, size)
      }
    }
    try #require(status == 0, "\(errno)")
  }

  @Test("a byte-order mark and CRLF change no byte of the site")
  func windows() async throws {
    let space = try Workspace()
    #expect(try await space.clew("build").status == 0)
    let before = try space.contents()
    for (path, text) in Workspace.guide {
      try space.write(
        path, bytes: [0xEF, 0xBB, 0xBF] + Array(text.replacing("\n", with: "\r\n").utf8))
    }
    let run = try await space.clew("build")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try space.contents() == before)
  }

  @Test("a file whose name is not UTF-8 is a clear error")
  func nameOfBytes() async throws {
    let space = try Workspace()
    let made = try await space.run(
      "/bin/sh", ["-c", "mkdir -p content/pages; echo a > content/pages/$(printf 'a\\377').md"])
    #expect(made.status == 0)
    let run = try await space.clew("build", "--lang", "en")
    #expect(
      [1, 66].contains(run.status) && run.errors.contains("content/pages/a"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: space.path("public")))
  }

  @Test("a file that may not be read is a clear error")
  func unreadable() async throws {
    guard geteuid() != 0 else {
      print("the superuser may read every file: an unreadable one was not tested")
      return
    }
    let space = try Workspace()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: space.path("content/index.md"))
    let run = try await space.clew("build")
    #expect(run.status == 66 && run.errors.contains("content/index.md"))
  }

  @Test("a full disk, and then one that cannot be written, leave the old site in place")
  func fullDisk() async throws {
    let space = try Workspace()
    let script = """
      mkdir disk && mount -t tmpfs -o size=2m tmpfs disk || exit 99
      '\(try Program.path)' build --quiet --output disk/public || exit 1
      mkdir content/assets && head -c 5000000 /dev/urandom > content/assets/a.bin
      '\(try Program.path)' build --quiet --lang en --output disk/public; echo full $?
      '\(try Program.path)' verify --quiet disk/public; echo verified $?
      rm content/assets/a.bin; echo '[a](index.md)' >> content/index.md
      mount -o remount,ro disk || exit 99
      '\(try Program.path)' build --quiet --lang en --output disk/public; echo readonly $?
      '\(try Program.path)' verify --quiet disk/public; echo verified $?
      mount -o remount,rw disk
      '\(try Program.path)' build --quiet --output disk/public; echo built $?
      '\(try Program.path)' verify --quiet disk/public; echo verified $?
      """
    let run = try await space.run("/usr/bin/unshare", ["-rm", "/bin/sh", "-c", script])
    guard !run.errors.contains("unshare"), run.status != 99 else {
      print("no file system can be mounted here: a full disk was not tested")
      return
    }
    #expect(
      run.output == "full 73\nverified 0\nreadonly 73\nverified 0\nbuilt 0\nverified 0\n")
    #expect(
      run.errors.contains("No space left") && run.errors.contains("Read-only"), "\(run.errors)")
  }
}
