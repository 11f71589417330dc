import Foundation
import Synchronization
import Testing

@testable import Publishing

/// A folder for one test with an output in it; it is removed when the test ends.
final class Scratch: Sendable {
  let root: String
  /// From how many files on the folder of a generation is kept for a later one.
  let spareFrom: Int

  /// Makes the folder; `inMemory`, where the system has such a place, for tests that publish hundreds
  /// of times and would wait for a disk each time.
  init(inMemory: Bool = false, spareFrom: Int = 256) throws {
    self.spareFrom = spareFrom
    let memory = "/dev/shm/"
    let useMemory = inMemory && FileManager.default.isWritableFile(atPath: memory)
    let parent = useMemory ? memory : NSTemporaryDirectory()
    let path = "\(parent)clew-publishing-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false)
    root = try realPath(of: path)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  var output: String { "\(root)/public" }
  var work: String { "\(root)/.public.clew" }
  var publisher: Publisher { Publisher(output: output, operations: operations) }

  private var operations: FileOperations {
    var operations = FileOperations()
    operations.spareFrom = spareFrom
    return operations
  }

  @discardableResult
  func publish(_ files: [String: String]) throws -> Publication {
    try publisher.publish(tree(files), generator: "clew test")
  }

  func write(_ path: String, _ text: String) throws {
    let url = URL(fileURLWithPath: "\(root)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/\(path)", withDestinationPath: target)
  }

  func status(_ path: String) throws -> FileStatus? {
    try FileStatus.of("\(root)/\(path)")
  }

  /// The regular files below a folder with their text, or nil when there is no such folder.
  func files(in folder: String = "public") throws -> [String: String]? {
    guard let open = try OpenFolder.open("\(root)/\(folder)") else { return nil }
    var files: [String: String] = [:]
    for item in try FolderSurvey(of: open).files {
      let bytes = try open.bytes(of: item.path, limit: 1 << 20)
      files[item.path] = String(decoding: bytes ?? [], as: UTF8.self)
    }
    return files
  }

  /// What the output holds besides the manifest.
  func published() throws -> [String: String]? {
    try files()?.filter { $0.key != Manifest.path }
  }

  /// Everything below the folder with inode, mode, size and time: equal when nothing was touched.
  func snapshot() throws -> [String: FileStatus] {
    let open = try #require(try OpenFolder.open(root))
    let survey = try FolderSurvey(of: open)
    var snapshot: [String: FileStatus] = ["": try #require(try FileStatus.of(root))]
    for item in survey.files + survey.folders + survey.irregular {
      snapshot[item.path] = item.status
    }
    return snapshot
  }

  /// The names directly in the work folder.
  func workNames() throws -> [String] {
    try OpenFolder.open(work)?.entries().map(\.name).sorted() ?? []
  }
}

/// The error of a call that must fail.
func failure(of body: () throws(PublishingError) -> Publication) -> PublishingError? {
  do {
    let publication = try body()
    Issue.record("expected a failure, got \(publication)")
    return nil
  } catch {
    return error
  }
}

/// Stands in front of every change to the disk: counts them, and fails them as told.
final class Interception: Sendable {
  enum Plan: Sendable {
    /// Nothing fails.
    case none
    /// One call fails, as on a full disk.
    case fail(at: Int)
    /// No call from this one on is made, as after `kill -9`.
    case stop(at: Int)
  }

  private let count = Mutex(0)
  let plan: Plan
  /// Whether two folders can be exchanged.
  let canExchange: Bool

  init(_ plan: Plan, canExchange: Bool = true) {
    self.plan = plan
    self.canExchange = canExchange
  }

  var calls: Int { count.withLock { $0 } }

  func operations(spareFrom: Int) -> FileOperations {
    var operations = operations
    operations.spareFrom = spareFrom
    return operations
  }

  var operations: FileOperations {
    FileOperations { [self] call, _ in
      let index = count.withLock { count in
        count += 1
        return count - 1
      }
      switch plan {
      case .fail(let at) where index == at: return ENOSPC
      case .stop(let at) where index >= at: return EIO
      default: return call == .exchange && !canExchange ? EINVAL : nil
      }
    }
  }
}
