import Publishing
import Testing

@testable import Site

@Suite("Packed copies")
struct CompressionTests {
  private static let picture = [UInt8](repeating: 7, count: 5_000)

  private func site(jobs: Int = 1, compresses: Bool = true) async -> SmallSite {
    await SmallSite(
      "--- content/pages/p.md\n---\ntitle: 页\n---\n![图](../assets/p.png)\n",
      binary: ["content/assets/p.png": Self.picture], jobs: jobs
    ) { $0.compresses = compresses }
  }

  @Test("stand beside text that becomes smaller, and beside nothing else")
  func copies() async throws {
    let output = try #require(await site().result.output)
    let copies = output.files.filter { $0.path.hasSuffix(".gz") }
    for (path, bytes) in copies {
      let original = try #require(output[String(path.dropLast(3))])
      #expect(bytes.count < original.count, "\(path)")
    }
    let names = Set(copies.map(\.path))
    for path in ["index.html", "pages/p.html", "pages/p.md", "sw.js", "addresses.json"] {
      let isSmaller = Gzip.file(of: output[path] ?? []) != nil
      #expect(names.contains(path + ".gz") == isSmaller, "\(path)")
    }
    #expect(names.contains("index.html.gz") && names.contains("sw.js.gz"))
    #expect(!names.contains { $0.contains(".png") })
  }

  @Test("are not there unless asked for, and change nothing else")
  func unasked() async throws {
    let plain = try #require(await site(compresses: false).result.output)
    let packed = try #require(await site().result.output)
    #expect(!plain.files.contains { $0.path.hasSuffix(".gz") })
    for (path, bytes) in plain.files { #expect(packed[path] == bytes, "\(path)") }
  }

  @Test("have the same bytes at any number of threads, and no time in them")
  func deterministic() async throws {
    let one = try #require(await site().result.output)
    let two = try #require(await site(jobs: 4).result.output)
    #expect(one.count == two.count)
    for (path, bytes) in one.files where path.hasSuffix(".gz") {
      #expect(two[path] == bytes)
      #expect(bytes.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 0xFF])
    }
  }

  @Test("what is small or noise already is left alone")
  func incompressible() {
    #expect(Gzip.file(of: []) == nil)
    #expect(Gzip.file(of: Array("abc".utf8)) == nil)
  }

  @Test(
    "names with a hash of their content last, others do not",
    arguments: [
      ("assets/a.3f2a9c10.css", true), ("assets/b/a.3f2a9c10.svg", true),
      ("assets/a.3f2a9c10.css.gz", true), ("search/ab12cd34.js", true),
      ("search/ab12cd34.js.gz", true), ("search/root.js", false), ("search/root.js.gz", false),
      ("assets/search.js", false), ("assets/a.min.js", false), ("index.html", false),
      ("sw.js", false), ("search/a/b.js", false), ("pages/a.3f2a9c10.html", false),
    ])
  func lasting(path: String, isLasting: Bool) {
    #expect(LastingName.isLasting(path) == isLasting)
  }
}
