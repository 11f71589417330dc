internal import Glibc

/// The folder of a store. No link in it, nor the folder itself where it is one, is followed.
///
/// Whatever goes wrong is no more than a value that is not there, so nothing here tells why.
struct CacheFolder: ~Copyable {
  private let descriptor: CInt

  /// Opens a folder of a folder that is there, making what is missing in between.
  init?(_ names: [String], in parent: String) {
    var current = unsafe open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    for name in names where current >= 0 {
      _ = unsafe mkdirat(current, name, 0o755)
      let next = unsafe openat(current, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      close(current)
      current = next
    }
    guard current >= 0 else { return nil }
    descriptor = current
  }

  deinit { close(descriptor) }

  /// Opens a file for reading.
  func file(_ name: String) -> CacheFile? {
    CacheFile(
      unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
  }

  /// Opens a file for writing, empty.
  func newFile(_ name: String) -> CacheFile? {
    remove(name)
    return CacheFile(
      unsafe openat(
        descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644))
  }

  /// Opens the file that stands for a lock, and locks it until it is closed; nil where another
  /// process has done so.
  func lock(_ name: String) -> CacheFile? {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = CacheFile(unsafe openat(descriptor, name, flags, 0o644))
    return file?.lock() == true ? file : nil
  }

  /// How many bytes the disk has left; 0 where that cannot be told.
  var freeBytes: UInt64 {
    var status = statvfs()
    guard unsafe fstatvfs(descriptor, &status) == 0 else { return 0 }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize)
  }

  func rename(_ old: String, to new: String) -> Bool {
    unsafe renameat(descriptor, old, descriptor, new) == 0
  }

  func remove(_ name: String) { _ = unsafe unlinkat(descriptor, name, 0) }
}

/// A regular file of a store, closed when nobody has it any more.
final class CacheFile: Sendable {
  private let descriptor: CInt
  /// How many bytes it had when it was opened.
  let size: Int

  fileprivate init?(_ descriptor: CInt) {
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  fileprivate func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Gives a lock back, also where a process that was started meanwhile has the descriptor.
  func unlock() { flock(descriptor, LOCK_UN) }

  /// The bytes from an offset; nil where there are fewer, or they cannot be read.
  func bytes(at offset: Int, count: Int) -> [UInt8]? {
    guard offset >= 0, count >= 0, count <= size, offset <= size - count else { return nil }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<count])
        let read = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
        if read < 0, errno == EINTR { continue }
        guard read > 0 else { break }
        filled += read
      }
    }
    return bytes.count == count ? bytes : nil
  }

  /// Appends bytes; false where they could not all be written.
  func append(_ bytes: [UInt8]) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe write(descriptor, rest.baseAddress, rest.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}
