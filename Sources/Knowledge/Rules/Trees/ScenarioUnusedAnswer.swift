public import Diagnostics

/// Reports answers of scenarios to questions that nobody asks them.
enum ScenarioUnusedAnswer {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.scenarios.flatMap { scenario, walk, file -> [Diagnostic] in
      // A scenario that fails has a reason of its own.
      guard walk.reaches(scenario.outcome.value, in: guide.trees) else { return [] }
      let asked = Set(walk.options.map { guide.trees.node($0.node).id })
      return scenario.answers.filter { !asked.contains($0.node.value) }.map { answer in
        Rule.scenarioUnusedAnswer.breach(
          in: file, at: answer.node.range,
          en: "'\(answer.node.value)' in scenario '\(scenario.name)' is not asked on its way",
          zh: "情景“\(scenario.name)”一路上没有问到“\(answer.node.value)”")
      }
    }
  }
}

extension ScenarioWalk {
  /// Whether it ends where a scenario expects it: at a node, or in another tree.
  ///
  /// A scenario that waits and comes back names the node to which it comes back.
  func reaches(_ outcome: String, in trees: TreeNetwork) -> Bool {
    switch end {
    case .node(let number), .loop(let number): trees.node(number).id == outcome
    case .tree(let id): outcome == "tree:" + id
    default: false
    }
  }
}

extension Rule {
  /// An answer that is not needed.
  public static let scenarioUnusedAnswer = Rule(
    "scenario-unused-answer", .error,
    en:
      "A scenario has answers only for questions on its way. Delete the answer, or see whether the tree was changed on purpose.",
    zh: "情景只回答它一路上会问到的问题。请删掉多余的回答，或者看看决策树是不是有意改过。",
    wrong: "answers: {result: 成功, type: 预授权, due: 已过}",
    right: "answers: {result: 成功, type: 预授权}")
}
