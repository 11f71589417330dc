internal import Diagnostics
internal import Dispatch
internal import Synchronization

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

  /// Walks a folder, level by level.
  init(of folder: OpenFolder) throws(PublishingError) {
    var level = [""]
    while !level.isEmpty {
      let found = folders.count
      for items in Self.items(of: level, in: folder) {
        for item in try items.get() {
          switch item.status.kind {
          case .file: files.append(item)
          case .folder: folders.append(item)
          default: irregular.append(item)
          }
        }
      }
      level = folders[found...].map(\.path)
    }
    files.sort { $0.path.precedes($1.path) }
    folders.sort { $0.path.precedes($1.path) }
    irregular.sort { $0.path.precedes($1.path) }
  }

  /// What stands directly in each of some folders, which are read at once.
  private static func items(
    of parents: [String], in folder: OpenFolder
  ) -> [Result<[Item], PublishingError>] {
    let results = Mutex(
      [Result<[Item], PublishingError>](repeating: .success([]), count: parents.count))
    DispatchQueue.concurrentPerform(iterations: parents.count) { index in
      let parent = parents[index]
      let items = Result { () throws(PublishingError) in
        try folder.entries(of: parent).map { name, status in
          Item(path: parent.isEmpty ? name : "\(parent)/\(name)", status: status)
        }
      }
      results.withLock { $0[index] = items }
    }
    return results.withLock { $0 }
  }

  /// Whether two walks saw the same: a linked file keeps its inode, size and time.
  func shows(_ other: FolderSurvey) -> Bool {
    files == other.files && folders.map(\.path) == other.folders.map(\.path)
      && irregular == other.irregular
  }
}
