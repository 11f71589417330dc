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
  }

  private var names: (paths: [String], faults: [Diagnostic]) = ([], [])
  private var registers: (files: [GuideFiles.File], baseURL: String?, value: Registers)?
  private var known: [String: (bytes: [UInt8], reading: Reading)] = [:]
  private var templates: [GuideFiles.File] = []
  private var theme: (theme: Theme?, diagnostics: [Diagnostic])?
  private var catalog: (assets: [GuideFiles.File], theme: [GuideFiles.File], value: AssetCatalog)?
  private var sounds: [String: String] = [:]

  /// Knows nothing.
  public init() {}

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
    let old = known
    let readings = await concurrentMap(files, jobs: jobs) { file in
      if let same = old[file.file.path], same.bytes == file.file.bytes { return same.reading }
      return file.reading(registers)
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
}
