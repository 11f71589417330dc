import Foundation
import Testing

@testable import Publishing

@Suite("The record of what was published")
struct PublicationRecordTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch(inMemory: true)
    let files = ["index.html": "1", "a/b.html": "2", "a/c.html": "3"]
    _ = try scratch.publisher.publish(tree(files), generator: "clew test", inputs: "甲")
  }

  private var count: Int? { scratch.publisher.fileCount(publishedFrom: "甲") }

  @Test func knowsWhatWasPublishedFromTheSameInputs() {
    #expect(count == 3)
    #expect(scratch.publisher.fileCount(publishedFrom: "乙") == nil)
  }

  @Test(arguments: ["index.html", "a/b.html", "a/new.html", "CNAME"])
  func seesAFileThatWasWrittenSince(path: String) throws {
    try scratch.write("public/\(path)", "别的")
    #expect(count == nil)
  }

  @Test func seesAFileThatIsGone() throws {
    try FileManager.default.removeItem(atPath: "\(scratch.output)/a/b.html")
    #expect(count == nil)
  }

  @Test func seesAFolderThatIsNew() throws {
    try FileManager.default.createDirectory(
      atPath: "\(scratch.output)/new", withIntermediateDirectories: false)
    #expect(count == nil)
  }

  @Test func seesARollbackAndABuildWithoutARecord() throws {
    try scratch.publish(["index.html": "4"])
    #expect(count == nil)
    _ = try scratch.publisher.rollback()
    #expect(count == nil)
  }

  @Test func halfARecordOfAKilledBuildIsRemovedByTheNext() throws {
    try scratch.write(".public.clew/.record.7.clew", "clew rec")
    try scratch.publish(["index.html": "4"])
    #expect(try scratch.workNames() == ["lock", "previous", "record"])
  }

  @Test func aDamagedRecordOnlyCostsABuild() throws {
    let path = "\(scratch.work)/record"
    let whole = try Data(contentsOf: URL(filePath: path))
    var chance = SeededNumbers(state: 7)
    for _ in 0..<300 {
      var bytes = Array(whole)
      let place = Int.random(in: 0..<bytes.count, using: &chance)
      switch Int.random(in: 0..<3, using: &chance) {
      case 0: bytes[place] ^= UInt8.random(in: 1...255, using: &chance)
      case 1: bytes.removeLast(bytes.count - place)
      default: bytes.insert(UInt8.random(in: 0...255, using: &chance), at: place)
      }
      try Data(bytes).write(to: URL(filePath: path))
      // The count is for people: damage in it alone may show.
      let isKnown = count != nil
      let head = whole.dropLast(2)
      #expect(!isKnown || Data(bytes).starts(with: head), "\(bytes)")
    }
    try FileManager.default.removeItem(atPath: path)
    #expect(count == nil)
  }
}

/// SplitMix64.
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
