internal import ArgumentParser
internal import Diagnostics
internal import Publishing
internal import Site

struct RollbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Puts the previous published generation back, atomically.",
    discussion: """
      A second rollback returns to the newer generation.

      EXAMPLE
        clew rollback --output public
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: .shortAndLong, help: "The published folder, relative to the guide's folder.")
  var output = "public"

  func run() async throws {
    let folder = try common.folder()
    let console = Console(common)
    do {
      let path = try Output.path(output, in: folder, console)
      _ = try Publisher(output: path, keeping: LastingName.isLasting).rollback()
      console.remark(en: "\(output): the previous generation is back", zh: "\(output)：已换回上一版")
    } catch let error as PublishingError {
      guard case .nothingToRollBack = error else { throw Output.failure(error, console) }
      throw Output.failure(error, console, as: Exit.inputMissing)
    }
  }
}
