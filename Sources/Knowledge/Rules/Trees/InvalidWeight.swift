public import Diagnostics

/// Reports weights of options that are no percentages, or do not add up to 100 %.
enum InvalidWeight {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return trees.targets.indices.flatMap { number in
      let node = trees.node(number)
      let file = trees.file(of: number)
      let unreadable = node.options.compactMap { $0.weight == nil ? $0.title : nil }
      guard unreadable.isEmpty else { return unreadable.map { breach($0, in: file) } }
      return sumBreach(node, in: file).map { [$0] } ?? []
    }
  }

  private static func breach(_ title: Located<String>, in file: String) -> Diagnostic {
    Rule.invalidWeight.breach(
      in: file, at: title.range, en: "'\(title.value)' is no weight from 0% to 100%",
      zh: "“\(title.value)”不是 0% 到 100% 的比例")
  }

  /// What is wrong with the sum: it is more than 100 %, or less although no option is left open.
  private static func sumBreach(_ node: TreeNode, in file: String) -> Diagnostic? {
    let weights = node.options.compactMap { option in
      option.weight.flatMap { weight in option.title.map { (weight, range: $0.range) } }
    }
    // Thirds and sixths are rounded.
    let tolerance = 0.5
    var sum = 0.0
    var range = weights.first?.range
    for (weight, place) in weights {
      if sum <= 100 + tolerance, sum + weight > 100 + tolerance { range = place }
      sum += weight
    }
    let isTooMuch = sum > 100 + tolerance
    let isTooLittle = weights.count == node.options.count && sum < 100 - tolerance
    guard let range, isTooMuch || isTooLittle else { return nil }
    let percent = TreeExport.rounded(sum)
    return Rule.invalidWeight.breach(
      in: file, at: range, en: "Weights of '\(node.id)' add up to \(percent)%",
      zh: "“\(node.id)”各选项的比例加起来是 \(percent)%")
  }
}

extension Rule {
  /// A weight of an option that cannot be one.
  public static let invalidWeight = Rule(
    "invalid-weight", .error,
    en:
      "A link's title in an option says how often it is chosen, in percent. The others share what is left of 100%.",
    zh: "选项链接的标题写它被选的比例，用百分数；没写的平分剩下的部分，合起来是 100%。",
    wrong: "- [成功](#type \"often\")", right: "- [成功](#type \"55%\")")
}
