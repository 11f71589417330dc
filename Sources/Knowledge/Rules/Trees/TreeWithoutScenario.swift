public import Diagnostics

/// Reports trees that nobody tests.
enum TreeWithoutScenario {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.trees.members.compactMap { member in
      guard member.tree.scenarios.isEmpty else { return nil }
      return Rule.treeWithoutScenario.breach(
        in: member.entry.file, at: member.entry.frontMatterRange,
        en: "Tree '\(member.entry.id)' has no scenarios", zh: "决策树“\(member.entry.id)”没有情景测试")
    }
  }
}

extension Rule {
  /// A tree without scenarios.
  public static let treeWithoutScenario = Rule(
    "tree-without-scenario", .note,
    en:
      "Scenarios show that a tree leads real readers to the right outcome, and still does so after the next change. Write one for each outcome.",
    zh: "情景说明真实的读者会走到对的结果，以后改动也不会走错。请给每个结果写一个。",
    wrong: "scenarios: []",
    right: "scenarios:\n  - name: 小票是预授权\n    answers: {type: 预授权}\n    outcome: preauth")
}
