import Foundation
import Testing

@Suite("Commands", .timeLimit(.minutes(5)))
struct CommandTests {
  // MARK: Exit codes and streams

  /// A command with the exit code that it promises, and the streams on which it speaks.
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let status: Int32
    let writesOutput: Bool
    let writesErrors: Bool

    init(_ line: String, _ status: Int32, output: Bool = false, errors: Bool = false) {
      arguments = line.split(separator: " ").map(String.init)
      self.status = status
      writesOutput = output
      writesErrors = errors
    }

    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(
    "results go to standard output, all else to standard error, and the exit code says which",
    arguments: [
      Case("build --output site", 0, errors: true),
      Case("build --output site --quiet", 0),
      Case("build --output site --quiet --timings", 0, errors: true),
      Case("build --output site --quiet --format json", 0, output: true),
      Case("check", 0, errors: true), Case("check --quiet", 0),
      Case("check --strict --format json --quiet", 0, output: true),
      Case("check --format sarif --quiet", 0, output: true),
      Case("build --output site --format sarif --quiet", 0, output: true),
      Case("check --format github --quiet", 0),
      Case("list", 0, output: true), Case("list cause --json", 0, output: true),
      Case("list --strict --drafts --jobs 3", 0, output: true),
      Case("tree go --paths", 0, output: true),
      Case("explain", 0, output: true), Case("explain broken-link", 0, output: true),
      Case("render content/index.md", 0, output: true),
      Case("render --commonmark content/index.md", 0, output: true),
      Case("--help", 0, output: true), Case("--version", 0, output: true),
      Case("build --help", 0, output: true),
      // Wrong usage.
      Case("nonsense", 64, errors: true), Case("build --nonsense", 64, errors: true),
      Case("build --jobs 0", 64, errors: true), Case("build --jobs x", 64, errors: true),
      Case("build --base-url ftp://a.cn", 64, errors: true),
      Case("check --format xml", 64, errors: true), Case("list nothing", 64, errors: true),
      Case("check --color pink", 64, errors: true), Case("check --lang fr", 64, errors: true),
      Case("tree", 64, errors: true), Case("verify", 64, errors: true),
      // What is not there.
      Case("check --site nowhere", 66, errors: true),
      Case("build --site nowhere", 66, errors: true),
      Case("list --site nowhere", 66, errors: true),
      Case("tree no-such-tree --paths", 66, errors: true),
      Case("explain no-such-code", 66, errors: true), Case("render nowhere.md", 66, errors: true),
      Case("render content", 66, errors: true), Case("verify nowhere", 66, errors: true),
      Case("verify content", 66, errors: true), Case("rollback", 66, errors: true),
      // What cannot be written.
      Case("build --output content/site.yml/x", 73, errors: true),
      Case("build --output content/site.yml", 73, errors: true),
      Case("build --output /proc/nowhere/public", 73, errors: true),
      Case("build --output /dev/null", 73, errors: true),
      Case("build --output .", 73, errors: true), Case("build --output ..", 73, errors: true),
      Case("build --output content", 73, errors: true),
      Case("build --output content/../content/new", 73, errors: true),
      Case("build --output templates", 73, errors: true),
      Case("build --output /", 73, errors: true),
      Case("build --single-file .", 73, errors: true),
      Case("build --single-file content", 73, errors: true),
      Case("build --single-file content/site.yml", 73, errors: true),
      Case("build --single-file templates/x.html", 73, errors: true),
      Case("build --single-file public/guide.html", 73, errors: true),
      Case("build --single-file nowhere/guide.html", 73, errors: true),
      Case("build --single-file /dev/null", 73, errors: true),
      Case("rollback --output content", 73, errors: true),
    ])
  func streams(example: Case) async throws {
    let space = try Workspace()
    let before = try space.contents("content")
    let run = try await space.run(try Program.path, example.arguments)
    #expect(run.status == example.status, "\(run.errors)")
    #expect(run.output.isEmpty != example.writesOutput, "\(run.output)")
    #expect(run.errors.isEmpty != example.writesErrors, "\(run.errors)")
    #expect(try space.contents("content") == before)
  }

  @Test(
    "a single file is the whole guide; it is replaced whole, and a link in its place is refused")
  func singleFile() async throws {
    let space = try Workspace()
    try space.write("guide.html", "old")
    let run = try await space.clew("build", "--single-file", "guide.html", "--lang", "en")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("guide.html: the whole guide in one file, "))
    let page = try #require(try space.contents(".")["guide.html"])
    #expect(String(decoding: page, as: UTF8.self).hasSuffix("</html>\n"))
    #expect(try space.contents(".").keys.filter { !$0.hasPrefix("content/") } == ["guide.html"])

    try space.write("content/causes/late.md", "---\ntitle: 没到期\nsolutions: [no]\n---\n")
    let failed = try await space.clew("build", "--single-file", "guide.html")
    #expect(failed.status == 1)
    #expect(try space.contents(".")["guide.html"] == page)

    let link = space.folder.appending(path: "link.html")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: space.folder.appending(path: "guide.html"))
    try space.write("content/causes/late.md", "---\ntitle: 没到期\nsolutions: [wait]\n---\n")
    #expect(try await space.clew("build", "--single-file", "link.html").status == 73)
    #expect(try space.contents(".")["guide.html"] == page)
  }

  @Test("a guide with an error ends every command that needs it with 1, and prints no result")
  func contentErrors() async throws {
    let space = try Workspace()
    try space.write("content/trees/go.md", "---\ntitle: a\nstart: x\n---\n")
    for arguments in [
      ["build"], ["check"], ["list"], ["list", "--json"], ["tree", "go", "--paths"],
    ] {
      let run = try await space.run(try Program.path, arguments)
      #expect(run.status == 1 && run.output.isEmpty && !run.errors.isEmpty, "\(arguments)")
    }
    #expect(!FileManager.default.fileExists(atPath: space.path("public")))
  }

  @Test("who asks about a guide does not wait for its search, nor for what it does not find")
  func withoutSearch() async throws {
    let space = try Workspace()
    try space.write(
      "content/search-tests.yml", "tests:\n  - query: 火星\n    expect: [tree:go]\n")
    let check = try await space.clew("check")
    #expect(check.status == 1 && check.errors.contains("search-test-failed"))
    for arguments in [["list"], ["hosting", "nginx"], ["new", "term", "fee"]] {
      let run = try await space.run(try Program.path, arguments)
      #expect(run.status == 0, "\(arguments): \(run.errors)")
    }
  }

  @Test("a warning is no error unless strictness makes it one")
  func strict() async throws {
    let space = try Workspace()
    try space.write("content/solutions/unused.md", "---\ntitle: a\n---\n")
    #expect(try await space.clew("check").status == 0)
    #expect(try await space.clew("check", "--strict").status == 1)
    #expect(try await space.clew("build", "--strict").status == 1)
    #expect(!FileManager.default.fileExists(atPath: space.path("public")))
  }

  @Test("a result that cannot be written is an error")
  func fullOutput() async throws {
    let space = try Workspace()
    let program = try Program.path
    for command in ["list", "explain", "check --format json", "render content/index.md"] {
      let run = try await space.run("/bin/sh", ["-c", "'\(program)' \(command) > /dev/full"])
      #expect(run.status == 73 && !run.errors.isEmpty, "\(command)")
    }
  }

  @Test("any moment may be given as the day of the build")
  func epochs() async throws {
    let space = try Workspace()
    for epoch in ["0", "-1", "\(Int.max)", "\(Int.min)", "99999999999999999999", "x", ""] {
      let run = try await space.clew("check", environment: ["SOURCE_DATE_EPOCH": epoch])
      #expect(run.status == 0, "\(epoch): \(run.errors)")
    }
  }

  // MARK: Finding the guide

  @Test("the guide is found from any folder below it, and named from any other")
  func finding() async throws {
    let space = try Workspace()
    #expect(try await space.clew("check", in: "content/causes").status == 0)
    let elsewhere = try Workspace(["a.txt": ""])
    #expect(try await elsewhere.clew("check").status == 66)
    #expect(try await elsewhere.clew("check", "--site", space.path("")).status == 0)
    #expect(try await elsewhere.clew("build", "--site", space.path("")).status == 0)
    // The output counts from the guide's folder, not from where the command is run.
    #expect(FileManager.default.fileExists(atPath: space.path("public/index.html")))
    #expect(!FileManager.default.fileExists(atPath: elsewhere.path("public")))
  }

  @Test("a guide without site.yml is told what is missing")
  func noSettings() async throws {
    let space = try Workspace()
    try space.remove("content/site.yml")
    #expect(try await space.clew("build").status == 66)
    let run = try await space.clew("build", "--site", ".")
    #expect(run.status == 1 && run.errors.contains("[missing-file]"))
  }

  // MARK: Languages and colours

  @Test("messages are in the language asked for, else of the locale, else of the site")
  func languages() async throws {
    let space = try Workspace()
    try space.write("content/causes/late.md", "---\ntitle: a\n---\n")
    func label(_ arguments: [String], _ environment: [String: String]) async throws -> Substring {
      let run = try await space.run(
        try Program.path, ["check"] + arguments, environment: environment)
      return run.errors.prefix { $0 != ":" }
    }
    #expect(try await label([], [:]) == "错误")
    #expect(try await label([], ["LC_ALL": "en_US.UTF-8"]) == "error")
    #expect(try await label([], ["LC_ALL": "", "LANG": "zh_CN.UTF-8"]) == "错误")
    #expect(try await label(["--lang", "en"], ["LC_ALL": "zh_CN.UTF-8"]) == "error")
    #expect(try await label(["--lang", "zh"], ["LC_ALL": "en_US.UTF-8"]) == "错误")
  }

  @Test("a pipe gets no colour and no progress; --color always colours")
  func colours() async throws {
    let space = try Workspace()
    try space.write("content/causes/late.md", "---\ntitle: a\n---\n")
    for arguments in [["build"], ["check", "--color", "never"], ["check", "--color", "auto"]] {
      let run = try await space.run(try Program.path, arguments)
      #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\r"))
    }
    let colored = try await space.clew("check", "--color", "always")
    #expect(colored.errors.contains("\u{1B}[1;31m"))
  }

  @Test("a terminal gets colours and progress, unless NO_COLOR, TERM or --quiet speak against it")
  func terminal() async throws {
    let script = "/usr/bin/script"
    guard FileManager.default.isExecutableFile(atPath: script) else {
      print("there is no \(script): nothing was tested on a terminal")
      return
    }
    let space = try Workspace()
    try space.write("content/solutions/unused.md", "---\ntitle: a\n---\n")
    let program = try Program.path
    func seen(_ arguments: String, _ environment: [String: String] = [:]) async throws -> String {
      try await space.run(
        script, ["-qec", "'\(program)' \(arguments)", "/dev/null"],
        environment: ["TERM": "xterm"].merging(environment) { $1 }
      ).output
    }
    #expect(try await seen("build").contains("\u{1B}[1;33m"))
    #expect(try await seen("build").contains("\r\u{1B}[2K"))
    #expect(try await !seen("build --quiet").contains("\u{1B}[2K"))
    #expect(try await !seen("check", ["NO_COLOR": "1"]).contains("\u{1B}["))
    #expect(try await !seen("check", ["TERM": "dumb"]).contains("\u{1B}["))
    #expect(try await seen("check", ["NO_COLOR": ""]).contains("\u{1B}[1;33m"))
  }

  // MARK: Diagnostics

  @Test("lines are counted as editors count them: separators of Unicode end none")
  func lineNumbers() async throws {
    let space = try Workspace()
    try space.write(
      "content/pages/a.md",
      "一\u{2028}二\u{2029}三\u{85}\r\n[这里](none.md)\r\n".filter { $0 != "\u{85}" })
    let run = try await space.clew("check", "--lang", "en")
    #expect(run.errors.contains("--> content/pages/a.md:2:"))
    #expect(run.errors.contains(" 2 | [这里](none.md)\n"))
  }

  @Test("two hundred findings are shown, and the rest is counted")
  func manyFindings() async throws {
    let space = try Workspace()
    let links = (0..<250).map { "[a](none-\($0).md)\n" }.joined()
    try space.write("content/pages/a.md", links)
    let run = try await space.clew("check", "--lang", "en")
    #expect(
      run.errors.contains("… and 50 more") && run.errors.hasSuffix("250 errors, 0 warnings\n"))
    let json = try await space.clew("check", "--format", "json")
    #expect(json.output.components(separatedBy: "\"broken-link\"").count == 251)
  }

  // MARK: Results

  @Test("every path through a tree is a line with its outcome")
  func paths() async throws {
    let run = try await Workspace().clew("tree", "go", "--paths")
    #expect(run.output == "q=没有 ⇒ o\nq=不知道 ⇒ p\n")
  }

  @Test("Markdown comes from a file or from standard input, with the extensions or without")
  func render() async throws {
    let space = try Workspace()
    let text = "**重要：**先看 ~~旧~~\n"
    let extended = try await space.clew("render", input: text)
    #expect(extended.output == "<p><strong>重要：</strong>先看 <del>旧</del></p>\n")
    let plain = try await space.clew("render", "-", "--commonmark", input: text)
    #expect(plain.output == "<p>**重要：**先看 ~~旧~~</p>\n")
    let broken = try await space.clew("render", input: "a\u{0}b")
    #expect(broken.status == 1 && broken.output.isEmpty)
    #expect(broken.errors.contains("[control-character]"))
    try space.write("deep.md", String(repeating: "> ", count: 100_000))
    #expect(try await space.clew("render", "deep.md").status == 1)
  }

  @Test(
    "the time of every step is told in its order, of a build without a change that of the first")
  func timings() async throws {
    let space = try Workspace()
    func steps() async throws -> [String] {
      let run = try await space.clew("build", "--quiet", "--timings")
      let lines = run.errors.split(separator: "\n")
      #expect(lines.allSatisfy { $0.hasSuffix(" ms") })
      return lines.compactMap { $0.split(separator: "\t").first.map(String.init) }
    }
    #expect(try await steps() == ["read", "parse", "check", "search", "render", "publish"])
    #expect(try await steps() == ["read"])
  }

  @Test("a published site is intact until somebody changes, removes or adds a file")
  func verify() async throws {
    let space = try Workspace()
    #expect(try await space.clew("build").status == 0)
    #expect(try await space.clew("verify", "public").output == "")
    try space.write("public/index.html", "changed")
    try space.remove("public/404.html")
    try space.write("public/new.html", "")
    let run = try await space.clew("verify", "public")
    #expect(run.status == 1)
    #expect(run.output == "missing\t404.html\nchanged\tindex.html\nunknown\tnew.html\n")
  }

  @Test("a rollback puts the generation before back, and a second one the newer")
  func rollback() async throws {
    let space = try Workspace()
    #expect(try await space.clew("build").status == 0)
    let old = try space.contents()
    try space.write("content/index.md", "---\ntitle: 新首页\n---\n")
    #expect(try await space.clew("build").status == 0)
    let new = try space.contents()
    #expect(old != new)
    for expected in [old, new] {
      #expect(try await space.clew("rollback").status == 0)
      #expect(try space.contents() == expected)
      #expect(try await space.clew("verify", "public").status == 0)
    }
  }

  @Test("files that no build made are named and never touched")
  func foreignFiles() async throws {
    let space = try Workspace()
    try space.write("public/mine.txt", "mine")
    let before = try space.snapshot()
    let refused = try await space.clew("build")
    #expect(refused.status == 73)
    #expect(try space.snapshot() == before)
    try space.remove("public")
    #expect(try await space.clew("build").status == 0)
    try space.write("public/mine.txt", "mine")
    try space.write("content/index.md", "---\ntitle: 新首页\n---\n")
    let again = try await space.clew("build")
    #expect(again.status == 73 && again.errors.contains("mine.txt"))
    #expect(try space.contents()["mine.txt"] == Data("mine".utf8))
  }
}
