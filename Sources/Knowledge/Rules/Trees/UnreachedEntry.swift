public import Diagnostics

/// Reports causes and solutions to which no decision tree leads.
enum UnreachedEntry {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    guard !trees.members.isEmpty, guide.treeFaults.all.isEmpty else { return [] }
    var named: Set<EntryKey> = []
    for member in trees.members {
      named.formUnion(guide.index.linkedKeys(of: member.entry))
    }
    // A solution is reached through its cause as well.
    for key in named {
      guard case .cause(let cause)? = guide.index[key]?.content else { continue }
      named.formUnion(cause.solutions.map { EntryKey(.solution, $0.value) })
    }
    return guide.index.entries.filter { entry in
      [.cause, .solution].contains(entry.kind) && !named.contains(entry.key)
    }.map { entry in
      Rule.unreachedEntry.breach(
        in: entry.file, at: entry.frontMatterRange,
        en: "\(entry.kind == .cause ? "Cause" : "Solution") '\(entry.id)' is reached in no tree",
        zh: "没有决策树走到\(entry.kind.chineseName)“\(entry.id)”")
    }
  }
}

extension Rule {
  /// A cause or solution outside all trees.
  public static let unreachedEntry = Rule(
    "unreached-entry", .note,
    en:
      "A reader who does not know the cause finds it through a tree. Link it from an outcome, where a tree is about it.",
    zh: "不知道原因的读者靠决策树找到它。如果有决策树讲到它，请在结果里链接。",
    wrong: "[检查网络](../solutions/check-network.md)",
    right: "[网络故障](../causes/network-failure.md)")
}
