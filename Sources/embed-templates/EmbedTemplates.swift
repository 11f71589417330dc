internal import Foundation

/// Writes every file of a folder into one Swift file, as base64 strings by relative path: the
/// arguments are the name of the type, the folder, and the Swift file.
///
/// Base64 because string literals compile at once, where arrays of bytes take seconds.
@main
struct EmbedTemplates {
  static func main() throws {
    guard CommandLine.arguments.count == 4 else {
      throw CocoaError(.fileReadInvalidFileName)
    }
    let folder = URL(filePath: CommandLine.arguments[2], directoryHint: .isDirectory)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
    var swift = """
      /// The files of `\(folder.lastPathComponent)/`: path and base64 of the content, ordered by path.
      enum \(CommandLine.arguments[1]) {
        static let files: [(path: String, base64: String)] = [

      """
    for path in paths {
      let url = folder.appending(path: path)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      let base64 = try Data(contentsOf: url).base64EncodedString()
      swift += "    (\"\(path)\", \"\(base64)\"),\n"
    }
    swift += "  ]\n}\n"
    try Data(swift.utf8).write(to: URL(filePath: CommandLine.arguments[3]))
  }
}
