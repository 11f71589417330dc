internal import Diagnostics

/// All that stands in a folder, at any depth: level by level, and within a folder by name, so that the
/// same folder is always told in the same order.
struct FolderSurvey: Hashable, Sendable {
  /// One thing, by its path within the folder.
  struct Item: Hashable, Sendable {
    let path: String
    let status: FileStatus
  }

  /// The regular files.
  private(set) var files: [Item] = []
  /// The folders; one stands before what it holds.
  private(set) var folders: [Item] = []
  /// Symbolic links, pipes and whatever else is neither.
  private(set) var irregular: [Item] = []

  /// Walks a folder, level by level.
  init(of folder: OpenFolder) throws(PublishingError) {
    var level = [""]
    while !level.isEmpty {
      let found = folders.count
      let items = try level.mapAtOnce { parent throws(PublishingError) in
        try Self.items(of: parent, in: folder)
      }
      for item in items.joined() {
        switch item.status.kind {
        case .file: files.append(item)
        case .folder: folders.append(item)
        default: irregular.append(item)
        }
      }
      level = folders[found...].map(\.path)
    }
  }

  /// What stands directly in a folder below, by name.
  private static func items(
    of parent: String, in folder: OpenFolder
  ) throws(PublishingError) -> [Item] {
    try folder.entries(of: parent).sorted { $0.name.precedes($1.name) }.map { name, status in
      Item(path: parent.isEmpty ? name : "\(parent)/\(name)", status: status)
    }
  }

  /// Whether two walks saw the same: a linked file keeps its inode, size and time.
  func shows(_ other: FolderSurvey) -> Bool {
    files == other.files && folders.map(\.path) == other.folders.map(\.path)
      && irregular == other.irregular
  }
}
