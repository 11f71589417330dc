import Diagnostics
import Foundation
import Site
import Testing

@Suite("Problems for machines", .timeLimit(.minutes(5)))
struct ReportFormatTests {
  /// The small guide with an id that no entry has.
  private func space() throws -> Workspace {
    let space = try Workspace()
    try space.write(
      "content/causes/late.md", "---\ntitle: 没到期\nsolutions: [wait, 等wiat]\n---\n等一等。\n")
    return space
  }

  @Test("SARIF names every rule, and points at the place in UTF-16 columns")
  func sarif() async throws {
    let run = try await space().clew("check", "--format", "sarif", "--lang", "zh")
    #expect(run.status == 1 && run.errors.isEmpty)
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let sarif = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = (sarif["tool"] as? [String: Any])?["driver"] as? [String: Any]
    #expect((driver?["rules"] as? [[String: Any]])?.count == Rule.all.count)
    let result = try #require((sarif["results"] as? [[String: Any]])?.first)
    #expect(result["ruleId"] as? String == "unknown-id")
    let location = (result["locations"] as? [[String: Any]])?.first
    let place = location?["physicalLocation"] as? [String: Any]
    #expect(
      place?["region"] as? [String: Int]
        == ["startLine": 3, "startColumn": 19, "endLine": 3, "endColumn": 24])
  }

  @Test("GitHub is told of each problem in a line; a build with problems publishes nothing")
  func github() async throws {
    let space = try space()
    for command in ["check", "build"] {
      let run = try await space.clew(command, "--format", "github", "--lang", "en", "--quiet")
      #expect(run.status == 1)
      let start = "::error file=content/causes/late.md,line=3,endLine=3,col=19,endColumn=24,"
      #expect(run.output.hasPrefix(start + "title=unknown-id::No solution has the id"))
      #expect(run.output.split(separator: "\n").allSatisfy { $0.hasPrefix("::") })
    }
    #expect(!FileManager.default.fileExists(atPath: space.path("public")))
  }
}
