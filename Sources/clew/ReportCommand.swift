internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Knowledge
internal import Publishing
internal import Site

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes one page for editors: what leads to what, what is missing, what is due.",
    discussion: """
      Causes by solutions and trees with the holes marked, every tree with what its questions save,
      scenarios and search tests, review dates, facts, what nothing leads to, the weight of pages.
      A guide with errors has a report that lists them.

      EXAMPLE
        clew report --output report.html
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Option(name: .shortAndLong, help: "The file to write, relative to the guide's folder.")
  var output = "report.html"

  func run() async throws {
    let stopwatch = StepTimes()
    stopwatch.begin(.read)
    let folder = try common.folder()
    let files = try common.files(in: folder)
    let options = guide.buildOptions()
    let result = await BuildPipeline.run(files, options: options) { stopwatch.begin($0) }
    let timings = stopwatch.end()
    let console = Console(common, siteLanguage: result.unchecked.settings.language)
    let report = GuideReport(
      files: files, result: result, today: options.today, timings: timings,
      language: console.language)
    do {
      let target = try Output.file(output, in: folder, besides: "public", console)
      try FilePublisher(path: target).publish(report.bytes)
    } catch let error as PublishingError {
      throw Output.failure(error, console)
    }
    let errors = result.diagnostics.count(of: .error)
    console.remark(
      en: "\(output): \(errors) errors, \(result.diagnostics.count(of: .warning)) warnings",
      zh: "\(output)：\(errors) 个错误，\(result.diagnostics.count(of: .warning)) 个警告")
    if errors > 0 { throw Exit.contentErrors }
  }
}
