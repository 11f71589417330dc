/// Pages that are made when they are asked for, so that their texts are not held all at once.
public struct SearchPages: Sendable {
  /// What every page is, such as `cause`.
  let kinds: [[UInt8]]
  /// Makes a page: once to invert it, once more where its text goes with the index.
  let page: @Sendable (Int) -> SearchDocument

  /// How many there are.
  public var count: Int { kinds.count }

  /// Creates pages; `page` makes the one with a number, always the same.
  public init(kinds: [[UInt8]], page: @escaping @Sendable (Int) -> SearchDocument) {
    self.kinds = kinds
    self.page = page
  }

  /// Pages that are there.
  public init(_ documents: [SearchDocument]) {
    self.init(kinds: documents.map(\.kind)) { documents[$0] }
  }
}

/// What an index is made of.
public struct SearchSources: Sendable {
  /// The pages.
  public var pages: SearchPages
  /// The usual form of every variant of a character, of all that a reader may type.
  public var variants: HanMap
  /// The readings of every character that a reader may type, from the characters between U+3400
  /// and U+9FFF that stand in titles, keywords and headings.
  public var han: @Sendable (Set<UInt32>) -> HanTable
  /// Words that mean the same.
  public var synonyms: [[[UInt8]]]
  /// Spellings that are read as others.
  public var rules: [(from: [UInt8], to: [UInt8])]
  /// How much pages of a kind weigh, in percent; 100 where it is not said.
  public var weights: [[UInt8]: Int] = [:]

  /// Creates the sources of an index of pages that are there.
  public init(
    documents: [SearchDocument], variants: HanMap = HanMap(), han: HanTable = HanTable(),
    synonyms: [[[UInt8]]] = [], rules: [(from: [UInt8], to: [UInt8])] = []
  ) {
    self.init(
      pages: SearchPages(documents), variants: variants, synonyms: synonyms, rules: rules
    ) { _ in han }
  }

  /// Creates the sources of an index.
  public init(
    pages: SearchPages, variants: HanMap, synonyms: [[[UInt8]]],
    rules: [(from: [UInt8], to: [UInt8])], han: @escaping @Sendable (Set<UInt32>) -> HanTable
  ) {
    self.pages = pages
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
