import Foundation
import Testing

@Suite("The guide of this repository, as a user builds it", .timeLimit(.minutes(5)))
struct RealGuideRunTests {
  @Test("one misspelt solution is one finding, at its place, with what was meant")
  func misspelt() async throws {
    let space = try Workspace(copyOf: Program.repository)
    let path = "content/causes/network-failure.md"
    let text = try String(contentsOf: space.folder.appending(path: path), encoding: .utf8)
    try space.write(path, text.replacing("[check-network,", with: "[chek-network,"))
    let line =
      1
      + text.prefix(upTo: try #require(text.range(of: "[check-network,")).lowerBound)
      .count { $0 == "\n" }

    let run = try await space.clew("check", "--format", "json", "--lang", "en", "--strict")
    #expect(run.status == 1)
    let report = try #require(try json(run.output) as? [String: Any])
    #expect(report["errors"] as? Int == 1 && report["warnings"] as? Int == 0)
    let found = try #require(report["diagnostics"] as? [[String: Any]])
      .filter { $0["severity"] as? String != "note" }
    let finding = try #require(found.first)
    #expect(found.count == 1 && finding["code"] as? String == "unknown-id")
    #expect(finding["file"] as? String == path && finding["line"] as? Int == line)
    #expect(finding["column"] as? Int == 13 && finding["end_column"] as? Int == 25)
    let notes = finding["notes"] as? [[String: Any]]
    #expect(notes?.first?["message"] as? String == "did you mean 'check-network'?")
    #expect(notes?.first?["file"] as? String == "content/solutions/check-network.md")
    let fix = (finding["fixes"] as? [[String: Any]])?.first
    #expect(fix?["replacement"] as? String == "check-network" && fix?["line"] as? Int == line)

    let build = try await space.clew("build", "--lang", "en")
    #expect(build.status == 1 && build.errors.contains("1 error, 0 warnings"))
    #expect(!FileManager.default.fileExists(atPath: space.path("public")))
  }

  @Test("folder, time zone, locale and threads change no byte; a second build touches nothing")
  func determinism() async throws {
    let (one, two) = (
      try Workspace(copyOf: Program.repository), try Workspace(copyOf: Program.repository)
    )
    async let first = one.clew(
      "build", "--jobs", "1", environment: ["TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"])
    async let second = two.clew(
      "build", "--jobs", "8", "--output", "elsewhere",
      environment: ["TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "USER": "x"])
    #expect(try await [first.status, second.status] == [0, 0])
    let (left, right) = (try one.contents(), try two.contents("elsewhere"))
    #expect(left.count > 180 && left.keys.sorted() == right.keys.sorted())
    #expect(left.filter { right[$0.key] != $0.value }.keys.sorted() == [])

    let before = try one.snapshot()
    let again = try await one.clew("build", "--lang", "en")
    #expect(again.status == 0 && again.errors.contains("nothing changed"))
    #expect(try one.snapshot() == before)
    #expect(try await one.clew("verify", "public").status == 0)
  }

  @Test("the list has every entry with the promised keys, and every relation is two-way")
  func list() async throws {
    let space = try Workspace(copyOf: Program.repository)
    let run = try await space.clew("list", "--json")
    let entries = try #require(try json(run.output) as? [[String: Any]])
    var count = 0
    for case let url as URL in FileManager.default.enumerator(
      at: space.folder.appending(path: "content"), includingPropertiesForKeys: nil) ?? .init()
    where url.pathExtension == "md" {
      count += 1
    }
    #expect(run.status == 0 && entries.count == count && count > 100)
    let names = [
      "causes": "cause", "solutions": "solution", "prevention": "prevention",
      "checklists": "checklist", "trees": "tree", "terms": "term", "see": "term",
    ]
    var relations: Set<[String]> = []
    for entry in entries {
      let keys = try ["kind", "id", "title", "url", "file"].map {
        try #require(entry[$0] as? String, "\(entry)")
      }
      #expect(keys[3].hasSuffix(".html") && keys[4].hasPrefix("content/"))
      for (name, kind) in names {
        for id in entry[name] as? [String] ?? [] { relations.insert([keys[0], keys[1], kind, id]) }
      }
    }
    #expect(relations.count > 100)
    let oneWay = relations.filter { !relations.contains([$0[2], $0[3], $0[0], $0[1]]) }
    #expect(oneWay.isEmpty)
  }

  @Test("every page that is listed is published, and nothing speaks of a machine")
  func pages() async throws {
    let space = try Workspace(copyOf: Program.repository)
    #expect(try await space.clew("build", "--quiet").status == 0)
    let run = try await space.clew("list", "--json")
    let entries = try #require(try json(run.output) as? [[String: Any]])
    let files = try space.contents()
    for entry in entries {
      let url = try #require(entry["url"] as? String)
      #expect(files[url] != nil, "\(url)")
    }
    let place = Data(space.path("").utf8)
    #expect(files.filter { $0.value.range(of: place) != nil }.keys.sorted() == [])
  }

  private func json(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }
}
