import Foundation
import PackagePlugin

/// Carries the files of `templates/` and `starters/` into the `Site` module, so that the program
/// needs no folder beside it.
@main
struct EmbedTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    try [("templates", "EmbeddedTemplates"), ("starters", "EmbeddedStarters")].map { name, type in
      let folder = context.package.directoryURL.appending(path: name)
      let output = context.pluginWorkDirectoryURL.appending(path: "\(type).swift")
      let files =
        FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
        .compactMap { $0 as? URL } ?? []
      return .buildCommand(
        displayName: "Embedding \(name)",
        executable: try context.tool(named: "embed-templates").url,
        arguments: [type, folder.path(), output.path()],
        inputFiles: files,
        outputFiles: [output])
    }
  }
}
