import Foundation
import Testing

@testable import Publishing

@Suite struct PublisherTests {
  @Test func publishesIntoAFolderThatDoesNotExistYet() throws {
    let scratch = try Scratch()
    let publisher = Publisher(output: "\(scratch.root)/a/b/public")
    let publication = try publisher.publish(tree(["index.html": "x"]), generator: "clew test")
    #expect(publication.written == 1)
    #expect(publication.unfinished == nil)
    #expect(try scratch.files(in: "a/b/public")?["index.html"] == "x")
    #expect(try Publisher.verify("\(scratch.root)/a/b/public").isIntact)
  }

  @Test func publishesIntoAnEmptyFolder() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.output, withIntermediateDirectories: true)
    try scratch.publish(["index.html": "x"])
    #expect(try scratch.published() == ["index.html": "x"])
    #expect(try scratch.workNames() == ["lock"])
  }

  @Test func replacesTheWholeGenerationAndKeepsTheOldOne() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1", "b/c": "1", "d/e": "1"])
    let publication = try scratch.publish(["a": "2", "b/c": "1", "f": "2"])
    #expect(publication.written == 2)
    #expect(publication.linked == 1)
    #expect(publication.removed == 1)
    #expect(!publication.isUnchanged)
    #expect(try scratch.published() == ["a": "2", "b/c": "1", "f": "2"])
    #expect(try scratch.status("public/d") == nil)
    let old = try scratch.files(in: ".public.clew/previous")
    #expect(old?["a"] == "1" && old?["d/e"] == "1")
    #expect(try scratch.workNames() == ["lock", "previous"])
  }

  /// Swift takes a slash and an accent for one character, and the system does not.
  @Test func publishesAFileWhoseNameBeginsWithAnAccent() throws {
    let scratch = try Scratch()
    try scratch.publish(["a/\u{301}b": "1"])
    #expect(try scratch.published() == ["a/\u{301}b": "1"])
    let output = try #require(try OpenFolder.open(scratch.output))
    #expect(try output.bytes(of: "a/\u{301}b", limit: 9) == Array("1".utf8))
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.output)/c", withDestinationPath: "a")
    #expect(throws: PublishingError.self) { try output.bytes(of: "c/\u{301}b", limit: 9) }
  }

  @Test func linksUnchangedFiles() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1", "b": "1"])
    let (a, b) = (try scratch.status("public/a"), try scratch.status("public/b"))
    try scratch.publish(["a": "1", "b": "2"])
    #expect(try scratch.status("public/a")?.inode == a?.inode)
    #expect(try scratch.status("public/b")?.inode != b?.inode)
  }

  @Test func writesAFileAnewThatWasEditedInPlace() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1", "b": "1"])
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(scratch.output)/a"))
    try handle.write(contentsOf: Data("9".utf8))
    try handle.close()
    #expect(try Publisher.verify(scratch.output).changed == ["a"])
    let publication = try scratch.publish(["a": "1", "b": "1"])
    #expect(publication.written == 1 && publication.linked == 1)
    #expect(try scratch.published() == ["a": "1", "b": "1"])
  }

  @Test func restoresAFileThatWasDeleted() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1", "b": "1"])
    try FileManager.default.removeItem(atPath: "\(scratch.output)/a")
    #expect(try Publisher.verify(scratch.output).missing == ["a"])
    try scratch.publish(["a": "1", "b": "1"])
    #expect(try Publisher.verify(scratch.output).isIntact)
  }

  @Test func touchesNothingWhenNothingChanged() throws {
    let scratch = try Scratch()
    let files = ["a": "1", "b/c": "1"]
    try scratch.publish(files)
    try scratch.write("public/.gitignore", "x")
    try scratch.publish(["a": "0", "b/c": "1"])
    try scratch.publish(files)
    let before = try scratch.snapshot()
    let interception = Interception(.none)
    let publisher = Publisher(output: scratch.output, operations: interception.operations)
    let publication = try publisher.publish(tree(files), generator: "clew test")
    #expect(publication.isUnchanged)
    #expect(publication.written == 0 && publication.linked == 0 && publication.removed == 0)
    #expect(try scratch.snapshot() == before)
    #expect(interception.calls == 1, "only the lock is opened")
  }

  @Test func publishesAgainForANewGenerator() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    let publication = try scratch.publisher.publish(tree(["a": "1"]), generator: "clew next")
    #expect(!publication.isUnchanged)
    #expect(publication.linked == 1)
    #expect(try Publisher.verify(scratch.output).generator == "clew next")
  }

  @Test func givesEveryFileAndFolderTheSameModeWhateverTheUmask() throws {
    let scratch = try Scratch()
    // Other tests run meanwhile and do not depend on the mask, which is the point.
    let mask = umask(0o077)
    defer { umask(mask) }
    try scratch.publish(["a": "1", "b/c": "1"])
    #expect(try scratch.status("public")?.mode == 0o755)
    #expect(try scratch.status("public/b")?.mode == 0o755)
    #expect(try scratch.status("public/a")?.mode == 0o644)
    #expect(try scratch.status("public/\(Manifest.path)")?.mode == 0o644)
  }

  @Test func carriesOverDotfilesAndCNAME() throws {
    let scratch = try Scratch()
    try scratch.write("public/.gitignore", "g")
    try scratch.write("public/CNAME", "help.example")
    try scratch.write("public/.git/objects/x", "o")
    try FileManager.default.createDirectory(
      atPath: "\(scratch.output)/.git/refs", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let inode = try scratch.status("public/CNAME")?.inode
    try scratch.publish(["index.html": "1"])
    try scratch.publish(["index.html": "2"])
    #expect(
      try scratch.published() == [
        "index.html": "2", ".gitignore": "g", "CNAME": "help.example", ".git/objects/x": "o",
      ])
    #expect(try scratch.status("public/CNAME")?.inode == inode)
    #expect(try scratch.status("public/.git/refs")?.mode == 0o700)
    #expect(try Publisher.verify(scratch.output).isIntact)
  }

  @Test func mergesItsOwnDotfilesWithThoseMadeByHand() throws {
    let scratch = try Scratch()
    try scratch.publish([".nojekyll": "", ".well-known/ours": "1", ".ours/a": "1"])
    try scratch.write("public/.well-known/acme", "token")
    try scratch.publish([".well-known/ours": "2"])
    #expect(
      try scratch.published() == [".well-known/ours": "2", ".well-known/acme": "token"])
    #expect(try scratch.status("public/.ours") == nil)
  }

  @Test func refusesToReplaceADotfileMadeByHand() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    try scratch.write("public/CNAME", "mine.example")
    try scratch.write("public/.x", "file")
    let publisher = scratch.publisher
    let error = failure { () throws(PublishingError) in
      try publisher.publish(tree(["CNAME": "other.example", ".x/y": "1"]), generator: "clew")
    }
    #expect(
      error == .foreignFiles(folder: scratch.output, paths: [".x", "CNAME"], count: 2))
    #expect(try scratch.published() == ["a": "1", "CNAME": "mine.example", ".x": "file"])
  }

  @Test func refusesASecondBuildAtTheSameTime() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    let publisher = scratch.publisher
    do {
      let held = try WorkFolder.locked(OutputPlace(scratch.output), FileOperations())
      let error = failure { () throws(PublishingError) in
        try publisher.publish(tree(["a": "2"]), generator: "clew test")
      }
      #expect(error == .locked("\(held.place.work)/lock"))
      #expect(failure { () throws(PublishingError) in try publisher.rollback() } == error)
    }
    #expect(try scratch.published() == ["a": "1"])
    try scratch.publish(["a": "2"])
    #expect(try scratch.published() == ["a": "2"])
  }

  @Test func removesWhatAKilledBuildLeftAndNeverHarmsTheLiveFolder() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    try scratch.write(".public.clew/next/deep/er/x", "torn")
    try FileManager.default.linkItem(
      atPath: "\(scratch.output)/a", toPath: "\(scratch.work)/next/a")
    try scratch.link(".public.clew/next/out", to: scratch.output)
    try scratch.write(".public.clew/older/x", "old")
    try scratch.publish(["a": "1"])
    #expect(try scratch.published() == ["a": "1"])
    #expect(try scratch.files(in: ".public.clew/previous") == ["x": "old"])
    #expect(try scratch.workNames() == ["lock", "previous"])
  }

  @Test func manyFilesArePublishedAndCollected() throws {
    let scratch = try Scratch()
    var files: [String: String] = [:]
    for index in 0..<300 { files["folder-\(index % 7)/page-\(index).html"] = "page \(index)" }
    #expect(try scratch.publish(files).written == 300)
    #expect(try Publisher.verify(scratch.output).fileCount == 300)
    files["folder-0/page-0.html"] = "new"
    let publication = try scratch.publish(files)
    #expect(publication.written == 1 && publication.linked == 299)
  }
}
