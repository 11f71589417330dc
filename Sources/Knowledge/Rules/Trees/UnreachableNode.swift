public import Diagnostics

/// Reports nodes to which no answer leads.
///
/// Only the first node of an unreachable part is reported: the others follow from it.
enum UnreachableNode {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    guard !guide.treeFaults.unexplained.isEmpty else { return [] }
    var isOpen = [Bool](repeating: false, count: trees.targets.count)
    for number in guide.treeFaults.unexplained { isOpen[number] = true }
    var found: [Diagnostic] = []
    for component in trees.graph.components() {
      guard let first = component.first, isOpen[first] else { continue }
      let behind = take(first, &isOpen, in: trees)
      found.append(breach(first, behind: behind, in: trees))
    }
    return found
  }

  /// Marks a node and all behind it as reported; returns those behind it, in order.
  private static func take(_ first: Int, _ isOpen: inout [Bool], in trees: TreeNetwork) -> [Int] {
    var behind: [Int] = []
    var waiting = [first]
    while let node = waiting.popLast() {
      guard isOpen[node] else { continue }
      isOpen[node] = false
      if node != first { behind.append(node) }
      waiting.append(contentsOf: trees.graph.successors[node])
    }
    return behind.sorted()
  }

  private static func breach(_ number: Int, behind: [Int], in trees: TreeNetwork) -> Diagnostic {
    let node = trees.node(number)
    let names = behind.map { trees.node($0).id }
    let notes = behind.first.map { first in
      trees.note(
        en: "so no answer leads to \(names.quoted(.english))",
        zh: "所以也没有回答能走到\(names.quoted(.chinese))", at: first)
    }
    return Rule.unreachableNode.breach(
      in: trees.file(of: number), at: node.range,
      en: "\(node.kind.englishName) '\(node.id)' is reached by no answer",
      zh: "没有回答能走到\(node.kind.chineseName)“\(node.id)”", notes: notes.map { [$0] } ?? [])
  }
}

extension Rule {
  /// A node to which nothing leads.
  public static let unreachableNode = Rule(
    "unreachable-node", .error,
    en:
      "Every node is reached from the start by some answers. Let an option lead to it, or delete it.",
    zh: "每个节点都要能从 start 一步步走到。请让某个选项指向它，或者删掉它。",
    wrong: "## 补签名 {#sign .outcome}, to which no option leads", right: "- [待签名](#sign)")
}
