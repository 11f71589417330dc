/// Answers queries from the files of an index.
///
/// The engine loads nothing. It says which files it wants, is given them, and is asked again;
/// so the same code answers in the build, on the command line and in the page.
public struct SearchEngine: Sendable {
  let root: SearchRoot
  /// Whether titles, keywords and headings have lists of their own.
  let hasLabels: Bool
  private var chunks: [PostingChunk?]
  private var pages: [ChunkName: DocumentChunk] = [:]
  private var missing: [ChunkName] = []
  private var variants: HanMap?
  private(set) var regionalWords: [WordPair] = []
  private(set) var han: HanTable?
  /// How many more results than asked for are looked at at most.
  private static let spare = 4
  /// How titles and texts are folded for comparing and marking.
  var folding: Folding { Folding(variants: variants ?? HanMap(), rules: root.rules) }
  /// What the query at hand lacks.
  private var needed: [ChunkName] = []

  /// Creates an engine; nil when the root is damaged or of another form.
  public init?(root bytes: [UInt8]) {
    guard let root = SearchRoot(bytes) else { return nil }
    self.root = root
    hasLabels = root.chunks.contains { $0.first.first == LabelKeys.label }
    chunks = [PostingChunk?](repeating: nil, count: root.chunks.count)
  }

  /// Takes over a file; nil bytes say that it cannot be had, and the engine goes on without it.
  ///
  /// - Returns: whether the bytes are what the name promises.
  public mutating func load(_ name: ChunkName, _ bytes: [UInt8]?) -> Bool {
    guard let bytes else {
      missing.append(name)
      return true
    }
    guard ChunkName(of: bytes) == name else { return false }
    for (index, chunk) in root.chunks.enumerated() where chunk.name == name {
      chunks[index] = PostingChunk(bytes, documents: root.documents)
    }
    if (root.documentChunks + root.sectionChunks).contains(where: { $0.name == name }) {
      pages[name] = DocumentChunk(bytes)
    }
    if root.han == name { han = HanTable(bytes) }
    if root.variants == name { (variants, regionalWords) = VariantFile.decoded(bytes) }
    return true
  }

  /// Answers a query.
  ///
  /// - Parameters:
  ///   - text: what was typed, as UTF-8; ill-formed bytes match nothing.
  ///   - limit: how many results are wanted.
  ///   - kind: only pages of this kind; nil for all.
  /// - Returns: the files to load first, or the results.
  public mutating func search(
    _ text: [UInt8], limit: Int, kind: [UInt8]? = nil
  ) -> SearchAnswer {
    needed = []
    guard let query = query(text), !query.terms.isEmpty else { return answer() }
    var found = exactMatches(query, limit: limit)
    if needed.isEmpty { addSoundMatches(query, to: &found) }
    guard needed.isEmpty else { return answer() }
    found.weigh(root.weight)
    var ranked = found.ranked(query, canCheck: root.hasText)
    if let kind { ranked.removeAll { root.kind(of: $0.match.document) != kind } }
    let total = ranked.count
    if limit <= 0 { ranked = [] }
    let results = results(query, found, looked(at: ranked, limit: limit))
    guard needed.isEmpty else { return answer() }
    var answer = SearchAnswer()
    answer.results = Array(results.prefix(max(0, limit)))
    answer.total = total
    answer.isPartial = !ranked.contains { $0.match.isComplete }
    return answer
  }

  /// The findings of which the pages are looked at, and some more that a title or heading that is
  /// what was typed may bring to the front; of a small site the text may as well.
  private func looked(at ranked: [Finding], limit: Int) -> [Finding] {
    let limit = max(limit, 0)
    let more = ranked.dropFirst(limit).prefix(Self.spare)
    return ranked.prefix(limit) + more.filter { root.hasText || $0.match.labelPhrase > 0.9 }
  }

  private func answer() -> SearchAnswer {
    var answer = SearchAnswer()
    answer.needed = needed
    return answer
  }

  /// The query folded as the index is; nil while the variants that it needs are not there.
  mutating func query(_ text: [UInt8]) -> Query? {
    let scalars = Array(UTF8Text.scalars(Array(text.prefix(2_000))).prefix(Query.longest))
    let hasVariants = scalars.contains { scalar in
      let index = lowerBound(root.variantCharacters, scalar)
      return index < root.variantCharacters.count && root.variantCharacters[index] == scalar
    }
    if hasVariants, variants == nil, let name = root.variants { want(name) }
    guard needed.isEmpty else { return nil }
    let folding = Folding(
      variants: hasVariants ? variants ?? HanMap() : HanMap(), rules: root.rules)
    return Query(folding.folded(scalars), stops: root.stops)
  }

  private mutating func want(_ name: ChunkName) {
    if !missing.contains(name), !needed.contains(name) { needed.append(name) }
  }

  // MARK: Lists

  /// The chunk that holds a key; wanted when it is not there.
  private mutating func chunk(_ index: Int) -> PostingChunk? {
    if let chunk = chunks[index] { return chunk }
    want(root.chunks[index].name)
    return nil
  }

  /// The lists of terms. Very common terms are left out where two rarer ones tell enough, and of a
  /// long query some of the rarer ones: every second pair has all of its characters still.
  mutating func lists(
    _ terms: [QueryTerm], rare mostRare: Int, ofLabels: Bool = false
  ) -> [TermList] {
    let isCommon = terms.map { term in
      term.keys.count == 1 && root.common.contains(term.keys[0])
    }
    let rare = terms.indices.filter { terms[$0].weight >= 0.4 && !isCommon[$0] }
    var isLeftOut = rare.count >= 2 ? isCommon : isCommon.map { _ in false }
    if rare.count > mostRare {
      for index in terms.indices where terms[index].weight < 0.4 { isLeftOut[index] = true }
      for (number, index) in rare.enumerated() {
        // The first of every step of an even spread stays.
        let step = (number * mostRare) / rare.count
        let before = ((number - 1) * mostRare) / rare.count
        isLeftOut[index] = number > 0 && step == before
      }
    }
    if ofLabels {
      // Of single characters there are no such lists.
      for index in terms.indices where terms[index].range.count == 1 { isLeftOut[index] = true }
    }
    return terms.indices.map { index in
      isLeftOut[index]
        ? TermList(
          term: terms[index], postings: [], frequency: 0, isCut: true, isSkipped: true)
        : list(terms[index], ofLabels: ofLabels)
    }
  }

  /// How many rarer terms are looked up at most, at first and when that decides nothing. Each may
  /// need a file of its own; those of a small site are few and soon there.
  var mostRare: [Int] { root.documents > 500 ? [3, 5] : [6] }

  private mutating func list(_ term: QueryTerm, ofLabels: Bool) -> TermList {
    var result = TermList(term: term, postings: [], frequency: 0, isCut: false)
    for key in term.keys {
      let key = ofLabels ? LabelKeys.key(key) : key
      guard let index = root.chunk(for: key), let list = chunk(index)?.list(key) else { continue }
      result.add(list.postings, frequency: list.frequency)
    }
    if let prefix = term.prefix {
      addPrefix(ofLabels ? LabelKeys.key(prefix) : prefix, to: &result)
    }
    // A list of labels is whole, whatever else holds the term.
    if ofLabels { result.isCut = false }
    return result
  }

  /// Adds the lists of longer keys; those of a short beginning are many, so only some are read.
  private mutating func addPrefix(_ prefix: [UInt8], to result: inout TermList) {
    guard let start = root.chunk(for: prefix) else { return }
    var index = start
    var added = 0
    while index < root.chunks.count, index < start + 2 {
      if index > start, !root.chunks[index].first.hasPrefix(prefix) { break }
      if let chunk = chunk(index) {
        for key in chunk.range(prefix: prefix) where added < 64 && chunk.keys[key] != prefix {
          let list = chunk.list(at: key)
          result.addNear(list.postings)
          if result.postings.isEmpty { result.frequency += list.frequency }
          added += 1
        }
      }
      index += 1
    }
  }

  /// The page, with a section, when its file is there; wanted when not.
  mutating func page(_ document: Int, section: Int) -> SearchDocument? {
    let hasFirstOnly = section > 0 && !root.sectionChunks.isEmpty
    let chunks = hasFirstOnly ? root.sectionChunks : root.documentChunks
    guard let (first, name) = chunks.last(where: { $0.first <= document }) else { return nil }
    guard let chunk = pages[name] else {
      want(name)
      return nil
    }
    let offset = document - first
    return offset < chunk.documents.count ? chunk.documents[offset] : nil
  }

  /// The readings of characters; wanted when they are not there.
  mutating func readings() -> HanTable? {
    if han == nil, let name = root.han { want(name) }
    return han
  }

  /// Whether nothing is wanted so far.
  var isReady: Bool { needed.isEmpty }
}

extension TermList {
  /// Adds a list that counts in full.
  mutating func add(_ more: ArraySlice<Posting>, frequency count: Int) {
    isCut = isCut || more.count < count
    frequency += count
    postings = postings.isEmpty ? Array(more) : Self.merged(postings, more)
  }

  /// Adds a list of a longer word.
  mutating func addNear(_ more: ArraySlice<Posting>) {
    near = Self.merged(near, more)
  }

  private static func merged(
    _ postings: [Posting], _ more: ArraySlice<Posting>
  ) -> [Posting] {
    var result: [Posting] = []
    result.reserveCapacity(postings.count + more.count)
    var index = 0
    for posting in more {
      while index < postings.count, postings[index].place < posting.place {
        result.append(postings[index])
        index += 1
      }
      if index < postings.count, postings[index].place == posting.place {
        result.append(Posting(bits: max(postings[index].bits, posting.bits)))
        index += 1
      } else {
        result.append(posting)
      }
    }
    result += postings[index...]
    return result
  }
}

extension SearchEngine {
  /// Answers a query where files are at hand: `file` gives the bytes of one, nil when it is missing.
  public mutating func answer(
    _ text: [UInt8], limit: Int, kind: [UInt8]? = nil, file: (ChunkName) -> [UInt8]?
  ) -> SearchAnswer {
    while true {
      let answer = search(text, limit: limit, kind: kind)
      if answer.needed.isEmpty { return answer }
      for name in answer.needed where !load(name, file(name)) { _ = load(name, nil) }
    }
  }
}
