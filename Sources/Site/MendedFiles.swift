public import Diagnostics

/// The files of a guide with its mends made, as `clew check --fix` does.
public struct MendedFiles: Sendable {
  /// A file that was mended.
  public struct Change: Sendable {
    /// Its path, relative to the guide's folder.
    public let path: String
    /// Its new bytes.
    public let bytes: [UInt8]
    /// How many mends were made.
    public let count: Int
  }

  /// The files.
  public private(set) var files: GuideFiles
  /// What was mended, ordered by path.
  public private(set) var changes: [Change] = []
  /// What a check of the mended files finds.
  public private(set) var result: BuildResult

  /// Mends that overlap are made in turns. A mend makes no fault, so a few turns are enough.
  private static let turns = 8

  /// Makes every mend of a guide that may be trusted so far, and checks it again.
  ///
  /// - Parameters:
  ///   - files: the files as they are.
  ///   - result: what a check of them found.
  ///   - options: what the check is asked for.
  ///   - trust: how far a mend must be trusted.
  public init(
    _ files: GuideFiles, _ result: BuildResult, options: BuildOptions,
    trust: Diagnostic.Fix.Trust
  ) async {
    self.files = files
    self.result = result
    var counts: [String: Int] = [:]
    for _ in 0..<Self.turns {
      let turn = Self.mended(self.files, self.result.diagnostics, trust: trust)
      guard !turn.counts.isEmpty else { break }
      let next = await BuildPipeline.run(turn.files, options: options, into: nil)
      // Whatever a mend is thought to do, it is taken only if nothing gets worse by it.
      let (errors, before) = (next.diagnostics, self.result.diagnostics)
      guard errors.count(of: .error) <= before.count(of: .error) else { break }
      (self.files, self.result) = (turn.files, next)
      counts.merge(turn.counts, uniquingKeysWith: +)
    }
    changes = self.files.content.compactMap { file in
      counts[file.path].map { Change(path: file.path, bytes: file.bytes, count: $0) }
    }
  }

  private static func mended(
    _ files: GuideFiles, _ diagnostics: [Diagnostic], trust: Diagnostic.Fix.Trust
  ) -> (files: GuideFiles, counts: [String: Int]) {
    var fixes: [String: [Diagnostic.Fix]] = [:]
    for diagnostic in diagnostics {
      fixes[diagnostic.file, default: []] += diagnostic.fixes.filter { $0.trust <= trust }
    }
    var mended = files
    var counts: [String: Int] = [:]
    for (index, file) in files.content.enumerated() {
      guard let own = fixes[file.path], !own.isEmpty else { continue }
      let (bytes, count) = Diagnostic.Fix.applied(own, to: file.bytes)
      guard bytes != file.bytes else { continue }
      mended.content[index] = GuideFiles.File(path: file.path, bytes: bytes)
      counts[file.path] = count
    }
    return (mended, counts)
  }
}
