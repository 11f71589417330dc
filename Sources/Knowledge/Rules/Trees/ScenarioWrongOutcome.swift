public import Diagnostics

/// Reports scenarios that end elsewhere than expected.
enum ScenarioWrongOutcome {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.scenarios.compactMap { scenario, walk, file in
      let expected = scenario.outcome
      guard !walk.reaches(expected.value, in: guide.trees),
        let end = end(of: walk, in: guide.trees)
      else { return nil }
      return Rule.scenarioWrongOutcome.breach(
        in: file, at: expected.range,
        en: "Scenario '\(scenario.name)' \(end.text(.english)), not at '\(expected.value)'",
        zh: "情景“\(scenario.name)”\(end.text(.chinese))，不是“\(expected.value)”",
        notes: [guide.trees.way(of: walk)], fixes: end.fix.map { fix(expected, $0) } ?? [])
    }
  }

  private struct End {
    let text: LocalizedText
    /// What to write as the outcome, if the tree is right.
    var fix: String?
  }

  private static func end(of walk: ScenarioWalk, in trees: TreeNetwork) -> End? {
    switch walk.end {
    case .node(let number):
      let id = trees.node(number).id
      return End(text: LocalizedText(en: "ends at '\(id)'", zh: "走到了“\(id)”"), fix: id)
    case .tree(let id):
      return End(
        text: LocalizedText(en: "ends in tree '\(id)'", zh: "走进了决策树“\(id)”"),
        fix: "tree:" + id)
    case .loop(let number):
      // A loop in which nobody waits is reported as such.
      let round = walk.nodes.dropLast().drop { $0 != number }
      guard round.contains(where: { trees.node($0).kind == .wait }) else { return nil }
      let id = trees.node(number).id
      return End(text: LocalizedText(en: "comes back to '\(id)'", zh: "又绕回“\(id)”"))
    case .missingAnswer, .unknownAnswer, .ambiguousAnswer, .fault, .unknownNode: return nil
    }
  }

  private static func fix(_ expected: Located<String>, _ outcome: String) -> [Diagnostic.Fix] {
    [
      Diagnostic.Fix(
        en: "write '\(outcome)', if the tree is right", zh: "如果决策树没错，改成“\(outcome)”",
        range: expected.range, replacement: outcome)
    ]
  }
}

extension TreeNetwork {
  /// The way of a scenario as a remark.
  fileprivate func way(of walk: ScenarioWalk) -> Diagnostic.Note {
    let steps = walk.options.map { "\(node($0.node).id)=\(option($0).label)" }
    let way = (steps.prefix(12) + (steps.count > 12 ? ["…"] : [])).joined(separator: " › ")
    return Diagnostic.Note(en: "its way: \(way)", zh: "它走的路：\(way)")
  }
}

extension Rule {
  /// A scenario that ends elsewhere than expected.
  public static let scenarioWrongOutcome = Rule(
    "scenario-wrong-outcome", .error,
    en:
      "The answers of a scenario lead to its outcome. See which of the two is right: the tree, or the scenario.",
    zh: "情景的回答要走到它写的 outcome。请看看哪个对：决策树，还是情景。",
    wrong: "outcome: wait # where the answers lead to ask",
    right: "outcome: ask")
}
