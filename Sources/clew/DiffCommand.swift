internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Knowledge
internal import Publishing
internal import Site

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells which pages, paths and outcomes change for readers between two builds.",
    discussion: """
      OLD and NEW are guides or published sites: a guide is built in memory first.
      Exits with 0 whether they differ or not.

      EXAMPLE
        clew diff public .
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Argument(help: "The old guide or published site.")
  var old: String

  @Argument(help: "The new guide or published site.")
  var new: String

  func run() async throws {
    let before = try await tree(old)
    let after = try await tree(new)
    let console = Console(common, siteLanguage: after.language ?? before.language)
    let difference = SiteDifference(old: before.tree, new: after.tree)
    if difference.isEmpty {
      console.remark(en: "readers notice nothing", zh: "读者看不出变化")
    }
    try console.output(DifferenceText(language: console.language).text(difference))
  }

  /// The build of a guide, or what a published site holds.
  private func tree(_ folder: String) async throws -> (tree: OutputTree, language: String?) {
    let console = Console(common)
    if FileManager.default.fileExists(atPath: folder + "/content/site.yml") {
      let files = try common.files(in: GuideFolder(folder))
      var options = guide.buildOptions()
      options.checksLocks = false
      let result = await BuildPipeline.run(files, options: options)
      guard let tree = result.output else {
        try Report(console: console, format: .human, files: files).show(result.diagnostics)
        throw Exit.contentErrors
      }
      return (tree, result.unchecked.settings.language)
    }
    do {
      return (try Publisher.published(folder), nil)
    } catch {
      throw Output.failure(error, console, as: Exit.inputMissing)
    }
  }
}

/// A difference in words that an editor can approve.
struct DifferenceText {
  let language: MessageLanguage

  func text(_ difference: SiteDifference) -> String {
    var text = ""
    text += pages(difference.added, en: "New pages", zh: "新页面")
    text += pages(difference.removed, en: "Pages that are gone", zh: "没有了的页面")
    text += pages(difference.changed, en: "Pages that changed", zh: "内容变了的页面")
    for tree in difference.trees {
      text += say(en: "Tree \(tree.id)", zh: "决策树 \(tree.id)") + "\n"
      text += tree.answers.map { "  \(answer($0))\n" }.joined()
    }
    return text
  }

  private func pages(_ pages: [SiteDifference.Page], en: String, zh: String) -> String {
    guard !pages.isEmpty else { return "" }
    let lines = pages.map { "  \($0.path)\t\($0.title)\n" }.joined()
    return say(en: "\(en) (\(pages.count))", zh: "\(zh)（\(pages.count)）") + "\n" + lines
  }

  private func answer(_ answer: SiteDifference.Answer) -> String {
    let way = answer.answers
    switch (answer.old, answer.new) {
    case (let old?, let new?):
      return say(
        en: "who answers \(way) got '\(old)' and gets '\(new)'",
        zh: "这样回答的读者：\(way)，以前得到“\(old)”，现在得到“\(new)”")
    case (nil, let new):
      return say(en: "new: \(way) leads to '\(new ?? "")'", zh: "新的走法：\(way)，得到“\(new ?? "")”")
    case (let old, nil):
      return say(
        en: "gone: \(way) led to '\(old ?? "")'", zh: "没有了的走法：\(way)，以前得到“\(old ?? "")”")
    }
  }

  private func say(en: String, zh: String) -> String {
    LocalizedText(en: en, zh: zh)(language)
  }
}
