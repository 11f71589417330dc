/// All that stands in a folder, at any depth, ordered by path.
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

  /// Walks a folder.
  init(of folder: OpenFolder) throws(PublishingError) {
    var pending = [""]
    while let parent = pending.popLast() {
      for (name, status) in try folder.entries(of: parent) {
        let item = Item(path: parent.isEmpty ? name : "\(parent)/\(name)", status: status)
        switch status.kind {
        case .file: files.append(item)
        case .folder:
          folders.append(item)
          pending.append(item.path)
        default: irregular.append(item)
        }
      }
    }
    files.sort { pathPrecedes($0.path, $1.path) }
    folders.sort { pathPrecedes($0.path, $1.path) }
    irregular.sort { pathPrecedes($0.path, $1.path) }
  }

  /// Whether two walks saw the same: a linked file keeps its inode, size and time.
  func shows(_ other: FolderSurvey) -> Bool {
    files == other.files && folders.map(\.path) == other.folders.map(\.path)
      && irregular == other.irregular
  }
}
