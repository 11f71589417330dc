public import Diagnostics
internal import Knowledge
internal import Markup

/// The files of `content/`, sorted by what they are.
struct ContentFiles: Sendable {
  /// A file that is an entry.
  struct EntryFile: Sendable {
    let file: GuideFiles.File
    let key: EntryKey

    /// Decodes, parses and types the file, and checks what concerns it alone.
    func reading(_ registers: Registers) -> BuildMemory.Reading {
      let limits = registers.settings.limits
      let (source, log) = Source.decoded(file.bytes, path: file.path, limit: limits.fileBytes)
      guard let source else {
        return BuildMemory.Reading(entry: nil, diagnostics: log, findings: [], keys: nil)
      }
      let document = Document(source, limits: limits)
      let (entry, problems) = EntryReader.entry(document, key: key)
      let order = KeyOrder.check(source, document, kind: key.kind)
      return BuildMemory.Reading(
        entry: entry.entry, diagnostics: log + PersonalNumber.check(source) + problems + order,
        findings: registers.rules.diagnostics(of: entry), keys: nil)
    }
  }

  /// The entries.
  private(set) var documents: [EntryFile] = []
  /// The files of `content/assets`, by their name relative to `content/`.
  private(set) var assets: [(name: String, bytes: [UInt8])] = []
  /// What has no place in `content/`.
  private(set) var diagnostics: [Diagnostic] = []
  /// Every file but the entries and what is merely copied.
  var registerFiles: [GuideFiles.File] {
    [settingsFile, factsFile, synonymsFile, holidaysFile].compactMap(\.self)
  }
  private var settingsFile: GuideFiles.File?
  private var factsFile: GuideFiles.File?
  private var synonymsFile: GuideFiles.File?
  private var searchTestsFile: GuideFiles.File?
  private var holidaysFile: GuideFiles.File?
  /// The addresses that were published; nil when nobody recorded them.
  private(set) var addressLock: Source?
  /// The approved paths of decision trees, by file.
  private(set) var pathTables: [String: Source] = [:]

  /// Sorts files.
  ///
  /// - Parameters:
  ///   - files: the files.
  ///   - nameFaults: what is wrong with their names.
  init(_ files: [GuideFiles.File], nameFaults: [Diagnostic] = []) {
    diagnostics = nameFaults
    for file in files { add(file) }
    if settingsFile == nil {
      diagnostics.append(
        Rule.missingFile.breach(
          in: SiteSettings.file, at: nil, en: "'\(SiteSettings.file)' is missing",
          zh: "缺少“\(SiteSettings.file)”"))
    }
  }

  /// Puts another text into the file of an entry, and returns that entry's file; nil where the path
  /// is that of none.
  mutating func replace(_ file: GuideFiles.File) -> EntryFile? {
    guard let place = documents.firstIndex(where: { $0.file.path == file.path }) else { return nil }
    documents[place] = EntryFile(file: file, key: documents[place].key)
    return documents[place]
  }

  private mutating func add(_ file: GuideFiles.File) {
    let path = file.path.dropFirst("content/".count)
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    switch path {
    case "site.yml": settingsFile = file
    case "facts.yml": factsFile = file
    case "synonyms.yml": synonymsFile = file
    case "search-tests.yml": searchTestsFile = file
    case "holidays.yml": holidaysFile = file
    case "addresses.lock": addressLock = record(file)
    case _ where path.hasPrefix("trees/") && path.hasSuffix(".paths.txt"):
      pathTables[file.path] = record(file)
    case "index.md": documents.append(EntryFile(file: file, key: EntryKey(.home, "index")))
    case _ where parts.first == "assets" && parts.count > 1:
      assets.append((String(path), file.bytes))
    case _ where parts.count > 1 && path.hasSuffix(".md"): addEntry(file, parts)
    default: report(file, path, folder: parts.count > 1 ? parts.first : nil)
    }
  }

  /// A file that `clew check --update-lock` writes: as long as a large guide makes it.
  private mutating func record(_ file: GuideFiles.File) -> Source? {
    let (source, log) = Source.decoded(file.bytes, path: file.path, limit: 16_000_000)
    diagnostics += log
    return source
  }

  private mutating func addEntry(_ file: GuideFiles.File, _ parts: [Substring]) {
    guard let kind = EntryKind(folder: String(parts[0])),
      parts.count == 2 || kind == .page
    else {
      report(file, file.path.dropFirst("content/".count), folder: parts[0])
      return
    }
    let id = parts.dropFirst().joined(separator: "/").dropLast(".md".count)
    documents.append(EntryFile(file: file, key: EntryKey(kind, String(id))))
  }

  private mutating func report(_ file: GuideFiles.File, _ path: Substring, folder: Substring?) {
    let folders = EntryKind.allCases.compactMap(\.folder) + ["assets"]
    let nearest = folder.flatMap { nearestName(to: String($0), among: folders) }
    diagnostics.append(
      Rule.unknownFile.breach(
        in: file.path, at: nil, en: "'\(file.path)' has no place in a guide",
        zh: "指南里没有放“\(file.path)”的地方",
        notes: Diagnostic.Note.didYouMean(nearest.map { "content/\($0)/" })))
  }

  /// The settings, with another address of the site where one is asked for.
  func settings(baseURL: String?) -> (SiteSettings, [Diagnostic]) {
    guard let settingsFile else { return (SiteSettings(), []) }
    let (source, log) = Source.decoded(
      settingsFile.bytes, path: settingsFile.path, limit: MarkupLimits().fileBytes)
    guard let source else { return (SiteSettings(), log) }
    var (settings, problems) = SiteSettings.parsed(source)
    if let baseURL { settings.baseURL = baseURL }
    return (settings, log + PersonalNumber.check(source) + problems)
  }

  /// Forgets the files of entries, after they were read: the guide has what they say.
  mutating func letGoOfEntries() {
    documents = []
  }

  /// The text of an entry's file as it is written.
  func text(of path: String) -> String? {
    guard let entry = documents.first(where: { $0.file.path == path }) else { return nil }
    return Source.decoded(entry.file.bytes, path: path, limit: .max).source?.text
  }

  func facts() -> (FactRegister, [Diagnostic]) {
    read(factsFile, none: FactRegister()) { FactRegister.parsed($0) }
  }

  func holidays() -> (HolidayRegister, [Diagnostic]) {
    read(holidaysFile, none: HolidayRegister()) { HolidayRegister.parsed($0) }
  }

  func synonyms() -> (SynonymRegister, [Diagnostic]) {
    read(synonymsFile, none: SynonymRegister()) { SynonymRegister.parsed($0) }
  }

  func searchTests(of index: EntryIndex) -> (SearchTestRegister, [Diagnostic]) {
    read(searchTestsFile, none: SearchTestRegister()) { source in
      SearchTestRegister.parsed(source) { index[$0] != nil }
    }
  }

  /// What a file of the guide's registers holds; nothing where it is missing.
  private func read<Register>(
    _ file: GuideFiles.File?, none: Register, _ parsed: (Source) -> (Register, [Diagnostic])
  ) -> (Register, [Diagnostic]) {
    guard let file else { return (none, []) }
    let (source, log) = Source.decoded(
      file.bytes, path: file.path, limit: MarkupLimits().fileBytes)
    guard let source else { return (none, log) }
    let (register, problems) = parsed(source)
    return (register, log + PersonalNumber.check(source) + problems)
  }
}

extension AssetCatalog {
  /// The files of the theme and of `content/assets`.
  init(theme: Theme, content: ContentFiles) {
    self.init()
    let parts = theme.assets.filter { $0.key.hasPrefix(SearchFiles.scriptParts) }
    for (name, bytes) in theme.assets where parts[name] == nil { add(name, bytes) }
    add(SearchFiles.script, SearchFiles.script(parts.sorted { $0.key < $1.key }.map(\.value)))
    for (name, bytes) in content.assets { add(name, bytes) }
  }

  /// The files to publish.
  func files() -> [(path: String, bytes: [UInt8])] {
    assets.values.map { ($0.path, $0.bytes) }.sorted { $0.0 < $1.0 }
  }
}

extension Rule {
  /// A file that a guide needs.
  public static let missingFile = Rule(
    "missing-file", .error,
    en: "A guide has content/site.yml with its title.",
    zh: "指南要有 content/site.yml，写上标题。",
    wrong: "content/index.md",
    right: "content/index.md\ncontent/site.yml")

  /// A file that has no place in a guide.
  public static let unknownFile = Rule(
    "unknown-file", .error,
    en:
      "Entries are content/KIND/ID.md, pages content/pages/**.md, other files content/assets/**. Move the file.",
    zh: "内容放在 content/种类/ID.md，页面放在 content/pages/，其他文件放在 content/assets/。请移动这个文件。",
    wrong: "content/cause/network-failure.md", right: "content/causes/network-failure.md")

  static let contentRules: [Rule] = [.missingFile, .unknownFile, .searchTestFailed]
}
