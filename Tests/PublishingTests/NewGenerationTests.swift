import Foundation
import Testing

@testable import Publishing

@Suite struct NewGenerationTests {
  private func add(_ path: String, _ text: String, to generation: NewGeneration) {
    let bytes = Array(text.utf8)
    generation.add(OutputFile(path, bytes), bytes)
  }

  @Test func writesFilesWhileTheyAreMadeAndShowsThemTogether() throws {
    let scratch = try Scratch()
    let generation = scratch.publisher.newGeneration()
    add("a/b", "1", to: generation)
    #expect(try scratch.files(in: ".public.clew/next") == ["a/b": "1"])
    #expect(try scratch.status("public") == nil)
    add("c", "2", to: generation)
    #expect(try generation.publish(generator: "clew test").written == 2)
    #expect(try scratch.published() == ["a/b": "1", "c": "2"])
  }

  @Test func takesFilesFromManyThreadsAtOnce() async throws {
    let scratch = try Scratch()
    try scratch.publish(["d1/f5": "5", "d2/f6": "changed"])
    let generation = scratch.publisher.newGeneration()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask { add("d\(number % 4)/f\(number)", "\(number)", to: generation) }
      }
    }
    let publication = try generation.publish(generator: "clew test")
    #expect(publication.written == 199 && publication.linked == 1)
    #expect(try scratch.published()?.count == 200)
    #expect(try Publisher.verify(scratch.output).isIntact)
  }

  @Test func writesNothingOfAnOutputThatStandsAlready() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1", "b": "2"])
    let generation = scratch.publisher.newGeneration()
    add("b", "2", to: generation)
    #expect(try scratch.status(".public.clew/next") == nil)
    add("a", "1", to: generation)
    #expect(try generation.publish(generator: "clew test").isUnchanged)
  }

  private func setTime(of path: String) throws {
    let date = Date(timeIntervalSince1970: 1_700_000_000)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }

  /// Publishes, damages a file as a disk would, without a sign, and publishes the same once more.
  private func heals(trustsRecord: Bool) throws -> Bool {
    let scratch = try Scratch()
    let (files, path) = (["a": "1", "b": "2"], "\(scratch.output)/a")
    // A time that can be set again: the second build records it.
    for _ in 0..<2 {
      _ = try scratch.publisher.publish(tree(files), generator: "clew test", inputs: "x")
      try setTime(of: path)
    }
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.write(contentsOf: Data("9".utf8))
    try file.close()
    try setTime(of: path)
    let generation = scratch.publisher.newGeneration(trustsRecord: trustsRecord)
    add("a", "1", to: generation)
    #expect(generation.take([OutputFile("b", Array("2".utf8))]))
    #expect(!generation.take([OutputFile("b", Array("3".utf8))]))
    #expect(!generation.take([OutputFile("c", Array("2".utf8))]))
    _ = try generation.publish(generator: "clew test", inputs: "x")
    return try scratch.published() == files
  }

  @Test func readsEveryByteWhereTheRecordIsNotTrusted() throws {
    #expect(try heals(trustsRecord: false))
    #expect(try !heals(trustsRecord: true))
  }

  @Test func leavesNothingOfAGenerationThatIsDiscarded() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    let generation = scratch.publisher.newGeneration()
    add("a", "2", to: generation)
    generation.discard()
    #expect(try scratch.published() == ["a": "1"])
    #expect(try scratch.workNames() == ["lock"])
    try scratch.publish(["a": "3"])
  }

  @Test func leavesNothingWhereItOnlyBegan() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    let generation = scratch.publisher.newGeneration()
    generation.begin()
    let other = scratch.publisher.newGeneration()
    #expect(
      failure { () throws(PublishingError) in try other.publish(generator: "clew test") }
        == .locked("\(scratch.work)/lock"))
    generation.discard()
    #expect(try scratch.published() == ["a": "1"])
    #expect(try scratch.workNames() == ["lock"])
  }

  @Test func touchesNothingBeforeTheFirstFile() throws {
    let scratch = try Scratch()
    scratch.publisher.newGeneration().discard()
    #expect(try scratch.status(".public.clew") == nil)
  }

  @Test func tellsTheFirstFailureInTheEnd() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    let full = Publisher(
      output: scratch.output, operations: Interception(.fail(at: 3)).operations)
    let generation = full.newGeneration()
    for path in ["a", "b", "c"] { add(path, "2", to: generation) }
    let error = #expect(throws: PublishingError.self) {
      try generation.publish(generator: "clew test")
    }
    guard case .system(_, _, let code) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(code == ENOSPC)
    #expect(try scratch.published() == ["a": "1"])
    #expect(try scratch.workNames() == ["lock"])
  }

  @Test func refusesASecondBuildWhileFilesAreMade() throws {
    let scratch = try Scratch()
    let generation = scratch.publisher.newGeneration()
    add("a", "1", to: generation)
    #expect(throws: PublishingError.self) { try scratch.publish(["a": "2"]) }
    _ = try generation.publish(generator: "clew test")
    #expect(try scratch.published() == ["a": "1"])
  }
}
