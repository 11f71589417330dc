public import Diagnostics
public import Foundation
internal import Glibc

/// The folder of a guide on disk.
///
/// This is the only way in: files are read here and nowhere else. Only regular files are read, and
/// no symbolic link is followed, so content cannot reach out of its folder and a FIFO cannot hang
/// the build.
public struct GuideFolder: Sendable {
  /// The folder that holds `content/`.
  public let path: String

  /// Names a folder.
  public init(_ path: String) {
    self.path = path
  }

  /// Finds the guide by walking up from a folder to `content/site.yml`; nil when there is none.
  public static func enclosing(_ folder: String) -> GuideFolder? {
    var current = URL(filePath: folder, directoryHint: .isDirectory).standardizedFileURL
    while true {
      let settings = current.appending(path: "content/site.yml")
      if FileManager.default.fileExists(atPath: settings.path(percentEncoded: false)) {
        return GuideFolder(current.path(percentEncoded: false))
      }
      let parent = current.deletingLastPathComponent().standardizedFileURL
      guard parent != current, current.pathComponents.count > 1 else { return nil }
      current = parent
    }
  }

  /// A file or folder that cannot be read.
  public struct ReadError: Error {
    /// The path, relative to the guide's folder.
    public let path: String
    /// What the system says.
    public let reason: String
  }

  /// Reads every file of `content/` and `templates/`.
  ///
  /// - Parameter limit: the number of bytes up to which a file is read.
  /// - Returns: the files, ordered by path, and what was left out.
  /// - Throws: `ReadError` when `content/` is missing or the system refuses.
  public func files(limit: Int = 64_000_000) throws(ReadError) -> GuideFiles {
    var memory = FolderMemory()
    return try files(limit: limit, memory: &memory, now: .distantPast)
  }

  /// Reads every file that is not as it was when it was read before.
  ///
  /// - Parameters:
  ///   - limit: the number of bytes up to which a file is read.
  ///   - memory: what was read before; afterwards, what was read now.
  ///   - now: the time.
  /// - Returns: the files, ordered by path, and what was left out.
  /// - Throws: `ReadError` when `content/` is missing or the system refuses.
  public func files(
    limit: Int = 64_000_000, memory: inout FolderMemory, now: Date
  ) throws(ReadError) -> GuideFiles {
    var reading = Reading(limit: limit, known: memory, now: now)
    let content = try walk("content", isRequired: true, &reading)
    let templates = try walk("templates", isRequired: false, &reading)
    memory = reading.new
    return GuideFiles(content: content, templates: templates, diagnostics: reading.log)
  }

  /// What one reading of the folder knows and finds.
  private struct Reading {
    let limit: Int
    let known: FolderMemory
    let now: Date
    var new = FolderMemory()
    var log: [Diagnostic] = []
  }

  /// What stands directly in a folder.
  private struct Listing: Sendable {
    var files: [(file: GuideFiles.File, status: stat)] = []
    var folders: [String] = []
    var log: [Diagnostic] = []
  }

  /// The deepest folder that is looked into.
  private static let maximumDepth = 32

  /// Reads what stands in a folder, level by level, the folders of a level at once.
  private func walk(
    _ root: String, isRequired: Bool, _ reading: inout Reading
  ) throws(ReadError) -> [GuideFiles.File] {
    var files: [GuideFiles.File] = []
    var level = [root]
    var depth = 0
    while !level.isEmpty {
      let (limit, known, isDeepest) = (reading.limit, reading.known, depth == Self.maximumDepth)
      let mustExist = isRequired && depth == 0
      let listings = try level.mapAtOnce { folder throws(ReadError) in
        try listing(of: folder, isRequired: mustExist, isDeepest: isDeepest, limit, known)
      }
      for listing in listings {
        for (file, status) in listing.files {
          reading.new.keep(file, status, now: reading.now)
          files.append(file)
        }
        reading.log += listing.log
      }
      level = listings.flatMap(\.folders)
      depth += 1
    }
    return files.sorted { $0.path.precedes($1.path) }
  }

  private func listing(
    of folder: String, isRequired: Bool, isDeepest: Bool, _ limit: Int, _ known: FolderMemory
  ) throws(ReadError) -> Listing {
    var listing = Listing()
    for name in try names(in: folder, isRequired: isRequired) ?? [] where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      let status = try status(of: path)
      switch status.st_mode & S_IFMT {
      case S_IFDIR where !isDeepest: listing.folders.append(path)
      case S_IFREG: listing.files.append(try file(path, status, limit, known))
      case S_IFDIR: listing.log.append(refusal(path, en: "a folder too deep", zh: "文件夹太深"))
      case S_IFLNK: listing.log.append(refusal(path, en: "a symbolic link", zh: "符号链接"))
      default: listing.log.append(refusal(path, en: "no regular file", zh: "不是普通文件"))
      }
    }
    return listing
  }

  private func refusal(_ path: String, en: String, zh: String) -> Diagnostic {
    Rule.irregularFile.breach(
      in: path, at: nil, en: "'\(path)' is \(en) and is not read", zh: "“\(path)”\(zh)，不读取")
  }

  private func absolute(_ path: String) -> String {
    self.path.hasSuffix("/") ? self.path + path : self.path + "/" + path
  }

  /// The names in a folder; nil when it does not exist and need not.
  private func names(in folder: String, isRequired: Bool) throws(ReadError) -> [String]? {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: absolute(folder)).sorted()
    } catch CocoaError.fileReadNoSuchFile where !isRequired {
      return nil
    } catch {
      throw ReadError(path: folder, reason: error.localizedDescription)
    }
  }

  private func status(of path: String) throws(ReadError) -> stat {
    var status = stat()
    guard unsafe lstat(absolute(path), &status) == 0 else { throw failure(path) }
    return status
  }

  /// A regular file: the one that is known, when the system says that it did not change.
  private func file(
    _ path: String, _ status: stat, _ limit: Int, _ known: FolderMemory
  ) throws(ReadError) -> (file: GuideFiles.File, status: stat) {
    if let known = known.file(path, status) { return (known, status) }
    return try read(path, limit: limit)
  }

  /// Reads a regular file; the check and the reading concern the same open file.
  private func read(
    _ path: String, limit: Int
  ) throws(ReadError) -> (file: GuideFiles.File, status: stat) {
    let descriptor = unsafe open(absolute(path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ReadError(path: path, reason: "not a regular file")
    }
    guard status.st_size <= limit else {
      throw ReadError(path: path, reason: "\(status.st_size) bytes; the limit is \(limit)")
    }
    var bytes: [UInt8] = []
    // One piece is the whole file and a byte more, unless it grew meanwhile.
    while let piece = try piece(of: descriptor, Int(status.st_size) + 1, path) {
      bytes = bytes.isEmpty ? piece : bytes + piece
    }
    return (GuideFiles.File(path: path, bytes: bytes), status)
  }

  /// The next bytes of an open file; nil at its end.
  private func piece(
    of descriptor: CInt, _ size: Int, _ path: String
  ) throws(ReadError) -> [UInt8]? {
    while true {
      var count = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
        count = unsafe Glibc.read(descriptor, buffer.baseAddress, size)
        filled = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      return count == 0 ? nil : bytes
    }
  }

  private func failure(_ path: String) -> ReadError {
    ReadError(path: path, reason: unsafe String(cString: strerror(errno)))
  }
}

extension Rule {
  /// Something that is no regular file.
  public static let irregularFile = Rule(
    "irregular-file", .error,
    en:
      "Content and templates are regular files in folders. Links and devices are not followed, so that content cannot reach out of its folder.",
    zh: "内容和模板必须是文件夹里的普通文件。不跟随链接和设备，内容就读不到文件夹以外。",
    wrong: "content/pages/notes.md -> /etc/passwd",
    right: "content/pages/notes.md")
}
