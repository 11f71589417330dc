import Diagnostics
import Markup
import Testing

@Suite struct HTMLRendererBlockTests {
  @Test func paragraphsStandOnLinesOfTheirOwn() {
    #expect(
      rendered(paragraph(.text("a < b")), paragraph(.text("\"c\"")))
        == "<p>a &lt; b</p>\n<p>&quot;c&quot;</p>\n")
  }

  @Test func headingsCarryAnchorAndClasses() {
    #expect(
      rendered(heading(2, "到账", anchor: "到账", classes: ["stop", "a\"b"]))
        == "<h2 id=\"到账\" class=\"stop a&quot;b\">到账</h2>\n")
    #expect(rendered(heading(2, "x", anchor: "x\"y")) == "<h2 id=\"x&quot;y\">x</h2>\n")
    #expect(rendered(heading(2, "x", anchor: "y")) { $0.headingAnchors = false } == "<h2>x</h2>\n")
  }

  @Test func headingsMoveDownButNotBelowTheSixth() {
    #expect(rendered(heading(5, "x", anchor: "")) { $0.headingOffset = 3 } == "<h6>x</h6>\n")
    #expect(rendered(heading(1, "x", anchor: "")) { $0.headingOffset = 1 } == "<h2>x</h2>\n")
  }

  @Test func tightListsHaveNoParagraphs() {
    let inner = list(item(paragraph(.text("b"))))
    #expect(
      rendered(list(item(paragraph(.text("a")), inner), item()))
        == "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li></li>\n</ul>\n")
  }

  @Test func looseListsHaveParagraphs() {
    #expect(
      rendered(list(isTight: false, item(paragraph(.text("a")))))
        == "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>\n")
  }

  @Test func orderedListsSayWhereTheyStart() {
    #expect(rendered(list(start: 1, item(paragraph(.text("a"))))) == "<ol>\n<li>a</li>\n</ol>\n")
    #expect(
      rendered(list(start: 7, item(code("", "a\n"))))
        == "<ol start=\"7\">\n<li>\n<pre><code>a\n</code></pre>\n</li>\n</ol>\n")
  }

  @Test func tasksBeginWithInputs() {
    let tasks = list(
      item(task: true, paragraph(.text("foo")), list(item(task: false, paragraph(.text("bar"))))))
    #expect(
      rendered(tasks) == """
        <ul>
        <li><input type="checkbox" checked="" disabled="" /> foo
        <ul>
        <li><input type="checkbox" disabled="" /> bar</li>
        </ul>
        </li>
        </ul>

        """)
  }

  @Test func tasksWithoutInputsHaveClasses() {
    let tasks = list(
      item(task: true, id: "receipt", paragraph(.text("a"))),
      item(task: false, id: "\"", paragraph(.text("b"))))
    #expect(
      rendered(tasks) { $0.taskInputs = false } == """
        <ul>
        <li id="receipt" class="task done">a</li>
        <li id="&quot;" class="task">b</li>
        </ul>

        """)
  }

  @Test func quotesHoldBlocks() {
    #expect(
      rendered(quote(paragraph(.text("a")), quote()))
        == "<blockquote>\n<p>a</p>\n<blockquote>\n</blockquote>\n</blockquote>\n")
  }

  @Test func alertsHaveALocalisedTitle() {
    let alert = Block.alert(
      Alert(kind: .warning, blocks: [paragraph(.text("x"))], range: .fileStart))
    #expect(
      rendered(alert) { $0.labels = .chinese } == """
        <div class="alert alert-warning" role="note">
        <p class="alert-title">当心</p>
        <p>x</p>
        </div>

        """)
    #expect(rendered(alert).contains("<p class=\"alert-title\">Warning</p>"))
    #expect(rendered(alert) { $0.labels.alerts[.warning] = "<b>" }.contains("&lt;b&gt;"))
    #expect(!rendered(alert) { $0.labels.alerts = [:] }.contains("alert-title"))
  }

  @Test func everyKindOfAlertHasATitleInBothLanguages() {
    for kind in Alert.Kind.allCases {
      #expect(HTMLLabels.english.alerts[kind] != nil)
      #expect(HTMLLabels.chinese.alerts[kind] != nil)
    }
  }

  @Test func rulesStandAlone() {
    #expect(rendered(.thematicBreak(.fileStart)) == "<hr />\n")
  }

  @Test func codeIsEscaped() {
    #expect(
      rendered(code("", "<b> & \"c\" 'd'\n"))
        == "<pre><code>&lt;b&gt; &amp; &quot;c&quot; 'd'\n</code></pre>\n")
  }

  @Test func codeNamesItsLanguage() {
    #expect(
      rendered(code("what-is-this startline=3", "x\n"))
        == "<pre><code class=\"language-what-is-this\">x\n</code></pre>\n")
    #expect(
      rendered(code("a\"><b>\tc", "x\n"))
        == "<pre><code class=\"language-a&quot;&gt;&lt;b&gt;\">x\n</code></pre>\n")
    #expect(rendered(code("\u{3000}x y", "x\n")).contains("\"language-\u{3000}x\""))
  }

  @Test func codeInAKnownLanguageIsHighlighted() {
    let block = code("swift", "let a = \"<\"\n")
    #expect(
      rendered(block) == """
        <pre><code class="language-swift"><span class="hl-k">let</span> a = \
        <span class="hl-s">&quot;&lt;&quot;</span>
        </code></pre>

        """)
    #expect(
      rendered(block) { $0.highlighting = false }
        == "<pre><code class=\"language-swift\">let a = &quot;&lt;&quot;\n</code></pre>\n")
  }

  @Test func codeBlocksMayBecomeSomethingElse() {
    let html = rendered(code("message", "您好\n"), code("", "x\n"), paragraph(.text("y"))) {
      $0.codeBlock = { block in
        block.language == "message" ? "<clew-message>\(block.code)</clew-message>" : nil
      }
    }
    #expect(
      html == """
        <clew-message>您好
        </clew-message>
        <pre><code>x
        </code></pre>
        <p>y</p>

        """)
  }

  @Test func rawHTMLIsTextUnlessAllowed() {
    let block = rawBlock("<script>alert(\"1\")</script>\n")
    #expect(
      rendered(block)
        == "<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</p>\n")
    #expect(
      rendered(block, paragraph(.text("x"))) { $0.rawHTML = true }
        == "<script>alert(\"1\")</script>\n<p>x</p>\n")
  }
}
