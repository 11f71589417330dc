/// Puts one file in its place, whole or not at all.
///
/// Whoever reads it sees the old bytes or the new ones, and so does whoever looks after a crash.
public struct FilePublisher: Sendable {
  private let path: String
  private let operations: FileOperations

  /// Creates a publisher for a file. Nothing is looked at or made yet.
  public init(path: String) {
    self.init(path: path, operations: FileOperations())
  }

  init(path: String, operations: FileOperations) {
    self.path = path
    self.operations = operations
  }

  /// Writes the file beside its place and renames it.
  ///
  /// - Throws: `PublishingError`; what stood there is then as it was before. A folder, a symbolic
  ///   link and anything else that is no file is refused.
  public func publish(_ bytes: [UInt8]) throws(PublishingError) {
    guard let slash = path.lastIndex(of: "/"), !path.hasSuffix("/"), !path.utf8.contains(0) else {
      throw .unsafeOutput(path, .invalid)
    }
    if let kind = try FileStatus.of(path)?.kind, kind != .file {
      throw .unsafeFile(path, kind)
    }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    // A name that nobody else has chosen: two builds may write the same file at once.
    let number = UInt32.random(in: 0...UInt32.max)
    let staged = "\(folder)/.\(path[path.index(after: slash)...]).\(number).clew"
    do throws(PublishingError) {
      try operations.writeFile(staged, mode: FileMode.file) { append throws(PublishingError) in
        try append(bytes)
      }
      try operations.synchronize(staged)
      try operations.rename(staged, to: path)
    } catch {
      // What failed is told; a left-over beside the file does no harm.
      try? operations.removeFile(staged)
      throw error
    }
    try operations.synchronize(folder)
  }
}
