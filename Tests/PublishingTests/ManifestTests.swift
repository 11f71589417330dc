import Testing

@testable import Publishing

@Suite struct ManifestTests {
  private func files(_ texts: [String: String]) -> [OutputFile] {
    texts.map { OutputFile($0, Array($1.utf8)) }
  }

  @Test func writesOneFileALineInStableOrder() {
    let manifest = Manifest(of: files(["b/c": "", "a\"": "foo"]), generator: "clew 0.1.0")
    let expected = """
      {"version":1,"generator":"clew 0.1.0","files":{
      "a\\"":{"sha256":"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",\
      "size":3},
      "b/c":{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",\
      "size":0}
      }}

      """
    #expect(String(decoding: manifest.encoded(), as: UTF8.self) == expected)
  }

  @Test func readsBackWhatItWrote() throws {
    let manifest = Manifest(
      of: files(["网络.html": "x", "a/b": "y", "q\"'": "z"]), generator: "clew \"x\"\n\u{1}")
    #expect(try Manifest(decoding: manifest.encoded()) == manifest)
    let empty = Manifest(of: [], generator: "")
    #expect(try Manifest(decoding: empty.encoded()) == empty)
  }

  @Test(arguments: [
    "", "{", "[]", "null", #"{"version":1}"#, #"{"version":"1","generator":"","files":{}}"#,
    #"{"version":2,"generator":"","files":{}}"#,
    #"{"version":1,"generator":"","files":{"a":{"sha256":"00","size":0}}}"#,
    String(repeating: "[", count: 100_000),
  ])
  func refusesWhatIsNoManifest(text: String) {
    #expect(throws: Manifest.Malformation.self) {
      try Manifest(decoding: Array(text.utf8))
    }
  }

  @Test(arguments: ["../etc/passwd", "/etc/passwd", "a/./b", "clew-manifest.json", "a\\\\b", ""])
  func refusesPathsThatLeadElsewhere(path: String) {
    let digest = String(repeating: "0", count: 64)
    let text = """
      {"version":1,"generator":"","files":{"\(path)":{"sha256":"\(digest)","size":0}}}
      """
    #expect(throws: Manifest.Malformation.self) {
      try Manifest(decoding: Array(text.utf8))
    }
  }

  @Test func refusesNegativeSizesAndUpperCaseDigests() {
    for (digest, size) in [("0", -1), ("A", 0)] {
      let sha256 = String(repeating: digest, count: 64)
      let text = """
        {"version":1,"generator":"","files":{"a":{"sha256":"\(sha256)","size":\(size)}}}
        """
      #expect(throws: Manifest.Malformation.self) {
        try Manifest(decoding: Array(text.utf8))
      }
    }
  }
}
