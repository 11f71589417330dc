internal import Caching
internal import Diagnostics
internal import Knowledge
internal import Markup

/// What one build leaves for the next of the same guide in the same program: work whose outcome
/// depends on nothing but what it was done on, kept beside that.
public struct BuildMemory: Sendable {
  /// What was made of an entry's file.
  struct Reading: Sendable {
    let entry: Entry?
    /// What is wrong with the file.
    let diagnostics: [Diagnostic]
    /// What rules about single entries find, of which a draft that is left out is free.
    let findings: [Diagnostic]
    /// By which the file is known in the cache, where there is one.
    var keys: EntryCacheKeys?
  }

  /// What earlier runs of the program left, if anything.
  let cache: BuildCache?

  private var names: (paths: [String], faults: [Diagnostic]) = ([], [])
  private var registers: (files: [GuideFiles.File], baseURL: String?, value: Registers)?
  private var known: [String: (bytes: [UInt8], reading: Reading)] = [:]
  private var templates: [GuideFiles.File] = []
  private var theme: (theme: Theme?, diagnostics: [Diagnostic])?
  private var catalog: (assets: [GuideFiles.File], theme: [GuideFiles.File], value: AssetCatalog)?
  private var sounds: [String: String] = [:]
  private var last: (files: GuideFiles, options: BuildOptions, draft: SiteDraft)?

  /// Knows nothing.
  public init() { self.init(cache: nil) }

  /// Knows nothing but what an earlier run of the program left, if anything.
  init(cache: BuildCache?) { self.cache = cache }

  /// The files of `content/`, sorted by what they are.
  mutating func content(_ files: [GuideFiles.File]) -> ContentFiles {
    let paths = files.map(\.path)
    if paths != names.paths { names = (paths, FileNames.check(paths)) }
    return ContentFiles(files, nameFaults: names.faults)
  }

  /// The settings and registers of a guide. What rules found in entries is kept with them.
  mutating func registers(_ content: ContentFiles, baseURL: String?) -> Registers {
    let files = content.registerFiles
    if let registers, registers.baseURL == baseURL, registers.files == files {
      return registers.value
    }
    let value = Registers(content, baseURL: baseURL)
    (registers, known) = ((files, baseURL, value), [:])
    return value
  }

  /// Reads entries; those whose bytes are known are taken over.
  mutating func readings(
    of files: [ContentFiles.EntryFile], _ registers: Registers, jobs: Int
  ) async -> [Reading] {
    let (old, cache, key) = (known, cache, registers.key)
    let readings = await concurrentMap(files, jobs: jobs) { file in
      if let same = old[file.file.path], same.bytes == file.file.bytes { return same.reading }
      return cache?.reading(of: file, registers, key) ?? file.reading(registers)
    }
    known = Dictionary(
      zip(files, readings).map { ($0.file.path, ($0.file.bytes, $1)) },
      uniquingKeysWith: { first, _ in first })
    return readings
  }

  /// The theme of a guide's templates.
  mutating func theme(_ files: [GuideFiles.File]) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    if files == templates, let theme { return theme }
    let loaded = Theme.loaded(files)
    (templates, theme) = (files, loaded)
    return loaded
  }

  /// The files beside the pages: those of the theme that was loaded last, and of the guide.
  mutating func catalog(theme: Theme, content: ContentFiles) -> AssetCatalog {
    let assets = content.assets.map { GuideFiles.File(path: $0.name, bytes: $0.bytes) }
    if let catalog, catalog.assets == assets, catalog.theme == templates { return catalog.value }
    let value = AssetCatalog(theme: theme, content: content)
    catalog = (assets, templates, value)
    return value
  }

  /// How the titles of entries sound, by title.
  mutating func sounds(of entries: [Entry]) -> [String: String] {
    let titles = Set(entries.map(\.title))
    let new = titles.filter { sounds[$0] == nil }
    for (title, sound) in zip(new, Pinyin.readings(Array(new))) { sounds[title] = sound }
    if sounds.count > 2 * titles.count { sounds = sounds.filter { titles.contains($0.key) } }
    return sounds
  }

  /// Keeps a draft for the next one.
  mutating func keep(_ draft: SiteDraft, of files: GuideFiles, options: BuildOptions) {
    last = (files, options, draft)
  }

  /// The last draft, with other texts in some of its entries: nil where the difference may concern
  /// more than the pages of these entries, and all has to be checked and planned again.
  mutating func redraft(of files: GuideFiles, options: BuildOptions) -> SiteDraft? {
    // The keys by which a cache knows the pages of a draft are of the entries that it was made of.
    guard cache == nil, let last, let registers, options == last.options, !options.isStrict,
      files.templates == last.files.templates, files.diagnostics == last.files.diagnostics,
      files.content.count == last.files.content.count, var proof = last.draft.proof
    else { return nil }
    var log = last.draft.diagnostics
    var readings: [(file: GuideFiles.File, reading: Reading)] = []
    for (old, new) in zip(last.files.content, files.content) where old != new {
      guard old.path == new.path, let document = proof.content.replace(new),
        let reading = Self.replacement(
          document.reading(registers.value), for: known[old.path]?.reading, old, new, log)
      else { return nil }
      readings.append((new, reading))
      log.removeAll { $0.file == new.path }
      log += reading.diagnostics + reading.findings
    }
    for (file, reading) in readings { known[file.path] = (file.bytes, reading) }
    let entries = readings.compactMap(\.reading.entry)
    proof.guide = proof.guide.replacing(entries)
    let draft = SiteDraft(
      diagnostics: log, unchecked: last.draft.unchecked.replacing(entries), proof: proof)
    self.last = (files, options, draft)
    return draft
  }

  /// A new reading of a file, where it can take the place of the old one: without errors, with the
  /// same front matter, and when nothing was found about the file that depends on other files.
  private static func replacement(
    _ reading: Reading, for before: Reading?, _ old: GuideFiles.File, _ new: GuideFiles.File,
    _ log: [Diagnostic]
  ) -> Reading? {
    guard let before, let entry = before.entry, let next = reading.entry, !entry.isDraft,
      next.canReplace(entry), (reading.diagnostics + reading.findings).count(of: .error) == 0,
      log.count(where: { $0.file == old.path })
        == before.diagnostics.count + before.findings.count,
      !log.contains(where: { $0.notes.contains { $0.file == old.path } })
    else { return nil }
    let same = zip(old.bytes, new.bytes).prefix { $0 == $1 }.count
    let line = old.bytes.prefix(same).count { $0 == UInt8(ascii: "\n") } + 1
    return line >= entry.bodyLine ? reading : nil
  }
}
