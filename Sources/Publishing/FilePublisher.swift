internal import Glibc

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
    try publish(bytes, mode: FileMode.file)
  }

  /// Refuses a file that is not there or may not be written, as its mode says: renaming another
  /// file into its place would not ask.
  public func expectWritable() throws(PublishingError) {
    guard let status = try FileStatus.of(path) else {
      throw .system(.open, path: path, code: ENOENT)
    }
    guard status.mode & 0o222 != 0, unsafe access(path, W_OK) == 0 else {
      throw .system(.write, path: path, code: EACCES)
    }
  }

  /// Writes a file in the place of one that is there, which keeps its mode.
  ///
  /// - Throws: as ``publish(_:)`` does, and where ``expectWritable()`` does.
  public func replace(with bytes: [UInt8]) throws(PublishingError) {
    try expectWritable()
    try publish(bytes, mode: try FileStatus.of(path)?.mode ?? FileMode.file)
  }

  private func publish(_ bytes: [UInt8], mode: mode_t) throws(PublishingError) {
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
      try operations.writeFile(staged, mode: mode) { append throws(PublishingError) in
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
