import Diagnostics
import Testing

@testable import Markup

@Suite("Tables")
struct TableTests {
  private func cells(_ text: String) -> [[String]]? {
    guard case .table(let table)? = Parsed(text).blocks.first else { return nil }
    return ([table.header] + table.rows).map { $0.map { Outline.inlines($0) } }
  }

  @Test("cells hold inlines; short rows are filled up and long ones cut")
  func cells() {
    #expect(
      cells("| a | *b* |\n|---|:-:|\n| `c` |\n| d | e | f |\n")
        == [["a", "<em>b</em>"], ["<code>c</code>", ""], ["d", "e"]])
  }

  @Test("an escaped bar belongs to its cell, in code too")
  func bars() {
    #expect(
      cells("a \\| b | `c \\| d`\n--|--\n") == [["a | b", "<code>c | d</code>"]])
  }

  @Test("the delimiter row tells how columns are set")
  func alignments() {
    guard case .table(let table)? = Parsed("a|b|c|d\n:-|:-:|-:|-\n").blocks.first else {
      Issue.record("no table")
      return
    }
    #expect(table.alignments == [.left, .center, .right, nil])
  }

  @Test("a cell that looks like a block is text")
  func blocksInCells() {
    #expect(
      cells("| # a | > b |\n|--|--|\n| - c | 1. d # |\n")
        == [["# a", "&gt; b"], ["- c", "1. d #"]])
  }

  @Test("text before the header row stays a paragraph")
  func textBefore() {
    #expect(Parsed("x\n| a |\n|---|\n").outline.hasPrefix("<p>x</p>\n<table>"))
  }

  @Test("the delimiter row needs as many cells as the header row")
  func mismatch() {
    #expect(Parsed("| a | b |\n|---|\n").outline == "<p>| a | b |\n|---|</p>\n")
  }

  @Test("a table ends at a block and at a line that is outside of its container")
  func ends() {
    #expect(
      Parsed("|a|\n|-|\n|b|\n> q\n").outline.hasSuffix(
        "</table>\n<blockquote>\n<p>q</p>\n</blockquote>\n"))
    #expect(
      Parsed("|a|\n|-|\n|b|\n---\n").outline.hasSuffix(
        "<td>b</td>\n</tr>\n</tbody>\n</table>\n<hr />\n"))
    #expect(Parsed("> |a|\n> |-|\n|b|\n").outline.hasSuffix("</blockquote>\n<p>|b|</p>\n"))
  }

  @Test("tables stand in quotations and list items, which stay tight")
  func containers() {
    let parsed = Parsed("- x\n- > |a|\n  > |-|\n  > |b|\n  >\n  > y\n")
    guard case .list(let list)? = parsed.blocks.first,
      case .quote(let quote)? = list.items.last?.blocks.first, case .table? = quote.blocks.first
    else {
      Issue.record("no table in a quotation in a list")
      return
    }
    #expect(list.isTight)
    #expect(quote.blocks.count == 2)
    guard case .list(let tight)? = Parsed("- |a|\n  |-|\n  |b|\n- c\n").blocks.first else {
      Issue.record("no list")
      return
    }
    #expect(tight.isTight)
  }

  @Test("references that are defined elsewhere work in cells")
  func references() {
    #expect(
      cells("|[x]|\n|-|\n\n[x]: /u\n") == [["<a href=\"/u\">x</a>"]])
  }

  @Test("an address in a cell has its place in the file")
  func places() {
    let parsed = Parsed("x\n\n> | a | b |\n> |---|---|\n> | c | [d](e.md) |\n")
    #expect(parsed.addresses.map(\.address) == ["e.md"])
    #expect(parsed.addresses.first?.range == SourceRange(line: 5, columns: 13..<17))
    guard case .quote(let quote)? = parsed.blocks.last else { return }
    #expect(quote.blocks.first?.range.start == SourcePosition(line: 3, column: 3))
    #expect(quote.blocks.first?.range.end == SourcePosition(line: 5, column: 20))
  }

  @Test("code that looks like a table is code")
  func code() {
    #expect(Parsed("```\n|a|\n|-|\n```\n").outline == "<pre><code>|a|\n|-|\n</code></pre>\n")
  }

  @Test("a table with too many cells stays text and is reported")
  func limit() {
    var limits = MarkupLimits()
    limits.tableCells = 4
    let parsed = Parsed("|a|b|\n|-|-|\n|c|\n|d|\n", limits: limits)
    #expect(parsed.codes == ["table-too-large"])
    #expect(parsed.outline.hasPrefix("<p>|a|b|"))
  }
}
