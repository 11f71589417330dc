import Diagnostics
import Foundation
import Knowledge
import Publishing
import Testing

@testable import Site

@Suite("The examples of rules")
struct RuleExampleTests {
  @Test("every rule has a guide in which its example is tried")
  func complete() {
    let codes = RuleExample.all.map(\.code)
    #expect(codes.sorted() == Rule.all.map(\.code))
  }

  @Test(
    "what is called wrong is found as such, and nothing else; what is called right is not found",
    arguments: RuleExample.all)
  func example(_ example: RuleExample) async throws {
    let rule = try #require(Rule.named(example.code))
    // What weighs less, such as a tree without scenarios, may come with an error.
    let wrong = try await example.findings(in: rule.wrong).filter { $0.severity <= rule.severity }
    #expect(Set(wrong.map(\.code)) == [rule.code], "\(wrong.map(\.message.english))")
    let right = try await example.findings(in: rule.right)
    let faults = right.filter { $0.code == rule.code || $0.severity < .note }
    #expect(faults.filter { $0.severity <= rule.severity } == [])
  }
}

/// A guide into which the example of a rule is put.
struct RuleExample: Sendable, CustomTestStringConvertible {
  let code: String
  private let files: @Sendable (String) throws -> GuideFiles

  /// A guide in one string, as ``SmallSite`` has them, with `«»` where the example stands.
  init(_ code: String, _ guide: String) {
    self.init(code) { example in
      SmallSite.files(guide.replacing("«»", with: RuleExample.repeated(example)))
    }
  }

  init(_ code: String, files: @escaping @Sendable (String) throws -> GuideFiles) {
    self.code = code
    self.files = files
  }

  var testDescription: String { code }

  /// What is found in the guide with an example in it.
  func findings(in example: String) async throws -> [Diagnostic] {
    var options = BuildOptions()
    options.today = CalendarDate("2026-11-25")
    // Only pages that are rendered have a weight.
    return await BuildPipeline.run(
      try files(example), options: options,
      into: code.hasSuffix("over-budget") ? OutputCollector() : nil
    ).diagnostics
  }

  /// An example with what it says to repeat: the last word before `(20,000 times)`. What ends with a
  /// stroke is a row of a table.
  private static func repeated(_ example: String) -> String {
    guard let found = example.wholeMatch(of: /((?s).*?)(\S+) \(([0-9,]+) times\)/),
      let count = Int(found.3.replacing(",", with: ""))
    else { return example }
    let word = found.2.hasSuffix("|") ? found.2 + "\n" : found.2
    return String(found.1) + String(repeating: String(word), count: count)
  }

  static let all = entries + registers + files + trees + scenarios
}

// MARK: Entries

extension RuleExample {
  /// A cause and its solutions, to which the examples lead.
  static let entriesAround = """
    --- content/causes/network-failure.md
    ---
    title: 网络故障
    solutions: [check-network, contact-acquirer]
    ---
    --- content/solutions/check-network.md
    ---
    title: 检查网络
    ---
    ## 步骤 {#steps}

    1. 看信号。
    --- content/solutions/contact-acquirer.md
    ---
    title: 联系收单机构
    ---

    """

  private static func body(_ code: String, _ around: String = entriesAround) -> RuleExample {
    RuleExample(code, around + "--- content/pages/a.md\n«»\n")
  }

  private static func head(
    _ code: String, of file: String = "pages/a", _ more: String = "title: 标题\n"
  ) -> RuleExample {
    RuleExample(code, entriesAround + "--- content/\(file).md\n---\n\(more)«»\n---\n")
  }

  private static func checklist(_ code: String) -> RuleExample {
    RuleExample(code, "--- content/checklists/a.md\n---\ntitle: 清单\n---\n\n«»\n")
  }

  private static let facts = """
    --- content/facts.yml
    pbc-hotline: {value: "12363", source: 人民银行}
    --- content/pages/a.md
    «»
    """

  static let entries = [
    body("broken-anchor"), body("broken-link"), body("control-character"), body("raw-html"),
    body("costly-markup", "--- content/assets/path.svg\n<svg/>\n"), body("unsafe-url"),
    body("image-without-text", "--- content/assets/path.svg\n<svg/>\n"),
    body("duplicate-anchor"), body("file-too-large"), body("front-matter-not-closed"),
    body("full-width-id"),
    body("long-sentence"), body("nesting-too-deep"), body("personal-number"),
    body("table-too-large"), body("unclosed-emphasis"), body("unused-footnote"),
    body("invisible-character"), body("too-many-parts"),
    RuleExample(
      "promise",
      "--- content/site.yml\ntitle: a\npromises: [一定到账]\n--- content/pages/a.md\n«»\n"),
    RuleExample("fact-mismatch", facts), RuleExample("unknown-fact", facts),
    checklist("forbidden-field"), checklist("slot-without-field"), checklist("unused-field"),
    head("cause-without-solution", of: "causes/a"), head("duplicate-address"),
    head("invalid-date"), head("front-matter-too-large"), head("review-overdue"),
    head("unknown-id", of: "causes/a"), head("unknown-value", of: "causes/a", causeHead),
    head("unknown-key", of: "causes/a", causeHead), head("wrong-type"), head("yaml-alias"),
    head("missing-key", of: "prevention/a", ""), head("yaml-syntax", ""), head("key-order", ""),
    RuleExample(
      "unused-entry",
      """
      --- content/causes/a.md
      ---
      title: 没到期
      «»
      ---
      --- content/solutions/check-network.md
      ---
      title: 检查网络
      ---
      --- content/solutions/wait.md
      ---
      title: 等一等
      ---
      """),
  ]

  private static let causeHead = "title: 没到期\nsolutions: [check-network]\n"
}

// MARK: Registers and settings

extension RuleExample {
  private static func holidays(_ code: String, _ line: String) -> RuleExample {
    RuleExample(
      code,
      "--- content/holidays.yml\n2026:\n  source: 国务院办公厅的通知\n  holidays:\n    \(line)\n")
  }

  static let registers = [
    holidays("duplicate-holiday", "«»"),
    holidays("invalid-holiday", "- {name: 春节, from: 2026-02-15, to: 2026-02-23, «»}"),
    RuleExample("lone-synonym", "--- content/synonyms.yml\n«»\n"),
    RuleExample("repeated-synonym", "--- content/synonyms.yml\n«»\n"),
    RuleExample("page-over-budget", "--- content/site.yml\ntitle: 指南\n«»\n"),
    RuleExample("scripts-over-budget", "--- content/site.yml\ntitle: 指南\n«»\n"),
    RuleExample("template-syntax", "--- templates/page.mustache\n«»\n"),
    RuleExample("unknown-template-name", "--- templates/page.mustache\n«»\n"),
    RuleExample(
      "search-test-failed",
      """
      --- content/causes/network-failure.md
      ---
      title: 网络故障
      solutions: [wait]
      «»
      ---
      --- content/solutions/wait.md
      ---
      title: 等一等
      ---
      --- content/search-tests.yml
      tests:
        - query: 没信号
          expect: [cause:network-failure]
      """),
    RuleExample(
      "unknown-search-target",
      entriesAround + "--- content/search-tests.yml\ntests:\n  - query: 网络故障\n    «»\n"),
    RuleExample(
      "address-gone",
      """
      --- content/addresses.lock
      causes/network.html
      --- content/causes/network-failure.md
      ---
      solutions: [wait]
      «»
      ---
      --- content/solutions/wait.md
      ---
      title: 等一等
      ---
      """),
  ]
}

// MARK: Files

extension RuleExample {
  /// The small guide with other files.
  private static func guide(_ others: [(path: String, bytes: [UInt8])]) -> GuideFiles {
    var files = SmallSite.files(entriesAround)
    files.content.removeAll { file in others.contains { $0.path == file.path } }
    files.content += others.map { GuideFiles.File(path: $0.path, bytes: $0.bytes) }
    return files
  }

  private static let causeText = Array("---\ntitle: 没到期\nsolutions: [check-network]\n---\n".utf8)

  static let files = [
    RuleExample("unsafe-name") { guide([($0, Array("# 标题\n".utf8))]) },
    RuleExample("invalid-id") { guide([($0, causeText)]) },
    RuleExample("unknown-file") { example in
      var files = guide([(example, causeText)])
      files.content.removeAll { $0.path == example && $0.bytes != causeText }
      return files
    },
    RuleExample("missing-file") { example in
      var files = SmallSite.files("")
      files.content.removeAll { !example.split(separator: "\n").contains($0.path[...]) }
      return files
    },
    RuleExample("invalid-utf8") { example in
      let found = try #require(example.wholeMatch(of: /(.+) \(saved as (.+)\)/))
      let bytes: [UInt8] =
        // 到账 in GBK, which Foundation does not write.
        found.2 == "GBK" ? [0xB5, 0xBD, 0xD5, 0xCB] : Array(found.1.utf8)
      return guide([("content/pages/a.md", bytes)])
    },
    RuleExample("irregular-file") { example in
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      defer { try? FileManager.default.removeItem(at: folder) }
      for file in SmallSite.files(entriesAround).content {
        try write(Data(file.bytes), to: folder.appending(path: file.path))
      }
      let parts = example.split(separator: " -> ").map(String.init)
      let place = folder.appending(path: parts[0])
      try write(Data("文字".utf8), to: place)
      if parts.count > 1 {
        try FileManager.default.removeItem(at: place)
        try FileManager.default.createSymbolicLink(
          atPath: place.path(percentEncoded: false), withDestinationPath: parts[1])
      }
      return try GuideFolder(folder.path(percentEncoded: false)).files()
    },
  ]

  private static func write(_ data: Data, to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }
}
