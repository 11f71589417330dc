import Diagnostics
import Foundation
import Publishing
import Testing

@testable import Site

@Suite("Templates")
struct ThemeTests {
  @Test("a template in the folder takes the place of the carried one, the others stay")
  func override() async throws {
    let site = await SmallSite(
      """
      --- templates/page.mustache
      <h1>{{title}}</h1>{{! a remark }}{{#summary}}<i>{{.}}</i>{{/summary}}{{body}}
      --- content/pages/a.md
      ---
      title: A & B
      summary: 一
      ---
      正文
      """)
    #expect(try site.main("pages/a.html") == "<h1>A &amp; B</h1><i>一</i><p>正文</p>\n\n")
    #expect(try site.main("index.html").hasPrefix("<article>"))
  }

  @Test("a partial of one's own can be used, and the style sheet replaced")
  func partial() async throws {
    let site = await SmallSite(
      """
      --- templates/page.mustache
      {{> hello}}
      --- templates/hello.mustache
      你好，{{title}}
      --- templates/assets/style.css
      body {}
      --- content/pages/a.md
      # 甲
      """)
    #expect(try site.main("pages/a.html").contains("你好，甲"))
    let styles = (site.result.output?.files ?? []).filter { $0.path.hasSuffix(".css") }
    #expect(styles.map { String(decoding: $0.bytes, as: UTF8.self) } == ["body {}\n"])
    let style = try #require(styles.first?.path)
    #expect(try site.file("index.html").contains("<link rel=\"stylesheet\" href=\"\(style)\">"))
  }

  @Test("a name that no page gives is reported with template, line, column and the nearest name")
  func unknownNames() async throws {
    let site = await SmallSite(
      """
      --- templates/page.mustache
      <h1>{{title}}</h1>
      网络 {{titel}} {{{bodi}}}
      {{#has_contents}}{{/has_contents}}{{#has_foo}}{{/has_foo}}
      {{w.serach}} {{> contnets}}
      """)
    #expect(
      site.findings == [
        "templates/page.mustache:2:8 unknown-template-name",
        "templates/page.mustache:2:18 unknown-template-name",
        "templates/page.mustache:3:35 unknown-template-name",
        "templates/page.mustache:4:1 unknown-template-name",
        "templates/page.mustache:4:14 unknown-template-name",
      ])
    let messages = site.result.diagnostics.map(\.message.english)
    #expect(messages.first == "Template has no name 'titel'")
    let notes = site.result.diagnostics.map { $0.notes.first?.text.english ?? "" }
    #expect(notes[0] == "did you mean 'title'?" && notes[4] == "did you mean 'contents'?")
    #expect(site.result.output == nil)
  }

  @Test("a name of another template is unknown here")
  func otherTemplate() async {
    let site = await SmallSite("--- templates/page.mustache\n{{symptoms}}\n")
    #expect(site.findings == ["templates/page.mustache:1:1 unknown-template-name"])
  }

  @Test(
    "broken syntax is reported with template and line",
    arguments: [
      ("一\n{{#summary}}\n二\n", 2), ("一\n{{/summary}}\n", 2), ("一\n二 {{title\n", 2),
      ("{{#summary}}{{#title}}{{/summary}}{{/title}}\n", 1), ("\n\n{{^summary}}{{title}}\n", 3),
    ])
  func brokenSyntax(text: String, line: Int) async throws {
    let site = await SmallSite("--- templates/page.mustache\n" + text)
    let finding = try #require(site.result.diagnostics.first)
    #expect(finding.code == "template-syntax" && finding.file == "templates/page.mustache")
    #expect(finding.range?.start.line == line, "\(finding)")
    #expect(site.result.output == nil)
  }

  @Test(
    "a template that would fill the stack or take minutes is reported",
    arguments: [
      ("{{> page}}", "1:1"), ("a\n{{> loop}}", "2:1"),
      (
        String(repeating: "{{#title}}", count: 51) + String(repeating: "{{/title}}", count: 51),
        "1:501"
      ),
      (String(repeating: "{{title}}\n", count: 5_001), "5001:1"),
    ])
  func limits(template: String, place: String) async {
    let site = await SmallSite(
      "--- templates/loop.mustache\n{{> page}}\n--- templates/page.mustache\n\(template)\n")
    #expect(site.findings.last == "templates/page.mustache:\(place) template-syntax")
    #expect(site.findings.allSatisfy { $0.hasSuffix("template-syntax") })
  }

  @Test("a template that is not UTF-8 is reported")
  func invalidUTF8() async {
    let site = await SmallSite("", binary: ["templates/page.mustache": [0xFF]])
    #expect(site.findings == ["templates/page.mustache:1:1 invalid-utf8"])
  }
}
