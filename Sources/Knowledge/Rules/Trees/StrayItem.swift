public import Diagnostics

/// Reports items of an option list that lead nowhere.
enum StrayItem {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return guide.treeFaults.breaches(of: .strayItem).flatMap { fault -> [Diagnostic] in
      guard case .node(let number) = fault.place else { return [] }
      let node = trees.node(number)
      return node.strayItems.enumerated().map { place, range in
        Rule.strayItem.breach(
          in: trees.file(of: number), at: range,
          en: "Item of the options of '\(node.id)' is no link to a node",
          zh: "“\(node.id)”的选项列表里有一项不是指向节点的链接",
          notes: place == 0 ? fault.consequences(in: trees) : [])
      }
    }
  }

  static func faults(_ trees: TreeNetwork) -> [TreeFault] {
    trees.targets.indices.filter { !trees.node($0).strayItems.isEmpty }.map {
      TreeFault(rule: .strayItem, place: .node($0), mended: nil)
    }
  }
}

extension Rule {
  /// An option that is no link.
  public static let strayItem = Rule(
    "stray-item", .error,
    en:
      "In the list that ends a node every item is one link to a node, and nothing else. Move other words above the list.",
    zh: "节点末尾的列表里，每一项只能是一个指向节点的链接。别的话请写到列表上面。",
    wrong: "- [成功](#type)\n- 失败", right: "- [成功](#type)\n- [失败](#debited)")
}
