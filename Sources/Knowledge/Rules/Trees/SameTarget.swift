public import Diagnostics

/// Reports questions whose answer makes no difference.
enum SameTarget {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return trees.targets.indices.compactMap { number in
      let node = trees.node(number)
      let targets = trees.targets[number]
      guard node.kind == .question, targets.count > 1, let first = targets.first,
        case .node(let target) = first, targets.allSatisfy({ $0 == first })
      else { return nil }
      let id = trees.node(target).id
      return Rule.sameTarget.breach(
        in: trees.file(of: number), at: node.range,
        en: "Question '\(node.id)' leads to '\(id)', whatever one answers",
        zh: "问题“\(node.id)”怎么答都走到“\(id)”")
    }
  }
}

extension Rule {
  /// A question that need not be asked.
  public static let sameTarget = Rule(
    "same-target", .warning,
    en:
      "A question is asked because its answers lead to different nodes. Delete it, or let an answer lead elsewhere.",
    zh: "答案不同，去处才不同，才值得问。请删掉这个问题，或者让某个选项去别处。",
    wrong: "- [扣了](#ask)\n- [没扣](#ask)", right: "- [扣了](#ask)\n- [没扣](#retry)")
}
