import Testing

@testable import Diagnostics

@Suite("Applying mends")
struct FixApplicationTests {
  private func fix(_ line: Int, _ columns: Range<Int>, _ text: String) -> Diagnostic.Fix {
    Diagnostic.Fix(
      en: "a", zh: "甲", range: SourceRange(line: line, columns: columns), replacement: text)
  }

  private func applied(_ fixes: [Diagnostic.Fix], to text: String) -> String {
    String(decoding: Diagnostic.Fix.applied(fixes, to: Array(text.utf8)).bytes, as: UTF8.self)
  }

  @Test("mends are made in the order of their places; one that overlaps waits")
  func order() {
    let fixes = [fix(2, 1..<3, "XY"), fix(1, 2..<3, ""), fix(2, 2..<4, "no"), fix(2, 3..<3, "!")]
    let (bytes, count) = Diagnostic.Fix.applied(fixes, to: Array("abc\ndefg".utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == "ac\nXYfg" && count == 2)
    #expect(applied([fix(1, 1..<2, "x"), fix(1, 1..<2, "x")], to: "abab") == "xbab")
  }

  @Test("lines end as sources count them, and new ones as the file ends its first")
  func lineBreaks() {
    #expect(applied([fix(2, 1..<2, "x\ny")], to: "a\r\nb\r\nc") == "a\r\nx\r\ny\r\nc")
    #expect(applied([fix(3, 1..<2, "x\ny")], to: "a\rb\rc") == "a\rb\rx\ry")
    #expect(applied([fix(2, 1..<2, "x\ny")], to: "a\nb\r\n") == "a\nx\ny\r\n")
    #expect(applied([fix(1, 1..<2, "x\ny")], to: "a") == "x\ny")
  }

  @Test("columns count bytes, and a byte-order mark none")
  func columns() {
    #expect(applied([fix(1, 4..<7, "x")], to: "\u{FEFF}一二三") == "\u{FEFF}一x三")
    #expect(applied([fix(9, 1..<2, "x"), fix(1, 90..<91, "x")], to: "一") == "一")
  }

  @Test("a name in full width is that name; one of several near names is a choice")
  func trust() {
    func trust(_ written: String, _ names: [String]) -> Diagnostic.Fix.Trust? {
      let range = SourceRange(line: 1, columns: 1..<(1 + written.utf8.count))
      return Diagnostic.Fix.name(
        written, meaning: nearestName(to: written, among: names), among: names, at: range
      ).first?.trust
    }
    #expect(trust("ｃｈｅｃｋ－ｎｅｔ", ["check-net", "check-ned"]) == .safe)
    #expect(trust("chek-net", ["check-net", "contact-bank"]) == .likely)
    #expect(trust("chek-net", ["check-net", "check-ned"]) == .choice)
    #expect(trust("nothing-near", ["check-net"]) == nil)
    #expect("Ａｂ－１：一 x".inHalfWidth == "Ab-1:一 x")
  }
}
