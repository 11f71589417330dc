internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Knowledge
internal import Site

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints a JSON Schema of front matter or of site.yml, for the tools of editors.",
    discussion: """
      JSON Schema 2020-12. Descriptions are in the language of --lang, else of the locale.

      EXAMPLE
        clew schema site > .vscode/site.schema.json
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: "The kind: home, page, cause, solution, prevention, checklist, tree, term; or site.")
  var kind: Subject

  /// What a schema describes.
  enum Subject: ExpressibleByArgument {
    case entry(EntryKind)
    case site

    init?(argument: String) {
      if argument == "site" {
        self = .site
      } else if let kind = EntryKind(rawValue: argument) {
        self = .entry(kind)
      } else {
        return nil
      }
    }

    static var allValueStrings: [String] { EntryKind.allCases.map(\.rawValue) + ["site"] }
  }

  func run() async throws {
    let console = Console(common)
    let schema = FieldSchema(language: console.language)
    switch kind {
    case .entry(let kind): try console.output(schema.document(kind))
    case .site: try console.output(schema.siteDocument())
    }
  }
}
