internal import ArgumentParser
internal import Foundation

// Not called: for being linked it takes the place of the C library's malloc.
#if canImport(CJemalloc)
  internal import CJemalloc
#endif

/// The program: every command is a file of its own beside this one.
@main
struct Clew: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clew",
    abstract: "Turns a folder of Markdown into a checked, searchable, static help guide.",
    discussion: """
      Run it inside a guide: the folder that holds content/site.yml, or any folder below.

      EXIT CODES
        0   done
        1   the content has errors; nothing was published
        64  wrong usage
        66  input not found
        70  a defect in clew
        73  the output cannot be written

      EXAMPLE
        clew check && clew build
      """,
    version: "\(Program.version) (\(EmbeddedCommit.name))",
    subcommands: [
      InitCommand.self, NewCommand.self, BuildCommand.self, CheckCommand.self, ServeCommand.self,
      ListCommand.self, ReportCommand.self, RenderCommand.self, TreeCommand.self,
      WalkCommand.self, SearchCommand.self, ExportCommand.self, DiffCommand.self,
      ExplainCommand.self, SchemaCommand.self,
      VerifyCommand.self, RollbackCommand.self, HostingCommand.self, CompletionsCommand.self,
      ManCommand.self,
    ])
}

/// What the program says of itself.
enum Program {
  static let version = "0.1.0"
  /// The name that manifests carry.
  static let generator = "clew \(version)"
  /// What tells this program from another that might write other bytes: where it stands on the
  /// disk; nil where that cannot be told.
  static let identity: String? = {
    guard let path = Bundle.main.executablePath,
      let facts = try? FileManager.default.attributesOfItem(atPath: path),
      let size = facts[.size] as? Int, let number = facts[.systemFileNumber] as? Int,
      let time = facts[.modificationDate] as? Date
    else { return nil }
    return "\(version) \(path) \(size) \(number) \(time.timeIntervalSinceReferenceDate)"
  }()
}
