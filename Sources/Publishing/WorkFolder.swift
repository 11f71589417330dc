internal import Diagnostics
internal import Glibc

/// The folder beside an output in which the next generation is made ready, and the last one is kept.
///
/// At rest it holds `lock`, `previous`, `record`, `earlier` where files are kept for readers of the
/// last generation, and, beside a large one, `spare`. During a publication, in this order:
///
///     next            the new generation, being written
///     ready-<inode>   the same, complete and on disk; named after its own inode number
///     displaced       the old generation, where two folders cannot be exchanged
///     aside           files of the new generation, while `spare` takes the place of `next`
///     older           the generation before the old one, about to be removed or to become `spare`
///
/// An exchange leaves the old generation under the name `ready-<inode>`, with another inode number
/// than the name says. So each state tells how far a publication came, and ``settle()`` brings it to
/// rest: after a success, after a failure, and after a killed process alike.
struct WorkFolder: ~Copyable {
  let place: OutputPlace
  let operations: FileOperations
  private let lock: Descriptor

  private init(_ place: OutputPlace, _ operations: FileOperations, lock: consuming Descriptor) {
    self.place = place
    self.operations = operations
    self.lock = lock
  }

  /// Gives the lock back. Closing it would be enough, had no process been started meanwhile that has
  /// the descriptor until it becomes another program.
  deinit {
    flock(lock.raw, LOCK_UN)
  }

  /// Makes the folder where it is missing, and locks it until the value ends.
  static func locked(
    _ place: OutputPlace, _ operations: FileOperations
  ) throws(PublishingError) -> WorkFolder {
    var missing: [String] = []
    var above = place.parent
    while try FileStatus.of(above) == nil {
      missing.append(above)
      above = above.lastIndex(of: "/").map { String(above[..<$0]) } ?? ""
    }
    for path in missing.reversed() { try operations.makeFolder(path, mode: FileMode.folder) }
    let status = try FileStatus.of(place.work)
    switch status?.kind {
    case nil: try operations.makeFolder(place.work, mode: FileMode.workFolder)
    case .folder where status?.mode == FileMode.workFolder: break
    case .folder: try operations.setMode(place.work, FileMode.workFolder)
    case .some(let kind): throw .irregularFile(path: place.work, kind)
    }
    let lockPath = "\(place.work)/lock"
    let lock = try operations.openLock(lockPath)
    guard flock(lock.raw, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      if code == EWOULDBLOCK { throw .locked(lockPath) }
      throw .system(.open, path: lockPath, code: code)
    }
    return WorkFolder(place, operations, lock: lock)
  }

  /// Where the next generation is written.
  var next: String { "\(place.work)/next" }
  /// Where the last generation is kept.
  var previous: String { "\(place.work)/previous" }
  /// Where files are kept for readers of the last generation.
  var earlier: EarlierFiles {
    EarlierFiles(root: "\(place.work)/earlier", operations: operations)
  }

  /// The folder of the generation before the previous one, with the files that others have too.
  var spare: String { "\(place.work)/spare" }
  /// Where files wait while the spare folder is taken.
  var aside: String { "\(place.work)/aside" }

  private var displaced: String { "\(place.work)/displaced" }
  private var older: String { "\(place.work)/older" }

  /// Keeps files of a generation for its readers, who will ask for them when it is gone.
  func keepForReaders(
    _ paths: [String], of generation: Generation
  ) throws(PublishingError) {
    do {
      try earlier.add(paths, of: generation)
    } catch {
      // Something else may stand in the way there; nothing in it is worth a failure.
      try discard(earlier.root)
      try earlier.add(paths, of: generation)
    }
  }

  /// Puts the complete generation in `next` in the live folder's place.
  ///
  /// When this returns, the live folder is the new generation, and the change is on its way to the
  /// disk; what is left to do is ``settle()``'s.
  func putNextInPlace() throws(PublishingError) {
    guard let status = try FileStatus.of(next) else {
      throw .system(.rename, path: next, code: ENOENT)
    }
    let ready = "\(place.work)/ready-\(status.inode)"
    try operations.rename(next, to: ready)
    guard try FileStatus.of(place.live) != nil else {
      return try operations.rename(ready, to: place.live)
    }
    do {
      try operations.exchange(ready, place.live)
    } catch .system(.exchange, _, let code) where [ENOSYS, EINVAL, EXDEV].contains(code) {
      try operations.rename(place.live, to: displaced)
      try operations.rename(ready, to: place.live)
    }
  }

  /// Brings the folder to rest: removes what is unfinished, keeps the old generation of what is
  /// finished, and puts the live folder back where a publication stopped between two renames.
  func settle() throws(PublishingError) {
    try discard(next)
    try discard(aside)
    if try FileStatus.of(displaced) != nil {
      if try FileStatus.of(place.live) == nil {
        try operations.rename(displaced, to: place.live)
      } else {
        try keepAsPrevious(displaced)
      }
    }
    for name in try names() where name.hasPrefix(".\(Publisher.record).") {
      // A killed process left half a record.
      try discard("\(place.work)/\(name)")
    }
    for (path, status) in try readyFolders() {
      if path == "\(place.work)/ready-\(status.inode)" {
        try discard(path)
      } else {
        try keepAsPrevious(path)
      }
    }
    if try FileStatus.of(older) != nil {
      if try FileStatus.of(previous) == nil {
        try operations.rename(older, to: previous)
      } else {
        try keepAsSpare(older)
      }
    }
  }

  /// Keeps the folder of a large generation that is gone, with the files that others have too, so
  /// that it takes no room; the next one begins in it. A small one is removed.
  private func keepAsSpare(_ path: String) throws(PublishingError) {
    try discard(spare)
    guard let folder = try OpenFolder.open(path) else { return }
    let survey = try FolderSurvey(of: folder)
    guard survey.files.count >= operations.spareFrom else { return try discard(path) }
    for item in survey.files where item.status.links == 1 {
      try operations.removeFile("\(path)/\(item.path)")
    }
    try operations.rename(path, to: spare)
  }

  /// Makes a displaced folder the previous generation. One without a manifest is none: it held
  /// nothing, or only what was carried over.
  private func keepAsPrevious(_ path: String) throws(PublishingError) {
    guard try FileStatus.of("\(path)/\(Manifest.path)") != nil else { return try discard(path) }
    if try FileStatus.of(previous) != nil {
      try discard(older)
      try operations.rename(previous, to: older)
    }
    try operations.rename(path, to: previous)
    if try FileStatus.of(older) != nil { try keepAsSpare(older) }
  }

  private func names() throws(PublishingError) -> [String] {
    try OpenFolder.open(place.work)?.entries().map(\.name) ?? []
  }

  private func readyFolders() throws(PublishingError) -> [(path: String, status: FileStatus)] {
    guard let folder = try OpenFolder.open(place.work) else { return [] }
    return try folder.entries().filter { $0.name.hasPrefix("ready-") }
      .sorted { $0.name.precedes($1.name) }
      .map { ("\(place.work)/\($0.name)", $0.status) }
  }

  /// Removes something of the work folder with all it holds, if it is there. Links are removed, not
  /// followed; a file that has another name in the live folder stays there as it is.
  private func discard(_ path: String) throws(PublishingError) {
    guard let status = try FileStatus.of(path) else { return }
    guard status.kind == .folder else { return try operations.removeFile(path) }
    guard let folder = try OpenFolder.open(path) else { return }
    let survey = try FolderSurvey(of: folder)
    for item in survey.files + survey.irregular {
      try operations.removeFile("\(path)/\(item.path)")
    }
    for item in survey.folders.reversed() {
      try operations.removeFolder("\(path)/\(item.path)")
    }
    try operations.removeFolder(path)
  }
}
