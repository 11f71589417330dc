/// The paths that an output holds: no two of them are one file on any file system, as
/// ``OutputTree`` says.
public struct OutputNames: Sendable {
  /// Collision key of a file → its path.
  private var filesByKey: [String: String] = [:]
  /// Collision key of a folder → the first path that needs it.
  private var foldersByKey: [String: String] = [:]

  /// Holds no path.
  public init() {}

  /// Adds the path of a file.
  ///
  /// - Returns: what is wrong with the path, or with which path it collides; nil when it was added.
  public mutating func add(_ path: String) -> OutputTree.Refusal? {
    if let fault = OutputPath.fault(in: path) { return .invalidPath(path, fault) }
    let key = OutputPath.collisionKey(path)
    // What holds one file may hold another, and so may the folders above it.
    let isKnown = OutputPath.folder(above: key).map { foldersByKey[$0] != nil } ?? false
    let folders = isKnown ? [] : OutputPath.folders(above: key)
    if key == Manifest.path || folders.contains(Manifest.path) { return .reservedPath(path) }
    if let other = filesByKey[key] {
      return other == path ? .duplicate(path) : .sameButForm(path, as: other)
    }
    if let other = foldersByKey[key] { return .fileAndFolder(path, and: other) }
    for folder in folders {
      if let other = filesByKey[folder] { return .fileAndFolder(path, and: other) }
    }
    for folder in folders where foldersByKey[folder] == nil { foldersByKey[folder] = path }
    filesByKey[key] = path
    return nil
  }
}
