import Testing

@testable import SearchCore

@Suite("A site too large for small files and for its own text")
struct LargeSiteTests {
  /// Twelve pages in few files, without their text. Every page has a title of its own and two pairs
  /// that do not stand in a row.
  private static let index: SearchIndex = {
    var limits = SearchIndexLimits()
    limits.text = 0
    limits.chunk = 8
    limits.files = (postings: 12, labels: 6, pages: 2, sections: 2)
    let titles = ["款项未到账", "单边账处理", "银行卡换绑", "网络故障排查", "手续费怎么算", "结算周期说明"]
    let documents = (titles + titles.map { $0 + "续篇" }).enumerated().map { number, title in
      SearchDocument(
        url: bytes("p\(number).html"), title: bytes(title), kind: [],
        sections: [
          SearchSection(text: bytes("先查收单机构，再看通讯\(number % 2 == 0 ? "日志" : "记录")。单机，看通。")),
          SearchSection(
            heading: bytes(number == 1 ? "怎样对账单边" : "其他"), anchor: bytes("a"), text: []),
        ])
    }
    return SearchIndex(SearchSources(documents: documents), limits: limits)
  }()

  /// The addresses of what is found, and how many files it takes.
  private func found(
    _ query: String, limit: Int = 10
  ) throws -> (urls: [String], total: Int, files: Int) {
    var engine = try #require(SearchEngine(root: Self.index.root))
    var files = 0
    let answer = engine.answer(bytes(query), limit: limit) { name in
      files += 1
      return Self.index.files.first { $0.name == name }?.bytes
    }
    return (answer.results.map { String(decoding: $0.url, as: UTF8.self) }, answer.total, files)
  }

  @Test("a long query that titles have all of is answered from their lists")
  func labels() throws {
    let engine = try #require(SearchEngine(root: Self.index.root))
    #expect(engine.hasLabels)
    #expect(try found("网络故障排查").urls == ["p3.html", "p9.html"])
    // The body has it, so the lists of the text are asked as well.
    #expect(try found("先查收单机构").total == 12)
  }

  @Test("a few characters are answered from titles where enough of them have it")
  func enough() throws {
    let (few, many) = (try found("到账", limit: 2), try found("到账", limit: 10))
    #expect(few.urls == many.urls && few.total == 2)
    #expect(few.files < many.files)
  }

  @Test("pairs that stand apart from each other are not claimed where no text can be checked")
  func apart() throws {
    #expect(try found("单机构").total == 12)
    #expect(try found("看通单").total == 0)
    #expect(try found("机构看").total == 0)
  }

  @Test("beside a title that is all of a long query, no title is claimed that has most of it")
  func wholeTitle() throws {
    func urls(text: Int) throws -> [String] {
      var limits = SearchIndexLimits()
      limits.text = text
      let documents = ["收单网络故障排查", "收单网络故障排队"].enumerated().map { number, title in
        SearchDocument(
          url: bytes("p\(number).html"), title: bytes(title), kind: [],
          sections: [SearchSection(text: bytes("正文"))])
      }
      let index = SearchIndex(SearchSources(documents: documents), limits: limits)
      var engine = try #require(SearchEngine(root: index.root))
      let answer = engine.answer(bytes("收单网络故障排查"), limit: 10) { name in
        index.files.first { $0.name == name }?.bytes
      }
      return answer.results.map { String(decoding: $0.url, as: UTF8.self) }
    }
    #expect(try urls(text: 0) == ["p0.html"])
    #expect(try urls(text: 1_000) == ["p0.html", "p1.html"])
  }

  @Test("pages without headings make one file, not the same file twice")
  func same() {
    var limits = SearchIndexLimits()
    limits.text = 0
    let page = SearchDocument(
      url: bytes("p.html"), title: bytes("款项"), kind: [], sections: [SearchSection(text: [0x61])])
    let index = SearchIndex(SearchSources(documents: [page]), limits: limits)
    #expect(Set(index.files.map(\.name)).count == index.files.count)
  }

  @Test("a result for a page needs a file of titles, one for a section a file of sections")
  func sections() throws {
    let root = try #require(SearchRoot(Self.index.root))
    #expect(!root.documentChunks.isEmpty && !root.sectionChunks.isEmpty)
    var engine = try #require(SearchEngine(root: Self.index.root))
    func asked(_ query: String) -> (headings: [String], sections: Bool) {
      var names: [ChunkName] = []
      let answer = engine.answer(bytes(query), limit: 1) { name in
        names.append(name)
        return Self.index.files.first { $0.name == name }?.bytes
      }
      let headings = answer.results.map { String(decoding: $0.heading.text, as: UTF8.self) }
      return (headings, root.sectionChunks.contains { names.contains($0.name) })
    }
    #expect(asked("单边账处理") == ([""], false))
    #expect(asked("怎样对账单边") == (["怎样对账单边"], true))
  }

  @Test("the keys of its files are in order, sounds before labels before text")
  func order() throws {
    let root = try #require(SearchRoot(Self.index.root))
    let keys = root.chunks.map(\.first)
    #expect(zip(keys, keys.dropFirst()).allSatisfy { precedes($0, $1) })
    #expect(keys.contains { $0.first == LabelKeys.label })
    #expect(keys.contains { $0.first ?? 0 > LabelKeys.label })
  }
}
