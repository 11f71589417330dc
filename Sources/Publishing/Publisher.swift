internal import Glibc

/// What a publication did.
public struct Publication: Hashable, Sendable {
  /// How many files were written anew.
  public let written: Int
  /// How many files were taken over as hard links.
  public let linked: Int
  /// How many files of the old generation are gone.
  public let removed: Int
  /// Whether the live folder was this generation already, so that nothing was touched.
  public let isUnchanged: Bool
  /// What went wrong after the new generation was in place: it is published, but may not be on the
  /// disk yet, or left-overs wait in the work folder for the next build, which removes them.
  public let unfinished: PublishingError?
}

/// Puts whole generations of a site in the place of an output folder, each in one atomic step.
///
/// For the output `/x/public` the work is done in `/x/.public.clew`. Whoever reads the output sees
/// one complete generation at any moment, and so does whoever looks after a crash. One publisher at a
/// time works on an output; another is refused.
public struct Publisher: Sendable {
  let output: String
  private let operations: FileOperations
  private let isLasting: @Sendable (_ path: String) -> Bool

  /// Creates a publisher for an output folder. Nothing is looked at or made yet.
  ///
  /// - Parameters:
  ///   - output: the folder.
  ///   - isLasting: which files of a generation are kept beside the next one, in `earlier` in the
  ///     work folder, for readers who opened a page before: those whose names hold a hash.
  public init(
    output: String, keeping isLasting: @escaping @Sendable (_ path: String) -> Bool = { _ in false }
  ) {
    self.init(output: output, operations: FileOperations(), keeping: isLasting)
  }

  init(
    output: String, operations: FileOperations,
    keeping isLasting: @escaping @Sendable (_ path: String) -> Bool = { _ in false }
  ) {
    self.output = output
    self.operations = operations
    self.isLasting = isLasting
  }

  /// Publishes a tree; does nothing at all when the live folder is this generation already.
  ///
  /// - Parameters:
  ///   - tree: everything the output shall hold, apart from the manifest.
  ///   - generator: the program's name and version, for the manifest.
  ///   - inputs: a digest of all that the tree depends on, by which ``fileCount(publishedFrom:)``
  ///     knows it again; nil keeps no record.
  /// - Returns: what was done.
  /// - Throws: `PublishingError`; the live folder is then as it was before.
  public func publish(
    _ tree: OutputTree, generator: String, inputs: String? = nil
  ) throws(PublishingError) -> Publication {
    let generation = newGeneration()
    for (path, bytes) in tree.files { generation.add(OutputFile(path, bytes), bytes) }
    return try generation.publish(generator: generator, inputs: inputs)
  }

  /// The next generation, to which files are added while they are made.
  ///
  /// - Parameter trustsRecord: whether a live folder that stands on the disk as it was left is believed
  ///   to hold what its manifest says; else every file is read before it is taken over.
  /// - Returns: the generation.
  public func newGeneration(trustsRecord: Bool = true) -> NewGeneration {
    NewGeneration(of: output, operations, trustsRecord: trustsRecord, keeping: isLasting)
  }

  /// Puts the previous generation back, atomically; a second rollback returns to the newer one.
  ///
  /// What was put into the live folder by hand stays, as it does when publishing.
  public func rollback() throws(PublishingError) -> Publication {
    let place = try OutputPlace(output)
    guard try FileStatus.of(place.work) != nil else { throw .nothingToRollBack(place.live) }
    let work = try WorkFolder.locked(place, operations)
    try work.settle()
    guard let previous = try Generation(at: work.previous), let manifest = previous.manifest?.value
    else { throw .nothingToRollBack(place.live) }
    let verification = try previous.verification(against: manifest)
    guard verification.isComplete else {
      throw .damagedGeneration(previous.folder.path, verification)
    }
    let replacement = Replacement(
      manifest: manifest, live: try Generation(at: place.live), source: previous,
      standing: Array(manifest.files.keys), staging: Staging(at: work.next, operations),
      isLasting: isLasting)
    return try replacement.perform(in: work)
  }

  /// What a published folder holds, its manifest aside.
  ///
  /// - Throws: `PublishingError` when the folder has no manifest or differs from it.
  public static func published(_ folder: String) throws(PublishingError) -> OutputTree {
    let (generation, manifest) = try generation(in: folder)
    return try generation.tree(of: manifest)
  }

  /// Compares a folder with its manifest: a published output, or a copy of one anywhere.
  ///
  /// Dotfiles and `CNAME` at the top level may be there without being listed.
  public static func verify(_ folder: String) throws(PublishingError) -> Verification {
    let (generation, manifest) = try generation(in: folder)
    return try generation.verification(against: manifest)
  }

  /// The manifest of a published folder.
  static func manifest(of folder: String) throws(PublishingError) -> Manifest {
    try generation(in: folder).manifest
  }

  private static func generation(
    in folder: String
  ) throws(PublishingError) -> (generation: Generation, manifest: Manifest) {
    let path = try realPath(of: folder)
    guard let generation = try Generation(at: path) else {
      throw .system(.open, path: path, code: ENOENT)
    }
    guard let manifest = generation.manifest else { throw .noManifest(path) }
    return (generation, manifest.value)
  }
}
