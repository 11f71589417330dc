public import Diagnostics

/// Reports questions, wait nodes and stops without a way on.
enum DeadEnd {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return guide.treeFaults.breaches(of: .deadEnd).compactMap { fault in
      guard case .node(let number) = fault.place else { return nil }
      let node = trees.node(number)
      return Rule.deadEnd.breach(
        in: trees.file(of: number), at: node.range,
        en: "\(node.kind.englishName) '\(node.id)' has no options",
        zh: "\(node.kind.chineseName)“\(node.id)”没有选项", notes: fault.consequences(in: trees))
    }
  }

  static func faults(_ trees: TreeNetwork) -> [TreeFault] {
    trees.targets.indices.compactMap { number in
      let node = trees.node(number)
      // Options that are written wrongly are reported where they stand.
      guard node.kind != .outcome, node.options.isEmpty, node.earlierOptions.isEmpty,
        node.strayItems.isEmpty, node.mergedItems.isEmpty
      else { return nil }
      return TreeFault(rule: .deadEnd, place: .node(number), mended: nil)
    }
  }
}

extension Rule {
  /// A node at which readers get stuck.
  public static let deadEnd = Rule(
    "dead-end", .error,
    en:
      "A question, wait or stop ends with a list of options. Add the options, or mark the node as .outcome.",
    zh: "问题、等待和停一停都以选项列表结尾。请补上选项，或者给节点加上 .outcome。",
    wrong: "## 扣款了吗？ {#debited}\n\n请顾客看银行 App。",
    right: "## 扣款了吗？ {#debited}\n\n- [扣了](#contact)\n- [没扣](#retry)\n- [不确定](#ask)")
}

extension TreeNode.Kind {
  /// What the kind is called at the beginning of an English message.
  var englishName: String {
    switch self {
    case .question: "Question"
    case .outcome: "Outcome"
    case .wait: "Wait node"
    case .stop: "Stop"
    }
  }

  /// What the kind is called in Chinese messages.
  var chineseName: String {
    switch self {
    case .question: "问题"
    case .outcome: "结果"
    case .wait: "等待节点"
    case .stop: "“停一停”节点"
    }
  }
}
