public import Diagnostics
public import Markup

/// A value with its place in the file that holds it.
public struct Located<Value: Sendable>: Sendable {
  /// The value.
  public let value: Value
  /// Where it stands.
  public let range: SourceRange

  /// Creates a value with its place.
  public init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

/// Where a claim of an entry comes from.
public struct EntrySource: Hashable, Sendable {
  /// The publication.
  public let title: String
  /// Its address, when it has one.
  public let url: String?
  /// The day on which the claim was compared with it.
  public let checked: CalendarDate?
}

/// One content file, read and typed.
///
/// It never changes, and every index, relation and list of the guide holds it: as an object it is
/// handed on without copying its fields.
public final class Entry: Sendable {
  /// Its kind and id.
  public let key: EntryKey
  /// The file, relative to the guide's folder.
  public let file: String
  /// The file relative to `content/`, as links between files see it.
  public let contentPath: String
  /// The title: front matter, else the first H1, else the id.
  public let title: String
  /// What the reader gets, in a sentence; empty when none is written.
  public let summary: String
  /// Words that a reader would type.
  public let keywords: [String]
  /// Where each of them stands.
  public let keywordRanges: [SourceRange]
  /// Old addresses that lead here, relative to the site's root.
  public let aliases: [Located<String>]
  /// Tags.
  public let tags: [String]
  /// Whether it is left out unless drafts are asked for.
  public let isDraft: Bool
  /// The day of publication.
  public let date: CalendarDate?
  /// The day of the last change of substance.
  public let updated: CalendarDate?
  /// The day by which somebody must look at it again.
  public let reviewBy: Located<CalendarDate>?
  /// Publications.
  public let sources: [EntrySource]
  /// The language as BCP 47 names it, where it is not the site's.
  public let language: String?
  /// What only its kind has.
  public let content: Content
  /// The anchor of the H1 that is the title: a link to it leads to the page.
  public let titleAnchor: String?
  /// Where the front matter stands, for what is missing in it.
  public let frontMatterRange: SourceRange
  /// The line at which the body begins, counted from 1.
  public let bodyLine: Int
  /// The body and its footnotes.
  let packedBody: PackedBody
  /// The address of every link of the body and the footnotes, in the order of the file.
  public let links: [Located<String>]
  /// What each of these addresses says.
  let addresses: [String: LinkAddress]
  /// Every image of the body and the footnotes, in the order of the file.
  public let images: [Image]
  /// The anchors of its page: headings and the items of checklists.
  let anchors: Set<String>

  init(
    key: EntryKey, file: String, title: String, summary: String, keywords: [String],
    keywordRanges: [SourceRange],
    aliases: [Located<String>], tags: [String], isDraft: Bool, date: CalendarDate?,
    updated: CalendarDate?, reviewBy: Located<CalendarDate>?, sources: [EntrySource],
    language: String?, content: Content, titleAnchor: String?, frontMatterRange: SourceRange,
    bodyLine: Int, body: Body
  ) {
    self.key = key
    self.file = file
    self.title = title
    self.summary = summary
    self.keywords = keywords
    self.keywordRanges = keywordRanges
    self.aliases = aliases
    self.tags = tags
    self.isDraft = isDraft
    self.date = date
    self.updated = updated
    self.reviewBy = reviewBy
    self.sources = sources
    self.language = language
    self.content = content
    self.titleAnchor = titleAnchor
    self.frontMatterRange = frontMatterRange
    self.bodyLine = bodyLine
    let path = Self.contentPath(file)
    contentPath = path
    packedBody = body.packed
    (links, images, anchors) = (body.links, body.images, body.anchors)
    addresses = Dictionary(
      links.map { ($0.value, LinkAddress($0.value, from: path)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What an entry keeps of its body.
  struct Body {
    let packed: PackedBody
    let links: [Located<String>]
    let images: [Image]
    let anchors: Set<String>
  }

  /// The blocks of the body, without an H1 that is the title. They are unpacked at each call.
  public var body: [Block] { packedBody.blocks }

  /// The footnotes of the body. They are unpacked at each call.
  public var footnotes: [Footnote] { packedBody.footnotes }

  /// Whether it may stand where another one stood without any rule, relation, list or address being
  /// other than it was: only the text of the body differs.
  ///
  /// The front matter of both has to be the same. Trees and checklists never may: others count their
  /// parts.
  public func canReplace(_ other: Entry) -> Bool {
    switch content {
    case .tree, .checklist: return false
    case .home, .page, .cause, .solution, .prevention, .term: break
    }
    return key == other.key && file == other.file && title == other.title
      && titleAnchor == other.titleAnchor && bodyLine == other.bodyLine
      && anchors == other.anchors && Set(addresses.keys) == Set(other.addresses.keys)
      && Set(images.map(\.source)) == Set(other.images.map(\.source))
  }

  private static func contentPath(_ file: String) -> String {
    let folder = "content/"
    return file.utf8.starts(with: folder.utf8)
      ? String(Substring(file.utf8.dropFirst(folder.utf8.count))) : file
  }

  /// What only a kind has.
  public enum Content: Sendable {
    case home(Home)
    case page
    case cause(Cause)
    case solution(Solution)
    case prevention(Prevention)
    case checklist(Checklist)
    case tree(DecisionTree)
    case term(Term)
  }

  /// The kind.
  public var kind: EntryKind { key.kind }
  /// The id.
  public var id: String { key.id }
}

/// What only the home page has.
public struct Home: Sendable {
  /// The id of the tree into which the big button leads.
  public let start: Located<String>?
}

/// How likely a cause is.
public enum Likelihood: String, CaseIterable, Comparable, Sendable {
  case common, occasional, rare

  /// The likelier comes first.
  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// What only a cause has.
public struct Cause: Sendable {
  /// What one sees.
  public let symptoms: [String]
  /// How likely it is.
  public let likelihood: Likelihood?
  /// Who can put it right.
  public let fixedBy: String?
  /// When the money can be expected.
  public let expectedTime: String?
  /// Ids of solutions.
  public let solutions: [Located<String>]
  /// Ids of prevention entries.
  public let prevention: [Located<String>]
  /// What to keep.
  public let evidence: [String]
  /// What to tell customer service.
  public let say: String?
  /// Where `solutions` stands; the front matter when it is missing.
  public let solutionsRange: SourceRange
}

/// What only a solution has.
public struct Solution: Sendable {
  /// Who does it.
  public let who: String?
  /// How long it takes.
  public let takes: String?
  /// What to have at hand.
  public let evidence: [String]
  /// Ids of prevention entries.
  public let prevention: [Located<String>]
}

/// What only a prevention entry has.
public struct Prevention: Sendable {
  /// How often it is done.
  public let howOften: String?
}

/// What only a term has.
public struct Term: Sendable {
  /// Words that mean the same.
  public let synonyms: [String]
  /// Common misspellings.
  public let misspellings: [String]
  /// Ids of terms to see.
  public let see: [Located<String>]
}
