internal import Knowledge
internal import Markup
internal import SearchCore

/// The entries of a guide as the search index takes them.
enum SearchDocuments {
  /// Everything that is searched: pages in the order of their kinds, made when they are asked for.
  static func sources(_ guide: Guide, synonyms: SynonymRegister) -> SearchSources {
    let entries = guide.index.entries
    let kinds = Dictionary(
      uniqueKeysWithValues: EntryKind.allCases.map { ($0, bytes($0.rawValue)) })
    let pages = SearchPages(kinds: entries.map { kinds[$0.kind] ?? [] }) { document(entries[$0]) }
    let variants = SearchTables.variants
    var sources = SearchSources(
      pages: pages, variants: variants,
      synonyms: synonyms.groups.map { $0.words.map { bytes($0.value) } },
      rules: synonyms.spellings.map { (bytes($0.typed), bytes($0.meant)) }
    ) { SearchTables.han(of: $0, variants: variants) }
    for (kind, weight) in weights { sources.weights[bytes(kind.rawValue)] = weight }
    return sources
  }

  /// Who searches has a problem: what leads out of it comes before what explains words, and before
  /// the home page, which names everything.
  private static let weights: [EntryKind: Int] = [
    .home: 65, .page: 92, .cause: 106, .solution: 102, .prevention: 92, .checklist: 94, .tree: 108,
    .term: 88,
  ]

  /// An entry as the index takes it.
  @Sendable
  static func document(_ entry: Entry) -> SearchDocument {
    var synonyms: [String] = []
    if case .term(let term) = entry.content { synonyms = term.synonyms + term.misspellings }
    return SearchDocument(
      url: bytes(SiteAddress.page(entry.key)), title: bytes(entry.title),
      kind: bytes(entry.kind.rawValue), keywords: entry.keywords.map(bytes),
      synonyms: synonyms.map(bytes), sections: sections(entry))
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  // MARK: Sections

  private static func sections(_ entry: Entry) -> [SearchSection] {
    var cutter = SectionCutter()
    cutter.add(text: entry.summary)
    switch entry.content {
    case .cause(let cause):
      for symptom in cause.symptoms { cutter.add(label: symptom) }
      for text in [cause.fixedBy, cause.expectedTime, cause.say] { cutter.add(text: text ?? "") }
      cutter.add(text: cause.evidence.joined(separator: "\n"))
    case .solution(let solution):
      for text in [solution.who, solution.takes] { cutter.add(text: text ?? "") }
      cutter.add(text: solution.evidence.joined(separator: "\n"))
    case .tree(let tree):
      for block in tree.introduction { cutter.add(block) }
      for node in tree.nodes { cutter.add(node, of: entry.key) }
      return cutter.sections
    case .home, .page, .prevention, .checklist, .term: break
    }
    for block in entry.body { cutter.add(block) }
    for footnote in entry.footnotes { cutter.add(text: footnote.blocks.plainText) }
    return cutter.sections
  }
}

/// Cuts blocks into sections: at headings of the second and third level, and at ticks with an id.
private struct SectionCutter {
  private(set) var sections = [SearchSection(text: [])]

  mutating func add(text: String) {
    guard !text.isEmpty else { return }
    sections[sections.count - 1].text += Array(text.utf8) + [0x0A]
  }

  /// Adds a text that weighs like a heading.
  mutating func add(label: String) {
    sections[sections.count - 1].labels.append(Array(label.utf8))
    add(text: label)
  }

  mutating func add(_ block: Block) {
    switch block {
    case .heading(let heading) where heading.level <= 3:
      begin(heading.content.plainText, anchor: heading.anchor)
    case .heading(let heading):
      add(label: heading.content.plainText)
    case .list(let list) where list.items.contains { $0.task != nil }:
      for item in list.items { add(item) }
    default:
      add(text: [block].plainText)
    }
  }

  /// A tick with an id can be linked, so it is a section of its own.
  private mutating func add(_ item: List.Item) {
    guard item.task != nil, let id = item.attributes?.id, let first = item.blocks.first else {
      return add(text: item.blocks.plainText)
    }
    begin([first].plainText, anchor: id)
    add(text: item.blocks.dropFirst().map { [$0].plainText }.joined(separator: "\n"))
  }

  /// A node has a page of its own.
  mutating func add(_ node: TreeNode, of tree: EntryKey) {
    begin(node.titleText, anchor: SiteAddress.node(tree, node.id))
    for option in node.options { add(label: option.label) }
    add(text: node.body.plainText)
  }

  private mutating func begin(_ heading: String, anchor: String) {
    sections.append(
      SearchSection(heading: Array(heading.utf8), anchor: Array(anchor.utf8), text: []))
  }
}
