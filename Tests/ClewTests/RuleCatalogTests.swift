import Diagnostics
import Foundation
import Site
import Testing

@Suite("The catalogue of rules")
struct RuleCatalogTests {
  @Test("codes are unique, in kebab-case and in order")
  func codes() {
    let codes = Rule.all.map(\.code)
    #expect(codes.count > 60 && Set(codes).count == codes.count && codes.sorted() == codes)
    for code in codes { #expect(code.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(code)") }
  }

  @Test("every rule is explained in both languages, with an example of wrong and of right")
  func explanations() {
    for rule in Rule.all {
      let (english, chinese) = (rule.explanation(.english), rule.explanation(.chinese))
      #expect(english.count > 20 && english.allSatisfy { $0 != "\n" }, "\(rule.code)")
      #expect(chinese.count > 8 && chinese.contains(/\p{Han}/), "\(rule.code)")
      #expect(!english.contains(/[。，：；]/), "\(rule.code)")
      #expect(
        !rule.wrong.isEmpty && !rule.right.isEmpty && rule.wrong != rule.right, "\(rule.code)")
    }
  }

  @Test("clew explain tells every rule, in either language", .timeLimit(.minutes(5)))
  func explain() async throws {
    let space = try Workspace(["a.txt": ""])
    for (index, rule) in Rule.all.enumerated() {
      let language: MessageLanguage = index.isMultiple(of: 2) ? .english : .chinese
      let run = try await space.clew("explain", rule.code, "--lang", language.rawValue)
      #expect(run.status == 0 && run.errors.isEmpty, "\(rule.code)")
      let parts = [rule.code, rule.explanation(language), rule.severity.rawValue]
      #expect(parts.allSatisfy(run.output.contains), "\(rule.code)")
    }
    let all = try await space.clew("explain")
    #expect(
      all.output == Rule.all.map { "\($0.code)\t\($0.severity.rawValue)\n" }.joined())
    let slip = try await space.clew("explain", "broken-lnik", "--lang", "en")
    #expect(slip.status == 66 && slip.errors.contains("did you mean 'broken-link'?"))
  }

  @Test("docs/diagnostics.md is what the program says; `make docs` writes it again")
  func document() async throws {
    let space = try Workspace(["a.txt": ""])
    let run = try await space.clew("explain", "--markdown")
    let url = Program.repository.appending(path: "docs/diagnostics.md")
    #expect(try String(contentsOf: url, encoding: .utf8) == run.output)
    for rule in Rule.all {
      let parts = [
        rule.explanation(.english), rule.explanation(.chinese), rule.wrong.withVisibleControls,
        rule.right.withVisibleControls,
      ]
      #expect(parts.allSatisfy(run.output.contains), "\(rule.code)")
    }
  }
}
