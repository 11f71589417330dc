import Foundation
import Testing

@Suite("clew check --fix", .timeLimit(.minutes(5)))
struct FixTests {
  /// What an editor wrote, what it becomes, and whether that has to be asked for.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let path: String
    let wrong: String
    let right: String
    var option = "--fix"

    var testDescription: String { name }
  }

  static let solution = "---\ntitle: 等一等\n---\n## 步骤 {#steps}\n\n1. 等\n"

  static let all = [
    Case(
      name: "keys in another order, with their comments", path: "content/causes/late.md",
      wrong: "---\n# 至少一个\nsolutions: [wait]\nsummary: |\n  一\n\n  二\ntitle: 没到期\n---\n等。\n",
      right: "---\ntitle: 没到期\nsummary: |\n  一\n\n  二\n# 至少一个\nsolutions: [wait]\n---\n等。\n"),
    Case(
      name: "an id in full width", path: "content/causes/late.md",
      wrong: "---\ntitle: 没到期\nsolutions: [ｗａｉｔ]\n---\n等。\n",
      right: "---\ntitle: 没到期\nsolutions: [wait]\n---\n等。\n"),
    Case(
      name: "a link and an anchor in full width", path: "content/pages/a.md",
      wrong: "看[办法](../solutions/ｗａｉｔ.md)和[步骤](../solutions/wait.md#ｓｔｅｐｓ)。\n",
      right: "看[办法](../solutions/wait.md)和[步骤](../solutions/wait.md#steps)。\n"),
    Case(
      name: "bold with a blank before its end", path: "content/pages/a.md",
      wrong: "先看\n**重要： **先看状态。\n\n**甲**和乙。\n", right: "先看\n**重要：**先看状态。\n\n**甲**和乙。\n"),
    Case(
      name: "bold with blanks behind its beginning", path: "content/pages/a.md",
      wrong: "先看\n**  重要：**先看状态。\n\n**甲**和乙。\n", right: "先看\n**重要：**先看状态。\n\n**甲**和乙。\n"),
    Case(
      name: "bold in a list with a blank behind its beginning", path: "content/pages/a.md",
      wrong: "- 要** 看**状态\n", right: "- 要**看**状态\n"),
    Case(
      name: "an id in braces in full width", path: "content/pages/a.md",
      wrong: "## 费用 {#ｆｅｅｓ１}\n\n看[费用](#fees1)。\n", right: "## 费用 {#fees1}\n\n看[费用](#fees1)。\n"),
    Case(
      name: "two mends that overlap, one after the other", path: "content/causes/late.md",
      wrong: "---\nsolutions: [ｗａｉｔ]\ntitle: 没到期\n---\n",
      right: "---\ntitle: 没到期\nsolutions: [wait]\n---\n"),
    Case(
      name: "an id with one near name", path: "content/causes/late.md",
      wrong: "---\ntitle: 没到期\nsolutions: [wiat]\n---\n",
      right: "---\ntitle: 没到期\nsolutions: [wait]\n---\n", option: "--fix-links"),
    Case(
      name: "a link with one near name", path: "content/pages/a.md",
      wrong: "[办法](../solutions/wiat.md#steps)，[步骤](../solutions/wait.md#step)\n",
      right: "[办法](../solutions/wait.md#steps)，[步骤](../solutions/wait.md#steps)\n",
      option: "--fix-links"),
  ]

  @Test(
    "mends what is wrong and no other byte, once, whatever the line breaks", arguments: all,
    ["", "crlf", "mark"])
  func mends(example: Case, form: String) async throws {
    let space = try Workspace()
    try space.write("content/solutions/wait.md", Self.solution)
    try space.write(example.path, bytes: Self.bytes(example.wrong, form))
    let run = try await space.clew("check", example.option, "--lang", "en")
    #expect(run.status == 0 && run.errors.contains("\(example.path): "), "\(run.errors)")
    let mended = try Data(contentsOf: space.folder.appending(path: example.path))
    #expect(Array(mended) == Self.bytes(example.right, form))

    let before = try space.snapshot("content")
    let again = try await space.clew("check", example.option, "--lang", "en")
    #expect(again.status == 0 && !again.errors.contains("mended"))
    #expect(try space.snapshot("content") == before)
  }

  private static func bytes(_ text: String, _ form: String) -> [UInt8] {
    switch form {
    case "crlf": Array(text.replacing("\n", with: "\r\n").utf8)
    case "mark": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    default: Array(text.utf8)
    }
  }

  @Test("a blank behind bold that is closed stays, whatever follows it")
  func closedBold() async throws {
    let space = try Workspace()
    let text = "**甲** 乙**丙\n\n- **甲** 乙 **丙** 丁**戊\n"
    try space.write("content/solutions/wait.md", Self.solution)
    try space.write("content/pages/a.md", text)
    #expect(try await space.clew("check", "--fix", "--lang", "en").status == 0)
    #expect(
      try String(contentsOf: space.folder.appending(path: "content/pages/a.md"), encoding: .utf8)
        == text)
  }

  @Test("a near name is taken only when asked for, and never one of several")
  func links() async throws {
    let space = try Workspace()
    try space.write("content/solutions/wait-1.md", "---\ntitle: 甲\n---\n")
    try space.write("content/solutions/wait-2.md", "---\ntitle: 乙\n---\n")
    try space.write("content/causes/late.md", "---\ntitle: 没到期\nsolutions: [wait-3, wait]\n---\n")
    try space.write("content/pages/a.md", "[甲](../solutions/wiat.md)\n")
    let before = try space.snapshot("content")
    #expect(try await space.clew("check", "--fix").status == 1)
    #expect(try space.snapshot("content") == before)
    let run = try await space.clew("check", "--fix-links", "--lang", "en")
    #expect(run.status == 1 && run.errors.contains("wait-3"))
    #expect(try space.contents("content")["causes/late.md"] == before["causes/late.md"]?.bytes)
  }

  @Test("a scenario that ends elsewhere is never mended: it is the test")
  func scenario() async throws {
    let space = try Workspace()
    let tree = try #require(Workspace.guide["content/trees/go.md"])
    try space.write("content/trees/go.md", tree.replacing("outcome: o}", with: "outcome: p}"))
    let before = try space.snapshot("content")
    #expect(try await space.clew("check", "--fix-links").status == 1)
    #expect(try space.snapshot("content") == before)
  }

  @Test("a file that may not be written is a clear error, and no other file is touched")
  func readOnly() async throws {
    let space = try Workspace()
    let wrong = "---\nsolutions: [wait]\ntitle: 没到期\n---\n"
    try space.write("content/causes/a.md", wrong)
    try space.write("content/causes/late.md", wrong)
    let path = space.path("content/causes/late.md")
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    let before = try space.snapshot("content")
    let run = try await space.clew("check", "--fix", "--lang", "en")
    #expect(run.status == 73 && run.errors.contains("late.md"), "\(run.errors)")
    #expect(try space.snapshot("content") == before)
  }

  @Test("a mended file keeps its mode, and nothing is left beside it")
  func mode() async throws {
    let space = try Workspace()
    try space.write("content/causes/late.md", "---\nsolutions: [wait]\ntitle: 没到期\n---\n")
    let path = space.path("content/causes/late.md")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let names = try space.snapshot("content").keys.sorted()
    #expect(try await space.clew("check", "--fix").status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o640)
    #expect(try space.snapshot("content").keys.sorted() == names)
  }

  @Test("with JSON on standard output, what was mended is told on standard error")
  func machines() async throws {
    let space = try Workspace()
    try space.write("content/causes/late.md", "---\nsolutions: [wait]\ntitle: 没到期\n---\n")
    let run = try await space.clew("check", "--fix", "--format", "json", "--lang", "en")
    #expect(run.errors == "content/causes/late.md: 1 mended\n")
    #expect(!run.output.contains("key-order"))
  }
}
