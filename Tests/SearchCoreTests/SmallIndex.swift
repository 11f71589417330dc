@testable import SearchCore

/// A small guide in one place, and an engine over it.
struct SmallIndex {
  let index: SearchIndex
  private let files: [ChunkName: [UInt8]]

  /// Title, keywords, then sections as heading and text.
  static let pages: [(title: String, keywords: [String], sections: [(String, String)])] = [
    (
      "款项未到账", ["钱没下来", "刷卡没到账"],
      [("", "顾客刷了卡，钱没有到你的账上。"), ("先查收单机构", "向收单机构查询这笔交易的状态。")]
    ),
    (
      "单边账：顾客已扣款", ["长短款"],
      [("", "顾客扣了款，POS 机显示失败。"), ("怎么处理", "等自动冲正，客服电话 95516。")]
    ),
    ("T+1 结算", [], [("", "第二个工作日出款，版本 v7.1.5 起支持 D+0，编码是 UTF-8。")]),
    ("网络故障", ["断网"], [("", "刷卡时没有信号，银联 UnionPay 的屏幕提示通讯失败。")]),
    ("银行卡换绑", [], [("", "到发卡行办理。重新绑定以后再刷卡。")]),
  ]

  init(synonyms: [[String]] = [], rules: [(String, String)] = []) {
    var sources = Self.sources
    sources.synonyms = synonyms.map { $0.map(bytes) }
    sources.rules = rules.map { (bytes($0.0), bytes($0.1)) }
    index = SearchIndex(sources)
    files = Dictionary(
      index.files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  static let sources = SearchSources(
    documents: pages.enumerated().map { number, page in
      SearchDocument(
        url: bytes("p\(number).html"), title: bytes(page.title),
        kind: bytes(number < 2 ? "cause" : "term"),
        keywords: page.keywords.map(bytes),
        sections: page.sections.map { heading, text in
          SearchSection(
            heading: bytes(heading), anchor: heading.isEmpty ? [] : bytes("a"), text: bytes(text))
        })
    }, variants: variants, han: HanTable(readings))

  private static let variants = HanMap(
    sorted: [("帳", "账"), ("項", "项"), ("網", "网"), ("路", "路")].map {
      (scalar($0.0), scalar($0.1))
    }.filter { $0.0 != $0.1 }.sorted { $0.0 < $1.0 }.map { (key: $0.0, value: $0.1) })

  private static let readings: [UInt32: [[UInt8]]] = {
    let text = """
      款 kuan 项 xiang 未 wei 到 dao 道 dao 账 zhang 钱 qian 没 mei 下 xia 来 lai 刷 shua 卡 ka 单 dan
      边 bian 顾 gu 客 ke 已 yi 扣 kou 长 chang,zhang 短 duan 网 wang 络 luo 故 gu 障 zhang 断 duan
      银 yin 行 xing,hang 换 huan 绑 bang 结 jie 算 suan 先 xian 查 cha 收 shou 机 ji 构 gou 怎 zen
      么 me 处 chu 理 li 丈 zhang
      """
    let words = text.split { $0 == " " || $0 == "\n" }
    var table: [UInt32: [[UInt8]]] = [:]
    for index in stride(from: 0, to: words.count, by: 2) {
      table[scalar(String(words[index]))] = words[index + 1].split(separator: ",").map {
        Array($0.utf8)
      }
    }
    return table
  }()

  /// What a query finds.
  func answer(_ query: [UInt8], limit: Int = 10, kind: String? = nil) -> SearchAnswer {
    guard var engine = SearchEngine(root: index.root) else { return SearchAnswer() }
    return engine.answer(query, limit: limit, kind: kind.map(bytes)) { files[$0] }
  }

  /// The titles that a query finds, the best first.
  func titles(_ query: String, kind: String? = nil) -> [String] {
    answer(bytes(query), kind: kind).results.map { string($0.title.text) }
  }

  func first(_ query: String) -> SearchResult? { answer(bytes(query)).results.first }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

private func scalar(_ text: String) -> UInt32 { text.unicodeScalars.first?.value ?? 0 }

/// Numbers that look random and are the same in every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}
