public import ArgumentParser
internal import Diagnostics
internal import Foundation
public import Knowledge
internal import Site

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists entries with their addresses, relations and review dates.",
    discussion: """
      EXAMPLE
        clew list cause --json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Argument(help: "Only this kind: home, page, cause, solution, prevention, checklist, tree, term.")
  var kind: EntryKind?

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let files = try common.files(in: try common.folder())
    let draft = await BuildPipeline.draft(of: files, options: guide.buildOptions())
    let console = Console(common, siteLanguage: draft.unchecked.settings.language)
    guard let guide = draft.guide else {
      try Report(console: console, format: .human, files: files).show(draft.diagnostics.sorted())
      throw Exit.contentErrors
    }
    let entries = EntryListing.entries(of: guide, kind: kind)
    if json {
      try console.output(EntryListing.json(entries))
    } else {
      for entry in entries {
        try console.output(
          "\(entry.kind)\t\(entry.id)\t\(entry.title)\t\(entry.url)\t\(entry.reviewBy ?? "")\n")
      }
    }
  }
}

extension EntryKind: ExpressibleByArgument {}
