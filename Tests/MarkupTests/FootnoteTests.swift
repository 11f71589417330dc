import Diagnostics
import Testing

@testable import Markup

@Suite("Footnotes")
struct FootnoteTests {
  @Test("footnotes are numbered in the order in which the text refers to them")
  func order() {
    let parsed = Parsed("a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X\n")
    #expect(
      parsed.outline == """
        <p>a<sup>1</sup> b<sup>2</sup> c<sup>1-2</sup></p>
        <fn 1>
        <p>X</p>
        </fn>
        <fn 2>
        <p>Y</p>
        </fn>

        """)
    #expect(parsed.footnotes.map(\.label) == ["x", "y"])
    #expect(parsed.footnotes.map(\.references) == [2, 1])
  }

  @Test("a definition holds the blocks that are indented below it")
  func blocks() {
    let parsed = Parsed("a[^x]\n\n[^x]: X\n\n    - y\n\n        code\n\nb\n")
    #expect(parsed.blocks.count == 2)
    #expect(parsed.footnotes.first?.blocks.count == 2)
  }

  @Test("a definition ends a paragraph and may stand in a quotation or an item")
  func containers() {
    #expect(Parsed("a[^x]\n[^x]: X\n").outline == "<p>a<sup>1</sup></p>\n<fn 1>\n<p>X</p>\n</fn>\n")
    #expect(
      Parsed("> a[^x]\n>\n> [^x]: X\n").outline
        == "<blockquote>\n<p>a<sup>1</sup></p>\n</blockquote>\n<fn 1>\n<p>X</p>\n</fn>\n")
    #expect(
      Parsed("- a[^x]\n\n  [^x]: X\n").footnotes.first.map { Outline.blocks($0.blocks) }
        == "<p>X</p>\n")
  }

  @Test("a definition does not join the lists beside it")
  func lists() {
    let parsed = Parsed("- a[^x]\n- b\n\n[^x]: X\n\n+ c\n+ d\n")
    #expect(
      Outline.blocks(parsed.blocks)
        == "<ul>\n<li>a<sup>1</sup></li>\n<li>b</li>\n</ul>\n<ul>\n<li>c</li>\n<li>d</li>\n</ul>\n")
    #expect(Parsed("- a[^x]\n\n[^x]: X\n\n- b\n").blocks.count == 2)
  }

  @Test("a footnote may refer to another, and to itself")
  func nested() {
    let parsed = Parsed("a[^x]\n\n[^x]: X[^y]\n[^y]: Y[^x]\n")
    #expect(parsed.footnotes.map(\.label) == ["x", "y"])
    #expect(parsed.footnotes.map(\.references) == [2, 1])
  }

  @Test("a reference without a definition is text; a definition without a reference is reported")
  func missing() {
    let parsed = Parsed("a[^x]\n\n[^y]: Y\n")
    #expect(parsed.outline == "<p>a[^x]</p>\n")
    #expect(parsed.codes == ["unused-footnote"])
    #expect(parsed.diagnostics.first?.range?.start.line == 3)
  }

  @Test("code that looks like a definition is code")
  func code() {
    let parsed = Parsed("a[^x]\n\n```\n[^x]: X\n```\n")
    #expect(parsed.outline == "<p>a[^x]</p>\n<pre><code>[^x]: X\n</code></pre>\n")
    #expect(parsed.codes.isEmpty)
  }

  @Test("a definition may hold a table, and its links have their places")
  func table() {
    let parsed = Parsed("a[^x]\n\n[^x]: | a |\n    |---|\n    | b |\n")
    guard case .table? = parsed.footnotes.first?.blocks.first else {
      Issue.record("no table")
      return
    }
    guard
      case .paragraph(let paragraph)? = Parsed("a[^x]\n\n[^x]: [b](c)\n").footnotes.first?.blocks
        .first,
      case .link(let link)? = paragraph.content.first
    else {
      Issue.record("no link")
      return
    }
    #expect(paragraph.range.start == SourcePosition(line: 3, column: 7))
    #expect(link.range == SourceRange(line: 3, columns: 11..<12))
  }

  @Test("a heading in a footnote has an anchor of its own")
  func headings() {
    let parsed = Parsed("# a\n\nb[^x]\n\n[^x]: # a\n")
    guard case .heading(let heading)? = parsed.footnotes.first?.blocks.first else {
      Issue.record("no heading")
      return
    }
    #expect(heading.anchor == "a-1")
  }

  @Test("an escaped reference is text")
  func escaped() {
    #expect(Parsed("a\\[^x] b[^x]\n\n[^x]: X\n").outline.hasPrefix("<p>a[^x] b<sup>1</sup></p>"))
  }
}
