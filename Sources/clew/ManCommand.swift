internal import ArgumentParser
internal import Foundation

struct ManCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man",
    abstract: "Prints the manual page, written from the commands themselves.",
    discussion: """
      EXAMPLE
        clew man | man -l -
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let tool = try JSONDecoder().decode(ManualPage.Tool.self, from: Data(Clew._dumpHelp().utf8))
    try Console(common).output(ManualPage(tool.command, version: Program.version).roff)
  }
}
