import Diagnostics
import Foundation
@testable import Knowledge
import Testing

@Suite("Decision trees for other tools")
struct TreeExportTests {
  /// A tree whose words hold what each format must escape.
  private let nasty = DecisionTree(
    start: Located("a", at: .fileStart), maxQuestions: nil, introduction: [],
    nodes: [
      LargeTree.node("a", .question, line: 1, [("\"<b>\\&`#\u{301}\n", "a<\u{301}script>")]),
      LargeTree.node("a<\u{301}script>", .outcome, line: 2, []),
    ], scenarios: [])

  private func export(_ tree: DecisionTree) -> TreeExport {
    TreeExport(id: "main", title: "钱\"没\"到", tree: tree)
  }

  @Test("the outline opens each node once")
  func outline() throws {
    let tree = try #require(SmallGuide(SoundGuide.files).tree("main"))
    #expect(
      TreeOutline(tree).text == """
        小票上写着什么？ [result]
          - 成功 → 到账时间过了吗？ [due]
            - 没过 → 到点再看 [wait]
              - 到点了还没到 ↺ 到账时间过了吗？ [due]
              - 钱到了 ⇒ 钱到了 [arrived]
            - 已过 ⇒ 请机构查 [ask]
            - 不清楚 ⇒ 请机构查 [ask]
          - 失败 → 先别再刷 [hold]
            - 知道了 → 顾客扣款了吗？ [debited]
              - 已经扣了 ⇒ 请机构查 [ask]
              - 没扣 ⇒ 重新收款 [retry]
              - 不知道 ⇒ tree:other#bank
          - 不确定 ⇒ 请机构查 [ask]

        """)
  }

  @Test("Mermaid")
  func mermaid() throws {
    let text = export(nasty).mermaid
    #expect(text.contains("n0 -->|\"#quot;#lt;b#gt;#92;#amp;#96;#35;\u{301} \"| n1"))
    #expect(text.contains("class n1 outcome"))
    #expect(!text.unicodeScalars.contains("<"))
    let tree = try #require(SmallGuide(SoundGuide.files).tree("main"))
    #expect(export(tree).mermaid.contains("  x0[[\"tree:other#35;bank\"]]"))
  }

  @Test("Graphviz")
  func dot() {
    let text = export(nasty).dot
    #expect(text.hasPrefix("digraph \"main\" {\n  label=\"钱\\\"没\\\"到\";"))
    #expect(text.contains("n0 -> n1 [label=\"\\\"<b>\\\\&`#\u{301} \"];"))
  }

  @Test("JSON that a parser reads back")
  func json() throws {
    let tree = try #require(SmallGuide(SoundGuide.files).tree("main"))
    for (tree, label) in [(tree, "成功"), (nasty, "\"<b>\\&`#\u{301}\n")] {
      let value = try JSONSerialization.jsonObject(with: Data(export(tree).json.utf8))
      let object = try #require(value as? [String: Any])
      let nodes = try #require(object["nodes"] as? [[String: Any]])
      let options = try #require(nodes.first?["options"] as? [[String: Any]])
      #expect(nodes.count == tree.nodes.count)
      #expect(options.first?["label"] as? String == label)
      #expect(object["title"] as? String == "钱\"没\"到")
    }
    #expect(!export(nasty).json.unicodeScalars.contains("<"))
  }

  @Test("SVG is well-formed, escaped, and has no style and no script")
  func svg() throws {
    let text = TreeSVG.svg(nasty, title: "<\u{301}&\"") { "x.html?a=1&b=\"<\($0)" }
    #expect(text.contains("aria-label=\"&lt;\u{301}&amp;&quot;\""))
    #expect(text.contains("<a href=\"x.html?a=1&amp;b=&quot;&lt;a\">"))
    #expect(!text.contains("style="))
    #expect(!text.unicodeScalars.split(separator: "<").contains { $0.first == "\u{301}" })
  }
}
