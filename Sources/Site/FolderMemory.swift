internal import Foundation
internal import Glibc

/// The files of a folder as they were read, each with what the system says of it, by which one that
/// did not change need not be read again.
///
/// A file can change without any sign within one tick of the clock that dates it. So a file that had
/// just changed when it was read is not kept: the next reading reads it again.
public struct FolderMemory: Sendable {
  private var files: [String: (stamp: FileStamp, file: GuideFiles.File)] = [:]

  /// Knows nothing.
  public init() {}

  /// The file at a path as it was read; nil when it is unknown, or is another by now.
  func file(_ path: String, _ status: stat) -> GuideFiles.File? {
    guard let known = files[path], known.stamp == FileStamp(status) else { return nil }
    return known.file
  }

  /// Keeps a file, unless it changed a moment ago.
  mutating func keep(_ file: GuideFiles.File, _ status: stat, now: Date) {
    let stamp = FileStamp(status)
    guard abs(now.timeIntervalSince1970 - stamp.changed) > Self.tick else { return }
    files[file.path] = (stamp, file)
  }

  /// Longer than any clock of a file system stands still, in seconds. (FAT dates changes by two.)
  private static let tick = 2.0
}

/// What the system says of a file and changes with every write to it.
private struct FileStamp: Equatable, Sendable {
  let device: UInt64
  let inode: UInt64
  let size: Int64
  let modified: Double
  let changed: Double

  init(_ status: stat) {
    func seconds(_ time: timespec) -> Double { Double(time.tv_sec) + Double(time.tv_nsec) / 1e9 }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = seconds(status.st_mtim)
    changed = seconds(status.st_ctim)
  }
}
