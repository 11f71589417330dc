import Diagnostics
import Foundation
import Publishing
import Testing

@testable import Site

@Suite("Text never becomes markup")
struct EscapingTests {
  /// Ends any element and any attribute, and then would be a script.
  private static let nasty = #"</title></p>'"><script>x</script><img src=x onerror=y>&"#

  /// The same where YAML is to read it.
  private static let quoted = "'" + nasty.replacing("'", with: "''") + "'"

  /// The same where Markdown is to show it.
  private static let escaped = nasty.reduce("") { text, character in
    text + (character.isLetter || character == " " ? "" : "\\") + String(character)
  }

  private static let guide = """
    --- content/site.yml
    title: \(quoted)
    description: \(quoted)
    base_url: https://a.cn/
    nav:
      - {title: \(quoted), file: pages/p.md}
    --- content/facts.yml
    fee:
      value: \(quoted)
      what: \(quoted)
      note: \(quoted)
      source: {title: \(quoted), url: "https://b.cn/?\\"><script>x</script>"}
    --- content/index.md
    ---
    title: \(quoted)
    summary: \(quoted)
    start: t
    ---
    --- content/causes/c.md
    ---
    title: \(quoted)
    summary: \(quoted)
    symptoms: [\(quoted)]
    fixed_by: \(quoted)
    expected_time: \(quoted)
    solutions: [s]
    prevention: [v]
    evidence: [\(quoted)]
    say: \(quoted)
    tags: [\(quoted)]
    keywords: [\(quoted)]
    aliases: ['a"><script>x/']
    sources:
      - {title: \(quoted), url: "https://b.cn/\\"><script>x</script>"}
    ---
    --- content/solutions/s.md
    ---
    title: \(quoted)
    who: \(quoted)
    takes: \(quoted)
    evidence: [\(quoted)]
    ---
    --- content/prevention/v.md
    ---
    title: \(quoted)
    how_often: \(quoted)
    ---
    --- content/glossary/g.md
    ---
    title: \(quoted)
    synonyms: [\(quoted)]
    misspellings: [\(quoted)]
    ---
    --- content/checklists/l.md
    ---
    title: \(quoted)
    ---
    ## \(escaped)

    - [ ] \(escaped)
    - [ ] \(escaped)：____

    ```message
    \(nasty) {\(nasty)}
    ```
    --- content/trees/t.md
    ---
    title: \(quoted)
    summary: \(quoted)
    start: q
    ---
    ## \(escaped)？ {#q}

    - [\(escaped)](#w)
    - [不知道](#o)

    ## \(escaped) {#w .wait recheck="&lt;script&gt;x&lt;/script&gt;"}

    - [\(escaped)](#o)
    - [再来](#q)

    ## \(escaped) {#o .outcome}

    [因](../causes/c.md)
    --- content/pages/p.md
    ---
    lang: \(quoted)
    ---
    # \(escaped)

    \(nasty)

    \(escaped) `\(nasty)` [\(escaped)](https://a.cn/"><script> "\(escaped)")

    ![\(escaped)](../assets/a"><script>.svg) [词](../glossary/g.md) [脚][^1] 注[^1]

    ## \(escaped)

    ## 二

    | \(escaped) |
    |---|
    | \(escaped) |

    <script>x</script>

    <img src=x onerror=y>

    ```html
    \(nasty)
    ```

    > [!NOTE]
    > \(escaped)

    [^1]: \(escaped)
    --- content/pages/a"><script>x.md
    [自己](#x)

    ## x
    """

  @Test("on every page and feed, whatever field or text holds it")
  func everywhere() async throws {
    let site = await SmallSite(Self.guide, binary: ["content/assets/a\"><script>.svg": []])
    let output = try #require(site.result.output, "\(site.findings)")
    var shown = 0
    for (path, bytes) in output.files where path.hasSuffix(".html") || path.hasSuffix(".xml") {
      let text = String(decoding: bytes, as: UTF8.self)
      let lower = text.lowercased()
      #expect(!lower.contains("<script>") && !lower.contains("<img src=x"), "\(path)")
      if text.contains("&lt;script&gt;") { shown += 1 }
    }
    #expect(shown > 25)
    #expect(SiteCrawler(output).faults() == [])
  }

  @Test("raw HTML is kept where the settings allow it, in text and nowhere else")
  func allowed() async throws {
    let site = await SmallSite(
      """
      --- content/site.yml
      title: 指南
      markdown: {raw_html: true}
      --- content/pages/a.md
      ---
      title: <b>题</b>
      ---
      一<kbd>键</kbd>

      <div class="x">块</div>
      """)
    let main = try site.main("pages/a.html")
    #expect(main.contains("<kbd>键</kbd>") && main.contains("<div class=\"x\">块</div>"))
    #expect(main.contains("<h1>&lt;b&gt;题&lt;/b&gt;</h1>"))
  }

  @Test("addresses that run a script are dropped, and their text stays")
  func schemes() async throws {
    let site = await SmallSite(
      "--- content/pages/a.md\n[一](javascript:x) [二](JAVASCRIPT&colon;x) [三](vbscript:x)\n")
    let main = try site.main("pages/a.html")
    #expect(!main.lowercased().contains("script:") && main.contains("一 二 三"))
  }
}
