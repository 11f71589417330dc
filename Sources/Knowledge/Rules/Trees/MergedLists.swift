public import Diagnostics

/// Reports a list that Markdown joined with the options below it.
enum MergedLists {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return guide.treeFaults.breaches(of: .mergedLists).compactMap { fault in
      guard case .node(let number) = fault.place else { return nil }
      let node = trees.node(number)
      return Rule.mergedLists.breach(
        in: trees.file(of: number), at: node.mergedItems.first,
        en: "List above the options of '\(node.id)' is one list with them",
        zh: "“\(node.id)”的选项和上面的列表连成了一个列表",
        notes: [
          Diagnostic.Note(
            en: "an empty line does not end a list in Markdown: write a paragraph between the two",
            zh: "Markdown 里空行不会结束列表：请在两个列表之间写一句话")
        ] + fault.consequences(in: trees))
    }
  }

  static func faults(_ trees: TreeNetwork) -> [TreeFault] {
    trees.targets.indices.filter { !trees.node($0).mergedItems.isEmpty }.map {
      TreeFault(rule: .mergedLists, place: .node($0), mended: nil)
    }
  }
}

extension Rule {
  /// Two lists that Markdown made one.
  public static let mergedLists = Rule(
    "merged-lists", .error,
    en:
      "A list that explains and the list of options need a paragraph between them: an empty line does not part two lists.",
    zh: "说明用的列表和选项列表之间要有一段话：空一行分不开两个列表。",
    wrong: "- 看小票中间\n\n- [成功](#type)", right: "- 看小票中间\n\n上面写着什么？\n\n- [成功](#type)")
}
