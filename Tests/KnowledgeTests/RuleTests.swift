import Diagnostics
import Markup
import Testing

@testable import Knowledge

@Suite("Rules about entries")
struct RuleTests {
  @Test("an id in front matter that no entry has is shown, with the nearest one and a mend")
  func unknownID() throws {
    let found = expect(
      "unknown-id",
      in: pair + """
        --- content/causes/other.md
        ---
        title: a
        solutions: [wait, 1️⃣wiat, 1️⃣late]
        prevention:
          - 1️⃣none
        ---
        --- content/index.md
        ---
        title: a
        start: 1️⃣no-tree
        ---
        """)
    let slip = try #require(found.first { $0.message.english.contains("wiat") })
    #expect(slip.notes.first?.text.english == "did you mean 'wait'?")
    #expect(slip.notes.first?.file == "content/solutions/wait.md")
    #expect(slip.fixes.map(\.replacement) == ["wait"])
    #expect(slip.fixes.first?.range == slip.range)
  }

  @Test("an id of a draft says so")
  func draftID() {
    let found = expect(
      "unknown-id",
      in: pair.replacing("[wait]", with: "[wait, 1️⃣later]") + """
        --- content/solutions/later.md
        ---
        title: a
        draft: true
        ---
        """)
    #expect(found.first?.notes.map(\.text.english).contains("'later' is a draft") == true)
  }

  @Test("a cause names a solution; its place is the list, else the front matter")
  func causeWithoutSolution() {
    expect(
      "cause-without-solution",
      in: """
        --- content/causes/a.md
        ---
        title: a
        1️⃣solutions: []
        ---
        --- content/causes/b.md
        1️⃣---
        title: b
        ---
        --- content/causes/c.md
        ---
        title: c
        1️⃣solutions:
        ---
        """)
  }

  @Test("solutions, prevention entries and terms to which nothing leads are reported")
  func unused() {
    expect(
      "unused-entry",
      in: """
        --- content/solutions/a.md
        1️⃣---
        title: a
        ---
        [自己](a.md)
        --- content/prevention/b.md
        1️⃣---
        title: b
        ---
        --- content/glossary/c.md
        1️⃣---
        title: c
        ---
        --- content/glossary/d.md
        ---
        title: d
        see: [e]
        ---
        --- content/glossary/e.md
        ---
        title: e
        ---
        看[丁](d.md)
        """)
  }

  @Test("what a misspelt name or link means counts as used")
  func meant() {
    expect(
      "unknown-id", "broken-link",
      in: """
        --- content/causes/late.md
        ---
        title: a
        solutions: [1️⃣wiat]
        ---
        [词](1️⃣../glossary/deu.md)
        --- content/solutions/wait.md
        ---
        title: b
        ---
        --- content/glossary/due.md
        ---
        title: c
        ---
        """)
  }

  @Test("overdue reviews are shown at their date, and only on a later day")
  func overdue() {
    let text = """
      --- content/facts.yml
      fee: {value: 1, source: a, review_by: 1️⃣2026-01-01}
      --- content/pages/a.md
      ---
      title: a
      review_by: 1️⃣2026-01-01
      ---
      """
    expect("review-overdue", today: "2026-01-02", in: text)
    let clean = text.replacing(MarkedGuide.mark, with: "")
    expect(today: "2026-01-01", in: clean)
    expect(in: clean)
  }

  @Test("promises are shown at the block that makes them, wherever it stands")
  func promises() {
    expect(
      "promise",
      in: """
        --- content/site.yml
        title: a
        promises: [一定到账, 包到账]
        --- content/pages/a.md
        1️⃣---
        title: 一定到账
        ---
        1️⃣明天**一定**到账。

        > - 1️⃣包到账

        1️⃣## 包到账吗 {#x}

        1️⃣| 甲 |
        |---|
        | 包到账 |

        一定会看到到账，包括到账短信。[^1]

        [^1]: 1️⃣包到账
        """)
  }
}

@Suite("Checklists")
struct ChecklistRuleTests {
  @Test("items, groups, fields and messages are read in order")
  func reading() throws {
    let guide = try sound(
      """
      --- content/checklists/a.md
      ---
      title: a
      ---
      先看。

      ## 一
      - [ ] 商户号：____ {#merchant}
      - [x] 金额：￥____，日期：____年__月__日
      - 不是清单项

      ## 二
      1. [ ] 备注: ____
         - [ ] 里面的

      ```message
      商户号 {商户号}，{金额}，{日期}，{备注}；{排查经过}
      ```
      """)
    guard case .checklist(let list)? = guide.index[.checklist, "a"]?.content else {
      Issue.record("no checklist")
      return
    }
    #expect(list.introduction.count == 1)
    #expect(list.groups.map { $0.heading?.content.plainText } == ["一", "二"])
    #expect(list.items.map(\.id) == ["merchant", "item-2", "item-3", "item-4"])
    #expect(list.fields.map(\.name) == ["商户号", "金额", "日期", "备注"])
    #expect(list.fields.map(\.kind) == [.text, .amount, .date, .text])
  }

  @Test("a slot has a field of the same checklist, a field is used in a message")
  func messageFields() {
    let found = expect(
      "unused-field", "slot-without-field",
      in: """
        --- content/checklists/a.md
        ---
        title: a
        ---
        - [ ] 商户号：____
        1️⃣- [ ] 传真：____

        1️⃣```message
        {商户号} {商户好} {排查经过}
        ```
        """)
    #expect(found.last?.notes.first?.text.english == "did you mean '商户号'?")
  }

  @Test("fields without any message are for paper; braces that are no slot are text")
  func noMessages() throws {
    _ = try sound(
      """
      --- content/checklists/a.md
      ---
      title: a
      ---
      - [ ] 传真：____

      ```text
      {随便}
      ```
      --- content/checklists/b.md
      ---
      title: b
      ---
      ```message
      {} { 一
      {排查经过}
      ```
      """)
  }

  @Test("a message outside of checklists has no fields to take from")
  func messageElsewhere() {
    expect(
      "slot-without-field", in: "--- content/pages/a.md\n> 1️⃣```message\n> {商户号}\n> ```\n")
  }

  @Test(
    "no field asks for a secret",
    arguments: ["卡号", "银行卡号", "完整卡号", "CVV2", "安全码", "取款密码", "短信验证码", "身份证号", "有效期"])
  func secrets(name: String) {
    expect(
      "forbidden-field",
      in: "--- content/checklists/a.md\n---\ntitle: a\n---\n\n1️⃣- [ ] \(name)：____\n")
  }

  @Test("the last digits are no secret, and neither is a field about a secret's absence")
  func harmless() throws {
    _ = try sound(
      "--- content/checklists/a.md\n---\ntitle: a\n---\n- [ ] 卡号末四位：____\n- [ ] 不要写密码\n")
  }
}

@Suite("What belongs together")
struct RelationTests {
  private let guide = """
    --- content/index.md
    ---
    title: 首页
    start: go
    ---
    看[原因](causes/late.md)
    --- content/causes/late.md
    ---
    title: 没到期
    solutions: [wait, ask]
    prevention: [know]
    ---
    [词](../glossary/due.md)
    --- content/solutions/wait.md
    ---
    title: 等
    prevention: [know]
    ---
    --- content/solutions/ask.md
    ---
    title: 问
    ---
    --- content/prevention/know.md
    ---
    title: 知道
    ---
    --- content/glossary/due.md
    ---
    title: 到期
    see: [day]
    ---
    --- content/glossary/day.md
    ---
    title: 工作日
    ---
    --- content/checklists/list.md
    ---
    title: 清单
    ---
    - [ ] [问](../solutions/ask.md)
    --- content/trees/go.md
    ---
    title: 排查
    start: q
    ---
    ## 到期了吗？ {#q}

    - [没有](#o)
    - [不知道](#p)

    ## 等 {#o .outcome}

    [没到期](../causes/late.md)

    ## 问 {#p .outcome}

    [问](../solutions/ask.md)
    """

  @Test("whatever is named names back, in the order of the front matter")
  func twoWay() throws {
    let guide = try sound(guide)
    let keys = guide.index.entries.map(\.key)
    for key in keys {
      for kind in EntryKind.allCases {
        for other in guide.relations(of: key)[kind] {
          #expect(guide.relations(of: other)[key.kind].contains(key), "\(key) \(other)")
        }
      }
    }
    func ids(_ kind: EntryKind, of key: EntryKey) -> [String] {
      guide.related(kind, of: key).map(\.id)
    }
    let cause = EntryKey(.cause, "late")
    #expect(ids(.solution, of: cause) == ["wait", "ask"])
    #expect(ids(.cause, of: EntryKey(.solution, "ask")) == ["late"])
    #expect(ids(.cause, of: EntryKey(.prevention, "know")) == ["late"])
    #expect(ids(.solution, of: EntryKey(.prevention, "know")) == ["wait"])
    #expect(ids(.term, of: EntryKey(.term, "day")) == ["due"])
    #expect(ids(.tree, of: cause) == ["go"])
    #expect(ids(.checklist, of: EntryKey(.solution, "ask")) == ["list"])
    #expect(ids(.home, of: cause).isEmpty)
  }

  @Test("an entry knows the outcomes that lead to it")
  func nodes() throws {
    let guide = try sound(guide)
    let nodes = guide.relations(of: EntryKey(.solution, "ask")).nodes
    #expect(nodes.map(\.node) == ["p"] && nodes.map(\.tree.id) == ["go"])
  }

  @Test("a draft is no part of the guide unless it is asked for")
  func drafts() throws {
    let text = """
      --- content/pages/a.md
      ---
      draft: true
      ---
      """
    #expect(try sound(text).index.entries.isEmpty)
    #expect(try sound(drafts: true, text).index.entries.map(\.isDraft) == [true])
  }

  @Test("a guide with an error is none")
  func errors() {
    let (unchecked, found) = MarkedGuide("--- content/causes/a.md\n").read()
    #expect(Guide(unchecked, diagnostics: found) == nil)
  }
}
