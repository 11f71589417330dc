import Diagnostics
import Testing

@testable import Markup

@Suite("Blocks")
struct BlockTests {
  @Test("a heading has the attributes in braces behind it")
  func attributes() {
    let headings = Parsed("## 标题 {#id .a .b key=值 other=\"two {words}\"}\n").headings
    #expect(headings.first?.content.plainText == "标题")
    #expect(headings.first?.anchor == "id")
    let attributes = headings.first?.attributes
    #expect(attributes?.classes == ["a", "b"])
    #expect(attributes?["key"] == "值")
    #expect(attributes?["other"] == "two {words}")
    #expect(attributes?.range == SourceRange(line: 1, columns: 11..<50))
  }

  @Test(
    "braces that are no attributes are text",
    arguments: ["{a}", "{}", "\\{#id}", "{#id} b", "{# id}", "{key=}", "{#a #b}"])
  func noAttributes(text: String) {
    let heading = Parsed("# a \(text)\n").headings.first
    #expect(heading?.attributes == nil)
    #expect(heading?.content.plainText == "a " + text.replacing("\\", with: ""))
  }

  @Test(
    "without an id the anchor is GitHub's slug",
    arguments: [
      ("Hello, World!", "hello-world"), ("钱没到账？先看 `状态`", "钱没到账先看-状态"),
      ("a_b - *c*", "a_b---c"), ("……", "section"),
    ])
  func slugs(text: String, slug: String) {
    #expect(Parsed("# \(text)\n").headings.first?.anchor == slug)
  }

  @Test("anchors are unique, and written ids come first")
  func uniqueAnchors() {
    let parsed = Parsed("# a\n\n# a\n\n# a-1\n\n# b {#a}\n")
    #expect(parsed.headings.map(\.anchor) == ["a-1", "a-2", "a-1-1", "a"])
    #expect(Set(parsed.headings.map(\.anchor)).count == 4)
    #expect(parsed.codes.isEmpty)
  }

  @Test("an id that is written twice is an error that names the first place")
  func duplicateIds() {
    let parsed = Parsed("# a {#x}\n\n> # b {#x}\n")
    #expect(parsed.codes == ["duplicate-anchor"])
    #expect(parsed.diagnostics.first?.range == SourceRange(line: 3, columns: 7..<11))
    #expect(parsed.diagnostics.first?.notes.first?.position == SourcePosition(line: 1, column: 5))
  }

  @Test("tasks are ticked or not, and may have attributes")
  func tasks() {
    let items = Parsed("- [ ] a {#id k=v}\n- [x] *b*\n- [X]\n  c\n- [y] d\n- e\n- \\[ ] f\n").items
    #expect(items.map(\.task) == [false, true, true, nil, nil, nil])
    #expect(items.first?.attributes?.id == "id")
    #expect(
      items.map { Outline.blocks($0.blocks, isTight: true) }
        == ["a", "<em>b</em>", "c", "[y] d", "e", "[ ] f"])
  }

  @Test("a quotation that begins with a mark is a call-out")
  func alerts() {
    #expect(Parsed("> [!NOTE]\n> a\n").outline == "<alert note>\n<p>a</p>\n</alert>\n")
    #expect(Parsed("> [!warning]\n>\n> a\n").outline == "<alert warning>\n<p>a</p>\n</alert>\n")
    for text in ["[!NOTE] a", "[!NOPE]\n> a", "\\[!NOTE]\n> a", "[!NOTE]"] {
      #expect(Parsed("> \(text)\n").outline.hasPrefix("<blockquote>"))
    }
  }

  @Test("raw HTML stays as it is written")
  func html() {
    let parsed = Parsed("<div>\\*</div>\n\na <b>c</b>\n")
    #expect(parsed.outline == "<div>\\*</div>\n<p>a <b>c</b></p>\n")
  }

  @Test("the info of a code block is decoded; its code is as written")
  func code() {
    guard case .codeBlock(let block)? = Parsed("``` a\\_b c\n\\*\n```\n").blocks.first else {
      Issue.record("no code")
      return
    }
    #expect(block.info == "a_b c")
    #expect(block.language == "a_b")
    #expect(block.code == "\\*\n")
  }

  @Test("lines count from the body's first line in the file")
  func firstLine() {
    var log: [Diagnostic] = []
    let body = MarkupParser.parsed(
      "a\n\n**甲\n", firstLine: 5, path: "a.md", limits: MarkupLimits(), log: &log)
    #expect(body.blocks.map(\.range.start.line) == [5, 7])
    #expect(log.first?.range?.start == SourcePosition(line: 7, column: 1))
  }

  @Test("ranges stay within the file and do not hold the empty lines behind a block")
  func ranges() {
    let parsed = Parsed("- a\n\n  b\n\n\n\nc\n")
    #expect(parsed.blocks.first?.range.end == SourcePosition(line: 3, column: 4))
  }
}
