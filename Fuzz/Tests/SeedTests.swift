import Foundation
import Testing

@Suite("What the fuzzer begins with")
struct SeedTests {
  private static let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "front-matter": fuzzFrontMatter, "markdown": fuzzMarkdown, "tree": fuzzTree,
    "index": fuzzIndex, "query": fuzzQuery, "template": fuzzTemplate,
  ]

  @Test("every seed is taken by its target", arguments: targets.keys.sorted())
  func seeds(target: String) throws {
    let take = try #require(Self.targets[target])
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../corpus/" + target)
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files { take([UInt8](try Data(contentsOf: file))) }
  }
}
