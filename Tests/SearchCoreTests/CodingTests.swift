import Testing

@testable import SearchCore

@Suite("Files of the index")
struct CodingTests {
  private func randomLists(_ numbers: inout SeededNumbers) -> [PostingList] {
    var keys: Set<String> = ["\u{1}dao zhang", "\u{2}dz", "pos", "账", "a账"]
    for _ in 0..<60 {
      let pair = (0..<2).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0x4E00...0x9FFF, using: &numbers))
      }
      keys.insert(String(String.UnicodeScalarView(pair)))
    }
    return keys.map(bytes).sorted(by: precedes).map { key in
      let isPair = UTF8Text.scalars(key).count == 2 && key[0] > 2
      var postings: [Posting] = []
      for document in 0..<200 where Int.random(in: 0..<9, using: &numbers) == 0 {
        let followers = UInt32.random(in: 0...UInt32.max, using: &numbers)
        let occurrence =
          isPair
          ? Occurrence(field: .body, count: 2, followers: followers)
          : Occurrence(field: .title, count: 1, length: 9)
        let section = Int.random(in: 0..<32, using: &numbers)
        postings.append(Posting(document: document, section: section, occurrence: occurrence))
      }
      return PostingList(key: key, postings: postings, frequency: postings.count + 3)
    }
  }

  @Test("a chunk reads back as it was written")
  func roundTrip() {
    var numbers = SeededNumbers(1)
    let lists = randomLists(&numbers)
    let chunk = PostingChunk(PostingChunk.encoded(lists, documents: 200), documents: 200)
    #expect(chunk.keys == lists.map(\.key))
    for list in lists {
      let read = chunk.list(list.key)
      #expect(read?.frequency == list.frequency)
      #expect(read?.postings.map(\.place) == list.postings.map(\.place))
      #expect(read?.postings.map(\.occurrence) == list.postings.map(\.occurrence))
    }
  }

  @Test("damaged chunks, roots and tables read as something, and never trap")
  func damage() {
    var numbers = SeededNumbers(2)
    let small = SmallIndex()
    let files =
      small.index.files.map(\.bytes) + [
        PostingChunk.encoded(randomLists(&numbers), documents: 200), small.index.root,
      ]
    var read = 0
    for bytes in files {
      for _ in 0..<40 {
        var damaged = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &numbers)))
        for _ in 0..<3 where !damaged.isEmpty {
          let index = Int.random(in: 0..<damaged.count, using: &numbers)
          damaged[index] = UInt8.random(in: 0...255, using: &numbers)
        }
        let chunk = PostingChunk(damaged, documents: 200)
        for index in chunk.keys.indices {
          #expect(
            chunk.list(at: index).postings.allSatisfy {
              $0.place < 200 * Posting.sectionsPerDocument
            })
        }
        _ = (DocumentChunk(damaged), HanTable(damaged), VariantFile.decoded(damaged))
        #expect(SearchRoot(damaged) == nil || damaged == bytes)
        read += 1
      }
    }
    #expect(read == files.count * 40)
  }

  @Test("the engine refuses a file that is not what its name says, and goes on without it")
  func stale() throws {
    let small = SmallIndex()
    var engine = try #require(SearchEngine(root: small.index.root))
    let query = bytes("到账")
    let needed = engine.search(query, limit: 3).needed
    #expect(!needed.isEmpty)
    for name in needed {
      let takesDamaged = engine.load(name, [1, 2, 3])
      let takesNone = engine.load(name, nil)
      #expect(!takesDamaged && takesNone)
    }
    let answer = engine.answer(query, limit: 3) { _ in nil }
    #expect(answer.results.isEmpty)
    #expect(SearchEngine(root: Array(small.index.root.dropLast())) == nil)
  }

  @Test("the same pages make the same bytes")
  func deterministic() {
    let (first, second) = (SmallIndex().index, SmallIndex().index)
    #expect(first.root == second.root)
    #expect(first.files.map(\.name) == second.files.map(\.name))
  }

  @Test("pages inverted one by one make the same bytes as all together")
  func runs() {
    let plan = SearchIndexPlan(SmallIndex.sources)
    let all = plan.runs[0].lowerBound..<(plan.runs.last?.upperBound ?? 0)
    #expect(all.count == SmallIndex.sources.pages.count && all.count > 2)
    let (together, apart) = (
      plan.joined(plan.inverted(all)), plan.joined(all.flatMap { plan.inverted($0..<$0 + 1) })
    )
    #expect(together.chunks == apart.chunks)
    #expect(together.chunks.map(together.encoded) == apart.chunks.map(apart.encoded))
  }

  @Test("a list that is too long keeps its weightiest sections, and tells how many there are")
  func cut() throws {
    var limits = SearchIndexLimits()
    limits.list = 2
    let documents = (0..<9).map { number in
      let text = number == 7 ? "到账，到账。" : "到账。"
      return SearchDocument(
        url: bytes("p\(number).html"), title: bytes(number == 5 ? "到账" : "别的"), kind: [],
        sections: [SearchSection(text: bytes(text))])
    }
    let plan = SearchIndexPlan(SearchSources(documents: documents), limits: limits)
    for runs in [[0..<9], [0..<4, 4..<6, 6..<9]] {
      let draft = plan.joined(runs.flatMap(plan.inverted))
      let chunk = PostingChunk(try #require(draft.chunks.map(draft.encoded).first), documents: 9)
      let list = try #require(chunk.list(bytes("到账")))
      #expect(list.postings.map { Int($0.place) / Posting.sectionsPerDocument } == [5, 7])
      #expect(list.frequency == 9)
    }
  }
}
