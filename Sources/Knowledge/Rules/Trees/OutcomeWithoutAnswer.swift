public import Diagnostics
internal import Markup

/// Reports outcomes that name neither a cause nor a solution.
enum OutcomeWithoutAnswer {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return trees.targets.indices.compactMap { number in
      let node = trees.node(number)
      let entry = trees.member(of: number).entry
      guard node.kind == .outcome, !hasAnswer(node, of: entry, in: guide.index) else { return nil }
      return Rule.outcomeWithoutAnswer.breach(
        in: entry.file, at: node.range,
        en: "Outcome '\(node.id)' links to no cause and no solution",
        zh: "结果“\(node.id)”没有链接任何原因或办法")
    }
  }

  private static func hasAnswer(_ node: TreeNode, of entry: Entry, in index: EntryIndex) -> Bool {
    var found = false
    node.body.forEachInline { inline in
      guard !found, case .link(let link) = inline else { return }
      switch index.target(of: link.destination, from: entry) {
      case .success(.entry(let key, anchor: _)): found = [.cause, .solution].contains(key.kind)
      // A link that is meant to be one is reported where it is broken.
      case .failure:
        found = link.destination.contains("causes/") || link.destination.contains("solutions/")
      case .success: break
      }
    }
    return found
  }
}

extension Rule {
  /// An outcome that does not help.
  public static let outcomeWithoutAnswer = Rule(
    "outcome-without-answer", .warning,
    en: "An outcome links to the cause that was found, or to the solution that helps.",
    zh: "结果要链接到查明的原因，或者能用的办法。",
    wrong: "## 请机构查 {#ask .outcome}\n\n打电话问一问。",
    right: "## 请机构查 {#ask .outcome}\n\n[联系收单机构](../solutions/contact-acquirer.md)")
}
