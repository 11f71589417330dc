public import Diagnostics

/// Reports scenarios whose answer is no option.
enum ScenarioUnknownAnswer {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.scenarios.compactMap { scenario, walk, file in
      guard case .unknownAnswer(let place, let number) = walk.end else { return nil }
      let answer = scenario.answers[place]
      let node = guide.trees.node(number)
      let labels = node.options.map(\.label)
      let nearest = nearestName(to: answer.label.value, among: labels.prefix(100))
      let option = nearest.flatMap { name in node.options.first { $0.label == name } }
      let help = [
        guide.trees.note(
          en: "the options are \(labels.quoted(.english))",
          zh: "选项有\(labels.quoted(.chinese))", at: number)
      ]
      return Rule.scenarioUnknownAnswer.breach(
        in: file, at: answer.label.range,
        en: "'\(answer.label.value)' in scenario '\(scenario.name)' is no option of '\(node.id)'",
        zh: "情景“\(scenario.name)”里的“\(answer.label.value)”不是“\(node.id)”的选项",
        notes: option.map {
          Diagnostic.Note.didYouMean(
            $0.label, file: guide.trees.file(of: number), at: $0.range.start)
        } ?? help)
    }
  }
}

extension UncheckedGuide {
  /// Every scenario with its walk and the file that holds it.
  var scenarios: [(scenario: TreeScenario, walk: ScenarioWalk, file: String)] {
    zip(trees.members, treeFaults.walks).flatMap { member, walks in
      zip(member.tree.scenarios, walks).map { ($0, $1, member.entry.file) }
    }
  }
}

extension Rule {
  /// An answer that is no option.
  public static let scenarioUnknownAnswer = Rule(
    "scenario-unknown-answer", .error,
    en:
      "An answer of a scenario is a part of the label of one option. Correct it, or see whether the option was changed on purpose.",
    zh: "情景里的回答是某个选项文字的一部分。请改正，或者看看选项是不是有意改过。",
    wrong: "answers: {result: 成工}", right: "answers: {result: 成功}")
}
