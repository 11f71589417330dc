import Diagnostics
import Testing

@testable import Markup

@Suite("Files with more parts than a page can show")
struct PartCountTests {
  @Test(
    "are refused where there is one too many",
    arguments: [
      String(repeating: "# a\n", count: 10_001), String(repeating: "[a](b)\n", count: 20_001),
      String(repeating: "a\n\n- ![a](b) www.a.cn\n", count: 10_001),
      "# a\n\n# " + String(repeating: "长", count: 700),
    ])
  func refused(text: String) {
    let parsed = Parsed(text)
    #expect(parsed.codes == ["too-many-parts"])
    #expect(parsed.blocks.isEmpty)
  }

  @Test("are read up to the limit")
  func kept() {
    #expect(Parsed(String(repeating: "# a\n", count: 10_000)).codes.isEmpty)
    #expect(Parsed(String(repeating: "[a](b)\n", count: 20_000)).codes.isEmpty)
    #expect(Parsed("# " + String(repeating: "a", count: 2_000)).codes.isEmpty)
  }

  @Test("a list in front matter has at most a thousand items, one in a register may have more")
  func lists() throws {
    let list = { (count: Int) in
      "a: {b: [" + Array(repeating: "c", count: count).joined(separator: ", ") + "]}\n"
    }
    let document = Document(Source(path: "a.md", text: "---\n" + list(1_001) + "---\n"))
    #expect(document.diagnostics.map(\.code) == ["front-matter-too-large"])
    #expect(document.diagnostics.first?.range?.start == SourcePosition(line: 2, column: 8))
    #expect(document.frontMatter == nil)
    let kept = Document(Source(path: "a.md", text: "---\n" + list(1_000) + "---\n"))
    #expect(kept.diagnostics.isEmpty && kept.frontMatter != nil)
    var log: [Diagnostic] = []
    #expect(YAMLNode.parsed(Source(path: "a.yml", text: list(1_001)), log: &log) != nil)
  }
}
