import Foundation
import Testing

@testable import Site

@Suite struct TemplateDocumentTests {
  /// The names in the tables of `docs/templates.md`, by the heading above them.
  private func documented() throws -> [String: Set<String>] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "docs/templates.md"), encoding: .utf8)
    var names: [String: Set<String>] = [:]
    var section = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") {
        section = line.dropFirst(3).filter { $0 != "`" }
        names[section] = []
      } else if line.hasPrefix("| `") {
        names[section, default: []].insert(String(line.dropFirst(3).prefix { $0 != "`" }))
      }
    }
    return names
  }

  @Test func everyNameThatATemplateMayUseIsDocumented() throws {
    let documented = try documented()
    let shared = try #require(documented["Every page of an entry"])
    let kinds = ["home", "page", "cause", "solution", "prevention", "term", "checklist", "tree"]
    for (template, names) in TemplateNames.all {
      let own = try #require(documented[template], "docs/templates.md has no \(template)")
      #expect(kinds.contains(template) ? own.union(shared) == names : own == names, "\(template)")
    }
  }

  @Test func everyTemplateThatIsDocumentedExists() throws {
    let others: Set<String> = ["Every page of an entry", "Partials"]
    let templates = Set(try documented().keys).subtracting(others)
    #expect(templates == Set(TemplateNames.all.keys))
  }
}
