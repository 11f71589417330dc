import Diagnostics
import Markup
import Testing

@testable import Site

@Suite("Forms of templates")
struct TemplateFormTests {
  /// A theme whose page asks for everything that a template can ask.
  private static let template = """
    <h1>{{title}}</h1>{{#summary}}<p>{{.}} {{summary}}</p>{{/summary}}{{^summary}}-{{/summary}}
    {{#has_contents}}<ol>{{#contents}}<li>{{text}}{{#href}}={{href}}{{/href}}</li>{{/contents}}</ol>
    {{/has_contents}}
      {{> card}}
    {{#has_neighbours}}!{{/has_neighbours}}{{body}}{{title}}{{w.search}}
    """

  private static func theme() throws -> Theme {
    let file = GuideFiles.File(
      path: "templates/page.mustache", bytes: Array(template.utf8))
    return try #require(Theme.loaded([file]).theme)
  }

  private static func context(
    title: String, summary: String, items: [(String, String)], flag: Bool, body: HTML
  ) -> TemplateContext {
    [
      "title": .text(title), "summary": .text(summary), "has_neighbours": .flag(flag),
      "contents": .list(items.map { ["text": .text($0.0), "href": .text($0.1)] }),
      "body": .html(body), "text": .text("甲"), "href": .text("a.html"),
      "w": .words(["search": "搜索"]),
    ]
  }

  @Test("a page that is filled into a form is the page that mustache makes")
  func sameAsMustache() throws {
    let theme = try Self.theme()
    for title in ["", "甲 <b>", "1", "{{title}}"] {
      for summary in ["", "二 & \"三\""] {
        for items in [[], [("一", "#1")], [("一", ""), ("二", "#2")], [("", ""), ("三", "#3")]] {
          for flag in [true, false] {
            for body in ["", "<p>正文</p>\n", "0"] as [HTML] {
              let context = Self.context(
                title: title, summary: summary, items: items, flag: flag, body: body)
              let html = theme.html("page", context).description
              #expect(html == theme.mustache("page", context))
            }
          }
        }
      }
    }
  }

  @Test("a template that holds the mark of forms is refused")
  func refusesTheMark() {
    let bytes = Array("{{title}} \u{1}0\u{1}\n".utf8)
    let (theme, log) = Theme.loaded([GuideFiles.File(path: "templates/page.mustache", bytes: bytes)]
    )
    #expect(theme == nil)
    #expect(log.map(\.code) == ["control-character", "control-character"])
  }

  @Test("a list that is too long for a form is filled by mustache")
  func longLists() throws {
    let theme = try Self.theme()
    let items = (0..<2_000).map { ("项\($0)", "#\($0)") }
    let context = Self.context(title: "甲", summary: "", items: items, flag: false, body: "")
    #expect(TemplateShape("page", context).key.count > TemplateForms.keyLimit)
    #expect(theme.html("page", context).description == theme.mustache("page", context))
  }
}
