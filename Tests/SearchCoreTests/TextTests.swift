import Testing

@testable import SearchCore

@Suite("Folding and cutting text")
struct TextTests {
  private func folded(_ text: String) -> String {
    string(UTF8Text.bytes(Folding().folded(bytes(text)).scalars))
  }

  @Test("width, case, accents and invisible marks do not count")
  func folds() {
    #expect(folded("Ｔ＋１ＰＯＳ") == "t+1pos")
    #expect(folded("ÀÉîõÜ ĀŒ Žž ŸŁł") == "aeiou aŒ zz yll")
    #expect(folded("ПРИВЕТ Ёж ΩΣ") == "привет ёж ωσ")
    #expect(folded("到\u{200B}账\u{FE0F}") == "到账")
  }

  @Test("a rule replaces a spelling, and places stay those of the original")
  func rules() {
    let folding = Folding(rules: [(UTF8Text.scalars(bytes("刷ka卡")), UTF8Text.scalars(bytes("刷卡")))])
    let text = folding.folded(bytes("请刷KA卡。"))
    #expect(string(UTF8Text.bytes(text.scalars)) == "请刷卡。")
    #expect(text.origins == [0, 1, 3, 5])
  }

  @Test("bytes that are no UTF-8, surrogates among them, are one replacement each")
  func illFormed() {
    #expect(UTF8Text.scalars([0xED, 0xA0, 0x80]) == [0xFFFD, 0xFFFD, 0xFFFD])
    #expect(
      UTF8Text.scalars([0xC0, 0x80, 0xF5, 0x41, 0xE4]) == [0xFFFD, 0xFFFD, 0xFFFD, 0x41, 0xFFFD])
    #expect(UTF8Text.scalars(bytes("a账😀")) == [0x61, 0x8D26, 0x1F600])
  }

  private func keys(_ text: String) -> Set<String> {
    var keys: Set<String> = []
    Segmentation.eachToken(Folding().folded(bytes(text)).scalars) { token, _ in
      keys.insert(string(token.key))
    }
    return keys
  }

  @Test("Han is cut into overlapping pairs, over blanks and the seam with Latin")
  func pairs() {
    #expect(keys("未到 账").isSuperset(of: ["未到", "到账", "未", "到", "账"]))
    #expect(keys("用 POS 机").isSuperset(of: ["用p", "pos", "s机"]))
    #expect(!keys("到，账").contains("到账"))
  }

  @Test(
    "codes have keys whole, without signs, and in parts",
    arguments: [
      ("T+1", ["t+1", "t1", "t", "1"]), ("v7.1.5", ["v7.1.5", "v715", "v7", "1", "5"]),
      ("UTF-8", ["utf-8", "utf8", "utf", "8"]), ("C++", ["c++", "c"]),
      ("if/else", ["if/else", "if", "else"]),
    ])
  func codes(_ text: String, _ expected: [String]) {
    #expect(keys(text) == Set(expected))
  }

  @Test("letters are cut into syllables in all ways, the last one half typed")
  func syllables() {
    let ways = Syllables.parses(bytes("xian"), allowsPrefix: false).map { $0.syllables.map(string) }
    #expect(ways == [["xian"], ["xi", "an"]])
    let half = Syllables.parses(bytes("weidaozh"), allowsPrefix: true)
    #expect(half.first?.syllables.map(string) == ["wei", "dao", "zh"])
    #expect(half.first?.endsInPrefix == true)
    #expect(Syllables.parses(bytes("pos"), allowsPrefix: false).isEmpty)
  }
}
