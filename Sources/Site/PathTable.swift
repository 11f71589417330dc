public import Diagnostics
internal import Knowledge
internal import Markup

/// The paths through a decision tree as an editor approved them: `content/trees/ID.paths.txt`, one
/// path a line.
///
/// A change of the tree changes the table, so a review shows exactly whose answer changes.
enum PathTable {
  static func file(_ tree: EntryKey) -> String {
    "content/trees/\(tree.id).paths.txt"
  }

  /// The table of a tree.
  static func text(_ tree: DecisionTree) -> String {
    TreePaths(tree).lines.map { $0 + "\n" }.joined()
  }

  /// The tables as files of the site, for whoever compares two builds.
  static func published(_ guide: Guide) -> [(path: String, bytes: [UInt8])] {
    guide.index.entries(.tree).compactMap { entry in
      guard case .tree(let tree) = entry.content else { return nil }
      return ("trees/\(entry.id).paths.txt", Array(text(tree).utf8))
    }
  }

  /// Reports trees whose paths differ from their table.
  static func check(_ tables: [String: Source], _ guide: Guide) -> [Diagnostic] {
    guide.index.entries(.tree).compactMap { entry in
      guard case .tree(let tree) = entry.content, let source = tables[file(entry.key)] else {
        return nil
      }
      return check(source, tree, entry)
    }
  }

  private static func check(_ source: Source, _ tree: DecisionTree, _ entry: Entry) -> Diagnostic? {
    let approved = source.text.split(separator: "\n").map(String.init)
    let current = TreePaths(tree).lines
    guard approved != current else { return nil }
    let (approvedSet, currentSet) = (Set(approved), Set(current))
    let gone = approved.filter { !currentSet.contains($0) }
    let new = current.filter { !approvedSet.contains($0) }
    let line = approved.firstIndex { !currentSet.contains($0) } ?? 0
    let shown = gone.prefix(5).map { Diagnostic.Note(en: "no longer: \($0)", zh: "不再有：\($0)") }
    let added = new.prefix(5).map { Diagnostic.Note(en: "new: \($0)", zh: "新增：\($0)") }
    return Rule.pathsChanged.breach(
      in: source.path, at: SourceRange(line: line + 1, columns: 1..<2),
      en: "Tree '\(entry.id)' has other paths than its table: \(gone.count) gone, \(new.count) new",
      zh: "决策树“\(entry.id)”的路径和登记的不同：少了 \(gone.count) 条，多了 \(new.count) 条",
      notes: shown + added + [
        Diagnostic.Note(
          en: "`clew check --update-lock` records the new paths",
          zh: "确认无误后，用 clew check --update-lock 登记新路径")
      ])
  }
}

extension Rule {
  /// A tree whose paths were not approved.
  public static let pathsChanged = Rule(
    "paths-changed", .error,
    en:
      "The paths of a tree are recorded beside it, so that a change shows whose answer changes. Look at the difference, then run `clew check --update-lock`.",
    zh: "决策树的每条路径都登记在旁边，改动时能看出谁的答案变了。请看过差别，再运行 clew check --update-lock。",
    wrong: "debited=扣了 ⇒ contact\ndebited=不确定 ⇒ ask",
    right: "debited=扣了 ⇒ ask\ndebited=不确定 ⇒ ask")
}
