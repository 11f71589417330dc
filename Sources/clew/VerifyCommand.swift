internal import ArgumentParser
internal import Diagnostics
internal import Publishing

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compares a published site with its manifest, in a folder or live.",
    discussion: """
      Exits with 1 when a file is missing, changed or unknown. With both, the live site is compared
      with the manifest of the folder, so that an upload that was forgotten is found too.

      EXAMPLE
        clew verify public
        clew verify public --url https://example.com/help/
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The folder of the published site.")
  var directory: String?

  @Option(help: "The address of the live site.")
  var url: String?

  func validate() throws {
    if directory == nil, url == nil {
      throw ValidationError("verify takes a folder, --url, or both")
    }
  }

  func run() async throws {
    let console = Console(common)
    if let url {
      try await verifyLive(url, console)
    } else if let directory {
      try verifyFolder(directory, console)
    }
  }

  private func verifyFolder(_ directory: String, _ console: Console) throws {
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

  private func verifyLive(_ url: String, _ console: Console) async throws {
    let verification: LiveVerification
    do {
      verification = try await LiveVerification.of(url, like: directory)
    } catch {
      let label = LocalizedText(en: "error: ", zh: "错误：")(console.language)
      console.message(label + error.message(console.language) + "\n")
      throw Exit.inputMissing
    }
    for (path, fault) in verification.faults { try console.output(fault.line(path)) }
    let count = verification.faults.count
    console.remark(
      en: "\(verification.fileCount) files, \(count) not as the manifest says",
      zh: "\(verification.fileCount) 个文件，\(count) 个与清单不符")
    if count > 0 { throw Exit.contentErrors }
  }
}

extension LiveVerification.Fault {
  /// A line for a machine: what is wrong, the path, and more where there is more to say.
  fileprivate func line(_ path: String) -> String {
    switch self {
    case .missing: "missing\t\(path)\n"
    case .changed: "changed\t\(path)\n"
    case .status(let status): "status\t\(path)\t\(status)\n"
    case .away(let target): "away\t\(path)\t\(target)\n"
    case .unreachable(let reason): "unreachable\t\(path)\t\(reason)\n"
    }
  }
}
