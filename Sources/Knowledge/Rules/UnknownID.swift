public import Diagnostics

/// Reports ids in front matter that no entry has.
enum UnknownID {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.index.entries.flatMap { entry -> [Diagnostic] in
      entry.references.flatMap { kind, ids in
        ids.compactMap { id in check(id, kind: kind, of: entry, in: guide) }
      }
    }
  }

  private static func check(
    _ id: Located<String>, kind: EntryKind, of entry: Entry, in guide: UncheckedGuide
  ) -> Diagnostic? {
    guard guide.index[kind, id.value] == nil else { return nil }
    let names = guide.index.entries(kind).map(\.id)
    let nearest = nearestName(to: id.value, among: names)
    let file = nearest.flatMap { guide.index[kind, $0]?.file }
    var notes = Diagnostic.Note.didYouMean(nearest, file: file)
    if let folder = kind.folder, guide.leftOut.contains("\(folder)/\(id.value).md") {
      notes.append(Diagnostic.Note(en: "'\(id.value)' is a draft", zh: "“\(id.value)”还是草稿"))
    }
    let name = kind.chineseName
    return Rule.unknownID.breach(
      in: entry.file, at: id.range, en: "No \(kind.rawValue) has the id '\(id.value)'",
      zh: "没有 id 为“\(id.value)”的\(name)", notes: notes,
      fixes: Diagnostic.Fix.name(id.value, meaning: nearest, among: names, at: id.range))
  }
}

extension Rule {
  /// An id that no entry has.
  public static let unknownID = Rule(
    "unknown-id", .error,
    en: "An id in front matter is the file name of an entry, without its folder and suffix.",
    zh: "文件头里的 id 是某个内容的文件名，不带文件夹和后缀。",
    wrong: "solutions: [chek-network]", right: "solutions: [check-network]")
}

extension Entry {
  /// The ids that its front matter names, by the kind they must have.
  var references: [(kind: EntryKind, ids: [Located<String>])] {
    switch content {
    case .home(let home): [(.tree, home.start.map { [$0] } ?? [])]
    case .cause(let cause): [(.solution, cause.solutions), (.prevention, cause.prevention)]
    case .solution(let solution): [(.prevention, solution.prevention)]
    case .term(let term): [(.term, term.see)]
    case .page, .prevention, .checklist, .tree: []
    }
  }
}

extension EntryKind {
  /// What the kind is called in Chinese messages and pages.
  public var chineseName: String {
    switch self {
    case .home: "首页"
    case .page: "页面"
    case .cause: "原因"
    case .solution: "办法"
    case .prevention: "预防"
    case .checklist: "清单"
    case .tree: "排查"
    case .term: "词语"
    }
  }
}
