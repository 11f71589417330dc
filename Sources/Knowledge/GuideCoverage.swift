/// Which causes, solutions and decision trees lead to each other, in a guide with errors too.
public struct GuideCoverage: Sendable {
  /// A scenario of a tree, walked.
  public struct Scenario: Sendable {
    /// What its author calls it.
    public let name: String
    /// Where it is to end: a node, or `tree:` and the id of a tree.
    public let outcome: String
    /// Whether it ends there.
    public let passes: Bool
  }

  private let named: [EntryKey: Set<EntryKey>]
  private let scenarios: [EntryKey: [Scenario]]

  /// Looks at what entries name and link.
  public init(_ guide: UncheckedGuide) {
    var named: [EntryKey: Set<EntryKey>] = [:]
    for entry in guide.index.entries {
      var keys = Set(guide.index.linkedKeys(of: entry))
      for (kind, ids) in entry.references {
        keys.formUnion(ids.map { EntryKey(kind, $0.value) })
      }
      named[entry.key] = keys
    }
    self.named = named
    scenarios = Dictionary(
      uniqueKeysWithValues: zip(guide.trees.members, guide.treeFaults.walks).map { member, walks in
        let results = zip(member.tree.scenarios, walks).map { scenario, walk in
          Scenario(
            name: scenario.name, outcome: scenario.outcome.value,
            passes: walk.reaches(scenario.outcome.value, in: guide.trees))
        }
        return (member.entry.key, results)
      })
  }

  /// Whether an entry names or links another one.
  public func leads(_ entry: EntryKey, to other: EntryKey) -> Bool {
    named[entry]?.contains(other) ?? false
  }

  /// The scenarios of a tree in the order of its file.
  public func scenarios(of tree: EntryKey) -> [Scenario] {
    scenarios[tree] ?? []
  }
}
