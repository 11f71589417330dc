internal import ArgumentParser
internal import Diagnostics
internal import Knowledge
internal import Markup
internal import Site

struct WalkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk",
    abstract: "Asks the questions of a decision tree in the terminal.",
    discussion: """
      Answer with a number, b for back, q to quit. Answers may come from a pipe, a line each.

      EXAMPLE
        clew walk payment-not-received
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Argument(help: "The id of the tree: its file name without .md.")
  var id: String

  func run() async throws {
    let files = try common.files(in: try common.folder())
    let draft = await BuildPipeline.draft(of: files, options: guide.buildOptions())
    let console = Console(common, siteLanguage: draft.unchecked.settings.language)
    let (entry, tree) = try Tree.named(id, in: draft, files, console)
    try console.output(entry.title + "\n")
    try walk(tree, console)
  }

  /// Asks until an outcome, the end of the input, or `q`.
  private func walk(_ tree: DecisionTree, _ console: Console) throws {
    guard let start = tree.node(tree.start.value) else { return }
    var way = [start]
    while let node = way.last {
      try show(node, console)
      guard !node.options.isEmpty else { return }
      switch try answer(node, console) {
      case .option(let option):
        guard case .node(let id) = option.target, let next = tree.node(id) else {
          try console.output("→ \(option.label)\n")
          return
        }
        way.append(next)
      case .back: if way.count > 1 { way.removeLast() }
      case .quit: return
      }
    }
  }

  private enum Answer {
    case option(TreeOption), back, quit
  }

  private func show(_ node: TreeNode, _ console: Console) throws {
    try console.output("\n\(node.kind == .outcome ? "⇒ " : "")\(node.titleText)\n")
    let body = node.body.plainText
    if !body.isEmpty { try console.output(body + "\n") }
    for (index, option) in node.options.enumerated() {
      try console.output("  \(index + 1)  \(option.label)\n")
    }
  }

  private func answer(_ node: TreeNode, _ console: Console) throws -> Answer {
    while true {
      try console.output("> ")
      guard let line = readLine() else { return .quit }
      let word = line.filter { !$0.isWhitespace }
      if word == "q" { return .quit }
      if word == "b" { return .back }
      if let number = Int(word), node.options.indices.contains(number - 1) {
        return .option(node.options[number - 1])
      }
      console.remark(
        en: "a number from 1 to \(node.options.count), b or q",
        zh: "请输入 1 到 \(node.options.count) 的数字，b 返回，q 退出")
    }
  }
}

/// Finds a tree for the commands that show one.
enum Tree {
  /// The tree with an id; says why and ends the command when there is none or it has errors.
  static func named(
    _ id: String, in draft: SiteDraft, _ files: GuideFiles, _ console: Console
  ) throws -> (Entry, DecisionTree) {
    guard let entry = draft.unchecked.index[.tree, id], case .tree(let tree) = entry.content else {
      let nearest = nearestName(to: id, among: draft.unchecked.index.entries(.tree).map(\.id))
      console.message(
        LocalizedText(
          en: "error: no tree '\(id)'\(nearest.map { "; did you mean '\($0)'?" } ?? "")\n",
          zh: "错误：没有“\(id)”这棵决策树\(nearest.map { "；是不是“\($0)”？" } ?? "")\n")(
            console.language))
      throw Exit.inputMissing
    }
    let own = draft.diagnostics.sorted().filter { $0.file == entry.file && $0.severity == .error }
    guard own.isEmpty else {
      try Report(console: console, format: .human, files: files).show(own)
      throw Exit.contentErrors
    }
    return (entry, tree)
  }
}
