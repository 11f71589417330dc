import Markup
import Testing

@Suite struct HTMLTests {
  @Test func textIsEscaped() {
    #expect(
      HTML(text: "a < b & \"c\" > 'd'").description
        == "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;")
  }

  @Test func literalsAreMarkup() {
    let html: HTML = "<br />"
    #expect(html.description == "<br />")
    #expect(HTML(trusted: "<hr />").description == "<hr />")
  }

  @Test func interpolatedTextIsEscapedAndInterpolatedMarkupIsNot() {
    let title = "<b> & \"friends\""
    let icon: HTML = "<i></i>"
    let html: HTML = "<a title='\(title)' tabindex=\"\(0)\">\(icon)\(title.prefix(3))</a>"
    #expect(
      html.description
        == "<a title='&lt;b&gt; &amp; &quot;friends&quot;' tabindex=\"0\"><i></i>&lt;b&gt;</a>")
  }

  @Test func textCannotLeaveItsAttribute() {
    let evil = "' onload=alert(1) x='\" onload=alert(2)"
    let html: HTML = "<p a='\(evil)' b=\"\(evil)\"></p>"
    #expect(html.description.filter { $0 == "'" }.count == 2)
    #expect(html.description.filter { $0 == "\"" }.count == 2)
  }

  @Test func appendingGrowsInPlace() {
    var html = HTML()
    #expect(html.isEmpty)
    html += "<p>"
    html.append(text: "1 < 2")
    html.append("</p>")
    #expect(html == "<p>1 &lt; 2</p>")
    #expect(html + "!" == "<p>1 &lt; 2</p>!")
  }

  @Test func joiningPutsSeparatorsBetween() {
    let items: [HTML] = ["<a>", "<b>", "<c>"]
    #expect(items.joined() == "<a><b><c>")
    #expect(items.joined(separator: ", ") == "<a>, <b>, <c>")
    #expect([HTML]().joined(separator: ", ").isEmpty)
  }

  @Test func equalityIsOfBytes() {
    #expect(HTML(text: "e\u{301}") != HTML(text: "\u{E9}"))
    #expect(HTML(text: "到账").bytes == Array("到账".utf8))
    #expect(HTML(unescaped: "<p>").utf8.elementsEqual("<p>".utf8))
  }

  @Test func textKeepsEveryScalar() {
    let text = "e\u{301}\r\n👩‍👩‍👧\u{0}&\u{301}<\u{200D}"
    #expect(HTML(text: text) == HTML(unescaped: "e\u{301}\r\n👩‍👩‍👧\u{0}&amp;\u{301}&lt;\u{200D}"))
  }
}
