/// Which scripts a page has. The first is that of every page; those after it use what it defines.
enum PageScripts: CaseIterable, Sendable {
  case plain, tree, wait, checklist, notFound

  /// The names of the files, in order.
  var names: [String] {
    switch self {
    case .plain: ["clew"]
    case .tree: ["clew", "tree"]
    case .wait: ["clew", "tree", "wait"]
    case .checklist: ["clew", "checklist"]
    case .notFound: ["clew", "not-found"]
    }
  }
}
