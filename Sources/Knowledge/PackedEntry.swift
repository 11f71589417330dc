internal import Diagnostics
internal import Markup

/// An entry as bytes, which the next run of the program reads.
///
/// Trees and checklists are never packed: they are few, and others count their parts.
public struct PackedEntry: Equatable, Sendable {
  /// All that rules, relations, lists and other pages see of it. Entries whose heads are the same may
  /// stand in each other's place, and no other page is another for it.
  public let head: [UInt8]
  /// The text of its body, and the links and pictures in it.
  public let body: [UInt8]

  /// Packs an entry; nil for a tree or a checklist.
  public init?(_ entry: Entry) {
    var head = Packer()
    guard head.add(entry) else { return nil }
    var body = Packer()
    entry.packedBody.add(to: &body)
    body.add(entry.links) { $1.add($0) }
    body.add(!entry.images.isEmpty)
    (self.head, self.body) = (head.bytes, body.bytes)
  }

  /// The two parts.
  public init(head: [UInt8], body: [UInt8]) {
    (self.head, self.body) = (head, body)
  }

  /// The entry, by its name and its file.
  public func entry(_ key: EntryKey, file: String) -> Entry {
    var head = Unpacker(head)
    var body = Unpacker(body)
    let packed = PackedBody(&body)
    let links = body.values { $0.locatedText() }
    let images = body.flag() ? (packed.blocks + packed.footnotes.flatMap(\.blocks)).images : []
    return Entry(
      key: key, file: file, title: head.text(), summary: head.text(), keywords: head.texts(),
      keywordRanges: head.values { $0.range() }, aliases: head.locatedTexts(), tags: head.texts(),
      isDraft: head.flag(), date: head.date(), updated: head.date(),
      reviewBy: head.flag() ? head.locatedDate() : nil, sources: head.values { $0.source() },
      language: head.optionalText(), content: head.content(key.kind),
      titleAnchor: head.optionalText(), frontMatterRange: head.range(), bodyLine: head.number(),
      body: Entry.Body(
        packed: packed, links: links, images: images, anchors: Set(head.texts())))
  }
}

extension Entry.Body {
  /// What is kept of blocks and footnotes.
  init(_ body: [Block], footnotes: [Footnote]) {
    let blocks = footnotes.isEmpty ? body : body + footnotes.flatMap(\.blocks)
    self.init(
      packed: PackedBody(body, footnotes: footnotes),
      links: blocks.links.map { Located($0.destination, at: $0.range) }, images: blocks.images,
      anchors: body.anchors)
  }
}

extension Packer {
  /// Adds all of an entry but its name, its file and its body; false for a kind that is not packed.
  fileprivate mutating func add(_ entry: Entry) -> Bool {
    add(entry.title)
    add(entry.summary)
    add(entry.keywords)
    add(entry.keywordRanges) { $1.add($0) }
    add(entry.aliases)
    add(entry.tags)
    add(entry.isDraft)
    add(entry.date)
    add(entry.updated)
    add(entry.reviewBy != nil)
    if let reviewBy = entry.reviewBy {
      add(reviewBy.value)
      add(reviewBy.range)
    }
    add(entry.sources) { source, packer in
      packer.add(source.title)
      packer.add(source.url)
      packer.add(source.checked)
    }
    add(entry.language)
    guard add(entry.content) else { return false }
    add(entry.titleAnchor)
    add(entry.frontMatterRange)
    add(entry.bodyLine)
    add(entry.anchors.sorted())
    return true
  }

  private mutating func add(_ content: Entry.Content) -> Bool {
    switch content {
    case .tree, .checklist: return false
    case .page: break
    case .home(let home):
      add(home.start != nil)
      if let start = home.start { add(start) }
    case .cause(let cause): add(cause)
    case .solution(let solution):
      add(solution.who)
      add(solution.takes)
      add(solution.evidence)
      add(solution.prevention)
    case .prevention(let prevention): add(prevention.howOften)
    case .term(let term):
      add(term.synonyms)
      add(term.misspellings)
      add(term.see)
    }
    return true
  }

  private mutating func add(_ cause: Cause) {
    add(cause.symptoms)
    add(cause.likelihood?.rawValue)
    add(cause.fixedBy)
    add(cause.expectedTime)
    add(cause.solutions)
    add(cause.prevention)
    add(cause.evidence)
    add(cause.say)
    add(cause.solutionsRange)
  }

  private mutating func add(_ texts: [String]) { add(texts) { $1.add($0) } }

  private mutating func add(_ texts: [Located<String>]) { add(texts) { $1.add($0) } }

  fileprivate mutating func add(_ text: Located<String>) {
    add(text.value)
    add(text.range)
  }

  private mutating func add(_ date: CalendarDate?) { add(date?.description) }
}

extension Unpacker {
  fileprivate mutating func texts() -> [String] { values { $0.text() } }

  fileprivate mutating func locatedTexts() -> [Located<String>] { values { $0.locatedText() } }

  fileprivate mutating func locatedText() -> Located<String> { Located(text(), at: range()) }

  fileprivate mutating func date() -> CalendarDate? { optionalText().flatMap(CalendarDate.init) }

  fileprivate mutating func locatedDate() -> Located<CalendarDate>? {
    let (date, range) = (date(), range())
    return date.map { Located($0, at: range) }
  }

  fileprivate mutating func source() -> EntrySource {
    EntrySource(title: text(), url: optionalText(), checked: date())
  }

  /// What only a kind has. Of trees and checklists there is nothing.
  fileprivate mutating func content(_ kind: EntryKind) -> Entry.Content {
    switch kind {
    case .home: .home(Home(start: flag() ? locatedText() : nil))
    case .page, .tree, .checklist: .page
    case .cause: .cause(cause())
    case .solution:
      .solution(
        Solution(
          who: optionalText(), takes: optionalText(), evidence: texts(),
          prevention: locatedTexts()))
    case .prevention: .prevention(Prevention(howOften: optionalText()))
    case .term:
      .term(Term(synonyms: texts(), misspellings: texts(), see: locatedTexts()))
    }
  }

  private mutating func cause() -> Cause {
    Cause(
      symptoms: texts(), likelihood: optionalText().flatMap(Likelihood.init),
      fixedBy: optionalText(), expectedTime: optionalText(), solutions: locatedTexts(),
      prevention: locatedTexts(), evidence: texts(), say: optionalText(),
      solutionsRange: range())
  }
}
