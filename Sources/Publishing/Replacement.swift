internal import Diagnostics

/// One new generation on its way into the live folder's place.
struct Replacement {
  let manifest: Manifest
  /// What is published now, if anything.
  let live: Generation?
  /// The generation that has some of the new files already: the live one or, for a rollback, the
  /// previous one.
  let source: Generation?
  /// The files that stand there, in any order.
  let standing: [String]
  /// All other files of the manifest.
  let staging: Staging
  /// Which files of the live generation are kept for its readers.
  let isLasting: @Sendable (_ path: String) -> Bool
  /// The manifest as it is written.
  private let manifestBytes: [UInt8]

  init(
    manifest: Manifest, live: Generation?, source: Generation?, standing: [String],
    staging: Staging, isLasting: @escaping @Sendable (_ path: String) -> Bool
  ) {
    (self.manifest, manifestBytes) = (manifest, manifest.encoded())
    (self.live, self.source, self.standing) = (live, source, standing)
    (self.staging, self.isLasting) = (staging, isLasting)
  }

  /// Checks that nothing is lost, completes the new generation, and puts it in place.
  func perform(in work: borrowing WorkFolder) throws(PublishingError) -> Publication {
    do {
      try live?.checkReplaceable(by: manifest)
      if try isPublished() {
        return Publication(written: 0, linked: 0, removed: 0, isUnchanged: true, unfinished: nil)
      }
      try complete(in: work)
      if let live { try work.keepForReaders(outgoing, of: live) }
      try checkStillTheSame(at: work.place.live)
      try work.putNextInPlace()
    } catch {
      // What cannot be cleaned now is cleaned by the next build; the first error is the one to tell.
      try? work.settle()
      throw error
    }
    let old = live?.manifest?.value.files ?? [:]
    return Publication(
      written: staging.written, linked: staging.linked,
      removed: old.keys.count { manifest.files[$0] == nil }, isUnchanged: false,
      unfinished: problemOfCompletion(in: work))
  }

  /// The files to keep for readers of the live generation.
  private var outgoing: [String] {
    guard let live else { return [] }
    return live.survey.files.map(\.path).filter {
      manifest.files[$0] == nil && live.knows($0) && isLasting($0)
    }
  }

  /// Whether the live folder is the new generation already, in every byte.
  private func isPublished() throws(PublishingError) -> Bool {
    guard let live, let old = live.manifest, old.bytes == manifestBytes else { return false }
    if live.folder === source?.folder { return standing.count == manifest.files.count }
    guard live.filesToLink.isSuperset(of: manifest.files.keys) else { return false }
    return try live.verification(against: manifest).isComplete
  }

  private func complete(in work: borrowing WorkFolder) throws(PublishingError) {
    if let source {
      let left = try staging.begin(
        in: work.spare, aside: work.aside, standing: standing.sorted { $0.precedes($1) }, of: source
      )
      try staging.take(left, from: source)
    }
    try staging.addManifest(manifestBytes)
    if let origin = live ?? source { try staging.carryOver(from: origin, unlessIn: manifest) }
    try staging.synchronize()
  }

  /// Makes sure that nobody has put a file into the live folder since it was looked at: it would end
  /// with the old generation.
  private func checkStillTheSame(at path: String) throws(PublishingError) {
    let now = try OpenFolder.open(path)
    guard let now, let live else {
      if now == nil && live == nil { return }
      throw .changedMeanwhile(path)
    }
    guard try FolderSurvey(of: now).shows(live.survey) else { throw .changedMeanwhile(path) }
  }

  /// Brings the change to the disk and the work folder to rest.
  private func problemOfCompletion(in work: borrowing WorkFolder) -> PublishingError? {
    do {
      try work.operations.synchronize(work.place.work)
      try work.operations.synchronize(work.place.parent)
      try work.settle()
      try work.earlier.trim(to: Set(outgoing))
      return nil
    } catch {
      return error
    }
  }
}
