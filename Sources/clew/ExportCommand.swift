public import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Knowledge
public import Site

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Prints the sections of the guide as documents for a search server.",
    discussion: """
      EXAMPLE
        clew export --format opensearch > guide.ndjson
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Option(
    help: "opensearch: lines for its bulk interface. meilisearch: an array. jsonl: a line each.")
  var format: SearchExport.Format

  func run() async throws {
    let files = try common.files(in: try common.folder())
    let result = await BuildPipeline.run(files, options: guide.buildOptions(), into: nil)
    let console = Console(common, siteLanguage: result.unchecked.settings.language)
    guard let guide = result.guide else {
      try Report(console: console, format: .human, files: files).show(result.diagnostics)
      throw Exit.contentErrors
    }
    let text = SearchExport.text(guide, format: format)
    try console.output(String(decoding: text, as: UTF8.self))
  }
}

extension SearchExport.Format: ExpressibleByArgument {}
