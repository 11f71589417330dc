internal import Glibc

/// A folder opened for reading. Everything that this module reads comes through here.
///
/// It stays the same folder when its path is given to another one meanwhile, so what is read through
/// it is of one generation. No symbolic link is followed below it, and only regular files are opened.
final class OpenFolder: Sendable {
  /// The path it was opened by, for messages.
  let path: String
  private let descriptor: CInt

  private init(path: String, descriptor: CInt) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Opens a folder; nil when nothing stands at the path.
  static func open(_ path: String) throws(PublishingError) -> OpenFolder? {
    guard let status = try FileStatus.of(path) else { return nil }
    guard status.kind == .folder else { throw .irregularFile(path: path, status.kind) }
    let raw = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard raw >= 0 else { throw .system(.open, path: path, code: errno) }
    return OpenFolder(path: path, descriptor: raw)
  }

  /// Reads a file in pieces.
  func read(
    _ relative: String, _ consume: ([UInt8]) throws(PublishingError) -> Void
  ) throws(PublishingError) {
    let file = try openFile(relative)
    while true {
      let piece = try piece(of: file, relative)
      if piece.isEmpty { return }
      try consume(piece)
    }
  }

  /// A file's bytes; nil when it has more than `limit`.
  func bytes(of relative: String, limit: Int) throws(PublishingError) -> [UInt8]? {
    let file = try openFile(relative)
    guard file.size <= limit else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.size)
    while true {
      let piece = try piece(of: file, relative)
      if piece.isEmpty { return bytes }
      bytes += piece
      guard bytes.count <= limit else { return nil }
    }
  }

  /// Whether a file consists of exactly these bytes.
  func file(_ relative: String, equals bytes: [UInt8]) throws(PublishingError) -> Bool {
    let file = try openFile(relative)
    guard file.size == bytes.count else { return false }
    var position = 0
    while true {
      let piece = try piece(of: file, relative)
      if piece.isEmpty { return position == bytes.count }
      let end = position + piece.count
      guard end <= bytes.count, bytes[position..<end] == piece[...] else { return false }
      position = end
    }
  }

  /// The SHA-256 of a file.
  func digest(of relative: String) throws(PublishingError) -> String {
    var digest = RunningDigest()
    try read(relative) { piece throws(PublishingError) in digest.update(piece) }
    return digest.digest()
  }

  /// The names directly in a folder below, with what they stand for; not ordered.
  ///
  /// Names that are not UTF-8 come repaired, as ``FileKind/unreadableName``.
  func entries(
    of relative: String = ""
  ) throws(PublishingError) -> [(name: String, status: FileStatus)] {
    let folder = try openFolder(OutputPath.components(of: relative))
    // fdopendir owns the descriptor it is given from then on, and closes it in closedir.
    let copy = dup(folder.raw)
    guard copy >= 0 else { throw failure(.list, relative) }
    guard let stream = unsafe fdopendir(copy) else {
      let failure = failure(.list, relative)
      close(copy)
      throw failure
    }
    defer { unsafe closedir(stream) }
    unsafe rewinddir(stream)
    var entries: [(name: String, status: FileStatus)] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        guard errno == 0 else { throw failure(.list, relative) }
        return entries
      }
      let bytes = unsafe nameBytes(of: entry)
      if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
      guard let name = String(validating: bytes, as: UTF8.self) else {
        let repaired = String(decoding: bytes, as: UTF8.self)
        entries.append((repaired, FileStatus(kind: .unreadableName)))
        continue
      }
      entries.append((name, try status(of: name, in: folder.raw, relative)))
    }
  }

  private func status(
    of name: String, in folder: CInt, _ relative: String
  ) throws(PublishingError) -> FileStatus {
    var raw = stat()
    guard unsafe fstatat(folder, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw failure(.list, relative.isEmpty ? name : "\(relative)/\(name)")
    }
    return FileStatus(raw)
  }

  /// Opens a regular file below, going down folder by folder so that no link is followed.
  ///
  /// `O_NONBLOCK` so that a pipe put there meanwhile cannot hold the program.
  private func openFile(_ relative: String) throws(PublishingError) -> OpenFile {
    let components = OutputPath.components(of: relative)
    guard let name = components.last else { throw .irregularFile(path: path, .folder) }
    let folder = try openFolder(components.dropLast())
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let raw = unsafe openat(folder.raw, String(name), flags)
    guard raw >= 0 else { throw failure(.open, relative) }
    let file = Descriptor(raw)
    var information = stat()
    guard unsafe fstat(raw, &information) == 0 else { throw failure(.open, relative) }
    let status = FileStatus(information)
    guard status.kind == .file else {
      throw .irregularFile(path: "\(path)/\(relative)", status.kind)
    }
    return OpenFile(descriptor: file, size: status.size)
  }

  private func openFolder(
    _ components: some Sequence<Substring>
  ) throws(PublishingError) -> Descriptor {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    var current = Descriptor(unsafe openat(descriptor, ".", flags))
    guard current.raw >= 0 else { throw failure(.open, "") }
    for component in components {
      let next = unsafe openat(current.raw, String(component), flags)
      guard next >= 0 else { throw failure(.open, components.joined(separator: "/")) }
      current = Descriptor(next)
    }
    return current
  }

  /// The next bytes of a file; none at its end.
  private func piece(
    of file: borrowing OpenFile, _ relative: String
  ) throws(PublishingError) -> [UInt8] {
    let capacity = 1 << 16
    let descriptor = file.descriptor.raw
    var code: CInt = 0
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var received = -1
      repeat {
        received = unsafe Glibc.read(descriptor, buffer.baseAddress, capacity)
      } while received < 0 && errno == EINTR
      if received < 0 { code = errno }
      count = max(0, received)
    }
    guard code == 0 else { throw .system(.read, path: "\(path)/\(relative)", code: code) }
    return piece
  }

  private func failure(
    _ action: PublishingError.Action, _ relative: String
  ) -> PublishingError {
    .system(action, path: relative.isEmpty ? path : "\(path)/\(relative)", code: errno)
  }
}

/// A regular file, open for reading, with the size it had then.
private struct OpenFile: ~Copyable {
  let descriptor: Descriptor
  let size: Int
}

/// The bytes of a name in a folder, without the NUL that ends them.
private func nameBytes(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
  unsafe withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
    unsafe Array(buffer.prefix { $0 != 0 })
  }
}

/// What the system says of a path, as far as it matters here.
struct FileStatus: Hashable, Sendable {
  var kind: FileKind
  var mode: mode_t = 0
  var size = 0
  var inode: UInt64 = 0
  var seconds = 0
  var nanoseconds = 0
  /// How many names it has. This is no part of what it is: others come and go.
  var links = 0

  init(kind: FileKind) {
    self.kind = kind
  }

  init(_ raw: stat) {
    kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      default: .device
      }
    mode = raw.st_mode & 0o7777
    size = Int(raw.st_size)
    inode = UInt64(raw.st_ino)
    seconds = raw.st_mtim.tv_sec
    nanoseconds = raw.st_mtim.tv_nsec
    links = Int(raw.st_nlink)
  }

  static func == (left: Self, right: Self) -> Bool {
    left.kind == right.kind && left.mode == right.mode && left.size == right.size
      && left.inode == right.inode && left.seconds == right.seconds
      && left.nanoseconds == right.nanoseconds
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(inode)
    hasher.combine(nanoseconds)
  }

  /// The status of a path itself, never of what it points to; nil when nothing is there.
  static func of(_ path: String) throws(PublishingError) -> FileStatus? {
    var raw = stat()
    if unsafe lstat(path, &raw) == 0 { return FileStatus(raw) }
    guard errno == ENOENT else { throw .system(.open, path: path, code: errno) }
    return nil
  }
}
