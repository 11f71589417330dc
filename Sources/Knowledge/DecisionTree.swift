public import Diagnostics
public import Markup

/// A decision tree as written: nodes in the order of the file, not yet checked.
///
/// Whether its options lead anywhere is what the rules in `Rules/Trees` prove.
public struct DecisionTree: Sendable {
  /// The id of the first node.
  public let start: Located<String>
  /// How many questions a path may have at most.
  public let maxQuestions: Int?
  /// What stands before the first node.
  public let introduction: [Block]
  /// The nodes, in order; ids may occur twice.
  public let nodes: [TreeNode]
  /// The tests that editors wrote.
  public let scenarios: [TreeScenario]

  /// The node with an id; the first one when it occurs twice.
  public func node(_ id: String) -> TreeNode? {
    position[id].map { nodes[$0] }
  }

  /// The index of each node by its id; the first one when it occurs twice.
  public let position: [String: Int]

  init(
    start: Located<String>, maxQuestions: Int?, introduction: [Block], nodes: [TreeNode],
    scenarios: [TreeScenario]
  ) {
    self.start = start
    self.maxQuestions = maxQuestions
    self.introduction = introduction
    self.nodes = nodes
    self.scenarios = scenarios
    position = Dictionary(
      nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// One step of a decision tree.
public struct TreeNode: Sendable {
  /// What a node asks of the reader.
  public enum Kind: String, CaseIterable, Sendable {
    /// Choose an answer.
    case question
    /// The answer: ends a path.
    case outcome
    /// Come back later; the only legal way round a loop.
    case wait
    /// Read this before something that cannot be undone; one way on.
    case stop
  }

  /// How soon the reader must act on an outcome.
  public enum Urgency: String, CaseIterable, Sendable {
    case none, soon, now
  }

  /// The id within the tree.
  public let id: String
  /// The kind.
  public let kind: Kind
  /// The heading.
  public let title: [Inline]
  /// What stands between the heading and the options.
  public let body: [Block]
  /// The answers.
  public let options: [TreeOption]
  /// How soon to act; only an outcome has it.
  public let urgency: Urgency
  /// When to look again, in words; a wait or an outcome may have it.
  public let recheck: String?
  /// How long to wait, from which a page tells the day; only beside `recheck`.
  public let period: WaitPeriod?
  /// Items of the option list that are no link to a node.
  public let strayItems: [SourceRange]
  /// Items of a list above the options that Markdown made one list with them.
  public let mergedItems: [SourceRange]
  /// Lists of options above the last one, or above text: Markdown cut one list in two.
  public let earlierOptions: [SourceRange]
  /// Where the heading stands.
  public let range: SourceRange

  /// The heading as text.
  public var titleText: String { title.plainText }
}

/// How long a reader waits before looking again.
public struct WaitPeriod: Hashable, Sendable {
  /// What is counted.
  public enum Unit: String, CaseIterable, Sendable {
    /// All days.
    case days
    /// Days on which banks work, by the list of holidays.
    case workdays
  }

  /// How many; the day from which they count is none of them.
  public let count: Int
  /// What is counted.
  public let unit: Unit
}

/// One answer to a question.
public struct TreeOption: Sendable {
  /// Where an answer leads.
  public enum Target: Hashable, Sendable {
    /// A node of the same tree.
    case node(String)
    /// A file, with a fragment or without: another tree.
    case file(String)
  }

  /// What the reader chooses.
  public let label: String
  /// Where it leads.
  public let target: Target
  /// How often it is chosen, in percent, where an editor says so.
  public let weight: Double?
  /// The title of the link, which holds the weight; nil without one.
  public let title: Located<String>?
  /// Where the item stands.
  public let range: SourceRange
  /// Where the address stands.
  public let targetRange: SourceRange
}

/// A test of a tree: answers, and the outcome to which they must lead.
public struct TreeScenario: Sendable {
  /// One answer.
  public struct Answer: Sendable {
    /// The id of the question.
    public let node: Located<String>
    /// A part of the label of the option to choose.
    public let label: Located<String>
  }

  /// What it is about.
  public let name: String
  /// The answers, in any order.
  public let answers: [Answer]
  /// The id of the expected outcome; `tree:ID` when the path leads into another tree.
  public let outcome: Located<String>
  /// Where it stands.
  public let range: SourceRange
}
