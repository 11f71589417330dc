/// An index: files by name, the root first.
public struct SearchIndex: Sendable {
  /// The bytes of the root.
  public let root: [UInt8]
  /// All other files in a fixed order.
  public let files: [(name: ChunkName, bytes: [UInt8], isText: Bool)]

  /// Makes the index of pages, step by step on one thread.
  public init(_ sources: SearchSources, limits: SearchIndexLimits = SearchIndexLimits()) {
    let plan = SearchIndexPlan(sources, limits: limits)
    let draft = plan.joined(plan.runs.flatMap(plan.inverted))
    self = draft.index(draft.chunks.map(draft.encoded))
  }

  fileprivate init(root: [UInt8], files: [(name: ChunkName, bytes: [UInt8], isText: Bool)]) {
    self.root = root
    self.files = files
  }
}

/// The first step of an index: its pages in order, and which of them are inverted together.
///
/// What a run or a chunk comes to depends on it alone, so that they can be worked out at once, and
/// the index is the same however many threads do it.
public struct SearchIndexPlan: Sendable {
  /// The pages that are inverted one behind the other.
  public let runs: [Range<Int>]
  fileprivate let sources: SearchSources
  fileprivate let limits: SearchIndexLimits
  fileprivate let folding: Folding
  /// The kinds of pages, and the first page of each.
  fileprivate let kinds: [(first: Int, kind: [UInt8])]
  /// The pages in order.
  private let order: [Int]
  private let table: FoldingTable

  /// About how many bytes of text are inverted together: their lists fit into a cache.
  private static let runSize = 1 << 21
  /// How many pages are handed out together: so few that threads have about the same to do, and so
  /// many that lists are not in many parts.
  private static let runPages = 64...512

  /// Puts the pages in order.
  public init(_ sources: SearchSources, limits: SearchIndexLimits = SearchIndexLimits()) {
    self.sources = sources
    self.limits = limits
    (order, kinds) = Self.ordered(sources.pages.kinds)
    folding = Folding(
      variants: sources.variants,
      rules: Self.folded(sources.rules, Folding(variants: sources.variants)))
    table = FoldingTable(folding)
    let count = order.count
    let size = min(max(count / 16, Self.runPages.lowerBound), Self.runPages.upperBound)
    runs = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  /// The pages of a run, by their numbers among those that were given.
  public func pages(of run: Range<Int>) -> [Int] { run.map { order[$0] } }

  /// The lists of some pages, in their order. A page is made, inverted and forgotten before the next.
  public func inverted(_ run: Range<Int>) -> [InvertedRun] {
    var result: [InvertedRun] = []
    var inverter: RunInverter?
    for index in run {
      var next = inverter.take() ?? RunInverter(table: table, limits: limits)
      next.add(document(index), at: index)
      if next.size < Self.runSize { inverter = next } else { result.append(next.finish()) }
    }
    if let last = inverter.take() { result.append(last.finish()) }
    return result
  }

  /// The second step, from the runs in their order.
  public func pages(of runs: [InvertedRun]) -> InvertedPages { InvertedPages(runs, plan: self) }

  /// The second and the third step on one thread, from the runs in their order.
  public func joined(_ runs: [InvertedRun]) -> SearchIndexDraft {
    let pages = pages(of: runs)
    return pages.joined(pages.runs.map(pages.heard))
  }

  /// A page, with a place per section.
  fileprivate func document(_ index: Int) -> SearchDocument {
    sources.pages.page(order[index]).merged(limit: Posting.sectionsPerDocument)
  }

  /// The pages by kind, in the order in which kinds come first.
  private static func ordered(
    _ kinds: [[UInt8]]
  ) -> (order: [Int], kinds: [(first: Int, kind: [UInt8])]) {
    var pages: [[UInt8]: [Int]] = [:]
    var distinct: [[UInt8]] = []
    for (index, kind) in kinds.enumerated() {
      if pages[kind] == nil { distinct.append(kind) }
      pages[kind, default: []].append(index)
    }
    var order: [Int] = []
    var firsts: [(first: Int, kind: [UInt8])] = []
    for kind in distinct {
      firsts.append((order.count, kind))
      order += pages[kind] ?? []
    }
    return (order, firsts)
  }

  private static func folded(
    _ rules: [(from: [UInt8], to: [UInt8])], _ folding: Folding
  ) -> [WordPair] {
    rules.map { (folding.folded($0.from).scalars, folding.folded($0.to).scalars) }
      .filter { !$0.from.isEmpty }
  }
}

/// The second step of an index: its pages are inverted, and how their characters sound is known.
public struct InvertedPages: Sendable {
  fileprivate let plan: SearchIndexPlan
  fileprivate let han: HanTable
  fileprivate let lines: [PageLines]
  fileprivate let textSize: Int
  /// What of each run is heard.
  private let labels: [SpokenLabels]
  private var lists: [InvertedLists]

  fileprivate init(_ runs: [InvertedRun], plan: SearchIndexPlan) {
    self.plan = plan
    han = plan.sources.han(Set(runs.flatMap(\.characters)))
    lines = runs.map(\.lines)
    labels = runs.map(\.labels)
    lists = runs.map(\.lists)
    textSize = runs.reduce(0) { $0 + $1.textSize }
  }

  /// The runs whose titles, keywords and headings can be listed by sound.
  public var runs: Range<Int> { labels.indices }

  /// The lists of what is heard in a run.
  public func heard(_ run: Int) -> HeardRun {
    HeardRun(
      lists: labels[run].inverted(
        han: han, places: lists[run].lists.places, limits: plan.limits))
  }

  /// All that ``heard(_:)`` is made of, with ``sounds``.
  public func material(of run: Int) -> [UInt8] {
    var writer = RunWriter()
    labels[run].write(to: &writer)
    writer.add(lists[run].lists.places)
    return writer.bytes
  }

  /// How the characters of all labels sound, as it is published.
  public var sounds: [UInt8] { han.encoded() }

  /// The third step, from what is heard in the runs in their order.
  public consuming func joined(_ heard: consuming [HeardRun]) -> SearchIndexDraft {
    let all = lists + heard.map(\.lists)
    // So that keys are held by the lists alone, which let go of them.
    (lists, heard) = ([], [])
    let table = PostingTable(all, syllables: han.syllables, limits: plan.limits)
    return SearchIndexDraft(self, table: table, root: root)
  }

  private var root: SearchRoot {
    let (sources, folding) = (plan.sources, plan.folding)
    var root = SearchRoot()
    root.documents = sources.pages.count
    root.sections = lines.reduce(0) { $1.pages.reduce($0) { $0 + Int($1.sections) } }
    root.rules = folding.rules
    root.stops = StopWords.usual.map { folding.folded($0).scalars }
    root.synonyms = sources.synonyms.map { $0.map { folding.folded($0).scalars } }
    root.kinds = plan.kinds.map { ($0.first, $0.kind, sources.weights[$0.kind] ?? 100) }
    return root
  }
}

/// What is heard in titles, keywords and headings of some pages.
public struct HeardRun: Sendable {
  let lists: InvertedLists

  init(lists: InvertedLists) { self.lists = lists }
}

/// The third step of an index: its lists, and which of them go into one file.
public struct SearchIndexDraft: Sendable {
  /// Lists that go into one file.
  public struct Chunk: Equatable, Sendable {
    fileprivate let lists: Range<Int>
    /// Whether it has only what of them is in titles, keywords and headings.
    fileprivate let isOfLabels: Bool
  }

  /// What goes into one file each, in the order of keys.
  public let chunks: [Chunk]
  private let plan: SearchIndexPlan
  private let han: HanTable
  private let lines: [PageLines]
  private let hasText: Bool
  private let table: PostingTable
  private let root: SearchRoot

  fileprivate init(_ pages: borrowing InvertedPages, table: PostingTable, root: SearchRoot) {
    plan = pages.plan
    han = pages.han
    lines = pages.lines
    hasText = pages.textSize <= pages.plan.limits.text
    self.table = table
    self.root = root
    chunks = Self.chunks(table, limits: pages.plan.limits, documents: root.documents)
  }

  /// Which lists go into one file.
  private static func chunks(
    _ table: PostingTable, limits: SearchIndexLimits, documents: Int
  ) -> [Chunk] {
    // An estimate in bits, because size shows only when coded.
    func cost(_ count: UInt32) -> Int {
      let gap = Int.bitWidth - (documents / max(1, Int(count))).leadingZeroBitCount
      return 18 + Int(count) * (gap + 6)
    }
    func chunks(_ lists: Range<Int>, of size: Int) -> [Chunk] {
      lists.runs(of: size) { cost(table.counts[$0]) }.map { Chunk(lists: $0, isOfLabels: false) }
    }
    let all = table.indices
    let bits = table.counts.reduce(0) { $0 + cost($1) }
    let usual = limits.chunk * 8
    guard bits > usual * limits.files.postings else { return chunks(all, of: usual) }
    let size = bits / (limits.files.postings - limits.files.labels)
    let text = all.first { table.key(at: $0).first ?? 0 > LabelKeys.label } ?? all.upperBound
    let labelled = (text..<all.upperBound).filter { table.labelCounts[$0] > 0 }
    let labelBits = labelled.reduce(0) { $0 + cost(table.labelCounts[$1]) }
    let ofLabels = labelled.runs(of: labelBits / limits.files.labels) {
      cost(table.labelCounts[$0])
    }
    return chunks(0..<text, of: size)
      + ofLabels.map {
        Chunk(lists: labelled[$0.lowerBound]..<labelled[$0.upperBound - 1] + 1, isOfLabels: true)
      }
      + chunks(text..<all.upperBound, of: size)
  }

  /// All that the bytes of a file of lists are made of, with ``places``.
  public func material(of chunk: Chunk) -> [UInt8] {
    var material: [UInt8] = [chunk.isOfLabels ? 1 : 0]
    material.reserveCapacity(plan.limits.chunk * 8)
    for list in chunk.lists where !chunk.isOfLabels || table.labelCounts[list] > 0 {
      table.appendMaterial(of: list, to: &material)
    }
    return material
  }

  /// Where the sections of all pages stand, run by run.
  public var places: [[UInt32]] { table.places }

  /// The bytes of a file of lists.
  public func encoded(_ chunk: Chunk) -> [UInt8] {
    let lists =
      chunk.isOfLabels
      ? chunk.lists.filter { table.labelCounts[$0] > 0 }.map(table.labels)
      : chunk.lists.map(table.list)
    return PostingChunk.encoded(lists, documents: root.documents)
  }

  /// The index, from the bytes of its chunks in their order.
  public func index(_ encoded: [[UInt8]]) -> SearchIndex {
    var files = IndexFiles()
    var root = root
    root.common = common
    for (chunk, bytes) in zip(chunks, encoded) {
      let key = table.key(at: chunk.lists.lowerBound)
      root.chunks.append((chunk.isOfLabels ? LabelKeys.key(key) : key, files.name(bytes)))
    }
    root.hasText = hasText
    let limits = plan.limits
    if hasText {
      let pages = (0..<root.documents).map(plan.document)
      root.documentChunks = pages.runs(
        of: limits.documents.withText, files: limits.files.pages, by: { $0.size(withText: true) }
      ) { range in files.name(DocumentChunk.encoded(pages[range], withText: true), isText: true) }
    } else {
      let pages = lines.flatMap { lines in lines.pages.map { (lines: lines, page: $0) } }
      func text(_ range: Range<Int>, isHead: Bool) -> ChunkName {
        let lines = pages[range].map { $0.lines.lines(of: $0.page, isHead: isHead) }
        return files.name(Array(lines.joined()), isText: true)
      }
      root.documentChunks = pages.runs(
        of: limits.documents.titles, files: limits.files.pages, by: { Int($0.page.headSize) }
      ) { text($0, isHead: true) }
      root.sectionChunks = pages.runs(
        of: limits.documents.sections, files: limits.files.sections, by: { Int($0.page.size) }
      ) { text($0, isHead: false) }
    }
    if !han.isEmpty { root.han = files.name(han.encoded()) }
    let variants = plan.sources.variants
    if !variants.keys.isEmpty {
      root.variants = files.name(VariantFile.encoded(variants, RegionalWords.pairs))
      root.variantCharacters = variants.keys
    }
    return SearchIndex(root: root.encoded(), files: files.made)
  }

  /// The keys that so many sections hold that they say little, in order.
  private var common: [[UInt8]] {
    guard root.sections > 1_000 else { return [] }
    return table.indices
      .filter { Int(table.frequencies[$0]) > root.sections / 24 }
      .map(table.key).filter { $0.count > 3 }
  }
}

/// The files of an index by their names, in the order in which they were made.
private struct IndexFiles {
  private(set) var made: [(name: ChunkName, bytes: [UInt8], isText: Bool)] = []
  private var names: Set<ChunkName> = []

  /// The name of a file, which is added unless there is one of the same bytes.
  mutating func name(_ bytes: [UInt8], isText: Bool = false) -> ChunkName {
    let name = ChunkName(of: bytes)
    if names.insert(name).inserted { made.append((name, bytes, isText)) }
    return name
  }
}

extension Collection where Index == Int {
  /// Runs of neighbours of about the same size; none is empty.
  fileprivate func runs(of size: Int, by measure: (Element) -> Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = startIndex
    var sum = 0
    for index in indices {
      let own = measure(self[index])
      if sum > 0, sum + own > size {
        result.append(start..<index)
        (start, sum) = (index, 0)
      }
      sum += own
    }
    if start < endIndex { result.append(start..<endIndex) }
    return result
  }

  /// What is made of runs of a usual size, larger where there would be too many, with their first.
  fileprivate func runs(
    of usual: Int, files: Int, by measure: (Element) -> Int, make: (Range<Int>) -> ChunkName
  ) -> [(first: Int, name: ChunkName)] {
    let sum = reduce(0) { $0 + measure($1) }
    return runs(of: Swift.max(usual, sum / files), by: measure).map { ($0.lowerBound, make($0)) }
  }
}
