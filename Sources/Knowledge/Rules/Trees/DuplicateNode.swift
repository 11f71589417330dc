public import Diagnostics

/// Reports a node whose id another node of the same tree has already.
enum DuplicateNode {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return guide.treeFaults.breaches(of: .duplicateNode).compactMap { fault in
      guard case .node(let number) = fault.place else { return nil }
      let node = trees.node(number)
      let member = trees.member(of: number)
      let first = member.first + (member.tree.position[node.id] ?? 0)
      return Rule.duplicateNode.breach(
        in: member.entry.file, at: node.range,
        en: "Node id '\(node.id)' occurs twice in this tree",
        zh: "节点 id“\(node.id)”在这棵树里用了两次",
        notes: [trees.note(en: "the first one", zh: "第一个在这里", at: first)]
          + fault.consequences(in: trees))
    }
  }

  static func faults(_ trees: TreeNetwork) -> [TreeFault] {
    trees.targets.indices.filter(trees.isDuplicate).map { number in
      TreeFault(rule: .duplicateNode, place: .node(number), mended: [number])
    }
  }
}

extension Rule {
  /// Two nodes with one id.
  public static let duplicateNode = Rule(
    "duplicate-node", .error,
    en:
      "Every node of a tree has an id of its own, because the id is the node's address. Give one of the two another id.",
    zh: "一棵树里每个节点的 id 都不同，因为 id 就是网址。请给其中一个换个 id。",
    wrong: "- [扣了](#ask)\n- [不确定](#ask)\n\n## 请机构查 {#ask .outcome}\n\n## 请银行查 {#ask .outcome}",
    right: "- [扣了](#ask)\n- [不确定](#bank)\n\n## 请机构查 {#ask .outcome}\n\n## 请银行查 {#bank .outcome}")
}
