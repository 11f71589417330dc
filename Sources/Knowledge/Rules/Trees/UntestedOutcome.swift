public import Diagnostics

/// Reports outcomes to which no scenario comes.
enum UntestedOutcome {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return zip(trees.members.indices, guide.treeFaults.walks).flatMap { tree, walks in
      guard !walks.isEmpty, !guide.treeFaults.cutTrees.contains(tree) else { return [Diagnostic]() }
      let passed = Set(walks.flatMap(\.nodes))
      return trees.members[tree].numbers.compactMap { number in
        let node = trees.node(number)
        guard node.kind == .outcome, !passed.contains(number) else { return nil }
        return Rule.untestedOutcome.breach(
          in: trees.file(of: number), at: node.range,
          en: "Outcome '\(node.id)' is reached in no scenario", zh: "没有情景走到结果“\(node.id)”")
      }
    }
  }
}

extension Rule {
  /// An outcome to which no scenario comes.
  public static let untestedOutcome = Rule(
    "untested-outcome", .note,
    en: "A scenario for each outcome shows that its readers come there. Write one.",
    zh: "每个结果都有情景，才知道读者真的会走到。请写一个。",
    wrong: "scenarios:\n  - {name: 找不到, answers: {result: 不确定}, outcome: ask}",
    right: """
      scenarios:
        - {name: 找不到, answers: {result: 不确定}, outcome: ask}
        - {name: 没签, answers: {result: 待签名}, outcome: sign}
      """)
}
