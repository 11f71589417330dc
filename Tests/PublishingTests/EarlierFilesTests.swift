import Foundation
import Testing

@testable import Publishing

/// Files with a hash in their names stay beside the output for readers of the last generation.
@Suite struct EarlierFilesTests {
  private static let first = ["index.html": "1", "assets/a.1.css": "1", "assets/same.0.css": "0"]
  private static let second = ["index.html": "2", "assets/a.2.css": "2", "assets/same.0.css": "0"]
  private static let third = ["index.html": "3", "assets/deep/a.3.css": "3"]

  private func publisher(
    _ scratch: Scratch, _ operations: FileOperations = FileOperations()
  ) -> Publisher {
    Publisher(output: scratch.output, operations: operations) { $0.hasPrefix("assets/") }
  }

  private func publish(_ files: [String: String], _ scratch: Scratch) throws {
    let publication = try publisher(scratch).publish(tree(files), generator: "clew test")
    #expect(publication.unfinished == nil)
    #expect(try Publisher.verify(scratch.output).isIntact)
    #expect(try scratch.published() == files)
  }

  private func earlier(_ scratch: Scratch) throws -> [String: String]? {
    try scratch.files(in: ".public.clew/earlier")
  }

  @Test func keepsThemForOnePublication() throws {
    let scratch = try Scratch()
    try publish(Self.first, scratch)
    #expect(try earlier(scratch) == nil)
    try publish(Self.second, scratch)
    #expect(try earlier(scratch) == ["assets/a.1.css": "1"])
    try publish(Self.third, scratch)
    #expect(try earlier(scratch) == ["assets/a.2.css": "2", "assets/same.0.css": "0"])
    try publish(["index.html": "4"], scratch)
    #expect(try earlier(scratch) == ["assets/deep/a.3.css": "3"])
    try publish(["index.html": "5"], scratch)
    #expect(try earlier(scratch) == nil)
    #expect(try scratch.workNames() == ["lock", "previous"])
  }

  @Test func keepsThemAsLongAsNothingChanges() throws {
    let scratch = try Scratch()
    for files in [Self.first, Self.second, Self.second] { try publish(files, scratch) }
    #expect(try earlier(scratch) == ["assets/a.1.css": "1"])
  }

  @Test func keepsThoseOfTheNewerGenerationInARollback() throws {
    let scratch = try Scratch()
    for files in [Self.first, Self.second] { try publish(files, scratch) }
    _ = try publisher(scratch).rollback()
    #expect(try scratch.published() == Self.first)
    #expect(try earlier(scratch) == ["assets/a.2.css": "2"])
  }

  @Test func aServerMayReadThemByTheirPathAndNobodyMayListTheWorkFolder() throws {
    let scratch = try Scratch()
    try scratch.publish(["index.html": "0"])
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: scratch.work)
    for files in [Self.first, Self.second] { try publish(files, scratch) }
    #expect(try scratch.status(".public.clew")?.mode == 0o711)
    #expect(try scratch.status(".public.clew/lock")?.mode == 0o600)
    #expect(try scratch.status(".public.clew/earlier/assets")?.mode == 0o755)
    #expect(try scratch.status(".public.clew/earlier/assets/a.1.css")?.mode == 0o644)
  }

  @Test func whatStandsInTheWayThereIsRemovedAndNeverFollowed() throws {
    let scratch = try Scratch()
    try publish(Self.first, scratch)
    try scratch.write("elsewhere/kept", "mine")
    try scratch.link(".public.clew/earlier", to: "../elsewhere")
    try publish(Self.second, scratch)
    #expect(try earlier(scratch) == ["assets/a.1.css": "1"])
    #expect(try scratch.files(in: "elsewhere") == ["kept": "mine"])
    try scratch.write(".public.clew/earlier/assets/a.2.css/in/the/way", "")
    try publish(Self.third, scratch)
    #expect(try earlier(scratch)?["assets/a.2.css"] == "2")
    try publish(["index.html": "4"], scratch)
    try FileManager.default.removeItem(atPath: "\(scratch.work)/earlier")
    try scratch.link(".public.clew/earlier", to: "../elsewhere")
    try publish(["index.html": "5"], scratch)
    #expect(try scratch.workNames() == ["lock", "previous"])
    #expect(try scratch.files(in: "elsewhere") == ["kept": "mine"])
  }

  @Test(arguments: [true, false])
  func areThereWheneverTheNewGenerationIs(fails: Bool) throws {
    let dry = Interception(.none)
    try run(dry)
    #expect(dry.calls > 10)
    for index in 0..<dry.calls {
      try run(Interception(fails ? .fail(at: index) : .stop(at: index)))
    }
  }

  /// Publishes three generations, the last with something intercepted, and then a fourth.
  private func run(_ interception: Interception) throws {
    let scratch = try Scratch(inMemory: true)
    for files in [Self.first, Self.second] { try publish(files, scratch) }
    _ = try? publisher(scratch, interception.operations)
      .publish(tree(Self.third), generator: "clew test")
    let live = try scratch.published()
    #expect(live == Self.second || live == Self.third)
    if live == Self.third {
      let kept = try earlier(scratch) ?? [:]
      #expect(kept["assets/a.2.css"] == "2" && kept["assets/same.0.css"] == "0")
    }
    try publish(["index.html": "4"], scratch)
    let expected =
      live == Self.third ? ["assets/deep/a.3.css"] : ["assets/a.2.css", "assets/same.0.css"]
    #expect(try earlier(scratch)?.keys.sorted() == expected)
  }
}
