public import Diagnostics

/// Reports nodes to which no answer leads.
///
/// Only the first node of an unreachable part is reported: the others follow from it.
enum UnreachableNode {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return guide.treeFaults.breaches(of: .unreachableNode).compactMap { fault in
      guard case .node(let number) = fault.place else { return nil }
      let node = trees.node(number)
      var others = fault
      others.cutOff.removeAll { $0 == number }
      return Rule.unreachableNode.breach(
        in: trees.file(of: number), at: node.range,
        en: "\(node.kind.englishName) '\(node.id)' is reached by no answer",
        zh: "没有回答能走到\(node.kind.chineseName)“\(node.id)”",
        notes: others.consequences(in: trees))
    }
  }

  /// The first nodes of the parts that nobody reaches, with the nodes behind them.
  static func faults(_ unreached: [Int], in trees: TreeNetwork) -> [TreeFault] {
    guard !unreached.isEmpty else { return [] }
    var isOpen = [Bool](repeating: false, count: trees.targets.count)
    for number in unreached { isOpen[number] = true }
    return trees.graph.components().compactMap { component in
      guard let first = component.first, isOpen[first] else { return nil }
      var fault = TreeFault(rule: .unreachableNode, place: .node(first), mended: [])
      fault.cutOff = take(first, &isOpen, in: trees)
      return fault
    }
  }

  /// Marks a node and all behind it as reported; returns them in order.
  private static func take(_ first: Int, _ isOpen: inout [Bool], in trees: TreeNetwork) -> [Int] {
    var taken: [Int] = []
    var waiting = [first]
    while let node = waiting.popLast() {
      guard isOpen[node] else { continue }
      isOpen[node] = false
      taken.append(node)
      waiting.append(contentsOf: trees.graph.successors[node])
    }
    return taken.sorted()
  }
}

extension Rule {
  /// A node to which nothing leads.
  public static let unreachableNode = Rule(
    "unreachable-node", .error,
    en:
      "Every node is reached from the start by some answers. Let an option lead to it, or delete it.",
    zh: "每个节点都要能从 start 一步步走到。请让某个选项指向它，或者删掉它。",
    wrong: "- [成功](#ask)\n\n## 补签名 {#sign .outcome}",
    right: "- [成功](#ask)\n- [待签名](#sign)\n\n## 补签名 {#sign .outcome}")
}
