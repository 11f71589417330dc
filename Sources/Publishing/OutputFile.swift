/// A file of an output by its path and what its bytes come to.
public struct OutputFile: Hashable, Sendable {
  /// Its path, as ``OutputTree`` has them.
  public let path: String
  /// The SHA-256 of its bytes in lower-case hexadecimal.
  public let sha256: String
  /// Its length in bytes.
  public let size: Int

  /// The file that these bytes are.
  public init(_ path: String, _ bytes: [UInt8]) {
    self.path = path
    sha256 = sha256Digest(of: bytes)
    size = bytes.count
  }

  /// A file whose bytes are known to come to this.
  public init(path: String, sha256: String, size: Int) {
    (self.path, self.sha256, self.size) = (path, sha256, size)
  }
}

/// Takes the files of a site while they are made, so that nobody has to hold them all.
public protocol OutputTarget: Sendable {
  /// Looks at what it has already. This may be called while nothing is added yet, to save time then.
  func begin()

  /// Takes a file, in any order and from several threads at once.
  ///
  /// Whoever calls this has asked ``OutputNames`` before whether the paths may stand together, and
  /// adds each once. What a target cannot do with a file it tells in the end.
  func add(_ file: OutputFile, _ bytes: [UInt8])

  /// Takes files of which it has the bytes already, instead of ``add``; false, and none of them is
  /// taken, where it lacks one.
  func take(_ files: [OutputFile]) -> Bool
}
