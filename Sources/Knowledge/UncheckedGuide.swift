public import Diagnostics

/// Everything that was read, before anyone has proved that it holds together.
public struct UncheckedGuide: Sendable {
  /// The settings.
  public let settings: SiteSettings
  /// The entries, drafts left out unless they are asked for.
  public private(set) var index: EntryIndex
  /// Files of drafts that were left out, relative to `content/`.
  public let leftOut: Set<String>
  /// The days off, by which working days are counted.
  public let holidays: HolidayRegister
  /// The day by which reviews are overdue; nil checks none.
  public let today: CalendarDate?
  /// The decision trees as one graph.
  let trees: TreeNetwork
  /// The mistakes of trees that cut paths, with what follows from them.
  let treeFaults: TreeFaults

  /// Gathers what was read.
  ///
  /// - Parameters:
  ///   - entries: every entry, in any order.
  ///   - settings: the settings.
  ///   - facts: the register.
  ///   - holidays: the days off.
  ///   - assets: the files of `content/assets`, relative to `content/`.
  ///   - includesDrafts: whether drafts are part of the guide.
  ///   - today: the day by which reviews are overdue.
  public init(
    _ entries: [Entry], settings: SiteSettings = SiteSettings(),
    facts: FactRegister = FactRegister(), holidays: HolidayRegister = HolidayRegister(),
    assets: Set<String> = [], includesDrafts: Bool = false, today: CalendarDate? = nil
  ) {
    let published = includesDrafts ? entries : entries.filter { !$0.isDraft }
    self.settings = settings
    self.holidays = holidays
    self.today = today
    leftOut = includesDrafts ? [] : Set(entries.filter(\.isDraft).map(\.contentPath))
    index = EntryIndex(published, assets: assets, facts: facts)
    trees = TreeNetwork(index)
    treeFaults = TreeFaults(trees)
  }

  /// The same guide with entries that take the place of others (`Entry.canReplace`).
  public func replacing(_ entries: [Entry]) -> UncheckedGuide {
    var copy = self
    copy.index = index.replacing(entries)
    return copy
  }

  /// Runs every rule about more than one entry; the others are `EntryRules`.
  public func diagnostics() -> [Diagnostic] {
    (Self.rules + Self.treeRules).flatMap { $0(self) }
  }

  /// The rules, each pure and independent of the others.
  private static let rules: [@Sendable (UncheckedGuide) -> [Diagnostic]] = [
    UnknownID.check, BrokenLink.check, CauseWithoutSolution.check, UnusedEntry.check,
    OverdueReview.check, MissingHolidays.check,
  ]

  /// The rules about decision trees.
  private static let treeRules: [@Sendable (UncheckedGuide) -> [Diagnostic]] = [
    UnknownStart.check, UnknownNode.check, UnknownTree.check, DuplicateNode.check,
    OptionsNotLast.check, MergedLists.check, StrayItem.check, DeadEnd.check, EmptyOption.check,
    InvalidWeight.check,
    StopWithChoice.check, OutcomeWithOptions.check, UnreachableNode.check, LoopWithoutWait.check,
    NoOutcome.check, PathTooLong.check, MissingUnsureOption.check, SameTarget.check,
    OverlappingLabels.check, OutcomeWithoutAnswer.check, ScenarioUnknownNode.check,
    ScenarioUnknownAnswer.check, ScenarioAmbiguousAnswer.check, ScenarioMissingAnswer.check,
    ScenarioUnusedAnswer.check, ScenarioWrongOutcome.check, TreeWithoutScenario.check,
    UntestedOption.check, UntestedOutcome.check, UnreachedEntry.check,
  ]
}

extension Rule {
  /// The rules of this module and of reading entries, ordered by code.
  public static let knowledgeRules: [Rule] =
    (fieldRules + entryRules + treeReaderRules + holidayRules + treeRules + searchRules + [
      .unknownID, .brokenLink, .brokenAnchor, .unsafeURL, .causeWithoutSolution,
      .unusedEntry, .unknownFact, .factMismatch, .imageWithoutText, .overdueReview, .promiseWord,
      .slotWithoutField, .unusedField, .forbiddenField, .rawHTML, .missingHolidays,
      .personalNumber, .longSentence, .keyOrder,
    ]).sorted { $0.code < $1.code }
}

extension Rule {
  /// The rules about decision trees, in the order in which they are checked.
  public static let treeRules: [Rule] = [
    .unknownStart, .unknownNode, .unknownTree, .duplicateNode, .optionsNotLast, .mergedLists,
    .strayItem, .deadEnd, .emptyOption, .invalidWeight, .stopWithChoice, .outcomeWithOptions,
    .unreachableNode,
    .loopWithoutWait, .noOutcome, .pathTooLong, .missingUnsureOption, .sameTarget,
    .overlappingLabels, .outcomeWithoutAnswer, .scenarioUnknownNode, .scenarioUnknownAnswer,
    .scenarioAmbiguousAnswer, .scenarioMissingAnswer, .scenarioUnusedAnswer,
    .scenarioWrongOutcome, .treeWithoutScenario, .untestedOption, .untestedOutcome,
    .unreachedEntry,
  ]
}
