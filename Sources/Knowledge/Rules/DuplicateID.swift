public import Diagnostics

/// Reports a file whose kind and id another file has already.
enum DuplicateID {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.duplicates.map { entry in
      let first = guide.index[entry.key]?.file ?? ""
      return Rule.duplicateID.breach(
        in: entry.file, at: nil,
        en: "'\(entry.file)' has the same address as '\(first)'",
        zh: "“\(entry.file)”和“\(first)”的地址相同",
        notes: [Diagnostic.Note(en: "the first one", zh: "第一个", file: first)])
    }
  }
}

extension Rule {
  /// Two files with one address.
  public static let duplicateID = Rule(
    "duplicate-id", .error,
    en:
      "Every entry has an address of its own. Rename one of the two files, and name the old address in its `aliases`.",
    zh: "每个内容都有自己的地址。请给其中一个文件改名，并把旧地址写进 aliases。",
    wrong: "content/pages/about.md and content/pages/about/index.md",
    right: "content/pages/about.md and content/pages/team.md")
}
