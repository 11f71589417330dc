internal import Foundation
internal import Glibc
public import Site
internal import Synchronization

/// Tells when files of a guide may have changed.
public enum FolderChanges {
  /// A signal after every save. Several at once are one, and one too many does no harm, because
  /// `PreviewBuild` compares what it reads.
  ///
  /// - Parameters:
  ///   - folder: the guide.
  ///   - polls: whether to look again and again, for folders of which the system tells nothing.
  /// - Returns: the signals, until the one who listens stops.
  public static func stream(of folder: GuideFolder, polls: Bool) -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { changes in
      if !polls, let watch = Watch(folder.path) {
        watch.start { changes.yield() }
        changes.onTermination = { _ in watch.stop() }
      } else {
        let polling = Task { await poll(folder.path) { changes.yield() } }
        changes.onTermination = { _ in polling.cancel() }
      }
    }
  }

  /// The folders that a guide consists of.
  fileprivate static let roots = ["content", "templates"]

  private static func poll(_ path: String, changed: () -> Void) async {
    var last = signature(path)
    while (try? await Task.sleep(for: .milliseconds(250))) != nil {
      let now = signature(path)
      if now != last { changed() }
      last = now
    }
  }

  /// Every file with its time and size.
  private static func signature(_ path: String) -> [String] {
    let keys: Set<URLResourceKey> = [.contentModificationDateKey, .fileSizeKey]
    return roots.flatMap { root -> [String] in
      let folder = URL(filePath: path, directoryHint: .isDirectory).appending(path: root)
      let files = FileManager.default.enumerator(
        at: folder, includingPropertiesForKeys: Array(keys), options: .skipsHiddenFiles)
      return (files?.compactMap { $0 as? URL } ?? []).map { file in
        let values = try? file.resourceValues(forKeys: keys)
        let time = values?.contentModificationDate?.timeIntervalSince1970 ?? 0
        return "\(file.path) \(time) \(values?.fileSize ?? 0)"
      }.sorted()
    }
  }
}

/// Linux tells of every change in a folder through inotify; folders below need watches of their own.
private final class Watch: Sendable {
  private let path: String
  private let descriptor: Int32
  private let isOver = Mutex(false)

  init?(_ path: String) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    self.path = path.hasSuffix("/") ? path : path + "/"
    guard descriptor >= 0, watchAll() else { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Waits for changes on a thread of its own.
  func start(_ changed: @escaping @Sendable () -> Void) {
    Thread.detachNewThread { [self] in
      while !isOver.withLock({ $0 }) {
        let news = drain()
        // New folders are watched before their files are read, so that none is missed.
        if news.concernsFolders { _ = watchAll() }
        if news.isAny { changed() }
      }
    }
  }

  func stop() {
    isOver.withLock { $0 = true }
  }

  /// Watches every folder; watching one twice changes nothing. False when the system refuses.
  private func watchAll() -> Bool {
    // The guide's own folder tells when templates/ comes or goes, and of nothing inside a file.
    guard add("", IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE) else { return false }
    for root in FolderChanges.roots {
      let below = (try? FileManager.default.subpathsOfDirectory(atPath: path + root)) ?? []
      let isPresent = FileManager.default.fileExists(atPath: path + root)
      for folder in isPresent ? [root] + below.map({ root + "/" + $0 }) : [] {
        guard add(folder, IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
        else { return false }
      }
    }
    return true
  }

  /// Watches one folder; a file is none and needs no watch.
  private func add(_ folder: String, _ events: Int32) -> Bool {
    let mask = UInt32(events) | UInt32(IN_ONLYDIR) | UInt32(IN_DONT_FOLLOW)
    if unsafe inotify_add_watch(descriptor, path + folder, mask) >= 0 { return true }
    return [ENOTDIR, ENOENT, ELOOP].contains(errno)
  }

  /// Waits half a second for news and takes all of it; which file it was is of no interest.
  private func drain() -> (isAny: Bool, concernsFolders: Bool) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&request, 1, 500) > 0 else { return (false, false) }
    var concernsFolders = false
    while true {
      var buffer = [UInt8](repeating: 0, count: 16_384)
      let count = unsafe read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return (true, concernsFolders) }
      let folders = UInt32(IN_ISDIR) | UInt32(IN_Q_OVERFLOW)
      for mask in Self.masks(buffer.prefix(count)) where mask & folders != 0 {
        concernsFolders = true
      }
    }
  }

  /// What happened, event by event: the second of four numbers, before a name of stated length.
  private static func masks(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
    func number(_ start: Int) -> UInt32 {
      bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    var masks: [UInt32] = []
    var start = 0
    while start + 16 <= bytes.count {
      masks.append(number(start + 4))
      start += 16 + Int(number(start + 12))
    }
    return masks
  }
}
