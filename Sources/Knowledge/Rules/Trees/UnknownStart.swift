public import Diagnostics

/// Reports a tree that begins at a node which does not exist.
enum UnknownStart {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return guide.treeFaults.breaches(of: .unknownStart).compactMap { fault in
      guard case .start(let number) = fault.place else { return nil }
      let member = trees.members[number]
      let start = member.tree.start
      return Rule.unknownStart.breach(
        in: member.entry.file, at: start.range,
        en: "Start '\(start.value)' is no node of this tree",
        zh: "start 写的“\(start.value)”不是这棵树的节点",
        notes: Diagnostic.Note.didYouMean(fault.nearest) + fault.consequences(in: trees),
        fixes: Diagnostic.Fix.name(
          start.value, meaning: fault.nearest, among: member.tree.nodes.map(\.id),
          at: start.range))
    }
  }

  static func faults(_ trees: TreeNetwork) -> [TreeFault] {
    trees.members.indices.compactMap { number in
      let member = trees.members[number]
      guard trees.start(of: member) == nil else { return nil }
      let name = member.tree.start.value
      let nearest = nearestName(to: name, among: member.tree.nodes.lazy.map(\.id))
      return TreeFault(
        rule: .unknownStart, place: .start(tree: number), name: name, nearest: nearest,
        mended: nearest.flatMap { member.tree.position[$0] }.map { [member.first + $0] })
    }
  }
}

extension Rule {
  /// A start that is no node.
  public static let unknownStart = Rule(
    "unknown-start", .error,
    en: "`start` in the front matter is the id of the tree's first question.",
    zh: "文件头里的 start 是这棵树第一个问题的 id。",
    wrong: "start: reslut", right: "start: result")
}
