import Foundation
import Knowledge
import Testing

@Suite("Beginning a guide and an entry", .timeLimit(.minutes(5)))
struct StarterTests {
  @Test("a new guide builds without a change, without a problem", arguments: ["zh", "en"])
  func guide(language: String) async throws {
    let space = try Workspace([:])
    let start = try await space.clew("init", "demo", "--lang", language)
    #expect(start.status == 0, "\(start.errors)")
    let check = try await space.clew("check", "--strict", "--format", "json", in: "demo")
    #expect(check.status == 0 && check.output.contains(#""diagnostics" : ["#), "\(check.output)")
    #expect(!check.output.contains("code"), "\(check.output)")
    #expect(try await space.clew("build", in: "demo").status == 0)
    let list = try await space.clew("list", in: "demo").output
    let kinds = Set(list.split(separator: "\n").map { $0.prefix { $0 != "\t" } })
    #expect(kinds == Set(EntryKind.allCases.map { $0.rawValue[...] }))
    for name in ["facts.yml", "synonyms.yml", "search-tests.yml"] {
      #expect(FileManager.default.fileExists(atPath: space.path("demo/content/\(name)")))
    }
    #expect(!FileManager.default.fileExists(atPath: space.path("demo/templates")))
  }

  @Test("a folder that is not empty is refused and stays as it is")
  func fullFolder() async throws {
    let space = try Workspace(["full/a.txt": "a", "file": ""])
    let before = try space.snapshot("full")
    for folder in ["full", "file", "file/below"] {
      let run = try await space.clew("init", folder, "--lang", "en")
      #expect(run.status == 73 && run.output.isEmpty && run.errors.contains(folder), "\(folder)")
    }
    #expect(try space.snapshot("full") == before)
    try FileManager.default.createDirectory(
      atPath: space.path("empty"), withIntermediateDirectories: false)
    #expect(try await space.clew("init", "empty").status == 0)
  }

  @Test("a new entry of every kind passes the check, also as no draft", arguments: ["zh", "en"])
  func entries(language: String) async throws {
    let space = try Workspace([:])
    #expect(try await space.clew("init", ".", "--lang", language).status == 0)
    try space.remove("content/index.md")
    for kind in EntryKind.allCases {
      let id = kind == .home ? "index" : "my-new"
      let title = "a: \"b\" \\ #c {{today}}"
      let run = try await space.clew("new", kind.rawValue, id, "--title", title)
      let path = EntryKey(kind, id).file
      #expect(run.status == 0 && run.output == path + "\n", "\(kind): \(run.errors)")
      let bytes = try Data(contentsOf: space.folder.appending(path: path))
      #expect(!String(decoding: bytes, as: UTF8.self).contains("{{title"))
      let again = try await space.clew("new", kind.rawValue, id, "--lang", "en")
      #expect(again.status == 73 && again.errors.contains("'\(path)' exists already"), "\(kind)")
      #expect(try Data(contentsOf: space.folder.appending(path: path)) == bytes)
    }
    let check = try await space.clew("check")
    #expect(check.status == 0, "\(check.errors)")
    let drafts = try await space.clew("check", "--drafts")
    #expect(drafts.status == 0, "\(drafts.errors)")
    let list = try await space.clew("list", "--drafts")
    #expect(list.output.components(separatedBy: "a: \"b\" \\ #c {{today}}").count == 9)
  }

  @Test(
    "an id that content refuses is wrong usage, and nothing is written",
    arguments: [
      ["cause", "网络"], ["cause", "A"], ["cause", "a b"], ["cause", "../a"], ["cause", ""],
      ["page", "../../a"], ["page", "/etc/a"], ["page", "a//b"], ["home", "other"],
    ])
  func ids(arguments: [String]) async throws {
    let space = try Workspace()
    let before = try space.snapshot("content")
    let run = try await space.run(try Program.path, ["new"] + arguments)
    #expect(run.status == 64 && run.output.isEmpty && !run.errors.isEmpty)
    #expect(try space.snapshot("content") == before)
  }

  @Test("a page may lie deeper, and a guide without a solution gets a cause too")
  func corners() async throws {
    let space = try Workspace(["content/site.yml": "title: a\nlanguage: en\n"])
    #expect(try await space.clew("new", "page", "a/b").output == "content/pages/a/b.md\n")
    #expect(try await space.clew("new", "cause", "c").status == 0)
    #expect(try await space.clew("check").status == 0)
    let text = try String(contentsOfFile: space.path("content/causes/c.md"), encoding: .utf8)
    #expect(text.contains("title: \"c\"") && text.contains("# common, occasional or rare."))
  }
}
