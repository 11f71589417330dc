@testable import SearchCore

/// The files of an index, each read from the same bytes. The first byte says which.
func fuzzIndex(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let body = Array(bytes.dropFirst())
  switch first % 5 {
  case 0:
    guard var engine = engine(ofRoot: body) else { return }
    _ = engine.answer(query, limit: 10) { _ in body }
  case 1:
    let chunk = PostingChunk(body, documents: 200)
    for index in chunk.keys.indices {
      for posting in chunk.list(at: index).postings {
        precondition(posting.place < 200 * Posting.sectionsPerDocument, "no such page")
      }
    }
  case 2: _ = DocumentChunk(body).documents.map { $0.sections.count }
  case 3: _ = HanTable(body).readings(0x8D26)
  default: _ = VariantFile.decoded(body)
  }
}

private let query = Array("到账 zhang dz POS 機".utf8)

/// A query against a small index, and its answer as JSON.
func fuzzQuery(_ bytes: [UInt8]) {
  guard var engine = SearchEngine(root: smallIndex.root) else { return }
  let answer = engine.answer(bytes, limit: 10) { files[$0] }
  precondition(answer.needed.isEmpty, "the search goes on for ever")
  let isText = String(validating: answer.json, as: UTF8.self) != nil
  precondition(isText, "the answer is no UTF-8")
}

private let smallIndex: SearchIndex = {
  let texts = [
    ("款项未到账", "顾客刷了卡，钱没有到你的账上。先查收单机构，等 T+1 结算。"),
    ("单边账", "顾客扣了款，POS 机显示失败。等自动冲正，客服电话 95516。"),
    ("Network", "UnionPay v7.1.5, UTF-8 😀 Ёж ΩΣ naïve"),
  ]
  let documents = texts.map { title, text in
    SearchDocument(
      url: Array("a.html".utf8), title: Array(title.utf8), kind: Array("cause".utf8), keywords: [],
      sections: [SearchSection(heading: [], anchor: [], text: Array(text.utf8))])
  }
  let readings: [UInt32: [[UInt8]]] = [
    0x8D26: [Array("zhang".utf8)], 0x5230: [Array("dao".utf8)], 0x672A: [Array("wei".utf8)],
  ]
  return SearchIndex(
    SearchSources(
      documents: documents, variants: HanMap(sorted: [(key: 0x5E33, value: 0x8D26)]),
      han: HanTable(readings), synonyms: [[Array("出款".utf8), Array("结算".utf8)]],
      rules: [(Array("刷ka卡".utf8), Array("刷卡".utf8))]))
}()

private let files = Dictionary(
  smallIndex.files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })

/// An engine of a root without its head: a root is refused unless version and name fit, so they are
/// made to fit.
func engine(ofRoot body: [UInt8]) -> SearchEngine? {
  SearchEngine(root: [SearchRoot.version] + ChunkName(of: body).text + body)
}

/// What an index is made of, as inputs for `index`: the bytes that a reader would get.
var indexSeeds: [[UInt8]] {
  let files = smallIndex.files.flatMap { file in (1...4).map { [UInt8($0)] + file.bytes } }
  return [[0] + smallIndex.root.dropFirst(9)] + files
}
