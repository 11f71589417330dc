import Foundation
import Testing

@testable import Publishing

@Suite struct VerificationTests {
  @Test func findsMissingChangedAndUnknownFiles() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1", "b": "1", "c": "1", "d/e": "1", "f": "1"])
    try FileManager.default.removeItem(atPath: "\(scratch.output)/a")
    try scratch.write("public/b", "2")
    try scratch.write("public/d/e", "longer")
    try scratch.write("public/d/new", "")
    try scratch.link("public/link", to: "a")
    try FileManager.default.removeItem(atPath: "\(scratch.output)/f")
    try scratch.link("public/f", to: "c")
    let verification = try Publisher.verify(scratch.output)
    #expect(verification.missing == ["a"])
    #expect(verification.changed == ["b", "d/e", "f"])
    #expect(verification.unknown == ["d/new", "link"])
    #expect(verification.fileCount == 5)
    #expect(verification.generator == "clew test")
    #expect(!verification.isIntact)
  }

  @Test func acceptsDotfilesAndCNAMEAtTheTopLevelOnly() throws {
    let scratch = try Scratch()
    try scratch.publish(["a/b": "1"])
    try scratch.write("public/.htaccess", "")
    try scratch.write("public/.well-known/x", "")
    try scratch.write("public/CNAME", "")
    #expect(try Publisher.verify(scratch.output).isIntact)
    try scratch.write("public/a/.hidden", "")
    try scratch.write("public/a/CNAME", "")
    #expect(try Publisher.verify(scratch.output).unknown == ["a/.hidden", "a/CNAME"])
  }

  @Test func verifiesACopyBehindALink() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    try FileManager.default.copyItem(
      atPath: scratch.output, toPath: "\(scratch.root)/release-1")
    try scratch.link("current", to: "release-1")
    #expect(try Publisher.verify("\(scratch.root)/current").isIntact)
  }

  @Test func saysWhenThereIsNothingToVerify() throws {
    let scratch = try Scratch()
    #expect(throws: PublishingError.noManifest(scratch.root)) {
      try Publisher.verify(scratch.root)
    }
    #expect(
      throws: PublishingError.system(.open, path: "\(scratch.root)/none", code: ENOENT)
    ) {
      try Publisher.verify("\(scratch.root)/none")
    }
    try scratch.write("bad/\(Manifest.path)", "[]")
    #expect(throws: PublishingError.self) { try Publisher.verify("\(scratch.root)/bad") }
  }
}
