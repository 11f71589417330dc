public import Diagnostics

/// Reports options that no scenario chooses, of questions that some scenario answers.
///
/// Where nobody comes, nobody chooses: what lies behind such an option is not reported again, and an
/// outcome to which nobody comes is reported for itself.
enum UntestedOption {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return zip(trees.members.indices, guide.treeFaults.walks).flatMap { tree, walks in
      // Where paths are cut, or nothing is tested, this would only repeat it for every option.
      guard !walks.isEmpty, !guide.treeFaults.cutTrees.contains(tree) else { return [Diagnostic]() }
      let chosen = Set(walks.flatMap(\.options))
      let passed = Set(walks.flatMap(\.nodes))
      return passed.sorted().flatMap { number in
        let node = trees.node(number)
        return node.options.indices.filter { option in
          guard !chosen.contains(TreeFault.OptionPlace(node: number, option: option)) else {
            return false
          }
          guard case .node(let target) = trees.targets[number][option] else { return true }
          return trees.node(target).kind != .outcome || passed.contains(target)
        }.map { breach(node.options[$0], of: node, in: trees.file(of: number)) }
      }
    }
  }

  private static func breach(
    _ option: TreeOption, of node: TreeNode, in file: String
  ) -> Diagnostic {
    Rule.untestedOption.breach(
      in: file, at: option.range,
      en: "Option '\(option.label)' of '\(node.id)' is chosen in no scenario",
      zh: "没有情景选过“\(node.id)”的“\(option.label)”")
  }
}

extension Rule {
  /// An option that no scenario chooses.
  public static let untestedOption = Rule(
    "untested-option", .note,
    en:
      "An option that no scenario chooses may lead astray and nobody would notice. Write a scenario that chooses it.",
    zh: "没有情景走过的选项，指错了也没人发现。请写一个选它的情景。",
    wrong: "scenarios:\n  - {name: 扣了, answers: {debited: 扣了}, outcome: ask}",
    right: """
      scenarios:
        - {name: 扣了, answers: {debited: 扣了}, outcome: ask}
        - {name: 看不懂, answers: {debited: 不确定}, outcome: ask}
      """)
}
