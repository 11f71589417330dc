internal import Caching
internal import Knowledge
internal import Markup

/// What builds of a guide leave on the disk for the next one: entries as they were read, and which
/// files the pages came to, each under a key that names all it was made of.
///
/// A page that would be made of the same as in the last build is not made again where the output still
/// has it. A cache that is gone or damaged costs time and nothing else.
public struct BuildCache: Sendable {
  let store: ValueStore
  /// What tells this program from another that might read or write otherwise.
  let program: CacheKey
  /// The digests of files that are known, by path.
  private let files: [String: CacheKey]

  /// Opens the cache of a guide, in `.clew/cache` in its folder; nil when another build has it open,
  /// or it cannot be written.
  ///
  /// - Parameters:
  ///   - folder: the folder of the guide.
  ///   - program: what tells this program from another that might write other bytes.
  ///   - inputs: the digests of the files.
  public init?(of folder: GuideFolder, program: String, inputs: BuildInputs) {
    self.init(in: folder.path, program: program, files: inputs.files)
  }

  init?(in folder: String, program: String, files: [String: CacheKey] = [:]) {
    guard let store = ValueStore([".clew", "cache"], in: folder) else { return nil }
    self.store = store
    self.files = files
    self.program = CacheKey("program", of: [Array(program.utf8)])
  }

  /// Keeps what the next build may use.
  ///
  /// - Parameter isComplete: whether a whole site was made: what it did not ask for is forgotten.
  public func close(isComplete: Bool) { store.close(isComplete: isComplete) }

  // MARK: Entries

  /// What an entry's file is made into, from the last build where that is known, with the keys by which
  /// pages know whether they depend on a change of it.
  func reading(
    of file: ContentFiles.EntryFile, _ registers: Registers, _ settings: CacheKey
  ) -> BuildMemory.Reading {
    let path = file.file.path
    let own = CacheKey(
      "entry", of: [Array(path.utf8)], [files[path] ?? file.file.key, program, settings])
    if let bytes = store.value(own) {
      var unpacker = Unpacker(bytes)
      let head = CacheKey(decoding: unpacker.bytes())
      let packed = PackedEntry(head: unpacker.bytes(), body: unpacker.bytes())
      return BuildMemory.Reading(
        entry: packed.entry(file.key, file: path),
        diagnostics: unpacker.diagnostics(), findings: unpacker.diagnostics(),
        keys: EntryCacheKeys(own: own, head: head ?? own))
    }
    var reading = file.reading(registers)
    let packed = reading.entry.flatMap(PackedEntry.init)
    let head = packed.map { CacheKey("head", of: [$0.head]) }
    reading.keys = EntryCacheKeys(own: own, head: head ?? own)
    if let packed, let head {
      var packer = Packer()
      packer.add(head.bytes)
      packer.add(packed.head)
      packer.add(packed.body)
      packer.add(reading.diagnostics)
      packer.add(reading.findings)
      store.keep(own, packer.bytes)
    }
    return reading
  }
}

/// By which an entry is known to be the same.
struct EntryCacheKeys: Sendable {
  /// The file, and the settings by which it was read.
  let own: CacheKey
  /// What other pages see of it: all but the text of its body, with a tree or a checklist that too.
  let head: CacheKey
}
