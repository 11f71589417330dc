import Diagnostics
import Testing

@testable import Markup

@Suite("Emphasis among Chinese")
struct EmphasisRepairTests {
  @Test(
    "emphasis that ends or begins with Chinese punctuation is closed",
    arguments: [
      ("**重要：**先看", "<strong>重要：</strong>先看"),
      ("**“引号”**后面", "<strong>“引号”</strong>后面"),
      ("他说**（强调）**了", "他说<strong>（强调）</strong>了"),
      ("**A：**b**C：**d", "<strong>A：</strong>b<strong>C：</strong>d"),
      ("**一：**甲**二：**乙**三**", "<strong>一：</strong>甲<strong>二：</strong>乙<strong>三</strong>"),
      ("*注意：*先看", "<em>注意：</em>先看"),
      ("***注意：***先看", "<em><strong>注意：</strong></em>先看"),
      ("**[甲](u)：**先看", "<strong><a href=\"u\">甲</a>：</strong>先看"),
      ("**`a`。**先看", "<strong><code>a</code>。</strong>先看"),
      ("- x **重要：**先看", nil),
      ("*a **重要：**b*", "<em>a <strong>重要：</strong>b</em>"),
      ("**a*甲：*乙**", "<strong>a<em>甲：</em>乙</strong>"),
      ("**甲：**_乙_**丙：**丁", "<strong>甲：</strong><em>乙</em><strong>丙：</strong>丁"),
    ] as [(String, String?)])
  func repaired(text: String, expected: String?) {
    let parsed = Parsed(text)
    if let expected { #expect(parsed.outline == "<p>\(expected)</p>\n") }
    #expect(parsed.outline.contains("<strong>") || parsed.outline.contains("<em>"))
    #expect(parsed.codes.isEmpty)
  }

  @Test(
    "what CommonMark reads well stays as it is",
    arguments: [
      "**甲**乙", "**甲 **乙** 丙**", "*甲***乙**", "a * b", "2*3*4", "**bold**text", "`**甲：**乙`",
    ])
  func untouched(text: String) {
    let plain = CommonMark.blocks(text, nesting: 100).blocks
    #expect(Parsed(text).outline == Outline.blocks(plain))
  }

  @Test("a name that is masked by asterisks is no emphasis")
  func masked() {
    #expect(Parsed("张**、李**").outline == "<p>张**、李**</p>\n")
    #expect(Parsed("**甲**，张**、李**").outline == "<p><strong>甲</strong>，张**、李**</p>\n")
  }

  @Test("escaped asterisks stay asterisks, as a backslash or as an entity")
  func escaped() {
    #expect(Parsed("\\*\\*重要：\\*\\*先看").outline == "<p>**重要：**先看</p>\n")
    #expect(Parsed("&#42;&#42;重要：&ast;&ast;先看").outline == "<p>**重要：**先看</p>\n")
    #expect(Parsed("\\*\\*重要：\\*\\*先看").codes.isEmpty)
  }

  @Test("what cannot be repaired is reported at its place")
  func unclosed() {
    let parsed = Parsed("说明\n\n先看**重要：说明\n")
    #expect(parsed.codes == ["unclosed-emphasis"])
    #expect(parsed.diagnostics.first?.range == SourceRange(line: 3, columns: 7..<9))
    #expect(Parsed("a ** b").codes.isEmpty)
  }

  @Test("emphasis is repaired in headings, cells and quotations")
  func everywhere() {
    #expect(Parsed("# **甲：**乙").outline == "<h1><strong>甲：</strong>乙</h1>\n")
    #expect(Parsed("|**甲：**乙|\n|-|\n").outline.contains("<strong>甲：</strong>乙"))
    #expect(Parsed("> **甲：**乙").outline.contains("<strong>甲：</strong>乙"))
  }
}
