public import Diagnostics

/// Reports scenarios whose answer may be one of several options.
enum ScenarioAmbiguousAnswer {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.scenarios.compactMap { scenario, walk, file in
      guard case .ambiguousAnswer(let place, let number, let options) = walk.end else {
        return nil
      }
      let answer = scenario.answers[place]
      let node = guide.trees.node(number)
      let labels = options.map { node.options[$0].label }
      return Rule.scenarioAmbiguousAnswer.breach(
        in: file, at: answer.label.range,
        en: "'\(answer.label.value)' in scenario '\(scenario.name)' fits \(options.count) options",
        zh: "情景“\(scenario.name)”里的“\(answer.label.value)”对得上 \(options.count) 个选项",
        notes: [
          guide.trees.note(
            en: "they are \(labels.quoted(.english))", zh: "它们是\(labels.quoted(.chinese))",
            at: number)
        ])
    }
  }
}

extension Rule {
  /// An answer that fits several options.
  public static let scenarioAmbiguousAnswer = Rule(
    "scenario-ambiguous-answer", .error,
    en:
      "An answer of a scenario fits one option: it equals its label, or is a part of this label alone. Write more of it.",
    zh: "情景里的回答只能对上一个选项：和它一样，或者只是它的一部分。请多写几个字。",
    wrong: "answers: {find: 找到}", right: "answers: {find: \"找到，成功\"}")
}
