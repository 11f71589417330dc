/// Why a page was found.
public enum MatchReason: UInt8, Sendable {
  /// It has what was typed.
  case verbatim
  /// It has what was typed in the usual script.
  case variant
  /// It has another word for the same.
  case synonym
  /// It sounds like what was typed: pinyin, initials, a homophone.
  case sound
  /// It has a word that begins, or is nearly spelt, like what was typed, or only some of it.
  case near

  /// The word for it that a program reads.
  public var name: String {
    switch self {
    case .verbatim: "verbatim"
    case .variant: "variant"
    case .synonym: "synonym"
    case .sound: "sound"
    case .near: "near"
    }
  }

  /// The words for it that a reader reads; empty where nothing needs saying.
  public var label: String {
    switch self {
    case .verbatim: ""
    case .variant: "繁体"
    case .synonym: "同义词"
    case .sound: "按读音匹配"
    case .near: "相近"
    }
  }
}

/// A text with the places that match: ranges of its scalars, in order.
public struct MarkedText: Equatable, Sendable {
  /// The text.
  public var text: [UInt8]
  /// What to mark.
  public var marks: [Range<Int>]

  /// Creates a text.
  public init(_ text: [UInt8] = [], marks: [Range<Int>] = []) {
    self.text = text
    self.marks = marks
  }
}

/// What a score is made of.
public struct ScoreParts: Sendable {
  /// How well the terms match the section: `match × kind × closeness` is the score.
  public var match: Double
  /// How much of the query the page covers, from 0 to 1; it counts squared.
  public var coverage: Double
  /// How much of the query stands in the title, a keyword or a heading in one run, from 0 to 1.
  public var labelRun: Double
  /// How much pages of its kind weigh; 1 is usual.
  public var kind: Double
  /// What the words themselves add: 2 where the title is what was typed, 0.5 where the words are
  /// there and not in one run.
  public var closeness: Double
}

/// A page that answers a query.
public struct SearchResult: Sendable {
  /// The address relative to the site's root, with the anchor of the section.
  public var url: [UInt8]
  /// The title.
  public var title: MarkedText
  /// The heading of the section; empty for the page as a whole.
  public var heading: MarkedText
  /// What the page is.
  public var kind: [UInt8]
  /// A piece of text around the densest match; empty where the text stays in the page.
  public var excerpt: MarkedText
  /// Why it was found.
  public var why: MatchReason
  /// How well it matches; comparable within one answer.
  public var score: Double
  /// What the score is made of.
  public var parts: ScoreParts
}

/// What became of a query: files to load first, or results.
public struct SearchAnswer: Sendable {
  /// The files that the engine has to have before it can answer; empty when it has answered.
  public var needed: [ChunkName] = []
  /// The best pages first.
  public var results: [SearchResult] = []
  /// How many pages match in all.
  public var total = 0
  /// Whether no page has all that was asked for.
  public var isPartial = false

  /// Creates an answer without results.
  public init() {}
}
