internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Knowledge
internal import Site

struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Writes a new entry with every key that its kind needs, as a draft.",
    discussion: """
      Prints the path of the file. A file that exists is never overwritten.

      EXAMPLE
        clew new cause printer-jam --title 打印机卡纸
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The kind: home, page, cause, solution, prevention, checklist, tree, term.")
  var kind: EntryKind

  @Argument(help: "The id, which becomes the address: lower-case ASCII letters, digits, hyphens.")
  var id: String

  @Option(help: "The title. Default: the id.")
  var title: String?

  func run() async throws {
    let folder = try common.folder()
    let files = try common.files(in: folder)
    let unchecked = await BuildPipeline.draft(of: files, options: BuildOptions()).unchecked
    let console = Console(common, siteLanguage: unchecked.settings.language)
    let key = EntryKey(kind, id)
    guard key.isValid else {
      throw usage(console)
    }
    let isChinese = unchecked.settings.language.lowercased().hasPrefix("zh")
    let text = Starter(language: isChinese ? .chinese : .english).entry(
      kind, title: title ?? id,
      solution: unchecked.index.entries(.solution).first?.id ?? "my-solution")
    let file = GuideFiles.File(path: key.file, bytes: Array(text.utf8))
    try NewFiles.write(
      [file], to: URL(filePath: folder.path, directoryHint: .isDirectory), console)
    try console.output(key.file + "\n")
  }

  private func usage(_ console: Console) -> ExitCode {
    let text =
      kind == .home
      ? LocalizedText(
        en: "error: the home page has the id 'index'\n", zh: "错误：首页的 id 是“index”\n")
      : LocalizedText(
        en: "error: '\(id)' is no id: lower-case ASCII letters, digits and hyphens\n",
        zh: "错误：“\(id)”不能作文件名：只能用小写字母、数字和连字符\n")
    console.message(text(console.language))
    return Exit.usage
  }
}
