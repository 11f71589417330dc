internal import ArgumentParser
internal import Diagnostics
internal import Publishing

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compares a published site with its manifest.",
    discussion: """
      Exits with 1 when a file is missing, changed or unknown.

      EXAMPLE
        clew verify public
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The folder of the published site.")
  var directory: String

  func run() async throws {
    let console = Console(common)
    let verification: Verification
    do {
      verification = try Publisher.verify(directory)
    } catch {
      throw Output.failure(error, console, as: Exit.inputMissing)
    }
    for path in verification.missing { try console.output("missing\t\(path)\n") }
    for path in verification.changed { try console.output("changed\t\(path)\n") }
    for path in verification.unknown { try console.output("unknown\t\(path)\n") }
    console.remark(
      en: "\(verification.fileCount) files: \(verification.summary.english)",
      zh: "\(verification.fileCount) 个文件：\(verification.summary.chinese)")
    if !verification.isIntact { throw Exit.contentErrors }
  }
}
