import Foundation
import PackagePlugin

/// Tells the program from which commit it is built.
@main
struct EmbedCommit: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let log = gitFolder(context.package.directoryURL).appending(path: "logs/HEAD")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedCommit.swift")
    return [
      .buildCommand(
        displayName: "Embedding the commit",
        executable: try context.tool(named: "embed-commit").url,
        arguments: [log.path(), output.path()],
        inputFiles: FileManager.default.fileExists(atPath: log.path()) ? [log] : [],
        outputFiles: [output])
    ]
  }

  /// The folder of git; in a worktree, a file names it.
  private func gitFolder(_ root: URL) -> URL {
    let git = root.appending(path: ".git")
    guard let text = try? String(contentsOf: git, encoding: .utf8), text.hasPrefix("gitdir: ")
    else {
      return git
    }
    let path = text.dropFirst("gitdir: ".count).prefix { !$0.isNewline }
    return URL(filePath: String(path), directoryHint: .isDirectory, relativeTo: root)
  }
}
