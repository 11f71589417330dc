import Diagnostics
import Foundation
import Markup
import Testing

@testable import Knowledge

@Suite("Schemas of front matter")
struct SchemaTests {
  @Test("the description of a kind names the keys that are read", arguments: EntryKind.allCases)
  func keys(kind: EntryKind) {
    let described = FieldDescription.fields(of: kind).map(\.key)
    #expect(Set(described) == Set(EntryReader.keys(of: kind)))
    #expect(Set(described).count == described.count)
  }

  @Test("the description of the settings names the keys that are read")
  func siteKeys() {
    #expect(Set(FieldDescription.site.map(\.key)) == Set(SiteSettings.keys))
  }

  @Test(
    "schema and reader agree about values: what one takes or refuses, so does the other",
    arguments: [
      ("title: 2024", true), ("summary:", true), ("keywords: [断网, 4]", true),
      ("keywords: 断网", false), ("draft: true", true), ("draft: yes", false),
      ("updated: 2026-01-31", true), ("updated: 2026-01-31T10:00:00", true),
      ("updated: tomorrow", false), ("likelihood: rare", true), ("likelihood: often", false),
      ("sources: [{title: a, checked: 2026-01-01}]", true),
      ("sources: [{url: 'https://a.cn'}]", false),
      ("sources: [{title: a, page: 3}]", false), ("sources: a", false), ("symptons: [a]", false),
      ("say: [a]", false), ("solutions: []", true), ("lang: en", true),
    ])
  func values(line: String, isValid: Bool) throws {
    let head = line.hasPrefix("title") ? "" : "title: a\n"
    try expect(.cause, head + line, isValid: isValid)
  }

  @Test(
    "trees too",
    arguments: [
      ("start: a", true), ("start: a\nmax_questions: 3", true),
      ("start: a\nmax_questions: -1", false),
      ("max_questions: 3", false), ("start: ' '", false),
      ("start: a\nscenarios: [{name: n, answers: {a: b}, outcome: o}]", true),
      ("start: a\nscenarios: [{name: n, outcome: o}]", false),
    ])
  func trees(lines: String, isValid: Bool) throws {
    try expect(.tree, "title: a\n" + lines, isValid: isValid)
  }

  /// Compares the schema with the reader, which reports more than shapes.
  private func expect(_ kind: EntryKind, _ lines: String, isValid: Bool) throws {
    let source = Source(path: "content/a.md", text: "---\n\(lines)\n---\n")
    let document = Document(source)
    let node = try #require(document.frontMatter)
    let schema = try SchemaValidator(FieldSchema(language: .english).document(kind))
    #expect(schema.faults(of: node).isEmpty == isValid, "\(schema.faults(of: node))")
    let shapes = Set(Rule.fieldRules.map(\.code))
    let (_, found) = EntryReader.entry(document, key: EntryKey(kind, "a"))
    #expect(found.allSatisfy { !shapes.contains($0.code) } == isValid, "\(found)")
  }

  @Test("the guide's own files keep to the schemas", arguments: MessageLanguage.allCases)
  func ownGuide(language: MessageLanguage) throws {
    let schemas = FieldSchema(language: language)
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "content")
    var count = 0
    for kind in EntryKind.allCases {
      let validator = try SchemaValidator(schemas.document(kind))
      let folder = kind.folder.map { root.appending(path: $0) } ?? root
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
      for name in names.sorted() where name.hasSuffix(".md") {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        let node = try #require(Document(Source(path: name, text: text)).frontMatter)
        #expect(validator.faults(of: node) == [], "\(kind) \(name)")
        count += 1
      }
    }
    #expect(count > 100)
    let settings = try String(contentsOf: root.appending(path: "site.yml"), encoding: .utf8)
    var log: [Diagnostic] = []
    let node = YAMLNode.parsed(Source(path: "site.yml", text: settings), log: &log)
    let site = try SchemaValidator(schemas.siteDocument())
    #expect(site.faults(of: try #require(node)) == [])
  }
}
