import Diagnostics
import Markup
import Testing

@testable import Knowledge

@Suite("Keys and values of front matter")
struct FieldTests {
  @Test("an unknown key is shown, with the nearest one")
  func unknownKey() {
    let found = expect(
      "unknown-key",
      in: """
        --- content/pages/a.md
        ---
        title: a
        1️⃣sumary: b
        1️⃣电话: c
        ---
        """)
    #expect(found.first?.notes.map(\.text.english) == ["did you mean 'summary'?"])
    #expect(found.last?.notes.isEmpty == true)
  }

  @Test("a key of another kind is unknown", arguments: ["symptoms", "who", "how_often", "start"])
  func otherKind(key: String) {
    expect("unknown-key", in: "--- content/pages/a.md\n---\n1️⃣\(key): x\n---\n")
  }

  @Test("every kind but a page needs a title")
  func missingTitle() {
    expect(
      "missing-key",
      in: pair + """
        --- content/index.md
        1️⃣---
        summary: a
        ---
        --- content/checklists/a.md
        1️⃣---
        title: " "
        ---
        --- content/pages/b.md
        没有文件头也可以。
        """)
  }

  @Test("a file of another kind than a page without front matter has no title either")
  func noFrontMatter() {
    expect("missing-key", in: "--- content/checklists/a.md\n1️⃣- [ ] 看小票\n")
  }

  @Test("an empty file is a page, and no checklist")
  func emptyFiles() {
    expect(in: "--- content/pages/a.md\n")
    expect("missing-key", in: "--- content/checklists/a.md\n1️⃣")
  }

  @Test("a value of another type is shown where it stands")
  func wrongTypes() {
    expect(
      "wrong-type",
      in: """
        --- content/pages/a.md
        ---
        title: 1️⃣[a]
        summary: 1️⃣{a: b}
        keywords: 1️⃣断网
        tags: [a, 1️⃣[b], 1️⃣~]
        draft: 1️⃣是
        date: 1️⃣[2026-01-01]
        sources: 1️⃣a
        ---
        """)
  }

  @Test("items of sources are mappings with a title and a safe address")
  func sources() {
    expect(
      "wrong-type", "missing-key", "unknown-key", "unsafe-url", "invalid-date", "unsafe-url",
      in: """
        --- content/pages/a.md
        ---
        sources:
          - 1️⃣a
          - 1️⃣url: https://a.cn/
          - {title: a, 1️⃣link: b}
          - {title: a, url: 1️⃣"javascript:alert(1)"}
          - {title: a, checked: 1️⃣2026-13-01}
          - {title: a, url: 1️⃣www.pbc.gov.cn}
        ---
        """)
  }

  @Test("dates are days of the calendar; a time behind one is accepted")
  func dates() throws {
    expect(
      "invalid-date",
      in: """
        --- content/pages/a.md
        ---
        date: 1️⃣2026-02-30
        updated: 1️⃣22.11.2026
        review_by: 1️⃣"明天"
        ---
        """)
    let guide = try sound(
      "--- content/pages/a.md\n---\nupdated: 2026-11-22T10:00:00+08:00\n---\n")
    #expect(guide.index.entries.first?.updated == CalendarDate("2026-11-22"))
  }

  @Test("a likelihood is one of three words, with the nearest one")
  func likelihood() {
    let found = expect(
      "unknown-value",
      in: """
        --- content/causes/late.md
        ---
        title: a
        likelihood: 1️⃣comon
        solutions: [wait]
        ---
        --- content/solutions/wait.md
        ---
        title: b
        ---
        """)
    #expect(found.first?.notes.first?.text.english == "did you mean 'common'?")
  }

  @Test("null is as good as no key")
  func null() throws {
    let guide = try sound(
      "--- content/pages/a.md\n---\ntitle:\nkeywords: ~\ndraft: null\nsources:\n---\n# 标题\n")
    #expect(guide.index.entries.first?.title == "标题")
  }

  @Test("file names of entries are kebab-case; those of pages are free")
  func names() {
    expect(
      "invalid-id",
      in: """
        --- content/checklists/Upper.md 1️⃣
        ---
        title: a
        ---
        --- content/checklists/a_b.md 1️⃣
        ---
        title: a
        ---
        --- content/checklists/a--b.md 1️⃣
        ---
        title: a
        ---
        --- content/checklists/网络故障.md 1️⃣
        ---
        title: a
        ---
        --- content/checklists/a-1.md
        ---
        title: a
        ---
        --- content/pages/深/Öff_NEN.md
        """)
  }

  @Test("the title is front matter, else the first H1, else the file's name")
  func titles() throws {
    let guide = try sound(
      """
      --- content/pages/a.md
      ---
      title: 甲
      ---
      # 乙
      --- content/pages/b.md
      ---
      title: 甲
      ---
      # 甲
      正文
      --- content/pages/c.md
      先说一句
      # 丙
      --- content/pages/d/e.md
      正文
      """)
    let entries = guide.index.entries(.page)
    #expect(entries.map(\.title) == ["甲", "甲", "丙", "e"])
    #expect(entries.map(\.body.count) == [1, 1, 2, 1])
  }

  @Test("description is accepted for summary, and summary wins")
  func description() throws {
    let guide = try sound(
      """
      --- content/pages/a.md
      ---
      description: 甲
      ---
      --- content/pages/b.md
      ---
      description: 甲
      summary: 乙
      ---
      """)
    #expect(guide.index.entries(.page).map(\.summary) == ["甲", "乙"])
  }
}

@Suite("Days of the calendar")
struct CalendarDateTests {
  @Test(
    "days that exist",
    arguments: ["2026-11-22", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func valid(text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(
    "what is no day",
    arguments: [
      "", "2026-02-29", "1900-02-29", "2026-00-01", "2026-13-01", "2026-04-31", "2026-01-00",
      "2026-1-1", "26-01-01", "2026/01/01", "0000-01-01", "2026-01-01 ", "+026-01-01",
      "２０２６-01-01", "2026-01-01-01", "-026-01-01",
    ])
  func invalid(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test(
    "the day on which a second falls",
    arguments: [
      (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (-1, "1969-12-31"),
      (951_782_400, "2000-02-29"), (1_795_305_600, "2026-11-22"), (4_107_542_399, "2100-02-28"),
      (253_402_300_799, "9999-12-31"), (Int.max, "9999-12-31"), (Int.min, "0001-01-01"),
    ])
  func seconds(seconds: Int, day: String) {
    #expect(CalendarDate(secondsSince1970: seconds).description == day)
  }

  @Test("days are ordered by year, month and day")
  func order() throws {
    let days = try ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].map {
      try #require(CalendarDate($0))
    }
    #expect(Array(days.reversed()).sorted() == days)
  }
}
