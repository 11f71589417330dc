public import Diagnostics

/// Reports scenarios that come to a question for which they have no answer.
enum ScenarioMissingAnswer {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.scenarios.compactMap { scenario, walk, file in
      guard case .missingAnswer(let number) = walk.end else { return nil }
      let node = guide.trees.node(number)
      return Rule.scenarioMissingAnswer.breach(
        in: file, at: scenario.range,
        en: "Scenario '\(scenario.name)' has no answer for '\(node.id)'",
        zh: "情景“\(scenario.name)”没有回答“\(node.id)”",
        notes: [
          guide.trees.note(
            en: "its answers lead to this question", zh: "它的回答走到了这个问题", at: number)
        ])
    }
  }
}

extension Rule {
  /// A scenario that gets stuck.
  public static let scenarioMissingAnswer = Rule(
    "scenario-missing-answer", .error,
    en: "A scenario answers every question on its way to its outcome. Add the answer.",
    zh: "情景要回答一路上的每个问题，直到结果。请补上回答。",
    wrong: "answers: {result: 成功}", right: "answers: {result: 成功, type: 预授权}")
}
