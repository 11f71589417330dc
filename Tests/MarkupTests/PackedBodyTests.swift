import Diagnostics
import Testing

@testable import Markup

/// A value with all that it holds, as text.
func everything(in value: Any) -> String {
  var text = ""
  dump(value, to: &text)
  return text
}

@Suite("Packed bodies")
struct PackedBodyTests {
  /// Everything that a body can hold.
  private static let text = """
    # 标题 *强调* {#top .a .b key=值 other="two words"}

    第一段：**粗**、~~删~~、`代码`、<b>、[链接](a.md "题名")、![图](b.svg "图名")、\\
    换行，and soft
    break https://example.org/。[^一]

    ## Empty heading

    3. three

       > quoted
       >
       > - [ ] a task {#task .c k=v}
       > - [x] another one
       > - no task

    - tight
    - list

    > [!WARNING]
    > 小心[^二][^一]

    ```swift extra
    let a = "`"
    ```

        indented

    <div>
    raw
    </div>

    | a | 二 | c | d |
    |---|:--|:-:|--:|
    | 1 | **2** | | `4` |
    | [5](fact:x) | 6 | 7 | 8 |

    ---

    [^一]: 第一条。

        - 里面的列表
    [^二]: 第二条，见[^一]。
    """

  @Test("every kind of block and inline is unpacked as it was packed")
  func roundTrip() {
    let parsed = Parsed(Self.text)
    let packed = PackedBody(parsed.blocks, footnotes: parsed.footnotes)
    #expect(parsed.footnotes.count == 2)
    #expect(everything(in: packed.blocks) == everything(in: parsed.blocks))
    #expect(everything(in: packed.footnotes) == everything(in: parsed.footnotes))
  }

  @Test(
    "the text of that test has every kind",
    arguments: [
      "Block.paragraph", "Block.heading", "Block.list", "Block.quote", "Block.alert",
      "Block.codeBlock", "Block.htmlBlock", "Block.table", "Block.thematicBreak", "Inline.text",
      "Inline.softBreak", "Inline.lineBreak", "Inline.code", "Inline.html", "Inline.emphasis",
      "Inline.strong", "Inline.strikethrough", "Inline.link", "Inline.image",
      "Inline.footnoteReference",
    ])
  func kinds(name: String) {
    #expect(everything(in: Parsed(Self.text).blocks).contains("Markup.\(name)\n"))
  }

  @Test("texts that are long or empty, and numbers and places of any size, stay what they are")
  func extremes() {
    let far = SourceRange(
      SourcePosition(line: 1_000_000, column: 70_000), SourcePosition(line: 1_000_300, column: 1))
    let nowhere = SourceRange(
      SourcePosition(line: .min, column: -1), SourcePosition(line: .max, column: .max))
    var link = Link(destination: "", title: "", content: [], range: nowhere)
    link.titleRange = far
    let blocks: [Block] = [
      .paragraph(
        Paragraph(content: [.text(String(repeating: "长", count: 50_000)), .link(link)], range: far)),
      .list(List(start: .max, isTight: false, items: [], range: .fileStart)),
      .list(List(start: .min, isTight: true, items: [], range: nowhere)),
      .heading(Heading(level: 6, content: [], attributes: nil, anchor: "", range: far)),
      .table(Table(alignments: [], header: [], rows: [[]], range: .fileStart)),
      .codeBlock(CodeBlock(info: "", code: "a\u{0}\r\n\u{FEFF}👩‍👩‍👧", range: .fileStart)),
    ]
    let footnotes = [Footnote(label: "", number: 0, references: 300, blocks: blocks)]
    let packed = PackedBody(blocks, footnotes: footnotes)
    #expect(everything(in: packed.blocks) == everything(in: blocks))
    #expect(everything(in: packed.footnotes) == everything(in: footnotes))
  }

  @Test("nothing is unpacked as nothing")
  func nothing() {
    let packed = PackedBody([])
    #expect(packed.blocks.isEmpty && packed.footnotes.isEmpty)
  }
}
