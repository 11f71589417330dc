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
  /// text little, because results stand in many files.
  public var documents = (withText: 2_500, withoutText: 5_000)
  /// About how many files of postings there are at most: files grow instead.
  public var files = 1_150
  /// How many sections a list names at most; a longer list keeps the weightiest.
  public var list = 4_096
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

  /// Makes the index of pages.
  public init(_ sources: SearchSources, limits: SearchIndexLimits = SearchIndexLimits()) {
    var files: [(name: ChunkName, bytes: [UInt8], isText: Bool)] = []
    func name(_ bytes: [UInt8], isText: Bool = false) -> ChunkName {
      let name = ChunkName(of: bytes)
      files.append((name, bytes, isText))
      return name
    }
    let documents = Self.ordered(sources.documents)
    let folding = Folding(
      variants: sources.variants,
      rules: Self.folded(sources.rules, Folding(variants: sources.variants)))
    var root = SearchRoot()
    root.documents = documents.count
    root.sections = documents.reduce(0) { $0 + $1.sections.count }
    root.rules = folding.rules
    root.stops = StopWords.usual.map { folding.folded($0).scalars }
    root.synonyms = sources.synonyms.map { $0.map { folding.folded($0).scalars } }
    for (index, document) in documents.enumerated() where root.kinds.last?.kind != document.kind {
      root.kinds.append((index, document.kind, sources.weights[document.kind] ?? 100))
    }

    var collection = PostingCollection(folding: folding, han: sources.han)
    for (index, document) in documents.enumerated() { collection.add(document, at: index) }
    let lists = collection.lists(limits: limits)
    root.common = Self.common(lists, sections: root.sections)
    let postings = lists.reduce(0) { $0 + $1.postings.count }
    let size = max(limits.chunk, postings * 3 / 2 / limits.files)
    for chunk in Self.chunks(of: lists, documents: documents.count, size: size) {
      let bytes = PostingChunk.encoded(Array(chunk), documents: documents.count)
      root.chunks.append((chunk.first?.key ?? [], name(bytes)))
    }
    let textSize = documents.reduce(0) { $1.sections.reduce($0) { $0 + $1.text.count } }
    root.hasText = textSize <= limits.text
    let pageSize = root.hasText ? limits.documents.withText : limits.documents.withoutText
    for range in Self.documentRanges(documents, withText: root.hasText, size: pageSize) {
      let bytes = DocumentChunk.encoded(documents[range], withText: root.hasText)
      root.documentChunks.append((range.lowerBound, name(bytes, isText: true)))
    }
    if !sources.han.isEmpty { root.han = name(sources.han.encoded()) }
    if !sources.variants.keys.isEmpty {
      root.variants = name(VariantFile.encoded(sources.variants, RegionalWords.pairs))
      root.variantCharacters = sources.variants.keys
    }
    self.root = root.encoded()
    self.files = files
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

  /// The keys that more than an eighth of the sections hold, in order.
  private static func common(_ lists: [PostingList], sections: Int) -> [[UInt8]] {
    guard sections > 1_000 else { return [] }
    return lists.filter { $0.frequency > sections / 24 && $0.key.count > 3 }.map { $0.key }
  }

  /// Runs of lists of about the same size; an estimate, because size shows only when coded.
  private static func chunks(
    of lists: [PostingList], documents: Int, size: Int
  ) -> [ArraySlice<PostingList>] {
    var result: [ArraySlice<PostingList>] = []
    var start = 0
    var bits = 0
    for (index, list) in lists.enumerated() {
      let gap = Int.bitWidth - (documents / max(1, list.postings.count)).leadingZeroBitCount
      let cost = 18 + list.postings.count * (gap + 6)
      if bits > 0, (bits + cost) / 8 > size {
        result.append(lists[start..<index])
        (start, bits) = (index, 0)
      }
      bits += cost
    }
    if start < lists.count { result.append(lists[start...]) }
    return result
  }

  private static func documentRanges(
    _ documents: [SearchDocument], withText: Bool, size: Int
  ) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    var bytes = 0
    for (index, document) in documents.enumerated() {
      var own = document.url.count + document.title.count
      for section in document.sections {
        own += section.heading.count + section.anchor.count + (withText ? section.text.count : 0)
      }
      if bytes > 0, bytes + own > size {
        result.append(start..<index)
        (start, bytes) = (index, 0)
      }
      bytes += own
    }
    if start < documents.count { result.append(start..<documents.count) }
    return result
  }
}
