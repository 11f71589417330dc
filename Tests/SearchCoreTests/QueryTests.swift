import Testing

@testable import SearchCore

@Suite("What readers type")
struct QueryTests {
  @Test(
    "every way of typing finds its page first",
    arguments: [
      ("款项未到账", "款项未到账"), ("收单机构查", "款项未到账"), ("钱没下来", "款项未到账"),
      ("款項未到帳", "款项未到账"), ("款项未道丈", "款项未到账"),
      ("weidaozhang", "款项未到账"), ("wei dao zh", "款项未到账"), ("kxwdz", "款项未到账"),
      ("顾客 扣款 pos 失败", "单边账：顾客已扣款"), ("95516", "单边账：顾客已扣款"),
      ("danbianzhang", "单边账：顾客已扣款"), ("changduankuan", "单边账：顾客已扣款"),
      ("zhangduankuan", "单边账：顾客已扣款"), ("Ｔ＋１", "T+1 结算"), ("t1", "T+1 结算"),
      ("utf8", "T+1 结算"), ("d+0", "T+1 结算"), ("v7.1.5", "T+1 结算"), ("unionpa", "网络故障"),
      ("網络故障怎么办", "网络故障"), ("yinhang", "银行卡换绑"), ("银", "银行卡换绑"),
    ])
  func finds(_ query: String, _ title: String) {
    #expect(SmallIndex().titles(query).first == title)
  }

  @Test("why a page was found is told")
  func reasons() {
    let index = SmallIndex(synonyms: [["出款", "打款"]], rules: [("刷KA卡", "刷卡")])
    #expect(index.first("未到账")?.why == .verbatim)
    #expect(index.first("未到帳")?.why == .variant)
    #expect(index.first("未道丈")?.why == .sound)
    #expect(index.first("weidaozhang")?.why == .sound)
    #expect(index.first("打款")?.why == .synonym)
    #expect(index.first("到发卡行 天气")?.why == .near)
    #expect(index.titles("刷ka卡没到账").first == "款项未到账")
  }

  @Test("what is marked is what was typed")
  func marks() throws {
    let result = try #require(SmallIndex().first("收单机构查"))
    #expect(string(result.url) == "p0.html#a")
    let excerpt = UTF8Text.scalars(result.excerpt.text)
    let marked = result.excerpt.marks.map { string(UTF8Text.bytes(excerpt[$0])) }
    #expect(marked == ["收单机构查"])
    let sound = try #require(SmallIndex().first("weidaozhang"))
    #expect(sound.title.marks == [2..<5])
  }

  @Test("what exists nowhere finds nothing, and pages of other kinds stay out")
  func nothing() {
    #expect(SmallIndex().titles("天气预报").isEmpty)
    #expect(SmallIndex().titles("刷卡", kind: "cause") == ["款项未到账"])
  }

  @Test(
    "bad queries are answered",
    arguments: [
      "", " ", "。，！？", "(.*)+[a-z]{2}\\", "<script>alert(1)</script>", "😀👨‍👩‍👧", "\u{0}\u{7}\u{1B}",
      "+-+-+", "////", "'\"`", "卡a1卡😀T+1帳", String(repeating: "到账", count: 5_000),
      String(repeating: "zhuang", count: 2_000), String(repeating: "a ", count: 5_000),
    ])
  func badQueries(_ query: String) {
    let answer = SmallIndex().answer(bytes(query))
    #expect(answer.needed.isEmpty)
    #expect(answer.results.count <= SmallIndex.pages.count)
  }

  @Test("ill-formed UTF-8 is answered")
  func illFormed() {
    let answer = SmallIndex().answer([0xED, 0xA0, 0x80] + bytes("到账") + [0xFF, 0xE5])
    #expect(answer.results.map { string($0.title.text) }.contains("款项未到账"))
  }

  @Test("a score is the product of its parts", arguments: ["到账", "款项未到账", "weidaozhang", "网络故障"])
  func parts(query: String) {
    let results = SmallIndex().answer(bytes(query)).results
    #expect(!results.isEmpty)
    for result in results {
      let product = result.parts.match * result.parts.kind * result.parts.closeness
      #expect(abs(product - result.score) < 1e-9)
      #expect((0...1).contains(result.parts.coverage) && (0...1).contains(result.parts.labelRun))
      #expect(result.parts.closeness == 2 || string(result.title.text) != query)
    }
  }

  @Test("JSON of an answer counts marks in UTF-16 and escapes what it must")
  func json() {
    var answer = SearchAnswer()
    let text = MarkedText(bytes("😀\"账\u{1}"), marks: [2..<3])
    answer.results = [
      SearchResult(
        url: [], title: text, heading: MarkedText(), kind: [], excerpt: MarkedText(),
        why: .sound, score: 1.5,
        parts: ScoreParts(match: 1.5, coverage: 1, labelRun: 0, kind: 1, closeness: 1))
    ]
    let json = string(answer.json)
    #expect(json.contains("\"title\":\"😀\\\"账\\u0001\""))
    #expect(json.contains("\"marks\":{\"title\":[[3,4]]"))
    #expect(json.contains("\"reason\":\"按读音匹配\",\"score\":1500"))
  }

  @Test("JSON of bytes that are no UTF-8 has replacements in their place, and only there")
  func illFormedJSON() {
    for (text, expected) in [
      ("a\u{FFFD}\\中", "a\u{FFFD}\\\\中"), ("", ""), ("\n\n", "\\u000a\\u000a"), ("中", "中"),
    ] {
      var json = JSONBytes()
      json.string(bytes(text))
      #expect(string(json.bytes) == "\"\(expected)\"")
    }
    var json = JSONBytes()
    json.string([0x61, 0xFF, 0xE4, 0xB8, 0x22, 0xED, 0xA0, 0x80, 0xE4])
    #expect(string(json.bytes) == "\"a���\\\"����\"")
  }
}
