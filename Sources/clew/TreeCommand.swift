internal import ArgumentParser
internal import Diagnostics
internal import Knowledge
internal import Site

struct TreeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    abstract: "Shows a decision tree, or every path through it.",
    discussion: """
      EXAMPLE
        clew tree payment-not-received --paths
        clew tree payment-not-received --weights
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Argument(help: "The id of the tree: its file name without .md.")
  var id: String

  @Option(help: "outline, mermaid, dot, svg or json.")
  var format = TreeFormat.outline

  @Flag(help: "Print every path and its outcome, a line each.")
  var paths = false

  @Flag(help: "Print how many readers are asked each question, and what it saves them.")
  var weights = false

  enum TreeFormat: String, CaseIterable, ExpressibleByArgument {
    case outline, mermaid, dot, svg, json
  }

  func run() async throws {
    let files = try common.files(in: try common.folder())
    let draft = await BuildPipeline.draft(of: files, options: guide.buildOptions())
    let console = Console(common, siteLanguage: draft.unchecked.settings.language)
    let (entry, tree) = try Tree.named(id, in: draft, files, console)
    try console.output(text(tree, title: entry.title, console.language))
  }

  private func text(_ tree: DecisionTree, title: String, _ language: MessageLanguage) -> String {
    if weights { return TreeWeights(TreePaths(tree)).text(language) }
    if paths { return TreePaths(tree).lines.map { $0 + "\n" }.joined() }
    let export = TreeExport(id: id, title: title, tree: tree)
    return switch format {
    case .outline: export.outline
    case .mermaid: export.mermaid
    case .dot: export.dot
    case .json: export.json
    case .svg: TreeSVG.svg(tree, title: title) { _ in nil }
    }
  }
}
