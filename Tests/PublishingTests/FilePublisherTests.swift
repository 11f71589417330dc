import Testing

@testable import Publishing

/// A single file is replaced whole, or stays as it was.
@Suite struct FilePublisherTests {
  @Test func writesANewFileAndReplacesAnOldOne() throws {
    let scratch = try Scratch()
    let publisher = FilePublisher(path: "\(scratch.root)/page.html")
    for text in ["one", "two"] {
      try publisher.publish(Array(text.utf8))
      #expect(try scratch.files(in: ".") == ["page.html": text])
    }
    #expect(try scratch.status("page.html")?.mode == 0o644)
  }

  @Test func refusesWhatIsNoFile() throws {
    let scratch = try Scratch()
    try scratch.write("folder/x", "x")
    try scratch.write("real", "old")
    try scratch.link("link", to: "real")
    for (name, kind) in [("folder", FileKind.folder), ("link", .symbolicLink)] {
      let path = "\(scratch.root)/\(name)"
      #expect(throws: PublishingError.unsafeFile(path, kind)) {
        try FilePublisher(path: path).publish([1])
      }
    }
    #expect(throws: PublishingError.unsafeOutput("page", .invalid)) {
      try FilePublisher(path: "page").publish([1])
    }
    #expect(try scratch.files(in: "folder") == ["x": "x"])
    #expect(try scratch.status("real")?.size == 3)
  }

  @Test func leavesTheOldFileWhenAnythingFails() throws {
    for index in 0..<5 {
      let scratch = try Scratch(inMemory: true)
      try scratch.write("page", "old")
      let interception = Interception(.fail(at: index))
      let publisher = FilePublisher(
        path: "\(scratch.root)/page", operations: interception.operations)
      #expect(throws: PublishingError.self) { try publisher.publish(Array("new".utf8)) }
      #expect(try scratch.files(in: ".") == ["page": "old"], "call \(index)")
    }
  }
}
