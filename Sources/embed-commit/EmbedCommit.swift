internal import Foundation

/// Writes the commit that is checked out into a Swift file: the arguments are git's log of `HEAD`,
/// which need not exist, and the Swift file.
@main
struct EmbedCommit {
  static func main() throws {
    guard CommandLine.arguments.count == 3 else { throw CocoaError(.fileReadInvalidFileName) }
    // The last line is about the checkout at hand: old commit, new commit, who, when, why.
    let log = try? String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
    let fields = log?.split(separator: "\n").last?.split(separator: " ") ?? []
    let hash = fields.count > 1 && fields[1].allSatisfy(\.isHexDigit) ? fields[1].prefix(12) : ""
    let swift = """
      /// The commit that this program was built from; `unknown` without git.
      enum EmbeddedCommit {
        static let name = "\(hash.isEmpty ? "unknown" : hash)"
      }

      """
    try Data(swift.utf8).write(to: URL(filePath: CommandLine.arguments[2]))
  }
}
