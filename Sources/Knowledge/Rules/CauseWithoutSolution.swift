public import Diagnostics

/// Reports a cause that names no solution.
enum CauseWithoutSolution {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.index.entries(.cause).compactMap { entry in
      guard case .cause(let cause) = entry.content, cause.solutions.isEmpty else { return nil }
      return Rule.causeWithoutSolution.breach(
        in: entry.file, at: cause.solutionsRange, en: "Cause '\(entry.id)' names no solution",
        zh: "原因“\(entry.id)”没有写任何办法",
        notes: [
          Diagnostic.Note(
            en: "every cause needs at least one solution", zh: "每个原因至少要有一个办法")
        ])
    }
  }
}

extension Rule {
  /// A cause without a solution.
  public static let causeWithoutSolution = Rule(
    "cause-without-solution", .error,
    en:
      "Every cause names at least one solution: a reader who found the cause must learn what to do.",
    zh: "每个原因至少写一个办法：读者找到了原因，就要知道该怎么做。",
    wrong: "solutions: []", right: "solutions: [check-network]")
}
