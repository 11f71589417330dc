internal import Diagnostics
internal import Knowledge
internal import Markup

/// What one build leaves for the next of the same guide in the same program: work whose outcome
/// depends on nothing but what it was done on, kept beside that.
public struct BuildMemory: Sendable {
  /// What was made of an entry's file.
  struct Reading: Sendable {
    let entry: Entry?
    let diagnostics: [Diagnostic]
  }

  private var limits = MarkupLimits()
  private var known: [String: (bytes: [UInt8], reading: Reading)] = [:]
  private var templates: [GuideFiles.File] = []
  private var theme: (theme: Theme?, diagnostics: [Diagnostic])?
  private var sounds: [String: String] = [:]

  /// Knows nothing.
  public init() {}

  /// Reads entries; those whose bytes are known are taken over.
  mutating func readings(
    of files: [ContentFiles.EntryFile], limits: MarkupLimits, jobs: Int
  ) async -> [Reading] {
    if limits != self.limits { known = [:] }
    self.limits = limits
    let old = known
    let readings = await concurrentMap(files, jobs: jobs) { file in
      if let same = old[file.file.path], same.bytes == file.file.bytes { return same.reading }
      return file.reading(limits: limits)
    }
    known = Dictionary(
      zip(files, readings).map { ($0.file.path, ($0.file.bytes, $1)) },
      uniquingKeysWith: { first, _ in first })
    return readings
  }

  /// The theme of a guide's templates.
  mutating func theme(_ files: [GuideFiles.File]) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    let isSame = files.elementsEqual(templates) { $0.path == $1.path && $0.bytes == $1.bytes }
    if isSame, let theme { return theme }
    let loaded = Theme.loaded(files)
    (templates, theme) = (files, loaded)
    return loaded
  }

  /// How the titles of entries sound, by title.
  mutating func sounds(of entries: [Entry]) -> [String: String] {
    let titles = Set(entries.map(\.title))
    let new = titles.filter { sounds[$0] == nil }
    for (title, sound) in zip(new, Pinyin.readings(Array(new))) { sounds[title] = sound }
    if sounds.count > 2 * titles.count { sounds = sounds.filter { titles.contains($0.key) } }
    return sounds
  }
}
