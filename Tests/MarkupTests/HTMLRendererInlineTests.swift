import Markup
import Testing

@Suite struct HTMLRendererInlineTests {
  @Test func everyMarkHasItsElement() {
    #expect(
      rendered(
        inlines: .emphasis([.text("a")]), .softBreak, .strong([.strikethrough([.text("b")])]),
        .lineBreak, .code("<c>"))
        == "<em>a</em>\n<strong><del>b</del></strong><br />\n<code>&lt;c&gt;</code>")
  }

  @Test func textIsEscapedAsCmarkDoes() {
    #expect(rendered(inlines: .text("<a> & \"b\" 'c'")) == "&lt;a&gt; &amp; &quot;b&quot; 'c'")
  }

  @Test func rawHTMLIsTextUnlessAllowed() {
    #expect(
      rendered(inlines: .html("<b onclick=\"x\">"))
        == "&lt;b onclick=&quot;x&quot;&gt;")
    #expect(rendered(inlines: .html("<b>")) { $0.rawHTML = true } == "<b>")
  }

  @Test func linksAreEscapedInEveryPart() {
    #expect(
      rendered(inlines: link("/a?b=\"c\"&d='e'", title: "\"<t>\" & 'u'", .text("<x>")))
        == "<a href=\"/a?b=%22c%22&amp;d=&#x27;e&#x27;\" title=\"&quot;&lt;t&gt;&quot; &amp; 'u'\">"
        + "&lt;x&gt;</a>")
  }

  @Test(arguments: [
    ("a b", "a%20b"), ("到账", "%E5%88%B0%E8%B4%A6"), ("a%20b", "a%20b"), ("[a]", "%5Ba%5D"),
    ("a\\b", "a%5Cb"), ("<a>", "%3Ca%3E"), ("`{|}^", "%60%7B%7C%7D%5E"), ("\t\u{7F}", "%09%7F"),
    ("!#$%()*+,-./:;=?@_~azAZ09", "!#$%()*+,-./:;=?@_~azAZ09"), ("e\u{301}", "e%CC%81"), ("", ""),
  ])
  func addressesAreEncodedAsCmarkDoes(written: String, expected: String) {
    let written = "#" + written
    #expect(rendered(inlines: link(written)) == "<a href=\"#\(expected)\"></a>")
    #expect(rendered(inlines: image(written, "")) == "<img src=\"#\(expected)\" alt=\"\" />")
  }

  @Test func forbiddenSchemesLeaveTheTextOnly() {
    #expect(
      rendered(inlines: link("javascript:alert(1)", title: "t", .emphasis([.text("x")])))
        == "<em>x</em>")
    #expect(rendered(inlines: image("data:image/png;base64,x", "<x>")) == "&lt;x&gt;")
  }

  @Test func onlyExternalLinksCarryAttributesAndOnlyWhenAsked() {
    let external = link("//example.com", .text("x"))
    #expect(rendered(inlines: external) == "<a href=\"//example.com\">x</a>")
    #expect(
      rendered(inlines: external, link("/", title: "t", .text("y"))) {
        $0.externalLinkAttributes = true
      }
        == "<a href=\"//example.com\" rel=\"noopener noreferrer\">x</a><a href=\"/\" title=\"t\">y</a>"
    )
  }

  @Test func imagesAreEscapedInEveryPart() {
    #expect(
      rendered(inlines: image("a&b.png", title: "\"t\"", "\"><script>'"))
        == "<img src=\"a&amp;b.png\" alt=\"&quot;&gt;&lt;script&gt;'\" title=\"&quot;t&quot;\" />")
  }

  @Test func theResolverDecidesAboutAddressesAndSizes() {
    struct Resolver: LinkResolver {
      func link(_ link: Link) -> LinkResolution {
        .address("to/\(link.destination)", isExternal: false)
      }
      func image(_ image: Image) -> ImageResolution { .address("x.png", width: 3, height: 4) }
    }
    let renderer = HTMLRenderer(resolver: Resolver(), options: .site(labels: .chinese))
    #expect(renderer.html([link("a", .text("b"))]) == "<a href=\"to/a\">b</a>")
    #expect(
      renderer.html([image("a", "b")])
        == "<img src=\"x.png\" alt=\"b\" width=\"3\" height=\"4\" loading=\"lazy\" />")
  }
}

@Suite struct HTMLRendererFootnoteTests {
  private func footnotes(
    _ labels: HTMLLabels = .plain, _ footnotes: Footnote...
  ) -> String {
    var options = HTMLOptions()
    options.labels = labels
    return HTMLRenderer(resolver: PlainResolver(), options: options).html(footnotes).description
  }

  @Test func referencesLeadToFootnotes() {
    #expect(
      rendered(inlines: .footnoteReference(FootnoteReference(number: 2, occurrence: 1)))
        == "<sup class=\"footnote-ref\"><a href=\"#fn2\" id=\"fnref2\">2</a></sup>")
    #expect(
      rendered(inlines: .footnoteReference(FootnoteReference(number: 2, occurrence: 3)))
        == "<sup class=\"footnote-ref\"><a href=\"#fn2\" id=\"fnref2-3\">2</a></sup>")
  }

  @Test func theWayBackEndsTheLastParagraph() {
    let note = Footnote(
      label: "x", number: 1, references: 1, blocks: [quote(), paragraph(.text("a"))])
    #expect(
      footnotes(.plain, note) == """
        <section class="footnotes">
        <ol>
        <li id="fn1">
        <blockquote>
        </blockquote>
        <p>a <a href="#fnref1" class="footnote-backref">↩</a></p>
        </li>
        </ol>
        </section>

        """)
  }

  @Test func theWayBackStandsAloneBehindOtherBlocks() {
    let note = Footnote(label: "x", number: 4, references: 2, blocks: [code("", "a\n")])
    #expect(
      footnotes(.plain, note) == """
        <section class="footnotes">
        <ol>
        <li id="fn4">
        <pre><code>a
        </code></pre>
        <a href="#fnref4" class="footnote-backref">↩</a> \
        <a href="#fnref4-2" class="footnote-backref">↩<sup class="footnote-ref">2</sup></a>
        </li>
        </ol>
        </section>

        """)
  }

  @Test func aSiteNamesTheSectionAndTheWayBack() {
    let note = Footnote(label: "x", number: 1, references: 2, blocks: [])
    let html = footnotes(.chinese, note)
    #expect(html.hasPrefix("<section class=\"footnotes\" aria-label=\"脚注\">\n"))
    #expect(html.contains(" class=\"footnote-backref\" aria-label=\"回到正文\">"))
    #expect(html.contains(" class=\"footnote-backref\" aria-label=\"回到正文 2\">"))
  }

  @Test func withoutFootnotesThereIsNoSection() {
    #expect(footnotes().isEmpty)
    let unused = Footnote(label: "x", number: 1, references: 0, blocks: [])
    #expect(!footnotes(.plain, unused).contains("backref"))
  }
}
