import Foundation
import Publishing
import Testing

@testable import Site

@Suite("The service worker")
struct OfflineTests {
  /// What stands above the script of a worker.
  private struct Kept: Decodable {
    let generation: String
    let files: [String: String]
  }

  private func kept(_ worker: String) throws -> Kept {
    let start = try #require(worker.range(of: "const site = "))
    let end = try #require(worker.range(of: "\n};\n"))
    let json = worker[start.upperBound..<end.lowerBound] + "\n}"
    return try JSONDecoder().decode(Kept.self, from: Data(json.utf8))
  }

  @Test("keeps what readers open, and not what machines read or what stands there twice")
  func files() async throws {
    let site = await SmallSite(completeGuide)
    let worker = try site.file("sw.js")
    let kept = try kept(worker)
    let all = try #require(site.result.output).files.map(\.path)
    let others = Set(all).subtracting(kept.files.keys).filter { !$0.hasSuffix(".md") }
    #expect(
      others == [
        "feed.xml", "llms.txt", "print.html", "robots.txt", "sitemap.xml", "sw.js",
        "trees/go.paths.txt",
      ])
    #expect(kept.files.keys.contains("pages/c#1 %.html"))
    #expect(kept.files.keys.contains { $0.hasPrefix("assets/clew.") })
    #expect(worker.contains("oninstall"))
  }

  @Test("names each file by the SHA-256 of its content, and the generation by all of them")
  func generations() throws {
    let script = ServiceWorker(script: Array("// text\n".utf8))
    func worker(_ text: String) throws -> Kept {
      let files = [("index.html", "abc"), ("a.html", text)].map {
        OutputFile($0, Array($1.utf8))
      }
      return try kept(String(decoding: script.file(for: files).bytes, as: UTF8.self))
    }
    let one = try worker("1")
    #expect(one.files["index.html"] == "ba7816bf8f01cfea")
    #expect(try worker("1").generation == one.generation)
    let two = try worker("2")
    #expect(two.generation != one.generation && two.files["a.html"] != one.files["a.html"])
  }

  @Test("of a guide too large for a phone only what every page shares")
  func large() throws {
    let text = [UInt8](repeating: 65, count: ServiceWorker.limit / 2)
    let shared = ["404.html", "assets/style.1.css", "causes/index.html", "index.html"]
    let files = (shared + ["causes/a.html", "causes/b.html"]).map { path in
      OutputFile(path, path.hasPrefix("causes/") ? text : [])
    }
    let bytes = ServiceWorker(script: []).file(for: files).bytes
    #expect(try kept(String(decoding: bytes, as: UTF8.self)).files.keys.sorted() == shared)
  }

  @Test("every page may have it")
  func policy() async throws {
    let site = await SmallSite("")
    let page = try site.file("index.html").replacing("&#39;", with: "'")
    #expect(page.contains("worker-src 'self';"))
  }
}
