internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Knowledge
internal import Site

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks everything that build checks, and writes nothing.",
    discussion: """
      All problems of a run are reported together.

      EXAMPLE
        clew check --strict --format json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Option(help: "How to report problems: human, json, sarif, github.")
  var format = ReportFormat.human

  @Flag(help: "Record new addresses in content/addresses.lock, and the paths of trees beside them.")
  var updateLock = false

  func run() async throws {
    let folder = try common.folder()
    let files = try common.files(in: folder)
    var options = guide.buildOptions()
    options.checksLocks = !updateLock
    let result = await BuildPipeline.run(files, options: options, rendersPages: false)
    let console = Console(common, siteLanguage: result.unchecked.settings.language)
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
