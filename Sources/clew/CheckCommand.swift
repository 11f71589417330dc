internal import ArgumentParser
internal import Diagnostics
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

  @Option(help: "How to report problems: human, json.")
  var format = ReportFormat.human

  func run() async throws {
    let files = try common.files(in: try common.folder())
    let result = await BuildPipeline.run(
      files, options: guide.buildOptions(), rendersPages: false)
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
  }
}
