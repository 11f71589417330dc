import Foundation
import Testing

/// What a run of the program left behind.
struct Run: Sendable {
  let status: Int32
  /// What it wrote to standard output.
  let output: String
  /// What it wrote to standard error.
  let errors: String
}

/// A folder with a guide in it, and the program to run there; removed when the test ends.
final class Workspace: Sendable {
  /// The folder of the guide.
  let folder: URL
  private let root: URL

  /// A small guide without a fault.
  static let guide = [
    "content/site.yml": "title: 指南\nbase_url: https://a.cn/\nlanguage: zh-CN\n",
    "content/index.md": "---\ntitle: 首页\n---\n看[原因](causes/late.md)。\n",
    "content/causes/late.md": "---\ntitle: 没到期\nsolutions: [wait]\n---\n等一等。\n",
    "content/solutions/wait.md": "---\ntitle: 等一等\n---\n1. 等\n",
    "content/trees/go.md": """
    ---
    title: 排查
    start: q
    scenarios:
      - {name: 没有, answers: {q: 没有}, outcome: o}
      - {name: 不知道, answers: {q: 不知道}, outcome: p}
    ---
    ## 到期了吗？ {#q}

    - [没有](#o)
    - [不知道](#p)

    ## 等 {#o .outcome}

    [没到期](../causes/late.md)

    ## 问 {#p .outcome}

    [等一等](../solutions/wait.md)

    """,
  ]

  /// Makes a folder with the small guide, or with other files.
  init(_ files: [String: String] = Workspace.guide) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "clew-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    folder = root.appending(path: "指南 1")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, text) in files { try write(path, text) }
  }

  /// Makes a folder with a copy of the guide of this repository.
  init(copyOf source: URL) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "clew-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    folder = root.appending(path: "guide")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["content", "templates"] {
      try FileManager.default.copyItem(
        at: source.appending(path: name), to: folder.appending(path: name))
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  func write(_ path: String, _ text: String) throws {
    try write(path, bytes: Array(text.utf8))
  }

  func write(_ path: String, bytes: [UInt8]) throws {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.appending(path: path))
  }

  /// The path of something in the folder.
  func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  /// Runs the program in the folder, or in one below it.
  func clew(
    _ arguments: String..., in place: String = "", input: String = "",
    environment: [String: String] = [:]
  ) async throws -> Run {
    try await run(
      try Program.path, arguments, in: place, input: input, environment: environment)
  }

  /// Runs any program there, with output that is no terminal and an environment of its own.
  func run(
    _ program: String, _ arguments: [String], in place: String = "", input: String = "",
    environment: [String: String] = [:]
  ) async throws -> Run {
    let id = UUID().uuidString
    let streams = ["in", "out", "err"].map { root.appending(path: "\(id).\($0)") }
    try Data(input.utf8).write(to: streams[0])
    for stream in streams.dropFirst() { try Data().write(to: stream) }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = place.isEmpty ? folder : folder.appending(path: place)
    process.environment = Program.environment.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: streams[0])
    process.standardOutput = try FileHandle(forWritingTo: streams[1])
    process.standardError = try FileHandle(forWritingTo: streams[2])
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in done.resume() }
      do { try process.run() } catch { done.resume(throwing: error) }
    }
    #expect(process.terminationReason == .exit, "\(arguments) ended with a signal")
    return Run(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: streams[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: streams[2]), as: UTF8.self))
  }

  /// A file or folder as a snapshot sees it: equal only when nobody touched it.
  struct Trace: Hashable {
    let inode: UInt64
    let modified: Date
    let bytes: Data?
  }

  /// Everything in a folder, itself included, with inode, time and bytes.
  func snapshot(_ name: String = "public") throws -> [String: Trace] {
    let top = folder.appending(path: name)
    let names =
      [""] + (try FileManager.default.subpathsOfDirectory(atPath: top.path(percentEncoded: false)))
    return Dictionary(
      uniqueKeysWithValues: try names.map { name in
        let url = name.isEmpty ? top : top.appending(path: name)
        let attributes = try FileManager.default.attributesOfItem(
          atPath: url.path(percentEncoded: false))
        let isFile = attributes[.type] as? FileAttributeType == .typeRegular
        return (
          name,
          Trace(
            inode: (attributes[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0,
            modified: attributes[.modificationDate] as? Date ?? .distantPast,
            bytes: isFile ? try Data(contentsOf: url) : nil)
        )
      })
  }

  /// The bytes of every file in a folder.
  func contents(_ name: String = "public") throws -> [String: Data] {
    try snapshot(name).compactMapValues(\.bytes)
  }
}

/// The program under test.
enum Program {
  /// The executable that was built together with the tests.
  static var path: String {
    get throws {
      let url = try #require(Bundle.main.executableURL).deletingLastPathComponent()
        .appending(path: "clew")
      let path = url.path(percentEncoded: false)
      try #require(FileManager.default.isExecutableFile(atPath: path), "no \(path)")
      return path
    }
  }

  /// The folder of the repository.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// What every run sees: no locale, and the day on which the guide was last looked at.
  static let environment: [String: String] = {
    let own = ProcessInfo.processInfo.environment
    var result = ["LC_ALL": "C", "SOURCE_DATE_EPOCH": "1795305600", "HOME": "/nonexistent"]
    for name in ["PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
      result[name] = own[name]
    }
    return result
  }()
}
