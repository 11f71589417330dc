public import Diagnostics

/// Reports options that are not at the end of their node, where nobody takes them for options.
enum OptionsNotLast {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return guide.treeFaults.breaches(of: .optionsNotLast).compactMap { fault in
      guard case .node(let number) = fault.place else { return nil }
      let node = trees.node(number)
      return Rule.optionsNotLast.breach(
        in: trees.file(of: number), at: node.earlierOptions.first,
        en: "Options of '\(node.id)' do not stand at its end",
        zh: "“\(node.id)”的选项没有放在最后",
        notes: (node.options.isEmpty
          ? []
          : [
            Diagnostic.Note(
              en: "below them stands another list of options; `-` and `*` begin different lists",
              zh: "它下面还有一个选项列表；用“-”和“*”开头会变成两个列表")
          ]) + fault.consequences(in: trees))
    }
  }

  static func faults(_ trees: TreeNetwork) -> [TreeFault] {
    trees.targets.indices.filter { number in
      let node = trees.node(number)
      return node.kind != .outcome && !node.earlierOptions.isEmpty
    }.map { TreeFault(rule: .optionsNotLast, place: .node($0), mended: nil) }
  }
}

extension Rule {
  /// Options that are not at the end of their node.
  public static let optionsNotLast = Rule(
    "options-not-last", .error,
    en:
      "The options of a node are one list, and the last thing in it. Move what stands below them above them, or join the lists.",
    zh: "节点的选项是一个列表，放在最后。请把下面的话移到上面，或者把两个列表合成一个。",
    wrong: "- [成功](#type)\n\n* [失败](#debited)", right: "- [成功](#type)\n- [失败](#debited)")
}
