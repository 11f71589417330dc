/// What the index needs of some neighbouring pages. Their texts are not part of it.
///
/// Runs are worked out apart from each other; lists of the whole index are those of its runs, one
/// behind the other.
public struct InvertedRun: Sendable {
  /// Which sections hold which tokens.
  var lists: InvertedLists
  /// What is shown of the pages.
  var lines = PageLines()
  /// What of titles, keywords and headings is heard.
  var labels = SpokenLabels()
  /// The characters from U+3400 to U+9FFF in these.
  var characters: [UInt32] = []
  /// How many bytes of text the pages have.
  var textSize = 0
}

/// Cuts pages into tokens, and gathers which sections hold them.
struct RunInverter {
  private let table: FoldingTable
  private var gatherer: ListGatherer
  private var longKeys: [[UInt8]: Int] = [:]
  /// The lists of single characters, which every text has most of, by character; `noList` for none.
  private var singles = [UInt32](repeating: RunInverter.noList, count: 1 << 16)
  private var places: [UInt32] = []
  /// Which characters were seen in labels.
  private var isSeen = [Bool](repeating: false, count: 1 << 16)
  private var run = InvertedRun(lists: InvertedLists(lists: PackedLists(places: [])))

  private static let noList = UInt32.max
  private static let seen: ClosedRange<UInt32> = 0x3400...0x9FFF

  init(table: FoldingTable, limits: SearchIndexLimits) {
    self.table = table
    gatherer = ListGatherer(limits: limits)
  }

  /// How many bytes of text were added.
  var size: Int { run.textSize }

  /// Adds a page.
  mutating func add(_ document: SearchDocument, at index: Int) {
    run.lines.append(document)
    for (number, part) in document.sections.enumerated() {
      gatherer.begin(section: places.count)
      if number == 0 {
        add(label: document.title, .title)
        for word in document.keywords + document.synonyms { add(label: word, .keyword) }
      }
      for label in [part.heading] + part.labels where !label.isEmpty { add(label: label, .heading) }
      gatherer.stand(in: .body)
      Segmentation.feed(table.classed(part.text), to: &self)
      gatherer.end()
      places.append(Posting.place(document: index, section: number))
      run.textSize += part.text.count
    }
  }

  /// Adds a short text: its tokens, and what is heard of it.
  private mutating func add(label: [UInt8], _ field: Occurrence.Field) {
    for scalar in UTF8Text.scalars(label) where Self.seen.contains(scalar) {
      isSeen[Int(scalar)] = true
    }
    let text = table.classed(label)
    gatherer.stand(in: field, size: text.count)
    Segmentation.feed(text, to: &self)
    run.labels.append(text.scalars, field, section: places.count)
  }

  /// What was gathered.
  consuming func finish() -> InvertedRun {
    run.lists = gatherer.finish(places: places.trimmed())
    run.lists.longKeys = longKeys.sorted { $0.value < $1.value }.map(\.key)
    run.labels.trim()
    run.lines.trim()
    run.characters = Self.seen.filter { isSeen[Int($0)] }
    return run
  }
}

extension RunInverter: TokenSink {
  mutating func pair(_ first: UInt32, _ second: UInt32, next: UInt32?) {
    gatherer.enter(PackedKey.pair(first, second), next.map(Occurrence.follower) ?? 0)
  }

  mutating func single(_ scalar: UInt32) {
    guard scalar < singles.count else { return gatherer.enter(PackedKey.single(scalar)) }
    if singles[Int(scalar)] == Self.noList {
      singles[Int(scalar)] = UInt32(
        truncatingIfNeeded: gatherer.list(of: PackedKey.single(scalar)))
    }
    gatherer.enter(list: Int(singles[Int(scalar)]))
  }

  mutating func word(_ scalars: ArraySlice<UInt32>) {
    if let key = PackedKey.word(scalars) { return gatherer.enter(key) }
    let bytes = UTF8Text.bytes(scalars)
    let number = longKeys[bytes] ?? longKeys.count
    longKeys[bytes] = number
    gatherer.enter(PackedKey.long(number, of: bytes))
  }
}
