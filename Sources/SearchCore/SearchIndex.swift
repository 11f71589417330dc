/// What an index is made of besides the pages.
public struct SearchSources: Sendable {
  /// The pages.
  public var documents: [SearchDocument]
  /// The usual form of every variant of a character, of all that a reader may type.
  public var variants: HanMap
  /// The readings of every character that a reader may type.
  public var han: HanTable
  /// Words that mean the same.
  public var synonyms: [[[UInt8]]]
  /// Spellings that are read as others.
  public var rules: [(from: [UInt8], to: [UInt8])]
  /// How much pages of a kind weigh, in percent; 100 where it is not said.
  public var weights: [[UInt8]: Int] = [:]

  /// Creates the sources of an index.
  public init(
    documents: [SearchDocument], variants: HanMap = HanMap(), han: HanTable = HanTable(),
    synonyms: [[[UInt8]]] = [], rules: [(from: [UInt8], to: [UInt8])] = []
  ) {
    self.documents = documents
    self.variants = variants
    self.han = han
    self.synonyms = synonyms
    self.rules = rules
  }
}

/// The sizes of an index.
public struct SearchIndexLimits: Sendable {
  /// Text up to this many bytes goes with the index; more stays in the pages.
  public var text = 1 << 20
  /// About how many bytes of postings go into a file.
  public var chunk = 4_500
  /// About how many bytes of pages go into a file, before the host compresses them: with their
  /// text little, because results stand in many files; without it, those with titles alone are small.
  public var documents = (withText: 2_500, titles: 2_000, sections: 5_000)
  /// About how many files of postings and of pages there are at most: files grow instead. Where
  /// those of postings do, some of them have what is in titles, keywords and headings alone.
  public var files = (postings: 980, labels: 180, pages: 220, sections: 250)
  /// How many sections a list names at most; a longer list keeps the weightiest.
  public var list = 16_384
  /// The same for single characters.
  public var single = 256

  /// The usual sizes.
  public init() {}
}

/// An index: files by name, the root first.
public struct SearchIndex: Sendable {
  /// The bytes of the root.
  public let root: [UInt8]
  /// All other files in a fixed order.
  public let files: [(name: ChunkName, bytes: [UInt8], isText: Bool)]

  /// Makes the index of pages, step by step on one thread.
  public init(_ sources: SearchSources, limits: SearchIndexLimits = SearchIndexLimits()) {
    let plan = SearchIndexPlan(sources, limits: limits)
    let draft = plan.joined(plan.runs.map(plan.inverted))
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
  /// The pages that are inverted together.
  public let runs: [Range<Int>]
  private let documents: [SearchDocument]
  private let sources: SearchSources
  private let limits: SearchIndexLimits
  private let folding: Folding
  private let table: FoldingTable

  /// About how many bytes of pages are inverted together: their lists fit into a cache.
  private static let runSize = 1 << 21

  /// Puts the pages in order.
  public init(_ sources: SearchSources, limits: SearchIndexLimits = SearchIndexLimits()) {
    self.sources = sources
    self.limits = limits
    documents = Self.ordered(sources.documents)
    folding = Folding(
      variants: sources.variants,
      rules: Self.folded(sources.rules, Folding(variants: sources.variants)))
    table = FoldingTable(folding)
    runs = documents.runs(of: Self.runSize) { document in
      document.sections.reduce(document.title.count) { $0 + $1.heading.count + $1.text.count }
    }
  }

  /// The lists of a run of pages.
  public func inverted(_ run: Range<Int>) -> InvertedRun {
    var inverter = RunInverter(table: table, han: sources.han, limits: limits)
    for index in run { inverter.add(documents[index], at: index) }
    return inverter.finish()
  }

  /// The lists of all pages, from those of the runs in their order.
  public func joined(_ runs: [InvertedRun]) -> SearchIndexDraft {
    var root = SearchRoot()
    root.documents = documents.count
    root.sections = documents.reduce(0) { $0 + $1.sections.count }
    root.rules = folding.rules
    root.stops = StopWords.usual.map { folding.folded($0).scalars }
    root.synonyms = sources.synonyms.map { $0.map { folding.folded($0).scalars } }
    for (index, document) in documents.enumerated() where root.kinds.last?.kind != document.kind {
      root.kinds.append((index, document.kind, sources.weights[document.kind] ?? 100))
    }
    let table = PostingTable(runs, syllables: sources.han.syllables, limits: limits)
    return SearchIndexDraft(
      documents: documents, sources: sources, limits: limits, table: table, root: root)
  }

  /// The pages by kind, in the order in which kinds come first, each with a place per section.
  private static func ordered(_ documents: [SearchDocument]) -> [SearchDocument] {
    var kinds: [[UInt8]] = []
    for document in documents where !kinds.contains(document.kind) { kinds.append(document.kind) }
    return kinds.flatMap { kind in
      documents.filter { $0.kind == kind }
        .map { $0.merged(limit: Posting.sectionsPerDocument) }
    }
  }

  private static func folded(
    _ rules: [(from: [UInt8], to: [UInt8])], _ folding: Folding
  ) -> [WordPair] {
    rules.map { (folding.folded($0.from).scalars, folding.folded($0.to).scalars) }
      .filter { !$0.from.isEmpty }
  }
}

/// The second step of an index: its lists, and which of them go into one file.
public struct SearchIndexDraft: Sendable {
  /// Lists that go into one file.
  public struct Chunk: Equatable, Sendable {
    fileprivate let lists: [Int]
    /// Whether it has only what of them is in titles, keywords and headings.
    fileprivate let isOfLabels: Bool
  }

  /// What goes into one file each, in the order of keys.
  public let chunks: [Chunk]
  private let documents: [SearchDocument]
  private let sources: SearchSources
  private let limits: SearchIndexLimits
  private let table: PostingTable
  private let root: SearchRoot

  fileprivate init(
    documents: [SearchDocument], sources: SearchSources, limits: SearchIndexLimits,
    table: PostingTable, root: SearchRoot
  ) {
    self.documents = documents
    self.sources = sources
    self.limits = limits
    self.table = table
    self.root = root
    // An estimate in bits, because size shows only when coded.
    let pages = documents.count
    func cost(_ count: Int) -> Int {
      let gap = Int.bitWidth - (pages / max(1, count)).leadingZeroBitCount
      return 18 + count * (gap + 6)
    }
    let bits = table.counts.reduce(0) { $0 + cost($1) }
    let usual = limits.chunk * 8
    let all = Array(table.keys.indices)
    func chunks(_ lists: [Int], of size: Int, counts: [Int], isOfLabels: Bool = false) -> [Chunk] {
      lists.runs(of: size) { cost(counts[$0]) }
        .map { Chunk(lists: Array(lists[$0]), isOfLabels: isOfLabels) }
    }
    guard bits > usual * limits.files.postings else {
      self.chunks = chunks(all, of: usual, counts: table.counts)
      return
    }
    let size = bits / (limits.files.postings - limits.files.labels)
    let text = table.keys.firstIndex { $0.first ?? 0 > LabelKeys.label } ?? all.count
    let labelled = all[text...].filter { table.labelCounts[$0] > 0 }
    let labelBits = labelled.reduce(0) { $0 + cost(table.labelCounts[$1]) }
    self.chunks =
      chunks(Array(all[..<text]), of: size, counts: table.counts)
      + chunks(
        labelled, of: labelBits / limits.files.labels, counts: table.labelCounts, isOfLabels: true)
      + chunks(Array(all[text...]), of: size, counts: table.counts)
  }

  /// The bytes of a file of lists.
  public func encoded(_ chunk: Chunk) -> [UInt8] {
    PostingChunk.encoded(
      chunk.lists.map { chunk.isOfLabels ? table.labels(at: $0) : table.list(at: $0) },
      documents: documents.count)
  }

  /// The index, from the bytes of its chunks in their order.
  public func index(_ encoded: [[UInt8]]) -> SearchIndex {
    var made: [(name: ChunkName, bytes: [UInt8], isText: Bool)] = []
    var names: Set<ChunkName> = []
    func name(_ bytes: [UInt8], isText: Bool = false) -> ChunkName {
      let name = ChunkName(of: bytes)
      if names.insert(name).inserted { made.append((name, bytes, isText)) }
      return name
    }
    var root = root
    root.common = common
    for (chunk, bytes) in zip(chunks, encoded) {
      let key = table.keys[chunk.lists[0]]
      root.chunks.append((chunk.isOfLabels ? LabelKeys.key(key) : key, name(bytes)))
    }
    let textSize = documents.reduce(0) { $1.sections.reduce($0) { $0 + $1.text.count } }
    let withText = textSize <= limits.text
    root.hasText = withText
    func pageFiles(
      _ documents: [SearchDocument], of usual: Int, files: Int
    ) -> [(first: Int, name: ChunkName)] {
      func size(_ document: SearchDocument) -> Int {
        document.sections.reduce(document.url.count + document.title.count) {
          $0 + $1.heading.count + $1.anchor.count + (withText ? $1.text.count : 0)
        }
      }
      let sum = documents.reduce(0) { $0 + size($1) }
      return documents.runs(of: max(usual, sum / files), by: size).map { range in
        let bytes = DocumentChunk.encoded(documents[range], withText: withText)
        return (range.lowerBound, name(bytes, isText: true))
      }
    }
    let (usual, files) = (limits.documents, limits.files)
    if withText {
      root.documentChunks = pageFiles(documents, of: usual.withText, files: files.pages)
    } else {
      root.documentChunks = pageFiles(documents.map(\.head), of: usual.titles, files: files.pages)
      root.sectionChunks = pageFiles(documents, of: usual.sections, files: files.sections)
    }
    if !sources.han.isEmpty { root.han = name(sources.han.encoded()) }
    if !sources.variants.keys.isEmpty {
      root.variants = name(VariantFile.encoded(sources.variants, RegionalWords.pairs))
      root.variantCharacters = sources.variants.keys
    }
    return SearchIndex(root: root.encoded(), files: made)
  }

  /// The keys that so many sections hold that they say little, in order.
  private var common: [[UInt8]] {
    guard root.sections > 1_000 else { return [] }
    return table.keys.indices
      .filter { table.frequencies[$0] > root.sections / 24 && table.keys[$0].count > 3 }
      .map { table.keys[$0] }
  }
}

extension Array {
  /// Runs of neighbours of about the same size; none is empty.
  fileprivate func runs(of size: Int, by measure: (Element) -> Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    var sum = 0
    for (index, element) in enumerated() {
      let own = measure(element)
      if sum > 0, sum + own > size {
        result.append(start..<index)
        (start, sum) = (index, 0)
      }
      sum += own
    }
    if start < count { result.append(start..<count) }
    return result
  }
}
