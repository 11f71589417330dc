import Testing

@testable import Publishing

/// A large generation begins in the folder of one that is gone.
@Suite struct SpareFolderTests {
  private static let rest = Dictionary(
    uniqueKeysWithValues: (0..<40).map { ("d\($0 % 4)/\($0)", "\($0)") })

  private func files(_ number: Int) -> [String: String] {
    Self.rest.merging(["index.html": "\(number)", "a/\(number % 3)/b": "\(number)"]) { $1 }
  }

  @Test func everyGenerationIsWhatItShallBe() throws {
    let scratch = try Scratch(spareFrom: 1)
    var known: Set<UInt64> = []
    for number in 0..<8 {
      let publication = try scratch.publish(files(number))
      #expect(publication.unfinished == nil)
      #expect(publication.written == (number == 0 ? 42 : 2))
      #expect(publication.linked == (number == 0 ? 0 : 40))
      #expect(try scratch.published() == files(number))
      #expect(try Publisher.verify(scratch.output).isIntact)
      let inode = try #require(try scratch.status("public")).inode
      // From the fourth on the folder is one that was live before.
      #expect(known.insert(inode).inserted == (number < 3))
    }
    #expect(try scratch.workNames() == ["lock", "previous", "spare"])
    _ = try scratch.publisher.rollback()
    #expect(try scratch.published() == files(6))
    _ = try scratch.publisher.rollback()
    #expect(try scratch.published() == files(7))
    #expect(try Publisher.verify(scratch.output).isIntact)
  }

  @Test func takesNoRoomOfItsOwn() throws {
    let scratch = try Scratch(spareFrom: 1)
    for number in 0..<3 { try scratch.publish(files(number)) }
    let spare = try #require(try scratch.files(in: ".public.clew/spare"))
    #expect(spare == Self.rest)
  }

  @Test func isOfNoUseForAnotherSite() throws {
    let scratch = try Scratch(spareFrom: 1)
    for number in 0..<4 { try scratch.publish(files(number)) }
    let other = Dictionary(uniqueKeysWithValues: (0..<50).map { ("x/\($0)", "\($0)") })
    try scratch.publish(other)
    try scratch.publish(other.merging(["y": "1"]) { $1 })
    #expect(try scratch.published()?.count == 51)
    #expect(try Publisher.verify(scratch.output).isIntact)
  }

  @Test func isNotBelievedWhereSomebodyChangedIt() throws {
    let scratch = try Scratch(spareFrom: 1)
    for number in 0..<4 { try scratch.publish(files(number)) }
    try scratch.write(".public.clew/spare/new/file", "x")
    try scratch.write(".public.clew/spare/d0/0", "another")
    try scratch.publish(files(4))
    #expect(try scratch.published() == files(4))
    try scratch.link(".public.clew/spare/link", to: "/etc/passwd")
    try scratch.publish(files(5))
    #expect(try scratch.published() == files(5))
    #expect(try Publisher.verify(scratch.output).isIntact)
  }

  @Test func isGoneWithASmallGeneration() throws {
    let scratch = try Scratch(spareFrom: 10)
    for number in 0..<3 { try scratch.publish(files(number)) }
    for number in 0..<4 { try scratch.publish(["a": "\(number)"]) }
    #expect(try scratch.workNames() == ["lock", "previous"])
  }
}
