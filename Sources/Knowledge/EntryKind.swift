internal import Diagnostics

/// What an entry is; its folder decides.
public enum EntryKind: String, CaseIterable, Comparable, Sendable {
  case home, page, cause, solution, prevention, checklist, tree, term

  /// The folder of the content, under `content/`; nil for the home page, which has none.
  public var folder: String? {
    switch self {
    case .home: nil
    case .page: "pages"
    case .cause: "causes"
    case .solution: "solutions"
    case .prevention: "prevention"
    case .checklist: "checklists"
    case .tree: "trees"
    case .term: "glossary"
    }
  }

  /// The kind whose content lies in a folder.
  public init?(folder: String) {
    guard let kind = Self.allCases.first(where: { $0.folder == folder }) else { return nil }
    self = kind
  }

  /// Kinds come in the order in which a reader meets them.
  public static func < (left: Self, right: Self) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    Self.allCases.firstIndex(of: self) ?? 0
  }
}

/// The name of an entry: its kind and its id.
public struct EntryKey: Hashable, Comparable, Sendable {
  /// The kind.
  public let kind: EntryKind
  /// The file name without its suffix; for a page its path; `index` for the home page.
  public let id: String

  /// Creates a name.
  public init(_ kind: EntryKind, _ id: String) {
    self.kind = kind
    self.id = id
  }

  /// The file that holds the entry, relative to the guide's folder.
  public var file: String {
    guard let folder = kind.folder else { return "content/\(id).md" }
    return "content/\(folder)/\(id).md"
  }

  /// Whether a new entry may have this name: kebab-case, for a page in each part of its path, and
  /// `index` for the home page.
  public var isValid: Bool {
    switch kind {
    case .home: id == "index"
    case .page:
      id.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { EntryReader.isValidID(String($0)) }
    default: EntryReader.isValidID(id)
    }
  }

  /// Ordered by kind, then by id.
  public static func < (left: Self, right: Self) -> Bool {
    left.kind == right.kind
      ? left.id.precedes(right.id) : left.kind < right.kind
  }
}
