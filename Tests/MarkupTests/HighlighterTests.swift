import Markup
import Testing

@Suite struct HighlighterTests {
  /// Highlighted code with `k‹let›` for `<span class="hl-k">let</span>`.
  private func tokens(_ language: String, _ code: String) -> String? {
    Highlighter.html(code, language: language)?.description
      .replacing(/<span class="hl-(\w)">/) { "\($0.1)‹" }
      .replacing("</span>", with: "›")
      .replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&amp;", with: "&")
  }

  @Test(arguments: [
    (
      "swift", "@Test func a() -> Int { /* x /* y */ */ \"\\\"\" }",
      "a‹@Test› k‹func› f‹a›() -> t‹Int› { c‹/* x /* y */ */› s‹\"\\\"\"› }"
    ),
    (
      "c", "#include <a.h>\nint x = 'a' + 0x1F; // y",
      "k‹#include› <a.h>\nt‹int› x = s‹'a'› + n‹0x1F›; c‹// y›"
    ),
    (
      "rust", "fn f<'a>(x: &'a str) { '\\n'; 'é' }",
      "k‹fn› f<'a>(x: &'a t‹str›) { s‹'\\n'›; s‹'é'› }"
    ),
    (
      "python", "def f(x):\n    \"\"\"a\n    b\"\"\" # c\n    return 1.5e-3",
      "k‹def› f‹f›(x):\n    s‹\"\"\"a\n    b\"\"\"› c‹# c›\n    k‹return› n‹1.5e-3›"
    ),
    ("js", "const $a = `x\n${1}`; f(true)", "k‹const› $a = s‹`x\n${1}`›; f‹f›(n‹true›)"),
    ("go", "func main() { x := []byte{1} }", "k‹func› f‹main›() { x := []t‹byte›{n‹1›} }"),
    ("php", "<?php echo $a; # b", "<?k‹php› k‹echo› v‹$a›; c‹# b›"),
    (
      "sql", "select Count(*) FROM t WHERE a = 'it''s' -- x",
      "k‹select› f‹Count›(*) k‹FROM› t k‹WHERE› a = s‹'it'›s‹'s'› c‹-- x›"
    ),
    (
      "bash", "if [ \"$a\" ]; then echo ${b} $1 a#b; fi # x",
      "k‹if› [ s‹\"$a\"› ]; k‹then› k‹echo› v‹${b}› v‹$1› a#b; k‹fi› c‹# x›"
    ),
  ])
  func programs(language: String, code: String, expected: String) {
    #expect(tokens(language, code) == expected)
  }

  @Test(arguments: [
    ("json", "{\"a\" : [\"b\", -1.5e+3, null]}", "{a‹\"a\"› : [s‹\"b\"›, -n‹1.5e+3›, n‹null›]}"),
    (
      "yaml", "a b: don't # c\n- 到账: \"d: e\"\n  f: http://g",
      "a‹a b›: don't c‹# c›\n- a‹到账›: s‹\"d: e\"›\n  a‹f›: http://g"
    ),
    (
      "toml", "[a.b]\nc-d = 'e' # f\n\"g\" = 1979-05-27\nh = -5",
      "t‹[a.b]›\na‹c-d› = s‹'e'› c‹# f›\na‹\"g\"› = n‹1979-05-27›\na‹h› = -n‹5›"
    ),
    ("ini", "; a\n[b]\nc d = e", "c‹; a›\nt‹[b]›\na‹c d› = e"),
    (
      "html", "<!-- a --><a href=\"b\" hidden>don't 1 < 2</a>",
      "c‹<!-- a -->›<t‹a› a‹href›=s‹\"b\"› a‹hidden›>don't 1 < 2</t‹a›>"
    ),
    ("xml", "<?xml version='1.0'?><a:b/>", "<?t‹xml› a‹version›=s‹'1.0'›?><t‹a:b›/>"),
    (
      "css", "@media print { a:hover.b { color: #fff; width: 1.5em } }",
      "k‹@media› print { a:hovert‹.b› { a‹color›: t‹#fff›; a‹width›: n‹1.5em› } }"
    ),
    (
      "diff", "--- a\n+++ b\n@@ -1 +1 @@\n-c\n+d\n e+f",
      "k‹--- a›\nk‹+++ b›\nh‹@@ -1 +1 @@›\nd‹-c›\ni‹+d›\n e+f"
    ),
    (
      "dockerfile", "FROM swift:6.3 AS build\nRUN apt-get from # x",
      "k‹FROM› swift:n‹6.3› k‹AS› build\nk‹RUN› apt-get from c‹# x›"
    ),
    ("makefile", "all: a.o\n\techo x=$(Y) $@", "a‹all›: a.o\n\techo x=v‹$(Y)› $@"),
    ("markdown", "# a\n> b\n`c` it's", "h‹# a›\nc‹> b›\ns‹`c`› it's"),
  ])
  func settingsPagesAndLines(language: String, code: String, expected: String) {
    #expect(tokens(language, code) == expected)
  }

  @Test func unknownLanguagesArePlain() {
    #expect(Highlighter.html("a", language: "brainfuck") == nil)
    #expect(Highlighter.html("a", language: "") == nil)
    #expect(Highlighter.html("a", language: "SWIFT") == "a")
  }

  @Test func whatNeverEndsGoesOnToTheEnd() {
    #expect(tokens("swift", "/* a\nb") == "c‹/* a\nb›")
    #expect(tokens("swift", "\"a\nb") == "s‹\"a›\nb")
    #expect(tokens("swift", "\"a\\") == "s‹\"a\\›")
    #expect(tokens("rust", "'") == "'")
    #expect(tokens("html", "<a b='c") == "<t‹a› a‹b›=s‹'c›")
  }

  /// The code that a reader sees: markup without its tags, entities replaced. It goes by bytes,
  /// for a combining mark would hide the end of a tag from a comparison of characters.
  private func shown(_ html: HTML) -> [UInt8] {
    let entities = ["lt": "<", "gt": ">", "quot": "\"", "amp": "&"]
    var shown: [UInt8] = []
    var rest = html.bytes[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "<"): rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
      case UInt8(ascii: "&"):
        let name = rest.prefix { $0 != UInt8(ascii: ";") }
        shown += (entities[String(decoding: name, as: UTF8.self)] ?? "?").utf8
        rest = rest.dropFirst(name.count + 1)
      default: shown.append(byte)
      }
    }
    return shown
  }

  @Test(arguments: Highlighter.languages)
  func theTextStaysAsItWas(language: String) throws {
    let pieces = [
      "<", ">", "&", "\"", "'", "`", "\\", "\n", " ", "\t", "#", "/*", "*/", "//", "--", "<!--",
      "-->", "\"\"\"", "'''", "```", "${", "}", "$(", ")", "$", "@", ":", "=", "[", "]", "#[",
      "r#\"",
      "\"#", "R\"(", "+", "-", "- ", ".", "0x1e+", "1e-5", "let", "a", "A", "_", "é", "到账", "👩‍👩‍👧",
      "e\u{301}", "\r\n", "\u{0}", "\u{301}", "<a ", "</", "<?", "<![CDATA[", "]]>", "&lt;", "---",
      "=begin", "=end", "url(", ";",
    ]
    var random = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      let count = Int.random(in: 0...30, using: &random)
      let code = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
        .joined()
      let html = try #require(Highlighter.html(code, language: language))
      #expect(shown(html) == Array(code.utf8), "\(code.debugDescription)")
    }
  }

  @Test(arguments: ["swift", "rust", "bash", "yaml", "html", "css", "makefile", "markdown"])
  func timeIsLinear(language: String) {
    let pieces = [
      "\"", "'", "/*", "<!--", "${", "a ", "- ", "a:", "#[", "<a ", "\\", " ", "'\\", "a",
    ]
    for piece in pieces {
      let code = String(repeating: piece, count: 10_000)
      let duration = ContinuousClock().measure {
        _ = Highlighter.html(code, language: language)
      }
      #expect(duration < .seconds(5), "\(piece)")
    }
  }
}

/// A generator that gives the same numbers every time.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
