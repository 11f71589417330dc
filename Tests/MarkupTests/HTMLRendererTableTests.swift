import Markup
import Testing

@Suite struct HTMLRendererTableTests {
  @Test func cellsAreAligned() {
    let block = table(
      [.left, nil, .right], [[.text("a")], [.text("b")], [.text("<")]],
      [[.text("1")], [], [.code("x|y")]])
    #expect(
      rendered(block) == """
        <table>
        <thead>
        <tr>
        <th align="left">a</th>
        <th>b</th>
        <th align="right">&lt;</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td align="left">1</td>
        <td></td>
        <td align="right"><code>x|y</code></td>
        </tr>
        </tbody>
        </table>

        """)
  }

  @Test func aTableWithoutRowsHasNoBody() {
    #expect(
      rendered(table([.center], [[.text("a")]])) == """
        <table>
        <thead>
        <tr>
        <th align="center">a</th>
        </tr>
        </thead>
        </table>

        """)
  }

  @Test func aSiteNamesTheRegionAfterTheColumns() {
    let block = table([nil, nil, nil], [[.strong([.text("状态")])], [], [.text("\"意思\"")]])
    let html = rendered(block) {
      $0.wrapTables = true
      $0.labels = .chinese
    }
    #expect(
      html.hasPrefix(
        """
        <div class="table" role="region" tabindex="0" aria-label="表格：状态，&quot;意思&quot;">
        <table>
        """))
    #expect(html.hasSuffix("</table>\n</div>\n"))
  }

  @Test func aSiteAlignsByClasses() {
    let html = rendered(table([.right], [[.text("a")]])) { $0.alignmentClasses = true }
    #expect(html.contains("<th class=\"align-right\">a</th>"))
  }

  @Test func aTableWithoutTitlesIsATable() {
    let html = rendered(table([nil], [[]])) { $0.wrapTables = true }
    #expect(html.contains("aria-label=\"Table\""))
  }

  @Test func aCellBeyondTheColumnsIsStillWritten() {
    #expect(rendered(table([], [[.text("a")]])).contains("<th>a</th>"))
  }
}
