import Diagnostics
import Foundation
import Knowledge
import Testing

@testable import Site

/// What a slip of the finger does to the guide of this repository.
@Suite("One character is missing")
struct DeletionTests {
  @Test("the guide still holds together, or a finding names the place, whatever is missing")
  func deletions() async throws {
    let files = try RealGuide.files()
    var memory = BuildMemory()
    var numbers = SplitMix(state: 20_261_125)
    for _ in 0..<200 {
      let deletion = try #require(Deletion(in: files, by: &numbers))
      // The search comes last and takes most of the time; the other test has it.
      let draft = await BuildPipeline.draft(
        of: deletion.applied(to: files), options: BuildOptions(), memory: &memory)
      let searchLog =
        draft.proof.map { $0.content.searchTests(of: $0.guide.index).1 } ?? []
      Self.expectNamed(deletion, by: draft.diagnostics + searchLog)
    }
  }

  @Test("so it is with the whole pipeline, the search and its tests included")
  func wholePipeline() async throws {
    let files = try RealGuide.files()
    var numbers = SplitMix(state: 7)
    for _ in 0..<8 {
      let deletion = try #require(Deletion(in: files, by: &numbers))
      let result = await BuildPipeline.run(
        deletion.applied(to: files), options: BuildOptions(), into: nil)
      Self.expectNamed(deletion, by: result.diagnostics)
    }
  }

  private static func expectNamed(_ deletion: Deletion, by found: [Diagnostic]) {
    let faults = found.filter { $0.severity != .note }
    let lines = faults.map { "\($0.file):\($0.range?.start.line ?? 0) \($0.message.english)" }
    let isNamed = faults.isEmpty || faults.contains { deletion.isNamed(by: $0) }
    #expect(isNamed, "\(deletion): \(lines)")
    let isClear = found.allSatisfy { $0.saysSomething }
    #expect(isClear, "\(deletion): \(lines)")
  }
}

/// One character of one content file, which somebody deletes.
struct Deletion: CustomStringConvertible {
  let file: String
  /// The line on which it stands, counted from 1.
  let line: Int
  private let before: Substring
  private let character: Character
  private let after: Substring

  /// Chooses a file, then a character in it; pictures and other assets are no text to edit.
  init?(in files: GuideFiles, by numbers: inout some RandomNumberGenerator) {
    let texts = files.content.filter { !$0.path.hasPrefix("content/assets/") }
    guard let chosen = texts.randomElement(using: &numbers) else { return nil }
    let text = String(decoding: chosen.bytes, as: UTF8.self)
    guard let place = text.indices.randomElement(using: &numbers) else { return nil }
    file = chosen.path
    before = text[..<place]
    character = text[place]
    after = text[text.index(after: place)...]
    line = 1 + before.count { $0.isNewline }
  }

  /// The files without the character.
  func applied(to files: GuideFiles) -> GuideFiles {
    var files = files
    files.content = files.content.map { file in
      file.path == self.file
        ? GuideFiles.File(path: file.path, bytes: Array((before + after).utf8)) : file
    }
    return files
  }

  /// Whether a finding, or a note below it, leads within two lines of the place.
  func isNamed(by finding: Diagnostic) -> Bool {
    let places =
      [(finding.file, finding.range?.start)]
      + finding.notes.map { ($0.file ?? "", $0.position) }
    return places.contains { file, place in
      file == self.file && abs((place?.line ?? .max / 2) - line) <= 2
    }
  }

  var description: String { "\(file):\(line) without '\(character)'" }
}

extension Diagnostic {
  /// Whether it and its notes say something in either language.
  fileprivate var saysSomething: Bool {
    ([message] + notes.map(\.text)).allSatisfy { text in
      !text.english.isEmpty && !text.chinese.isEmpty
    }
  }
}

/// The numbers of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
