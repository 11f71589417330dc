public import Diagnostics

/// Reports stops that ask a question.
enum StopWithChoice {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return trees.targets.indices.compactMap { number in
      let node = trees.node(number)
      guard node.kind == .stop, node.options.count > 1 else { return nil }
      return Rule.stopWithChoice.breach(
        in: trees.file(of: number), at: node.options[1].range,
        en: "Stop '\(node.id)' has \(node.options.count) ways on",
        zh: "“停一停”节点“\(node.id)”有 \(node.options.count) 个去处",
        notes: [
          Diagnostic.Note(
            en: "a warning that is also a question is not read", zh: "警告里再提问，警告就没人看了")
        ])
    }
  }
}

extension Rule {
  /// A stop with more than one way on.
  public static let stopWithChoice = Rule(
    "stop-with-choice", .error,
    en: "A stop is one warning with exactly one way on. Ask in a question behind it.",
    zh: "“停一停”只说一个警告，只有一个去处。要提问，请在它后面加一个问题。",
    wrong: "## 先别再刷 {#hold .stop}\n\n- [继续](#ask)\n- [已经刷了](#twice)",
    right: "## 先别再刷 {#hold .stop}\n\n- [知道了，继续](#ask)")
}
