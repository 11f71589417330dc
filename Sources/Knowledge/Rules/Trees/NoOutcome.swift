public import Diagnostics

/// Reports nodes from which no answers lead to an outcome.
enum NoOutcome {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    let canEnd = trees.graph.reversed.reached(from: ends(in: trees))
    guard canEnd.contains(false) else { return [] }
    // Of all that lead only round in a loop, the loop is what must be mended.
    return trees.graph.components().compactMap { component in
      guard let first = component.first, !canEnd[first] else { return nil }
      let members = Set(component)
      let leadsOn = component.contains { node in
        trees.graph.successors[node].contains { !members.contains($0) }
      }
      return leadsOn ? nil : breach(component, in: trees)
    }
  }

  /// Where paths end: outcomes, and mistakes that are reported as such.
  private static func ends(in trees: TreeNetwork) -> [Int] {
    let loops = Set(LoopWithoutWait.loops(in: trees).flatMap { $0 })
    return trees.targets.indices.filter { number in
      let node = trees.node(number)
      let isWhole = trees.targets[number].allSatisfy {
        if case .node = $0 { true } else { false }
      }
      return node.kind == .outcome || node.options.isEmpty || !isWhole || loops.contains(number)
        || !node.strayItems.isEmpty || !node.mergedItems.isEmpty || !node.earlierOptions.isEmpty
    }
  }

  private static func breach(_ component: [Int], in trees: TreeNetwork) -> Diagnostic? {
    guard let first = component.first else { return nil }
    let node = trees.node(first)
    let names = component.dropFirst().map { trees.node($0).id }
    return Rule.noOutcome.breach(
      in: trees.file(of: first), at: node.range,
      en: "\(node.kind.englishName) '\(node.id)' leads to no outcome, whatever one answers",
      zh: "从\(node.kind.chineseName)“\(node.id)”出发，怎么答都走不到结果",
      notes: names.isEmpty
        ? []
        : [
          Diagnostic.Note(
            en: "nor does \(names.quoted(.english))", zh: "\(names.quoted(.chinese))也走不到")
        ])
  }
}

extension Rule {
  /// A node from which no path leads to an outcome.
  public static let noOutcome = Rule(
    "no-outcome", .error,
    en: "From every node some answers lead to an outcome. Give one of the nodes a way out.",
    zh: "从每个节点出发，总要有回答能走到结果。请给其中一个节点加一条出路。",
    wrong: "## 到点再看 {#due .wait}\n\n- [再看一次](#due)",
    right: "## 到点再看 {#due .wait}\n\n- [到了](#arrived)\n- [没到](#ask)")
}
