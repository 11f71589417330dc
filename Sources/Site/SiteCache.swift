internal import Caching
internal import Knowledge
internal import Markup
internal import Publishing

/// The cache while a site is made: what its pages depend on.
struct SiteCache: Sendable {
  let store: ValueStore
  let program: CacheKey
  /// The settings and registers.
  let registers: CacheKey
  /// What every page may depend on: the program, the options, settings and registers, templates,
  /// assets, and the heads of all entries.
  private let shared: CacheKey
  /// The keys of entries.
  let entries: [EntryKey: CacheKey]

  init(
    _ cache: BuildCache, _ options: BuildOptions, _ registers: Registers, _ content: ContentFiles,
    templates: [GuideFiles.File], readings: [BuildMemory.Reading]
  ) {
    var options = options
    // These reach no byte of the output.
    (options.jobs, options.today) = (1, nil)
    var shared = CacheKeyMaker("site")
    shared.add(cache.program)
    shared.add(registers.key)
    shared.add(String(describing: options))
    for (name, bytes) in templates.map({ ($0.path, $0.bytes) }) + content.assets {
      shared.add(name)
      shared.add(bytes)
    }
    var entries: [EntryKey: CacheKey] = [:]
    for reading in readings {
      guard let entry = reading.entry, let keys = reading.keys else { continue }
      shared.add(entry.file)
      shared.add(keys.head)
      entries[entry.key] = keys.own
    }
    (store, program, self.registers) = (cache.store, cache.program, registers.key)
    (self.shared, self.entries) = (shared.key(), entries)
  }

  // MARK: Pages

  /// What a page depends on; nil for one that shows the bodies of all entries.
  func key(of page: SitePlan.Page) -> CacheKey? {
    var maker = CacheKeyMaker("page")
    maker.add(shared)
    maker.add(page.path)
    switch page.content {
    case .entry(let key), .node(let key, _), .wholeTree(let key):
      guard let own = entries[key] else { return nil }
      maker.add(own)
    case .redirect(let target): maker.add(target)
    case .index, .tag, .tags, .search, .facts, .notFound: break
    case .wholeGuide: return nil
    }
    return maker.key()
  }

  /// The files that were made under a key.
  func files(_ key: CacheKey) -> [HandedFile]? {
    store.value(key).map { bytes in
      var unpacker = Unpacker(bytes)
      return unpacker.values { unpacker in
        HandedFile(file: unpacker.file(), copy: unpacker.flag() ? unpacker.file() : nil)
      }
    }
  }

  /// Keeps which files were made under a key.
  func keep(_ files: [HandedFile], as key: CacheKey) {
    var packer = Packer()
    packer.add(files) { handed, packer in
      packer.add(handed.file)
      packer.add(handed.copy != nil)
      if let copy = handed.copy { packer.add(copy) }
    }
    store.keep(key, packer.bytes)
  }
}

extension Packer {
  fileprivate mutating func add(_ file: OutputFile) {
    add(file.path)
    add(file.sha256)
    add(file.size)
  }
}

extension Unpacker {
  fileprivate mutating func file() -> OutputFile {
    OutputFile(path: text(), sha256: text(), size: number())
  }
}
