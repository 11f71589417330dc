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

  /// Another form of the index makes other seeds: `.build/fuzz/release/fuzz seeds Fuzz/corpus/index`.
  @Test("the seeds of the index are files of an index as it is written now")
  func index() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../corpus/index")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let seeds = try files.map { [UInt8](try Data(contentsOf: $0)) }
    #expect(Set(seeds) == Set(indexSeeds))
    let roots = seeds.filter { $0.first == 0 }
    #expect(roots.count == 1 && roots.allSatisfy { engine(ofRoot: Array($0.dropFirst())) != nil })
  }
}
