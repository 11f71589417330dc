import Testing

@testable import Knowledge

@Suite("What the address of a link says")
struct LinkAddressTests {
  @Test(
    "a path is resolved as paths of files are, and not out of the folder",
    arguments: [
      ("b.md", "pages/b.md"), ("./b.md", "pages/b.md"), ("../b.md", "b.md"),
      ("../causes/b.md", "causes/b.md"), ("c/../b.md", "pages/b.md"), ("../../b.md", nil),
      ("../x/../../b.md", nil), ("..", ""), ("../causes/", "causes/"), (".", "pages"),
      ("a//b", "pages/a//b"), ("a//../b", "pages/a/b"), (".././/b", "/b"), (".././/../b", "b"),
      ("/b.md", nil), ("a\\b.md", nil), ("", nil), ("词/条.md", "pages/词/条.md"),
    ] as [(String, String?)])
  func resolvesPaths(path: String, expected: String?) {
    #expect(LinkAddress.resolved(path, from: "pages/a.md") == expected)
  }

  @Test("a file at the top has no folder above it")
  func resolvesFromTheTop() {
    #expect(LinkAddress.resolved("causes/b.md", from: "index.md") == "causes/b.md")
    #expect(LinkAddress.resolved("../b.md", from: "index.md") == nil)
    #expect(LinkAddress.resolved("b.md", from: "pages/x/y/a.md") == "pages/x/y/b.md")
  }

  @Test("only what has no scheme and no host is a file")
  func tellsFilesFromAddresses() {
    func isFile(_ address: String) -> Bool {
      if case .file = LinkAddress(address, from: "pages/a.md") { return true }
      return false
    }
    for address in ["b.md", "../b.md#c", "/b", "b%20c.md", "词.md", "a/b:c"] {
      #expect(isFile(address), "\(address)")
    }
    for address in [
      "//b", "\\\\b", "/\\b", "http:b", "j:b", "java\nscript:b", "fact:b", "#b", "tel:1",
    ] {
      #expect(!isFile(address), "\(address)")
    }
  }
}
