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

  @Test("spellings that double each other cannot fill the memory, and every folding stops alike")
  func doubling() {
    let letters = (0..<26).map { UInt32(0x61 + $0) }
    let rules = zip(letters, letters.dropFirst()).map { (from: [$0], to: [$1, $1]) }
    let folding = Folding(rules: rules)
    let text = bytes(String(repeating: "a", count: 100))
    let folded = folding.folded(text)
    #expect(folded.scalars.count <= 264 && folded.scalars.count == folded.origins.count)
    #expect(FoldingTable(folding).classed(text).scalars == folded.scalars)
  }

  // The limit counts from when the test is queued, behind all others of a slow machine.
  @Test("a long text is folded in a time that grows with it", .timeLimit(.minutes(10)))
  func manyPlaces() {
    let folding = Folding(rules: [(UTF8Text.scalars(bytes("刷ka卡")), UTF8Text.scalars(bytes("刷卡")))])
    let text = bytes(String(repeating: "刷KA卡", count: 100_000))
    #expect(folding.folded(text).scalars.count == 200_000)
    #expect(FoldingTable(folding).classed(text).count == 200_000)
  }

  @Test("bytes that are no UTF-8, surrogates among them, are one replacement each")
  func illFormed() {
    #expect(UTF8Text.scalars([0xED, 0xA0, 0x80]) == [0xFFFD, 0xFFFD, 0xFFFD])
    #expect(
      UTF8Text.scalars([0xC0, 0x80, 0xF5, 0x41, 0xE4]) == [0xFFFD, 0xFFFD, 0xFFFD, 0x41, 0xFFFD])
    #expect(UTF8Text.scalars(bytes("a账😀")) == [0x61, 0x8D26, 0x1F600])
  }

  /// The tokens of a text, and what follows its pairs.
  private struct Tokens: TokenSink {
    var keys: Set<String> = []
    var followers: [String: String] = [:]

    private func text(_ scalars: [UInt32]) -> String { string(UTF8Text.bytes(scalars)) }

    mutating func pair(_ first: UInt32, _ second: UInt32, next: UInt32?) {
      keys.insert(text([first, second]))
      followers[text([first, second])] = next.map { text([$0]) } ?? ""
    }

    mutating func single(_ scalar: UInt32) { keys.insert(text([scalar])) }

    mutating func word(_ scalars: ArraySlice<UInt32>) { keys.insert(text(Array(scalars))) }
  }

  private func tokens(_ text: String) -> Tokens {
    var tokens = Tokens()
    Segmentation.feed(FoldingTable(Folding()).classed(bytes(text)), to: &tokens)
    return tokens
  }

  private func keys(_ text: String) -> Set<String> { tokens(text).keys }

  @Test("every pair knows what follows it, over blanks and the seam with Latin")
  func followers() {
    let followers = tokens("用 POS 机刷。卡").followers
    #expect(followers == ["用p": "o", "s机": "刷", "机刷": ""])
  }

  @Test(
    "texts of the index are folded as queries are",
    arguments: ["Ｔ＋１，ÀÉ —款項", "a\u{301}\u{200B}文\u{FE0F}", "🀄️𠮷項。", "POS\u{3000}机 ﾊﾟ"])
  func sameFolding(_ text: String) {
    let folding = Folding(
      variants: HanMap(sorted: [(key: 0x9805, value: 0x9879)]),
      rules: [(UTF8Text.scalars(bytes("pos")), UTF8Text.scalars(bytes("机")))])
    let expected = folding.folded(bytes(text)).scalars
    #expect(FoldingTable(folding).classed(bytes(text)).scalars == expected)
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
