internal import ArgumentParser
internal import Foundation
internal import Site

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Starts a new guide: a small, complete one that builds without a change.",
    discussion: """
      The guide is in the language of --lang, else of the locale. It shows every kind of content. \
      A folder that is not empty is refused.

      EXAMPLE
        clew init my-guide --lang zh && cd my-guide && clew build
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The folder to make, or an empty one.")
  var directory: String

  func run() async throws {
    let console = Console(common)
    let folder = URL(filePath: directory, directoryHint: .isDirectory)
    try makeEmpty(folder, console)
    let files = Starter(language: console.language).guide()
    try NewFiles.write(files, to: folder, console)
    for file in files { try console.output("\(file.path)\n") }
    console.remark(
      en: "\(directory): \(files.count) files; go there and run clew build",
      zh: "\(directory)：\(files.count) 个文件；进去运行 clew build")
  }

  /// Makes the folder; one that is there must be empty.
  private func makeEmpty(_ folder: URL, _ console: Console) throws {
    let names: [String]
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      names = try FileManager.default.contentsOfDirectory(atPath: directory)
    } catch {
      throw NewFiles.refusal(
        console, en: "'\(directory)' cannot be a folder: \(error.localizedDescription)",
        zh: "“\(directory)”不能作文件夹：\(error.localizedDescription)")
    }
    guard names.isEmpty else {
      throw NewFiles.refusal(
        console, en: "'\(directory)' is not empty; choose another folder",
        zh: "“\(directory)”不是空文件夹，请换一个")
    }
  }
}
