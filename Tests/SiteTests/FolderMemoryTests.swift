import Foundation
import Glibc
import Testing

@testable import Site

@Suite("Reading a folder again")
struct FolderMemoryTests {
  private let root: URL
  private let file = "content/index.md"

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "clew-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: root.appending(path: "content"), withIntermediateDirectories: true)
  }

  private func write(_ text: String) throws {
    try Data(text.utf8).write(to: root.appending(path: file))
  }

  private func status() throws -> stat {
    var status = stat()
    try #require(unsafe lstat(root.appending(path: file).path(percentEncoded: false), &status) == 0)
    return status
  }

  private func memory(after seconds: Double) throws -> FolderMemory {
    var memory = FolderMemory()
    memory.keep(
      GuideFiles.File(path: file, bytes: Array("known".utf8)), try status(),
      now: Date(timeIntervalSinceNow: seconds))
    return memory
  }

  private func read(_ memory: inout FolderMemory) throws -> String? {
    let files = try GuideFolder(root.path(percentEncoded: false)).files(
      memory: &memory, now: Date())
    return files.content.first.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test("a file that is as it was is not read again")
  func keepsWhatDidNotChange() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    try write("other")
    var memory = try memory(after: 60)
    #expect(try read(&memory) == "known")
    #expect(try read(&memory) == "other", "it changed a moment before the second reading")
  }

  @Test("a file is read again after every change, even to as many bytes of the same date")
  func readsWhatChanged() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    try write("first")
    var memory = try memory(after: 60)
    let date = try status().st_mtim
    usleep(20_000)
    try write("again")
    var times = [date, date]
    let path = root.appending(path: file).path(percentEncoded: false)
    try #require(unsafe utimensat(AT_FDCWD, path, &times, 0) == 0)
    #expect(try read(&memory) == "again")
  }

  @Test("a file that changed a moment before it was read is read again")
  func doesNotTrustTheClock() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    try write("other")
    var memory = try memory(after: 0)
    #expect(try read(&memory) == "other")
  }
}
