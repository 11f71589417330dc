internal import Synchronization

/// Keeps the files of a site in memory.
public final class OutputCollector: OutputTarget {
  private let collected = Mutex(OutputTree())

  /// Has no file.
  public init() {}

  /// Has nothing to look at.
  public func begin() {}

  /// Takes a file.
  public func add(_ file: OutputFile, _ bytes: [UInt8]) {
    collected.withLock { _ = $0.add(file.path, bytes) }
  }

  /// Has nothing that was not added.
  public func take(_ files: [OutputFile]) -> Bool { false }

  /// What was taken so far.
  public var tree: OutputTree { collected.withLock { $0 } }
}
