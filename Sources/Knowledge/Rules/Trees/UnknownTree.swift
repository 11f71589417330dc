public import Diagnostics

/// Reports options that lead into a file which is no decision tree.
enum UnknownTree {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return guide.treeFaults.breaches(of: .unknownTree).compactMap { fault in
      guard case .options(let places) = fault.place, let place = places.first else { return nil }
      let option = trees.option(place)
      let entry = trees.member(of: place.node).entry
      let path = fault.name.prefix { $0 != "#" }
      let isDraft = LinkAddress.resolved(String(path), from: entry.contentPath)
        .map(guide.leftOut.contains)
      let help =
        isDraft == true
        ? [Diagnostic.Note(en: "that tree is a draft", zh: "那棵树还是草稿")]
        : Diagnostic.Note.didYouMean(fault.nearest)
      return Rule.unknownTree.breach(
        in: entry.file, at: option.targetRange,
        en: "Option '\(option.label)' leads to '\(fault.name)', which is no tree",
        zh: "选项“\(option.label)”指向“\(fault.name)”，那里没有决策树",
        notes: help + fault.consequences(in: trees))
    }
  }

  static func faults(_ trees: TreeNetwork) -> [TreeFault] {
    trees.targets.enumerated().flatMap { node, targets in
      targets.enumerated().compactMap { option, target -> TreeFault? in
        guard case .unknownTree(let nearest) = target else { return nil }
        let place = TreeFault.OptionPlace(node: node, option: option)
        guard case .file(let destination) = trees.option(place).target else { return nil }
        // What lies behind it is in another file: nothing of this tree is cut off.
        return TreeFault(
          rule: .unknownTree, place: .options([place]), name: destination, nearest: nearest,
          mended: [])
      }
    }
  }
}

extension Rule {
  /// An option that leads into no tree.
  public static let unknownTree = Rule(
    "unknown-tree", .error,
    en:
      "An option leads to a node of this tree, or to the file of another tree. Correct the path, or link from the text of an outcome.",
    zh: "选项只能指向本树的节点，或者另一棵树的文件。请改正路径；要链接别的内容，写在结果的正文里。",
    wrong: "- [顾客扣款了](charged.md)", right: "- [顾客扣款了](charged-but-pos-failed.md)")
}
