internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Publishing
internal import Site

/// The output folder of a command.
enum Output {
  /// The path to publish into: relative ones count from the guide's folder. Folders that hold the
  /// sources are refused, because publishing replaces the whole folder.
  static func path(_ output: String, in folder: GuideFolder, _ console: Console) throws -> String {
    let root = URL(filePath: folder.path, directoryHint: .isDirectory).resolvingSymlinksInPath()
    let target = URL(filePath: output, directoryHint: .isDirectory, relativeTo: root)
      .standardizedFileURL
    let path = trimmed(target.resolvingSymlinksInPath().path(percentEncoded: false))
    for source in ["content", "templates"] {
      let sources = trimmed(root.appending(path: source).path(percentEncoded: false))
      if path == sources || path.hasPrefix(sources + "/") || sources.hasPrefix(path + "/") {
        console.message(
          LocalizedText(
            en: "error: the output '\(output)' and '\(source)/' overlap; choose another folder\n",
            zh: "错误：输出文件夹“\(output)”和“\(source)/”重叠，请换一个文件夹\n")(console.language))
        throw Exit.cannotWrite
      }
    }
    return trimmed(target.path(percentEncoded: false))
  }

  /// The path of a single file to write: relative ones count from the guide's folder. It lies neither
  /// among the sources nor in the published folder, which holds what builds put there and no more.
  static func file(
    _ file: String, in folder: GuideFolder, besides output: String, _ console: Console
  ) throws -> String {
    let root = URL(filePath: folder.path, directoryHint: .isDirectory).resolvingSymlinksInPath()
    let target = URL(filePath: file, directoryHint: .inferFromPath, relativeTo: root)
      .standardizedFileURL
    let parent = target.deletingLastPathComponent().resolvingSymlinksInPath()
      .path(percentEncoded: false)
    for taken in ["content", "templates", output] {
      let place = URL(filePath: taken, directoryHint: .isDirectory, relativeTo: root)
        .standardizedFileURL.resolvingSymlinksInPath().path(percentEncoded: false)
      guard parent.hasPrefix(trimmed(place) + "/") else { continue }
      console.message(
        LocalizedText(
          en: "error: the file '\(file)' lies in '\(taken)'; choose another place\n",
          zh: "错误：文件“\(file)”在“\(taken)”里面，请换一个位置\n")(console.language))
      throw Exit.cannotWrite
    }
    return target.path(percentEncoded: false)
  }

  private static func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Says why nothing was published, and the exit code for it.
  static func failure(
    _ error: PublishingError, _ console: Console, as code: ExitCode = Exit.cannotWrite
  ) -> ExitCode {
    let label = LocalizedText(en: "error: ", zh: "错误：")(console.language)
    console.message(label + error.message(console.language) + "\n")
    return code
  }
}
