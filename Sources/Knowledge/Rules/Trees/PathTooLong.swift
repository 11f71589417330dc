public import Diagnostics

/// Reports paths that ask more questions than a tree allows itself.
enum PathTooLong {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.trees.members.compactMap { member in
      guard let limit = member.tree.maxQuestions else { return nil }
      let paths = TreePaths(member.tree)
      guard paths.longest > limit else { return nil }
      let way = paths.longestWay.map { member.tree.nodes[$0] }
      let questions = way.filter { $0.kind == .question }
      guard questions.count > limit else { return nil }
      let node = questions[limit]
      let ids = way.map(\.id)
      let text = (ids.prefix(12) + (ids.count > 12 ? ["…"] : [])).joined(separator: " → ")
      return Rule.pathTooLong.breach(
        in: member.entry.file, at: node.range,
        en: "Question '\(node.id)' can be the \(ordinal(limit + 1)); max_questions is \(limit)",
        zh: "问题“\(node.id)”可能是第 \(limit + 1) 个，max_questions 只有 \(limit)",
        notes: [
          Diagnostic.Note(
            en: "the longest path asks \(paths.longest): \(text)",
            zh: "最长的路有 \(paths.longest) 个问题：\(text)")
        ])
    }
  }

  private static func ordinal(_ number: Int) -> String {
    let isTeen = 11...13 ~= number % 100
    switch number % 10 {
    case 1 where !isTeen: return "\(number)st"
    case 2 where !isTeen: return "\(number)nd"
    case 3 where !isTeen: return "\(number)rd"
    default: return "\(number)th"
    }
  }
}

extension Rule {
  /// A path longer than the tree allows.
  public static let pathTooLong = Rule(
    "path-too-long", .error,
    en:
      "No path asks more questions than `max_questions`. Ask what decides most first, or raise the limit.",
    zh: "每条路的问题数不能超过 max_questions。请先问最能分清的问题，或者把上限调高。",
    wrong: "max_questions: 1 # where a path asks two",
    right: "max_questions: 2")
}
