import Diagnostics
import Testing

@testable import Knowledge

@Suite("Links between files")
struct LinkRuleTests {
  @Test("a link to no file is shown where its address stands, with the nearest file")
  func brokenLinks() {
    let found = expect(
      "broken-link",
      in: pair + """
        --- content/pages/a/b.md
        看[等](1️⃣../../solutions/wiat.md)，或[因](1️⃣../causes/late.md)，**[无](1️⃣nowhere.md)**。

        | 甲 | 乙 |
        |---|---|
        | [一](1️⃣x.md) | [二](1️⃣../../../../etc/passwd) |

        1. > [三](1️⃣/solutions/wait.md)

        [注][^1]

        [^1]: [脚](1️⃣y.md)
        """)
    #expect(
      found.prefix(3).map { $0.notes.first?.text.english } == [
        "did you mean '../../solutions/wait.md'?", "did you mean '../../causes/late.md'?", nil,
      ])
  }

  @Test("links to files, folders, anchors, assets and other places lead somewhere")
  func good() throws {
    _ = try sound(
      pair + """
        --- content/assets/a b.svg
        <svg/>
        --- content/pages/a/b.md
        # 题 {#top}
        [1](../../solutions/wait.md) [2](./c.md#%E5%BD%93%E5%89%8D) [3](#top) [4](../../causes/)
        [5](../../assets/a%20b.svg) [6](https://a.cn/) [7](mailto:a@b.cn) [8](tel:110)
        [9](../../checklists/x.md#own) [10](../../causes) ![图](../../assets/a%20b.svg)
        --- content/pages/a/c.md
        ## 当前
        --- content/checklists/x.md
        ---
        title: x
        ---
        - [ ] 看 {#own}
        """)
  }

  @Test("an anchor that the file does not have is shown, with the nearest one")
  func brokenAnchors() {
    let found = expect(
      "broken-anchor",
      in: """
        --- content/pages/a.md
        ## 步骤 {#steps}
        [一](1️⃣#step) [二](1️⃣b.md#none) [三](1️⃣b.md#steps)
        --- content/pages/b.md
        ## 别的
        """)
    #expect(
      found.map { $0.notes.first?.text.english } == ["did you mean '#steps'?", nil, nil])
  }

  @Test("a folder of a kind without entries has no page to link to")
  func emptyKind() {
    expect("broken-link", in: "--- content/pages/a.md\n[原因](1️⃣../causes/)\n")
  }

  @Test("schemes that are not allowed are dropped with a warning")
  func unsafe() {
    expect(
      "unsafe-url",
      in: """
        --- content/pages/a.md
        [一](1️⃣javascript:alert) [二](1️⃣JaVaScRiPt:alert) [三](1️⃣data:text/html,x)
        ![图](1️⃣data:image/png;base64,AA)
        """)
  }

  @Test("an image is a file of content/assets, and says what it shows")
  func images() {
    expect(
      "broken-link", "broken-link", "broken-link", "image-without-text", "image-without-text",
      in: """
        --- content/assets/a.svg
        <svg/>
        --- content/pages/a.md
        ![图](1️⃣../assets/b.svg) ![图](1️⃣a.md) ![图](1️⃣https://a.cn/b.png)

        ![](1️⃣../assets/a.svg)

        注[^1]

        [^1]: ![ ](1️⃣../assets/a.svg)
        """)
  }

  @Test("a link to a draft says so")
  func draft() {
    let text = """
      --- content/pages/a.md
      [一](1️⃣b.md)
      --- content/pages/b.md
      ---
      draft: true
      ---
      """
    let found = expect("broken-link", in: text)
    #expect(found.first?.notes.first?.text.english == "that file is a draft")
    expect(drafts: true, in: text.replacing(MarkedGuide.mark, with: ""))
  }

  @Test("facts are registered, and quoted letter by letter")
  func facts() {
    let found = expect(
      "unknown-fact", "fact-mismatch", "fact-mismatch", "fact-mismatch", "fact-mismatch",
      in: """
        --- content/facts.yml
        pbc-hotline: {value: "12363", source: a}
        --- content/pages/a.md
        [12363][fact:pbc-hotline] [拨 12363 电话][fact:pbc-hotline]

        [12363][1️⃣fact:pbc-hotlin]

        [12336][1️⃣fact:pbc-hotline]

        [123630][1️⃣fact:pbc-hotline]

        [电话][1️⃣fact:pbc-hotline]

        注[^1]

        [^1]: [1236][1️⃣fact:pbc-hotline]
        """)
    #expect(found.first?.notes.first?.text.english == "did you mean 'pbc-hotline'?")
    #expect(found.last?.notes.first?.position == SourcePosition(line: 1, column: 1))
  }
}
