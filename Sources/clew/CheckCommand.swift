internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Knowledge
internal import Publishing
internal import Site

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks everything that build checks, and mends what has one safe mend.",
    discussion: """
      All problems of a run are reported together. Nothing is written unless it is asked for.

      EXAMPLE
        clew check --strict --format json
        clew check --fix
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Option(help: "How to report problems: human, json, sarif, github.")
  var format = ReportFormat.human

  @Flag(help: "Record new addresses in content/addresses.lock, and the paths of trees beside them.")
  var updateLock = false

  @Flag(
    help: "Mend what has one safe mend: the order of keys, ids in full width, blanks within bold.")
  var fix = false

  @Flag(help: "As --fix, and write the only near name for an id or link that does not exist.")
  var fixLinks = false

  func run() async throws {
    let folder = try common.folder()
    var files = try common.files(in: folder)
    var options = guide.buildOptions()
    options.checksLocks = !updateLock
    var result = await BuildPipeline.run(files, options: options, into: nil)
    let console = Console(common, siteLanguage: result.unchecked.settings.language)
    if fix || fixLinks {
      let mended = await MendedFiles(
        files, result, options: options, trust: fixLinks ? .likely : .safe)
      try write(mended.changes, folder, console)
      (files, result) = (mended.files, mended.result)
    }
    try Report(console: console, format: format, files: files).show(result.diagnostics)
    let errors = result.diagnostics.count(of: .error)
    let warnings = result.diagnostics.count(of: .warning)
    if format == .human, errors + warnings == 0 {
      console.remark(
        en: "0 errors, 0 warnings in \(result.unchecked.index.entries.count) entries",
        zh: "\(result.unchecked.index.entries.count) 个内容，0 个错误，0 个警告")
    }
    if errors > 0 { throw Exit.contentErrors }
    if updateLock, let guide = result.guide { try record(guide, files, folder, console) }
  }

  /// Writes the files that were mended: all of them, or none where one of them may not be written.
  private func write(
    _ changes: [MendedFiles.Change], _ folder: GuideFolder, _ console: Console
  ) throws {
    let root = URL(filePath: folder.path, directoryHint: .isDirectory).standardizedFileURL
    let files = changes.map { change in
      let path = root.appending(path: change.path).path(percentEncoded: false)
      return (change, FilePublisher(path: path))
    }
    do throws(PublishingError) {
      for (_, file) in files { try file.expectWritable() }
      for (change, file) in files {
        try file.replace(with: change.bytes)
        console.remark(
          en: "\(change.path): \(change.count) mended", zh: "\(change.path)：改好 \(change.count) 处")
      }
    } catch {
      throw Output.failure(error, console)
    }
  }

  /// Writes the locks that differ from what is there.
  private func record(
    _ guide: Guide, _ files: GuideFiles, _ folder: GuideFolder, _ console: Console
  ) throws {
    let present = Dictionary(
      files.content.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    for lock in Locks.updated(guide, files: files) where present[lock.path] != lock.bytes {
      do {
        let url = URL(filePath: folder.path, directoryHint: .isDirectory).appending(path: lock.path)
        try Data(lock.bytes).write(to: url, options: .atomic)
      } catch {
        console.message(
          LocalizedText(
            en: "error: '\(lock.path)' cannot be written: \(error.localizedDescription)\n",
            zh: "错误：写不了“\(lock.path)”：\(error.localizedDescription)\n")(console.language))
        throw Exit.cannotWrite
      }
      console.remark(en: "\(lock.path): recorded", zh: "\(lock.path)：已登记")
    }
  }
}
