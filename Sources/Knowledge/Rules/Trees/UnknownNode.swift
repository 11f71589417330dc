public import Diagnostics

/// Reports options that lead to a node which does not exist.
///
/// Options that share a mistyped name are one mistake: the others are notes on the first.
enum UnknownNode {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.treeFaults.breaches(of: .unknownNode).compactMap { breach($0, in: guide.trees) }
  }

  private static func breach(_ fault: TreeFault, in trees: TreeNetwork) -> Diagnostic? {
    guard case .options(let places) = fault.place, let first = places.first else { return nil }
    let option = trees.option(first)
    let others = places.dropFirst().prefix(3).map { place in
      Diagnostic.Note(
        en: "so does option '\(trees.option(place).label)'",
        zh: "选项“\(trees.option(place).label)”也是", file: trees.file(of: place.node),
        position: trees.option(place).targetRange.start)
    }
    return Rule.unknownNode.breach(
      in: trees.file(of: first.node), at: option.targetRange,
      en: "Option '\(option.label)' leads to '\(fault.name)', which is no node",
      zh: "选项“\(option.label)”指向“\(fault.name)”，没有这个节点",
      notes: Diagnostic.Note.didYouMean(fault.nearest) + others + fault.consequences(in: trees),
      fixes: fix(fault, first, option, in: trees))
  }

  /// The mend, when the option leads to a node of its own tree.
  private static func fix(
    _ fault: TreeFault, _ place: TreeFault.OptionPlace, _ option: TreeOption,
    in trees: TreeNetwork
  ) -> [Diagnostic.Fix] {
    // Names are gathered for the few that have a near one: there may be very many.
    guard case .node(let id) = option.target, fault.nearest != nil else { return [] }
    let names = trees.member(of: place.node).tree.nodes.map(\.id)
    return Diagnostic.Fix.name(id, meaning: fault.nearest, among: names, at: option.targetRange) {
      "#" + $0
    }
  }

  static func faults(_ trees: TreeNetwork) -> [TreeFault] {
    struct Name: Hashable {
      let id: String
      let tree: Int
      let from: Int
    }
    var places: [Name: [TreeFault.OptionPlace]] = [:]
    var order: [Name] = []
    for (node, targets) in trees.targets.enumerated() {
      for (option, target) in targets.enumerated() {
        guard case .unknownNode(let id, let tree) = target else { continue }
        let name = Name(id: id, tree: tree, from: trees.memberOfNode[node])
        if places[name] == nil { order.append(name) }
        places[name, default: []].append(TreeFault.OptionPlace(node: node, option: option))
      }
    }
    return order.enumerated().map { number, name in
      let member = trees.members[name.tree]
      // Each suggestion looks at every node: past the first few it would take quadratic time.
      let nearest =
        number < 20 ? nearestName(to: name.id, among: member.tree.nodes.lazy.map(\.id)) : nil
      return TreeFault(
        rule: .unknownNode, place: .options(places[name] ?? []), name: name.id, nearest: nearest,
        mended: nearest.flatMap { member.tree.position[$0] }.map { [member.first + $0] })
    }
  }
}

extension TreeNetwork {
  /// The option at a place.
  func option(_ place: TreeFault.OptionPlace) -> TreeOption {
    node(place.node).options[place.option]
  }
}

extension Rule {
  /// An option that leads to no node.
  public static let unknownNode = Rule(
    "unknown-node", .error,
    en:
      "An option leads to the id of a node, in this tree or in the tree whose file it names. Correct the id.",
    zh: "选项指向节点的 id：本树的，或者链接里那棵树的。请改正 id。",
    wrong: "- [成功](#tpye)", right: "- [成功](#type)")
}
