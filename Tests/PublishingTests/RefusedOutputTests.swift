import Diagnostics
import Foundation
import Testing

@testable import Publishing

/// Outputs that are never touched.
@Suite struct RefusedOutputTests {
  private func refusal(_ output: String) -> PublishingError? {
    let publisher = Publisher(output: output)
    return failure { () throws(PublishingError) in
      try publisher.publish(tree(["a": "1"]), generator: "clew test")
    }
  }

  @Test func refusesForeignFilesAndNamesThem() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    try scratch.write("public/notes/mine.txt", "keep")
    try scratch.write("public/photo.jpg", "keep")
    let before = try scratch.snapshot()
    #expect(
      refusal(scratch.output)
        == .foreignFiles(
          folder: scratch.output, paths: ["notes/mine.txt", "photo.jpg"], count: 2))
    #expect(try scratch.snapshot() == before)
  }

  @Test func namesTwentyForeignFilesAtMost() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    for index in 10..<45 { try scratch.write("public/file-\(index)", "") }
    guard case .foreignFiles(_, let paths, let count)? = refusal(scratch.output) else {
      Issue.record("not refused")
      return
    }
    #expect(paths.count == 20 && count == 35 && paths.first == "file-10")
  }

  @Test func takesANameInAnotherUnicodeFormForAForeignFile() throws {
    let scratch = try Scratch()
    try scratch.publish(["\u{E9}": "1"])
    try scratch.write("public/e\u{301}", "mine")
    guard case .foreignFiles(_, let paths, _)? = refusal(scratch.output) else {
      Issue.record("not refused")
      return
    }
    #expect(paths.first.map { Array($0.utf8) } == Array("e\u{301}".utf8))
  }

  @Test func refusesAFolderThatIsNotOursAndLeavesNothingBesideIt() throws {
    let scratch = try Scratch()
    try scratch.write("public/thesis.txt", "keep")
    let before = try scratch.snapshot()
    #expect(refusal(scratch.output) == .notOurs(scratch.output))
    #expect(try scratch.snapshot() == before)
  }

  @Test func refusesAMalformedManifest() throws {
    let scratch = try Scratch()
    try scratch.write("public/\(Manifest.path)", "{}")
    guard case .malformedManifest(let path, _)? = refusal(scratch.output) else {
      Issue.record("not refused")
      return
    }
    #expect(path == "\(scratch.output)/\(Manifest.path)")
  }

  @Test func refusesASymbolicLinkAsOutput() throws {
    let scratch = try Scratch()
    try scratch.write("real/a", "keep")
    try scratch.link("public", to: "\(scratch.root)/real")
    for output in [scratch.output, scratch.output + "/", scratch.output + "/./"] {
      #expect(refusal(output) == .unsafeOutput(scratch.output, .symbolicLink))
    }
    #expect(try scratch.files(in: "real") == ["a": "keep"])
  }

  @Test func resolvesSymbolicLinksAboveTheOutput() throws {
    let scratch = try Scratch()
    try scratch.write("real/x", "")
    try scratch.link("alias", to: "\(scratch.root)/real")
    let place = try OutputPlace("\(scratch.root)/alias/./new//public/")
    #expect(place.live == "\(scratch.root)/real/new/public")
    #expect(place.work == "\(scratch.root)/real/new/.public.clew")
  }

  @Test func refusesTheRootTheHomeFolderAndWhatHoldsIt() throws {
    #expect(refusal("/") == .unsafeOutput("/", .root))
    #expect(refusal("/tmp/..") == .unsafeOutput("/tmp/..", .root))
    #expect(refusal("") == .unsafeOutput("", .invalid))
    #expect(refusal("a\0b") == .unsafeOutput("a\0b", .invalid))
    let home = try realPath(of: FileManager.default.homeDirectoryForCurrentUser.path)
    #expect(refusal(home + "/") == .unsafeOutput(home, .home))
  }

  @Test func refusesAFileAsOutput() throws {
    let scratch = try Scratch()
    try scratch.write("public", "a file")
    #expect(refusal(scratch.output) == .unsafeOutput(scratch.output, .notAFolder))
  }

  @Test func refusesLinksAndPipesInTheLiveFolder() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    try scratch.link("public/leak", to: "/etc/passwd")
    #expect(
      refusal(scratch.output)
        == .irregularFile(path: "\(scratch.output)/leak", .symbolicLink))
    try FileManager.default.removeItem(atPath: "\(scratch.output)/leak")
    #expect(unsafe mkfifo("\(scratch.output)/pipe", 0o600) == 0)
    #expect(refusal(scratch.output) == .irregularFile(path: "\(scratch.output)/pipe", .pipe))
  }

  @Test func neverFollowsAFolderThatBecameALink() throws {
    let scratch = try Scratch()
    try scratch.publish(["a/b": "1"])
    try scratch.write("elsewhere/b", "1")
    try FileManager.default.removeItem(atPath: "\(scratch.output)/a")
    try scratch.link("public/a", to: "\(scratch.root)/elsewhere")
    #expect(
      refusal(scratch.output) == .irregularFile(path: "\(scratch.output)/a", .symbolicLink))
    let folder = try #require(try OpenFolder.open(scratch.output))
    #expect(throws: PublishingError.self) { try folder.bytes(of: "a/b", limit: 9) }
  }

  @Test func refusesAWorkFolderThatIsALink() throws {
    let scratch = try Scratch()
    try scratch.write("elsewhere/next/x", "keep")
    try scratch.link(".public.clew", to: "\(scratch.root)/elsewhere")
    #expect(refusal(scratch.output) == .irregularFile(path: scratch.work, .symbolicLink))
    #expect(try scratch.files(in: "elsewhere") == ["next/x": "keep"])
  }

  @Test func reportsAFileInTheWayOfAFolderWithPathAndReason() throws {
    let scratch = try Scratch()
    try scratch.write("file", "x")
    let error = refusal("\(scratch.root)/file/public")
    #expect(error == .system(.open, path: "\(scratch.root)/file/public", code: ENOTDIR))
    #expect(
      error?.message.english == """
        Cannot open '\(scratch.root)/file/public': Not a directory. \
        Something stands where a folder is needed: move it away.
        """)
  }

  @Test func saysInBothLanguagesWhatIsWrong() {
    let verification = Verification(
      generator: "", fileCount: 0, missing: [], changed: [], unknown: [])
    let malformation = Manifest.Malformation(en: "why", zh: "原因")
    let errors: [PublishingError] =
      [
        .notOurs("/p"), .changedMeanwhile("/p"), .locked("/p"), .noManifest("/p"),
        .nothingToRollBack("/p"), .damagedGeneration("/p", verification),
        .malformedManifest(path: "/p", malformation),
        .foreignFiles(folder: "/p", paths: ["x"], count: 3),
      ] + PublishingError.OutputFault.allCases.map { .unsafeOutput("/p", $0) }
      + FileKind.allCases.flatMap { [.irregularFile(path: "/p", $0), .unsafeFile("/p", $0)] }
      + PublishingError.Action.allCases.map { .system($0, path: "/p", code: ENOSPC) }
      + [EACCES, EROFS, EXDEV, EEXIST, ENAMETOOLONG, ENOENT, EIO].map {
        .system(.write, path: "/p", code: $0)
      }
    for error in errors {
      #expect(error.message.english.contains("'/p'"))
      #expect(error.message.chinese.contains("“/p”"))
    }
  }
}
