import Diagnostics
import Markup
import Testing

@testable import Knowledge

@Suite("Settings and facts")
struct SettingsTests {
  @Test("every setting is read")
  func everything() {
    let (settings, found) = SiteSettings.parsed(
      .init(
        path: SiteSettings.file,
        text: """
          title: 指南
          description: 说明
          base_url: https://a.cn/b
          language: en
          edit_url: http://a.cn/edit/
          nav:
            - {title: 原因, file: causes/}
          promises: [一定到账]
          markdown: {raw_html: true}
          limits: {file_bytes: 5, front_matter_bytes: 6, nesting: 7, table_cells: 8}
          budgets: {page: 9}
          """))
    #expect(found.isEmpty)
    #expect(settings.title == "指南" && settings.description == "说明" && settings.language == "en")
    #expect(settings.baseURL == "https://a.cn/b/" && settings.editURL == "http://a.cn/edit/")
    #expect(settings.navigation.map(\.title) == ["原因"] && settings.promises == ["一定到账"])
    #expect(settings.allowsRawHTML && settings.pageBudget == 9)
    let limits = settings.limits
    #expect(
      [limits.fileBytes, limits.frontMatterBytes, limits.nesting, limits.tableCells] == [
        5, 6, 7, 8,
      ])
  }

  @Test("a title is needed, also in an empty file")
  func missingTitle() {
    expect("missing-key", in: "--- content/site.yml\n1️⃣description: a\n")
    expect("missing-key", in: "--- content/site.yml\n1️⃣")
  }

  @Test("unknown keys are shown at every level, with the nearest one")
  func unknownKeys() {
    let found = expect(
      "unknown-key",
      in: """
        --- content/site.yml
        title: a
        1️⃣langauge: zh
        markdown: {1️⃣raw_htm: true}
        limits: {1️⃣file_byte: 3}
        budgets: {1️⃣pages: 3}
        nav:
          - {title: a, file: pages/a.md, 1️⃣icon: b}
        --- content/pages/a.md
        """)
    let notes = found.flatMap(\.notes).map(\.text.english)
    #expect(
      notes == ["language", "raw_html", "file_bytes", "page"].map { "did you mean '\($0)'?" })
  }

  @Test("values of another type are shown, where a mapping is needed as well")
  func wrongTypes() {
    expect(
      "wrong-type",
      in: """
        --- content/site.yml
        title: a
        nav: 1️⃣causes
        promises: 1️⃣一定
        markdown: 1️⃣yes
        limits: 1️⃣[a]
        budgets: {page: 1️⃣-3}
        """)
  }

  @Test("an item of the navigation has a title and a file that exists")
  func navigation() {
    let found = expect(
      "broken-link", "wrong-type", "missing-key", "broken-link",
      in: pair + """
        --- content/site.yml
        title: a
        nav:
          - {title: a, file: 1️⃣cases/}
          - 1️⃣b
          - 1️⃣{title: c}
          - {title: d, file: causes/}
          - {title: e, file: 1️⃣trees/}
        """)
    #expect(found.first?.message.chinese.contains("cases/") == true)
  }

  @Test(
    "addresses are http or https and hold nothing odd",
    arguments: [
      "javascript:alert(1)", "www.a.cn", "ftp://a.cn", "https://a.cn/?q", "https://a b.cn",
    ])
  func addresses(url: String) {
    expect(
      "unsafe-url",
      in: "--- content/site.yml\ntitle: a\nbase_url: 1️⃣\"\(url)\"\nedit_url: 1️⃣\"\(url)\"\n")
  }

  @Test("broken settings are one finding")
  func broken() {
    expect("yaml-syntax", in: "--- content/site.yml\n1️⃣- title: a\n")
  }

  @Test("facts are read with their sources")
  func facts() throws {
    let guide = try sound(
      """
      --- content/facts.yml
      hotline:
        value: "0123"
        what: 电话
        grade: verified
        source: {title: 官网, url: "https://a.cn/"}
        checked: 2026-01-01
        review_by: 2027-01-01
        note: 备注
      fee:
        value: 1
        source: 协议
      """)
    let facts = guide.index.facts
    #expect(facts.facts.map(\.id) == ["hotline", "fee"])
    #expect(facts["hotline"]?.value == "0123" && facts["hotline"]?.source.url == "https://a.cn/")
    #expect(facts["fee"]?.source == EntrySource(title: "协议", url: nil, checked: nil))
    #expect(facts["none"] == nil)
  }

  @Test("a fact has an id, a value and a source, each right in itself")
  func brokenFacts() {
    expect(
      "invalid-id", "missing-key", "missing-key", "wrong-type", "wrong-type", "missing-key",
      "unknown-key", "unsafe-url", "unknown-value", "unknown-key", "unsafe-url",
      in: """
        --- content/facts.yml
        1️⃣Hotline: {value: 1, source: a}
        1️⃣no-value: {source: a}
        1️⃣no-source: {value: 1}
        list: {value: 1️⃣[1], source: 1️⃣[a]}
        untitled: {value: 1, source: 1️⃣{url: "https://a.cn/"}}
        links:
          value: 1
          source: {title: a, 1️⃣ulr: b, url: 1️⃣"javascript:x"}
          grade: 1️⃣sure
          1️⃣valeu: 2
        relative: {value: 1, source: {title: a, url: 1️⃣www.a.cn}}
        """)
  }
}
