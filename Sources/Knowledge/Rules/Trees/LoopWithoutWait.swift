public import Diagnostics

/// Reports loops in which nobody ever waits: readers would go round for ever.
enum LoopWithoutWait {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    loops(in: guide.trees).map { breach($0, in: guide.trees) }
  }

  /// A shortest loop through the first node of each part of the trees that goes round.
  ///
  /// Loops may pass several trees.
  static func loops(in trees: TreeNetwork) -> [[Int]] {
    let graph = trees.graph.cut { trees.node($0).kind == .wait }
    return graph.components().compactMap { component in
      guard let first = component.first else { return nil }
      if component.count == 1 {
        return graph.successors[first].contains(first) ? [first] : nil
      }
      return graph.cycle(through: first, within: Set(component))
    }
  }

  private static func breach(_ loop: [Int], in trees: TreeNetwork) -> Diagnostic {
    let (first, last) = (loop[0], loop[loop.count - 1])
    let back = trees.targets[last].firstIndex(of: .node(first)) ?? 0
    let option = trees.node(last).options[back]
    let shown = loop.prefix(8).map { trees.node($0).id }
    let dots = loop.count > shown.count ? ["…"] : []
    let way = (shown + dots + [trees.node(first).id]).joined(separator: " → ")
    return Rule.loopWithoutWait.breach(
      in: trees.file(of: last), at: option.targetRange,
      en: "Option '\(option.label)' closes a loop that passes no wait node",
      zh: "选项“\(option.label)”绕了回去，中间没有等待节点",
      notes: [Diagnostic.Note(en: "the loop: \(way)", zh: "绕的路：\(way)")])
  }
}

extension Rule {
  /// A loop that passes no wait node.
  public static let loopWithoutWait = Rule(
    "loop-without-wait", .error,
    en:
      "Answers that lead back ask the same question again, and get the same answer. Only after a wait node may a path go back.",
    zh: "绕回去会把同一个问题再问一遍，答案还是一样。只有经过等待节点（.wait）才能绕回去。",
    wrong: "- [没找到](#find)",
    right: "- [没找到](#tomorrow)\n\n## 明天再找 {#tomorrow .wait}\n\n- [再找一次](#find)")
}
