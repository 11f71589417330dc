import Diagnostics
import Testing

@testable import Markup

@Suite("Inlines")
struct InlineTests {
  private func paragraph(_ text: String) -> String {
    String(Parsed(text).outline.dropFirst(3).dropLast(5))
  }

  @Test(
    "one or two tildes strike text through, as many on either side",
    arguments: [
      ("~a~ ~~b~~", "<del>a</del> <del>b</del>"), ("~a~~", "~a~~"), ("~~~a~~~ b", "~~~a~~~ b"),
      ("\\~a~", "~a~"), ("a~b~c", "a<del>b</del>c"), ("~~*a*~~", "<del><em>a</em></del>"),
      ("`~a~`", "<code>~a~</code>"), ("~ a ~", "~ a ~"),
      ("~~删除：~~后", "<del>删除：</del>后"),
    ])
  func strikethrough(text: String, expected: String) {
    #expect(paragraph("x " + text) == "x " + expected)
  }

  @Test(
    "bare addresses become links",
    arguments: [
      ("https://example.com/a?b=c#d", "https://example.com/a?b=c#d", ""),
      ("http://example.com.", "http://example.com", "."),
      ("(https://example.com/a_(b))", "https://example.com/a_(b)", ")"),
      ("https://example.com/?a&lt;", "https://example.com/?a", "&lt;"),
      ("https://example.com/看这里", "https://example.com/", "看这里"),
      ("https://example.com。", "https://example.com", "。"),
      ("https://example.com）后", "https://example.com", "）后"),
    ])
  func bareAddresses(text: String, address: String, rest: String) {
    let start = text.hasPrefix("(") ? "(" : ""
    #expect(paragraph(text) == "\(start)<a href=\"\(address)\">\(address)</a>\(rest)")
  }

  @Test("www and mail addresses become links too; others do not")
  func otherAddresses() {
    #expect(
      paragraph("请看www.example.com。") == "请看<a href=\"http://www.example.com\">www.example.com</a>。"
    )
    #expect(paragraph("a@b.cn") == "<a href=\"mailto:a@b.cn\">a@b.cn</a>")
    #expect(paragraph("mailto:a@b.cn") == "<a href=\"mailto:a@b.cn\">mailto:a@b.cn</a>")
    for text in [
      "xwww.example.com", "www.", "www", "@a.b", "a@b", "a@b.c1", "http://", "javascript://a.b",
    ] {
      #expect(paragraph(text) == text)
    }
    #expect(
      paragraph("www\\.example.com https\\://example.com") == "www.example.com https://example.com")
    #expect(paragraph("[www.example.com](u)") == "<a href=\"u\">www.example.com</a>")
  }

  @Test("a line break between Chinese is no space")
  func lineBreaks() {
    #expect(paragraph("先看\n交易") == "先看交易")
    #expect(paragraph("先看，\n**交易**\n状态") == "先看，<strong>交易</strong>状态")
    #expect(paragraph("先看\nabc\n状态") == "先看\nabc\n状态")
    #expect(paragraph("先看  \n交易") == "先看<br />\n交易")
    #expect(paragraph("“a”\n“b”") == "“a”\n“b”")
  }

  @Test("escapes mean the character in text and themselves in code and HTML")
  func escapes() {
    #expect(paragraph("\\*a\\* `\\*` <b c=\"\\*\">") == "*a* <code>\\*</code> <b c=\"\\*\">")
    #expect(paragraph("\\\\*a*") == "\\<em>a</em>")
    #expect(paragraph("[a\\]](b\\_c \"d\\!\")") == "<a href=\"b_c\">a]</a>")
    #expect(paragraph("\\![a](b)") == "!<a href=\"b\">a</a>")
    #expect(paragraph("<http://a.b/\\*>") == "<a href=\"http://a.b/\\*\">http://a.b/\\*</a>")
    #expect(Parsed("    \\* &#42;\n").outline == "<pre><code>\\* &amp;#42;\n</code></pre>\n")
  }

  @Test("an escaped character counts as punctuation beside emphasis, as in CommonMark")
  func escapesBesideEmphasis() {
    for text in ["**a\\***b", "a*\\_b*", "*\\**", "a**\\~**b", "_a\\__b"] {
      #expect(CommonMark.html(text) == Parsed(text).outline, "\(text)")
    }
  }

  @Test("forbidden characters do not come out, however they are written")
  func forbiddenCharacters() {
    for text in [
      "&#xFFFE;", "&#xFFFF;", "&#1;", "&#128;", "&#0;", "\u{80}", "\u{FFFE}", "&#xFDD0;",
    ] {
      #expect(paragraph("a\(text)b") == "a\u{FFFD}b")
    }
  }

  @Test("a reference to a fact is a link, though the text does not define it")
  func facts() {
    let parsed = Parsed("打\n[12363][fact:pbc-hotline]或[a][fact:x]\n")
    #expect(parsed.addresses.map(\.address) == ["fact:pbc-hotline", "fact:x"])
    #expect(parsed.addresses.first?.range == SourceRange(line: 2, columns: 9..<25))
    #expect(parsed.blocks.first?.range.start == SourcePosition(line: 1, column: 1))
    #expect(Parsed("`[a][fact:x]`\n").addresses.isEmpty)
  }

  @Test("a link's place is its address, in lines behind the first too")
  func places() {
    let parsed = Parsed("> 看\n> 这里 [a](b.md)、![c](d.png) 和\n> <https://e.f> g@h.i [j]\n\n[j]: k\n")
    #expect(
      parsed.addresses.map(\.range) == [
        SourceRange(line: 2, columns: 14..<18), SourceRange(line: 2, columns: 27..<32),
        SourceRange(line: 3, columns: 4..<15), SourceRange(line: 3, columns: 17..<22),
        SourceRange(SourcePosition(line: 1, column: 3), SourcePosition(line: 3, column: 26)),
      ])
  }
}
