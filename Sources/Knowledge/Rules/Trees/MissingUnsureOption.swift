public import Diagnostics

/// Reports questions that a reader who does not know cannot answer.
enum MissingUnsureOption {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return trees.targets.indices.compactMap { number in
      let node = trees.node(number)
      guard node.kind == .question, !node.options.isEmpty,
        !node.options.contains(where: isUnsure)
      else { return nil }
      return Rule.missingUnsureOption.breach(
        in: trees.file(of: number), at: node.range,
        en: "Question '\(node.id)' has no option for readers who are not sure",
        zh: "问题“\(node.id)”没有“不确定”或“不知道”的选项")
    }
  }

  private static func isUnsure(_ option: TreeOption) -> Bool {
    let label = option.label.lowercased()
    return words.contains { label.contains($0) }
  }

  private static let words = [
    "不确定", "不知道", "不清楚", "说不清", "记不清", "不记得", "拿不准", "看不懂", "不认识", "不会查",
    "not sure", "unsure", "don't know", "don’t know", "do not know",
  ]
}

extension Rule {
  /// A question without a way for those who do not know.
  public static let missingUnsureOption = Rule(
    "missing-unsure-option", .warning,
    en:
      "Every question has an option for readers who do not know, and it leads somewhere useful: to how to find out, or to who can.",
    zh: "每个问题都要给不知道的人一个选项，并且指向有用的地方：怎么查，或者找谁查。",
    wrong: "- [扣了](#contact)\n- [没扣](#retry)",
    right: "- [扣了](#contact)\n- [没扣](#retry)\n- [不确定](#ask)")
}
