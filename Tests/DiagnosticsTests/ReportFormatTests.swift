import Diagnostics
import Foundation
import Testing

/// Two findings in a line with characters of every width in UTF-8 and UTF-16.
private enum Sample {
  static let lines = SourceLines([
    ("content/a b.md", Array("\u{FEFF}标题\r\n中é𠀋 x\r\nend".utf8)), ("content/b.md", []),
  ])
  static let rules = [
    Rule("a-rule", .warning, en: "Explained.", zh: "说明。", wrong: "```\nw\n```", right: "r"),
    Rule("b-rule", .error, en: "Another.", zh: "另一条。", wrong: "w", right: "r"),
  ]
  // The x: behind 3 + 2 + 4 + 1 bytes, which are 1 + 1 + 2 + 1 UTF-16 code units.
  static let range = SourceRange(line: 2, columns: 11..<12)
  static let diagnostics = [
    rules[1].breach(
      in: "content/a b.md", at: range, en: "100%: a,\nb", zh: "错：甲，\n乙",
      notes: [
        Diagnostic.Note(en: "help", zh: "帮助"),
        Diagnostic.Note(
          en: "see", zh: "看这里", file: "content/b.md",
          position: SourcePosition(line: 1, column: 1)),
      ],
      fixes: [Diagnostic.Fix(en: "mend", zh: "改", range: range, replacement: "y")]),
    rules[0].breach(in: "content/b.md", at: nil, en: "whole file", zh: "整个文件"),
  ]
}

@Suite("Diagnostics as SARIF")
struct SARIFTests {
  private func log(_ language: MessageLanguage = .english) throws -> [String: Any] {
    let text = try SARIFRenderer(
      language: language, rules: Sample.rules, version: "1.2.3", lines: Sample.lines
    ).rendered(Sample.diagnostics)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func run(_ language: MessageLanguage = .english) throws -> [String: Any] {
    try #require((try log(language)["runs"] as? [[String: Any]])?.first)
  }

  @Test("the log says what it is, and how columns are counted")
  func head() throws {
    let log = try log()
    #expect(log["version"] as? String == "2.1.0")
    #expect((log["$schema"] as? String)?.hasSuffix("sarif-2.1.0.json") == true)
    let run = try run()
    #expect(run["columnKind"] as? String == "utf16CodeUnits")
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "clew" && driver["version"] as? String == "1.2.3")
  }

  @Test("every rule is there with its help, in the language asked for")
  func rules() throws {
    let tool = try run(.chinese)["tool"] as? [String: Any]
    let driver = tool?["driver"] as? [String: Any]
    let rules = try #require(driver?["rules"] as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == ["a-rule", "b-rule"])
    let help = try #require(rules[0]["help"] as? [String: String])
    #expect(help["text"]?.hasPrefix("说明。") == true)
    #expect(help["markdown"]?.contains("````\n```\nw\n```\n````") == true)
    #expect((rules[0]["defaultConfiguration"] as? [String: String])?["level"] == "warning")
  }

  @Test("a result names rule, level, text and place; columns count UTF-16")
  func result() throws {
    let results = try #require(try run()["results"] as? [[String: Any]])
    let first = try #require(results.first)
    #expect(first["ruleId"] as? String == "b-rule" && first["ruleIndex"] as? Int == 1)
    #expect(first["level"] as? String == "error")
    #expect((first["message"] as? [String: String])?["text"] == "100%: a,\nb\nhelp")
    let place = try physical(first["locations"])
    #expect((place["artifactLocation"] as? [String: String])?["uri"] == "content/a%20b.md")
    let region = [2, 6, 2, 7]
    #expect(numbers(place["region"]) == region)
    let related = try physical(first["relatedLocations"])
    #expect((related["artifactLocation"] as? [String: String])?["uri"] == "content/b.md")
    #expect(numbers(related["region"]) == [1, 1, 1, 1])
    let fix = try #require((first["fixes"] as? [[String: Any]])?.first)
    let change = try #require((fix["artifactChanges"] as? [[String: Any]])?.first)
    let replacement = try #require((change["replacements"] as? [[String: Any]])?.first)
    #expect(numbers(replacement["deletedRegion"]) == region)
    #expect((replacement["insertedContent"] as? [String: String])?["text"] == "y")
  }

  @Test("what concerns a whole file has no region, and no empty lists are written")
  func wholeFile() throws {
    let results = try #require(try run()["results"] as? [[String: Any]])
    #expect(try physical(results[1]["locations"])["region"] == nil)
    #expect(results[1]["fixes"] == nil && results[1]["relatedLocations"] == nil)
  }

  private func physical(_ locations: Any?) throws -> [String: Any] {
    let first = try #require((locations as? [[String: Any]])?.first)
    return try #require(first["physicalLocation"] as? [String: Any])
  }

  private func numbers(_ region: Any?) -> [Int?] {
    let region = region as? [String: Int] ?? [:]
    return ["startLine", "startColumn", "endLine", "endColumn"].map { region[$0] }
  }
}

@Suite("Diagnostics as workflow commands of GitHub")
struct GitHubRendererTests {
  @Test("one line each, with what the runner would misread written its way")
  func commands() {
    let renderer = GitHubRenderer(language: .english, lines: Sample.lines)
    #expect(
      renderer.rendered(Sample.diagnostics) == """
        ::error file=content/a b.md,line=2,endLine=2,col=6,endColumn=7,title=b-rule::\
        100%25: a,%0Ab%0Ahelp%0Asee
        ::warning file=content/b.md,title=a-rule::whole file

        """)
  }

  @Test("a path with commas and colons stays one property, a note is a notice")
  func escapes() {
    let odd = Diagnostic(
      code: "c", severity: .note, file: "a,b:c%\n.md", range: nil,
      message: LocalizedText(en: "m\r", zh: "消息"))
    let renderer = GitHubRenderer(language: .english, lines: Sample.lines)
    #expect(renderer.rendered([odd]) == "::notice file=a%2Cb%3Ac%25%0A.md,title=c::m%0D\n")
  }
}

@Suite("Lines of sources")
struct SourceLinesTests {
  @Test("columns are counted past the end of a line and in files that are not there")
  func columns() {
    let position = SourcePosition(line: 2, column: 14)
    #expect(Sample.lines.utf16Column(of: position, in: "content/a b.md") == 9)
    #expect(Sample.lines.utf16Column(of: position, in: "none") == 14)
    #expect(Sample.lines["content/a b.md", 1] == "标题")
    #expect(Sample.lines["content/a b.md", 4] == nil && Sample.lines["none", 1] == nil)
  }
}
