public import Diagnostics

/// Reports scenarios that name nodes which do not exist.
enum ScenarioUnknownNode {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    // A name that an option uses too is reported there; the scenario is right.
    let used = Set(guide.treeFaults.breaches(of: .unknownNode).map(\.name))
    return trees.members.flatMap { member in
      member.tree.scenarios.flatMap { scenario -> [Diagnostic] in
        var names = scenario.answers.map(\.node).filter {
          member.tree.position[$0.value] == nil && !used.contains($0.value)
        }
        let outcome = scenario.outcome
        if !ScenarioWalk.isKnown(outcome.value, of: member, in: trees),
          !used.contains(outcome.value)
        {
          names.append(outcome)
        }
        return names.map { breach($0, scenario, member, trees) }
      }
    }
  }

  private static func breach(
    _ name: Located<String>, _ scenario: TreeScenario, _ member: TreeNetwork.Member,
    _ trees: TreeNetwork
  ) -> Diagnostic {
    let isTree = name.value.hasPrefix("tree:")
    let known =
      isTree ? trees.members.map { "tree:" + $0.entry.id } : member.tree.nodes.map(\.id)
    // Suggestions for many names in a large tree would take quadratic time.
    let nearest = known.count <= 1_000 ? nearestName(to: name.value, among: known) : nil
    return Rule.scenarioUnknownNode.breach(
      in: member.entry.file, at: name.range,
      en: "'\(name.value)' in scenario '\(scenario.name)' is no \(isTree ? "tree" : "node")",
      zh: "情景“\(scenario.name)”里的“\(name.value)”不是\(isTree ? "决策树" : "节点")",
      notes: Diagnostic.Note.didYouMean(nearest),
      fixes: Diagnostic.Fix.name(name.value, meaning: nearest, among: known, at: name.range))
  }
}

extension Rule {
  /// A scenario that names a node which does not exist.
  public static let scenarioUnknownNode = Rule(
    "scenario-unknown-node", .error,
    en:
      "A scenario names nodes of its tree, and as its outcome a node or `tree:` with the id of another tree. Correct the id, or delete the answer.",
    zh: "情景里写的是本树节点的 id；outcome 也可以写 tree: 加另一棵树的 id。请改正 id，或者删掉这个回答。",
    wrong: "answers: {reslut: 成功}", right: "answers: {result: 成功}")
}
