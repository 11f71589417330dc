import Diagnostics
import Testing

@testable import Markup

@Suite("Characters that nobody sees")
struct InvisibleCharacterTests {
  @Test(
    "are reported where they stand, in bytes",
    arguments: [
      0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x202A,
      0x202D, 0x202E, 0x2060, 0x2063, 0x2066, 0x2069, 0x206A, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9,
      0x1D173, 0xE0001, 0xE0041, 0xE0100,
    ] as [UInt32])
  func found(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    // Behind a mark, which none of them belongs to.
    let (source, log) = decoded("好\n中。\(Character(scalar))文\n")
    #expect(source != nil)
    #expect(log.map(\.code) == ["invisible-character"])
    #expect(log.first?.severity == .warning)
    let digits = String(value, radix: 16, uppercase: true)
    #expect(log.first?.message.english.contains(digits) == true)
    #expect(log.first?.range == SourceRange(line: 2, columns: 7..<7 + UTF8.width(scalar)))
  }

  @Test(
    "are kept where they belong to what is seen",
    arguments: [
      "👨‍👩‍👧", "🏳️‍🌈", "👩🏽‍💻", "❤️", "1️⃣", "☎︎", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
      "葛\u{E0100}城", "㐂\u{FE00}", "می\u{200C}خواهم", "क्\u{200D}ष", "שלום\u{200F}!",
      "Silben\u{AD}trennung",
      "一　二\u{A0}三\u{2009}四", "“你好”——……‰", "ﬀ ﾊﾝ ㄅㄆ ⁂ 𝄞",
    ])
  func harmless(text: String) {
    #expect(decoded(text).diagnostics.isEmpty)
  }

  @Test(
    "do not hide behind what they belong to elsewhere",
    arguments: [
      "账\u{200D}户", "a\u{200C}b", "😀\u{200D}账", "账\u{FE0F}\u{FE0F}", "a\u{E0067}", "账\u{AD}户",
      "POS\u{200F}", "\u{200D}😀", "一\u{180B}\u{180B}",
    ])
  func misplaced(text: String) {
    #expect(decoded(text).diagnostics.map(\.code) == ["invisible-character"])
  }

  @Test(
    "are found as character references and as escapes of YAML",
    arguments: [
      ("a&#x202E;b", "1:2"), ("a\n&#8203;", "2:1"), ("a&ZeroWidthSpace;", "1:2"),
      ("&rlm;", "1:1"), ("&#xE0041;", "1:1"),
    ])
  func references(text: String, place: String) {
    let log = decoded(text).diagnostics
    #expect(log.compactMap(\.range?.start).map { "\($0.line):\($0.column)" } == [place])
    var escaped: [Diagnostic] = []
    let source = Source(path: "a.yml", text: "a: 1\ntitle: \"a\\u202Eb\"\n")
    _ = YAMLNode.parsed(source, log: &escaped)
    #expect(escaped.map(\.code) == ["invisible-character"])
    #expect(escaped.first?.range?.start == SourcePosition(line: 2, column: 8))
  }

  @Test("an ampersand is no reference, and a visible character may be written as one")
  func otherReferences() {
    #expect(decoded("a & b; &#65; &amp; &shy; &#x110000; &#xD800; &#; &#x;").diagnostics.isEmpty)
  }

  @Test("are shown twenty times at most")
  func many() {
    #expect(decoded(String(repeating: "账\u{200B}", count: 1_000)).diagnostics.count == 20)
  }

  private func decoded(_ text: String) -> (source: Source?, diagnostics: [Diagnostic]) {
    Source.decoded(Array(text.utf8), path: "content/a.md", limit: 10_000)
  }
}
