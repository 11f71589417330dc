internal import CSystem
internal import Glibc

/// Every change that this module makes to the disk. There is no other way to one.
///
/// Tests put themselves in front of each call with `intercept`: they count the calls, make one fail
/// as a full disk would, or let none happen any more as a killed process would.
struct FileOperations: Sendable {
  /// One kind of change.
  enum Call: Hashable, Sendable, CaseIterable {
    case makeFolder, create, write, setMode, link, rename, exchange, removeFile, removeFolder
    case synchronize
  }

  /// Asked before every call; a value of `errno` makes the call fail with it and do nothing.
  var intercept: @Sendable (_ call: Call, _ path: String) -> Int32? = { _, _ in nil }

  /// From how many files on the folder of a generation is kept for a later one.
  var spareFrom = 256

  /// Makes one folder with exactly this mode, whatever the umask.
  func makeFolder(_ path: String, mode: mode_t) throws(PublishingError) {
    try perform(.makeFolder, .makeFolder, path) { unsafe mkdir(path, 0o700) }
    try setMode(path, mode)
  }

  /// Sets the mode of a folder that this program has made.
  func setMode(_ path: String, _ mode: mode_t) throws(PublishingError) {
    try perform(.setMode, .setMode, path) { unsafe chmod(path, mode) }
  }

  /// Writes a new file, in pieces; a file that exists is never opened. `produce` is given the
  /// function that appends a piece.
  func writeFile(
    _ path: String, mode: mode_t,
    _ produce: (_ append: ([UInt8]) throws(PublishingError) -> Void) throws(PublishingError) -> Void
  ) throws(PublishingError) {
    try allow(.create, .write, path)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let raw = unsafe Glibc.open(path, flags, 0o600)
    guard raw >= 0 else { throw .system(.write, path: path, code: errno) }
    let descriptor = Descriptor(raw)
    try produce { bytes throws(PublishingError) in
      try allow(.write, .write, path)
      try append(bytes, to: descriptor.raw, path)
    }
    try perform(.setMode, .write, path) { fchmod(descriptor.raw, mode) }
    // Some file systems report only here that the bytes did not arrive.
    guard descriptor.closed() == 0 else { throw .system(.write, path: path, code: errno) }
  }

  /// Gives a file a second name.
  func link(_ path: String, to second: String) throws(PublishingError) {
    try perform(.link, .link, second) { unsafe Glibc.link(path, second) }
  }

  /// Renames a file or folder; an empty folder in the way is replaced.
  func rename(_ path: String, to second: String) throws(PublishingError) {
    try perform(.rename, .rename, path) { unsafe Glibc.rename(path, second) }
  }

  /// Exchanges two folders in one atomic step.
  func exchange(_ first: String, _ second: String) throws(PublishingError) {
    try allow(.exchange, .exchange, second)
    let code = unsafe csystem_exchange(first, second)
    guard code == 0 else { throw .system(.exchange, path: second, code: code) }
  }

  /// Removes one name of a file; a symbolic link itself, never what it points to.
  func removeFile(_ path: String) throws(PublishingError) {
    try perform(.removeFile, .remove, path) { unsafe unlink(path) }
  }

  /// Removes an empty folder.
  func removeFolder(_ path: String) throws(PublishingError) {
    try perform(.removeFolder, .remove, path) { unsafe rmdir(path) }
  }

  /// Returns when a file's or a folder's content is on the disk.
  func synchronize(_ path: String) throws(PublishingError) {
    try allow(.synchronize, .synchronize, path)
    let descriptor = try descriptorToSynchronize(path)
    guard fsync(descriptor.raw) == 0 else {
      throw .system(.synchronize, path: path, code: errno)
    }
  }

  /// Returns when the whole file system of a folder is on the disk; false where it cannot be asked.
  func synchronizeFileSystem(of path: String) throws(PublishingError) -> Bool {
    try allow(.synchronize, .synchronize, path)
    let descriptor = try descriptorToSynchronize(path)
    let code = csystem_sync_file_system(descriptor.raw)
    if code == ENOSYS { return false }
    guard code == 0 else { throw .system(.synchronize, path: path, code: code) }
    return true
  }

  /// Opens the file that stands for a lock, making it when there is none.
  func openLock(_ path: String) throws(PublishingError) -> Descriptor {
    try allow(.create, .open, path)
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let raw = unsafe Glibc.open(path, flags, 0o600)
    guard raw >= 0 else { throw .system(.open, path: path, code: errno) }
    return Descriptor(raw)
  }

  private func descriptorToSynchronize(_ path: String) throws(PublishingError) -> Descriptor {
    let raw = unsafe Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard raw >= 0 else { throw .system(.synchronize, path: path, code: errno) }
    return Descriptor(raw)
  }

  private func append(
    _ bytes: [UInt8], to descriptor: CInt, _ path: String
  ) throws(PublishingError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw .system(.write, path: path, code: count < 0 ? errno : EIO)
      }
      written += count
    }
  }

  private func allow(
    _ call: Call, _ action: PublishingError.Action, _ path: String
  ) throws(PublishingError) {
    if let code = intercept(call, path) { throw .system(action, path: path, code: code) }
  }

  private func perform(
    _ call: Call, _ action: PublishingError.Action, _ path: String, _ body: () -> CInt
  ) throws(PublishingError) {
    try allow(call, action, path)
    guard body() == 0 else { throw .system(action, path: path, code: errno) }
  }
}

/// An open file descriptor, closed on every path.
struct Descriptor: ~Copyable {
  let raw: CInt

  init(_ raw: CInt) {
    self.raw = raw
  }

  /// Closes it now, and returns what `close` returned.
  consuming func closed() -> CInt {
    let raw = self.raw
    discard self
    return close(raw)
  }

  deinit {
    close(raw)
  }
}
