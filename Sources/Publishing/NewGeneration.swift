internal import Synchronization

/// The next generation of an output while its files are made: those that are new are written at once,
/// those that stand in the output already are linked in the end, and none is kept in memory.
///
/// The output is locked from the first file on. Whoever begins or adds a file has to end with ``publish``, or
/// with ``discard()``, after the last one is added.
public final class NewGeneration: OutputTarget {
  private let output: String
  private let operations: FileOperations
  private let trustsRecord: Bool
  private let isLasting: @Sendable (_ path: String) -> Bool
  private let state = Mutex(State())

  private struct State {
    /// What the first file opened.
    var open: OpenGeneration?
    /// The first failure, which is the one to tell.
    var failure: PublishingError?
  }

  init(
    of output: String, _ operations: FileOperations, trustsRecord: Bool,
    keeping isLasting: @escaping @Sendable (_ path: String) -> Bool
  ) {
    self.output = output
    self.operations = operations
    self.trustsRecord = trustsRecord
    self.isLasting = isLasting
  }

  /// Locks the output and looks at what stands there, as the first file would have it done.
  public func begin() {
    do throws(PublishingError) {
      _ = try opened()
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
    }
  }

  /// Writes a file, unless the output has it already. After a failure, which ``publish`` tells,
  /// nothing is done any more.
  public func add(_ file: OutputFile, _ bytes: [UInt8]) {
    do throws(PublishingError) {
      try opened().add(file, bytes)
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
    }
  }

  /// Takes files that the output has already, in every byte; they need not be made.
  public func take(_ files: [OutputFile]) -> Bool {
    do throws(PublishingError) {
      return try opened().take(files)
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
      return false
    }
  }

  /// Puts what was added in the place of the output; does nothing at all when that is the same.
  ///
  /// - Parameters:
  ///   - generator: the program's name and version, for the manifest.
  ///   - inputs: a digest of all that the files depend on, by which
  ///     ``Publisher/fileCount(publishedFrom:)`` knows them again; nil keeps no record.
  /// - Returns: what was done.
  /// - Throws: `PublishingError`; the output is then as it was before.
  public func publish(
    generator: String, inputs: String? = nil
  ) throws(PublishingError) -> Publication {
    let open: OpenGeneration
    do {
      open = try opened()
    } catch {
      discard()
      throw error
    }
    let (publication, count) = try open.publish(generator: generator)
    if let inputs { Publisher.keepRecord(of: inputs, fileCount: count, in: open.work) }
    return publication
  }

  /// Removes what was written; the output stays as it is. What cannot be removed now is removed by
  /// the next build.
  public func discard() {
    state.withLock { state in
      try? state.open?.work.settle()
      state.open = nil
    }
  }

  /// What the first file opened; nothing more after a failure.
  private func opened() throws(PublishingError) -> OpenGeneration {
    // No closure that throws: the thread sanitizer is told by name which ones a lock guards.
    try state.withLock { state -> Result<OpenGeneration, PublishingError> in
      if let failure = state.failure { return .failure(failure) }
      if let open = state.open { return .success(open) }
      let opening = Result { () throws(PublishingError) in
        try OpenGeneration(output, operations, trustsRecord: trustsRecord, isLasting)
      }
      state.open = try? opening.get()
      return opening
    }.get()
  }
}

/// A generation that is being written, with the lock that keeps others out.
final class OpenGeneration: Sendable {
  let work: WorkFolder
  private let live: Generation?
  /// Whether the live folder is as it was left, by the record of it, so that its files are what its
  /// manifest says.
  private let isUntouched: Bool
  private let staging: Staging
  private let isLasting: @Sendable (_ path: String) -> Bool
  private let added = Mutex(Added())

  /// What was taken.
  private struct Added {
    var files: [OutputFile] = []
    /// The paths of those that the live folder has.
    var standing: [String] = []
  }

  /// Locks an output, and looks at what stands there.
  init(
    _ output: String, _ operations: FileOperations, trustsRecord: Bool,
    _ isLasting: @escaping @Sendable (_ path: String) -> Bool
  ) throws(PublishingError) {
    let place = try OutputPlace(output)
    if try FileStatus.of(place.work) == nil {
      // A folder that is refused gets no work folder beside it.
      try Generation(at: place.live)?.checkReplaceable()
    }
    work = try WorkFolder.locked(place, operations)
    try work.settle()
    live = try Generation(at: place.live)
    try live?.checkReplaceable()
    isUntouched =
      trustsRecord && live.map { Publisher.isUntouched($0.survey, in: place) } ?? false
    staging = Staging(at: work.next, operations)
    self.isLasting = isLasting
  }

  /// Takes a file.
  func add(_ file: OutputFile, _ bytes: [UInt8]) throws(PublishingError) {
    let stands = try live?.holds(file, bytes, isUntouched: isUntouched) ?? false
    if !stands { try staging.write(bytes, as: file.path) }
    added.withLock { added in
      added.files.append(file)
      if stands { added.standing.append(file.path) }
    }
  }

  /// Takes files that the live folder has.
  func take(_ files: [OutputFile]) throws(PublishingError) -> Bool {
    guard let live else { return false }
    for file in files {
      guard try live.holds(file, isUntouched: isUntouched) else { return false }
    }
    added.withLock { added in
      added.files += files
      added.standing += files.map(\.path)
    }
    return true
  }

  /// Puts what was taken in the place of the live folder.
  func publish(
    generator: String
  ) throws(PublishingError) -> (publication: Publication, fileCount: Int) {
    let added = added.withLock { $0 }
    let manifest = Manifest(of: added.files, generator: generator)
    let replacement = Replacement(
      manifest: manifest, live: live, source: live, standing: added.standing, staging: staging,
      isLasting: isLasting)
    return (try replacement.perform(in: work), added.files.count)
  }
}
