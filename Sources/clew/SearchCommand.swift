internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Knowledge
internal import SearchCore
internal import Site

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Searches the guide as its search page does.",
    discussion: """
      The ranking is that of the page, to the bit. Without a query, every line of standard input is
      one, and every line of output an answer in JSON.

      EXAMPLE
        clew search 款项未到账 --why
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Argument(help: "What to search for. Without one: a query per line of standard input.")
  var query: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Tell why each page was found, and what its score is made of.")
  var why = false

  @Option(help: "How many results to print.")
  var limit = 10

  @Option(help: "Only this kind: page, cause, solution, prevention, checklist, tree, term.")
  var kind: EntryKind?

  func validate() throws {
    guard (1...1_000).contains(limit) else {
      throw ValidationError("--limit takes a number from 1 to 1000")
    }
  }

  func run() async throws {
    let files = try common.files(in: try common.folder())
    var options = guide.buildOptions()
    options.checksLocks = false
    let result = await BuildPipeline.run(files, options: options, into: nil)
    let console = Console(common, siteLanguage: result.unchecked.settings.language)
    guard let search = result.search else {
      if result.guide != nil {
        console.message(
          LocalizedText(
            en: "error: this guide has no search: `search: false` in content/site.yml\n",
            zh: "错误：这本指南没有搜索：content/site.yml 里写了 search: false\n")(console.language))
        throw Exit.contentErrors
      }
      try Report(console: console, format: .human, files: files).show(result.diagnostics)
      throw Exit.contentErrors
    }
    guard let query else {
      while let line = readLine() {
        try console.output(Self.json(search.answer(line, limit: limit, kind: kind)))
      }
      return
    }
    let answer = search.answer(query, limit: limit, kind: kind)
    try console.output(json ? Self.json(answer) : text(answer))
    if answer.results.isEmpty {
      console.remark(en: "nothing found for '\(query)'", zh: "没有找到“\(query)”")
    }
  }

  private static func json(_ answer: SearchAnswer) -> String {
    String(decoding: answer.json, as: UTF8.self) + "\n"
  }

  /// A line for each result, and with `--why` one with its score and one with its excerpt.
  private func text(_ answer: SearchAnswer) -> String {
    func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    return answer.results.map { result in
      let heading = result.heading.text.isEmpty ? "" : " › " + string(result.heading.text)
      let line = "\(string(result.url))\t\(string(result.title.text))\(heading)\n"
      guard why else { return line }
      let score = String(format: "%.2f", result.score)
      return line + "  \(score)\t\(result.why.name)\t\(Self.parts(result.parts))\n"
        + (result.excerpt.text.isEmpty ? "" : "  \(string(result.excerpt.text))\n")
    }.joined()
  }

  /// A score as the product that it is, and what the match in it rests on.
  private static func parts(_ parts: ScoreParts) -> String {
    String(
      format: "match %.2f × kind %.2f × closeness %.2f, coverage %.0f %%, label run %.0f %%",
      parts.match, parts.kind, parts.closeness, parts.coverage * 100, parts.labelRun * 100)
  }
}
