internal import Synchronization

/// Values that one run of a program leaves for the next, each under a key that names all it was made
/// of.
///
/// They stand in a few files of a folder, behind an index. A store that is missing, damaged or held
/// by another process has fewer values, or none, and never a wrong one: every value is compared with
/// its checksum. Nothing is thrown, because nothing is lost but time.
public final class ValueStore: Sendable {
  private let folder: CacheFolder
  private let known: CacheIndex
  private let files: [UInt32: CacheFile]
  /// The file that takes new values, and its number.
  private let newFile: CacheFile
  private let newNumber: UInt32
  /// Whether values that are found are written anew, so that old files can go.
  private let isRenewing: Bool
  /// Held until the store is closed.
  private let lock: CacheFile
  private let state = Mutex(State())

  private struct State {
    /// New values that are not in the file yet.
    var waiting: [UInt8] = []
    /// How many bytes new values have in all.
    var size: UInt64 = 0
    var made: [CacheKey: CacheIndex.Place] = [:]
    var used: Set<CacheKey> = []
    /// Whether a value could not be written: none is from then on.
    var isBroken = false
  }

  private static let index = "index"
  private static let newIndex = "index.new"
  private static let ignoring = ".gitignore"
  /// How much is written at once.
  private static let bufferSize = 1 << 20
  /// How many bytes of the disk are left to others in any case, beside four times what is written.
  private static let reserve: UInt64 = 1 << 26
  /// More files than this, or more than half of their bytes of no use, are written anew.
  private static let fileLimit = 24

  /// Opens the store of a folder, which is made where it is missing; nil when another process has it
  /// open, or it cannot be written.
  ///
  /// - Parameters:
  ///   - names: the folder, by the names that lead to it from a folder that is there; none may be
  ///     a link.
  ///   - parent: the folder that is there.
  public init?(_ names: [String], in parent: String) {
    guard let folder = CacheFolder(names, in: parent), let lock = folder.lock("lock") else {
      return nil
    }
    let index =
      folder.file(Self.index).flatMap { $0.bytes(at: 0, count: $0.size) }
      .flatMap(CacheIndex.init) ?? CacheIndex()
    var files: [UInt32: CacheFile] = [:]
    for number in index.files { files[number] = folder.file(Self.name(number)) }
    newNumber = (index.files.max() ?? 0) &+ 1
    guard let newFile = folder.newFile(Self.name(newNumber)) else { return nil }
    if folder.file(Self.ignoring) == nil {
      // Nobody wants to see it among the changes of a repository.
      _ = folder.newFile(Self.ignoring)?.append(Array("*\n".utf8))
    }
    let size = files.values.reduce(0) { $0 + $1.size }
    isRenewing = index.files.count >= Self.fileLimit || size > 2 * index.size
    self.folder = folder
    (self.lock, self.files, self.newFile, known) = (lock, files, newFile, index)
  }

  private static func name(_ number: UInt32) -> String { "values-\(number)" }

  /// The value under a key; nil where there is none, or it is damaged.
  public func value(_ key: CacheKey) -> [UInt8]? {
    guard let place = known[key],
      let bytes = files[place.file]?.bytes(
        at: Int(truncatingIfNeeded: place.offset), count: Int(place.count)),
      checksum(bytes) == place.checksum
    else { return nil }
    if isRenewing {
      keep(key, bytes)
    } else {
      state.withLock { _ = $0.used.insert(key) }
    }
    return bytes
  }

  /// Keeps a value under a key that has none.
  public func keep(_ key: CacheKey, _ bytes: [UInt8]) {
    guard let count = UInt32(exactly: bytes.count) else { return }
    let sum = checksum(bytes)
    state.withLock { state in
      guard !state.isBroken, state.made[key] == nil else { return }
      state.made[key] = CacheIndex.Place(
        file: newNumber, offset: state.size, count: count, checksum: sum)
      state.size += UInt64(count)
      state.waiting += bytes
      if state.waiting.count > Self.bufferSize { write(&state) }
    }
  }

  /// Writes what waits, unless the disk is so full that others might lack the room.
  private func write(_ state: inout State) {
    let isRoomy = folder.freeBytes > Self.reserve + 4 * state.size
    if !isRoomy || !newFile.append(state.waiting) { state.isBroken = true }
    state.waiting = []
  }

  /// Writes what the next run will find. Nobody may ask or keep after that.
  ///
  /// - Parameter isComplete: whether all was asked for that is of use; what was not is forgotten then.
  public func close(isComplete: Bool) {
    defer { lock.unlock() }
    let next = state.withLock { state -> CacheIndex? in
      if !state.waiting.isEmpty { write(&state) }
      guard !state.isBroken else { return nil }
      return known.next(state.made, used: isComplete ? state.used : nil)
    }
    let isNew = next.map { $0.files.contains(newNumber) || $0.count != known.count } ?? false
    guard let next, isNew, write(next.encoded()) else {
      return folder.remove(Self.name(newNumber))
    }
    // Those that a killed process left behind are among the last ones, too.
    let last = newNumber - min(newNumber, 2 * UInt32(Self.fileLimit))...newNumber
    for number in known.files.union(last) where !next.files.contains(number) {
      folder.remove(Self.name(number))
    }
  }

  private func write(_ index: [UInt8]) -> Bool {
    guard let file = folder.newFile(Self.newIndex), file.append(index) else { return false }
    return folder.rename(Self.newIndex, to: Self.index)
  }
}
