public import Diagnostics

/// Reports outcomes that go on.
enum OutcomeWithOptions {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return trees.targets.indices.compactMap { number in
      let node = trees.node(number)
      guard node.kind == .outcome,
        let range = node.options.first?.range ?? node.earlierOptions.first
      else { return nil }
      return Rule.outcomeWithOptions.breach(
        in: trees.file(of: number), at: range, en: "Outcome '\(node.id)' has options",
        zh: "结果“\(node.id)”下面有选项")
    }
  }
}

extension Rule {
  /// An outcome with options.
  public static let outcomeWithOptions = Rule(
    "outcome-with-options", .error,
    en: "An outcome ends the path. Delete its options, or delete .outcome from its heading.",
    zh: "结果就是路的终点。请删掉选项，或者删掉标题里的 .outcome。",
    wrong: "## 请机构查 {#ask .outcome}\n\n- [查过了](#fine)",
    right: "## 请机构查 {#ask .outcome}\n\n[联系收单机构](../solutions/contact-acquirer.md)")
}
