import Testing

@testable import SearchCore

@Suite("Runs of pages, as they wait to be joined")
struct RunTests {
  @Test("chains that grow side by side keep their bytes apart")
  func chains() {
    var numbers = SeededNumbers(3)
    var chains = ByteChains()
    var grown = [ByteChains.Chain](repeating: ByteChains.Chain(), count: 20)
    var expected = [[UInt8]](repeating: [], count: grown.count)
    // The first chains become long, the last ones stay short, and one stays empty.
    for _ in 0..<5_000 {
      let chain = Int.random(
        in: 0...Int.random(in: 0..<grown.count - 1, using: &numbers), using: &numbers)
      let number = UInt64.random(in: 0...UInt64.max, using: &numbers)
      let count = Int.random(in: 0...8, using: &numbers)
      chains.append(number, count: count, to: &grown[chain])
      expected[chain] += (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
    }
    for (chain, bytes) in zip(grown, expected) {
      var copy: [UInt8] = [7]
      chains.copy(chain, to: &copy)
      #expect(copy == [7] + bytes)
    }
  }

  @Test("a chain of every length reads back, also where a block is just full")
  func lengths() {
    for length in 0...1_200 {
      var (chains, chain) = (ByteChains(), ByteChains.Chain())
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      for byte in bytes { chains.append(UInt64(byte), count: 1, to: &chain) }
      var copy: [UInt8] = []
      chains.copy(chain, to: &copy)
      #expect(copy == bytes)
    }
  }

  @Test("packed lists give back the postings that they were given, extreme ones too")
  func packed() {
    let last = UInt32(1 << 26 - 1)
    let places = (0..<70_000).map { UInt32($0) * 3 } + [last]
    let followers: [UInt32] = [0, 1, 1 << 31, 3, 1 << 31 | 1, 0x3FFF, .max - 1, .max]
    let all = (0..<64).flatMap { label in
      followers.map { Occurrence(label: label, followers: $0) }
    }
    let lists: [[(section: Int, occurrence: Occurrence)]] = [
      [], [(places.count - 1, all[0])],
      [(0, all[1]), (127, all[2]), (256, all[3]), (70_000, all[7])],
      all.enumerated().map { ($0.offset * 130, $0.element) },
    ]
    var packed = PackedLists(places: places)
    var starts: [Int] = []
    for (number, list) in lists.enumerated() {
      var (chains, chain) = (ByteChains(), ByteChains.Chain())
      var section = 0
      for posting in list {
        let gap = UInt32(posting.section - section)
        PackedLists.append(gap: gap, posting.occurrence, to: &chain, of: &chains)
        section = posting.section
      }
      starts.append(packed.end)
      packed.append(Self.head(list.count, number), chain, of: chains)
    }
    packed.trim()
    for (number, list) in lists.enumerated() {
      #expect(packed.head(at: starts[number]) == Self.head(list.count, number))
      var read: [Posting] = []
      packed.read(at: starts[number], to: &read)
      #expect(read == list.map { Posting(place: places[$0.section], occurrence: $0.occurrence) })
    }
  }

  /// A head in which what is rare stands, or not, by the number of its list.
  private static func head(_ count: Int, _ number: Int) -> PackedLists.Head {
    PackedLists.Head(
      frequency: count + (number & 1) * 1_000_000, count: count, labels: (number >> 1) * count)
  }

  @Test("pages that are made when they are asked for make the index of pages by kind")
  func lazily() {
    let pages = SmallIndex.sources.pages.documents
    let mixed = (pages + pages.reversed())
    let byKind = ["cause", "term"].flatMap { kind in mixed.filter { $0.kind == bytes(kind) } }
    for (text, hasText) in [(1 << 20, true), (0, false)] {
      var limits = SearchIndexLimits()
      limits.text = text
      var sources = SmallIndex.sources
      sources.pages = SearchPages(byKind)
      let all = SearchIndex(sources, limits: limits)
      sources.pages = SearchPages(kinds: mixed.map(\.kind)) { mixed[$0] }
      let made = SearchIndex(sources, limits: limits)
      #expect(made.root == all.root && made.files.map(\.bytes) == all.files.map(\.bytes))
      #expect(SearchRoot(made.root)?.hasText == hasText)
    }
  }

  @Test(
    "runs that waited as bytes, and lists that waited under their material, make the same index")
  func waiting() throws {
    var limits = SearchIndexLimits()
    (limits.text, limits.chunk, limits.list) = (0, 8, 3)
    limits.files = (postings: 12, labels: 6, pages: 2, sections: 2)
    var sources = SmallIndex.sources
    func made(_ runs: [InvertedRun], _ plan: SearchIndexPlan) -> (SearchIndexDraft, [[UInt8]]) {
      let draft = plan.joined(runs)
      return (draft, draft.chunks.map(draft.encoded))
    }
    let plan = SearchIndexPlan(sources, limits: limits)
    let runs = plan.runs.flatMap(plan.inverted)
    let (draft, chunks) = made(runs, plan)
    let (again, same) = made(InvertedRun.decoded(InvertedRun.encoded(runs)), plan)
    #expect(draft.index(chunks).root == again.index(same).root && chunks == same)
    #expect(draft.places == again.places && chunks.count > 3)
    #expect(draft.chunks.map(draft.material) == again.chunks.map(again.material))
    // Other words in a page: where the material is the same, so are the bytes.
    var documents = sources.pages.documents
    documents[0].sections[0].text += bytes("新词")
    sources.pages = SearchPages(documents)
    let other = SearchIndexPlan(sources, limits: limits)
    let (next, bytes) = made(other.runs.flatMap(other.inverted), other)
    #expect(next.places == draft.places && bytes != chunks)
    let known = Dictionary(
      zip(draft.chunks.map(draft.material), chunks), uniquingKeysWith: { first, _ in first })
    var kept = 0
    for (chunk, bytes) in zip(next.chunks, bytes) {
      guard let old = known[next.material(of: chunk)] else { continue }
      #expect(old == bytes)
      kept += 1
    }
    #expect(kept > 0 && kept < bytes.count)
  }

  @Test("without text, files of pages have what the pages have besides it")
  func lines() throws {
    let documents = SmallIndex.sources.pages.documents
    var lines = PageLines()
    for document in documents { lines.append(document) }
    lines.trim()
    for (page, document) in zip(lines.pages, documents) {
      let all = DocumentChunk(Array(lines.lines(of: page, isHead: false))).documents
      let head = DocumentChunk(Array(lines.lines(of: page, isHead: true))).documents
      #expect(all.map(\.url) == [document.url] && head.map(\.title) == [document.title])
      #expect(all[0].sections.map(\.anchor) == document.sections.map(\.anchor))
      #expect(head[0].sections.count == 1 && all[0].sections.allSatisfy { $0.text.isEmpty })
      #expect(Int(page.sections) == document.sections.count)
    }
  }
}

extension SearchPages {
  /// All pages.
  fileprivate var documents: [SearchDocument] { (0..<count).map(page) }
}
