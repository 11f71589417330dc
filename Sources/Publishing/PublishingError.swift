/// Why nothing was published, put back or verified. The live folder is as it was.
public enum PublishingError: Error, Hashable, Sendable {
  /// What the program was doing when the system refused.
  public enum Action: Hashable, Sendable, CaseIterable {
    case open, read, list, makeFolder, write, link, rename, exchange, remove, setMode, synchronize
  }

  /// Why a folder is never an output.
  public enum OutputFault: Hashable, Sendable, CaseIterable {
    /// No path, or one with a NUL in it.
    case invalid
    /// The root of the file system.
    case root
    /// The home folder, or a folder that holds it.
    case home
    /// A symbolic link.
    case symbolicLink
    /// A file or something else that is no folder.
    case notAFolder
  }

  /// The system refused: what was done, to which path, and the value of `errno`.
  case system(Action, path: String, code: Int32)
  /// The output is a place that is never written to.
  case unsafeOutput(String, OutputFault)
  /// Something that is no file stands where a single file is to be written.
  case unsafeFile(String, FileKind)
  /// The folder holds files, but no manifest: it was not made by this program.
  case notOurs(String)
  /// The folder holds files that its manifest does not know: the first of them, and how many.
  case foreignFiles(folder: String, paths: [String], count: Int)
  /// A symbolic link, device or the like stands where only files and folders may.
  case irregularFile(path: String, FileKind)
  /// Somebody changed the folder while the build was being prepared.
  case changedMeanwhile(String)
  /// Another build holds the lock, which is this file.
  case locked(String)
  /// The folder has no manifest.
  case noManifest(String)
  /// A manifest cannot be read.
  case malformedManifest(path: String, Manifest.Malformation)
  /// There is no previous generation of this output.
  case nothingToRollBack(String)
  /// The previous generation differs from its manifest.
  case damagedGeneration(String, Verification)
}

/// What stands at a path.
public enum FileKind: Hashable, Sendable, CaseIterable {
  case file, folder, symbolicLink, pipe, socket, device
  /// A name that is not UTF-8.
  case unreadableName
}
