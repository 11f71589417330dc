import Diagnostics
import Testing

@testable import Publishing

@Suite struct OutputTreeTests {
  @Test(arguments: [
    ("", OutputTree.PathFault.empty), ("/etc/passwd", .absolute), ("a//b", .emptyComponent),
    ("a/", .emptyComponent), ("./a", .dotComponent), ("a/../b", .dotComponent),
    ("..", .dotComponent), ("a\\b", .backslash), ("a\0b", .controlCharacter),
    ("a\nb", .controlCharacter), ("a\u{7F}", .controlCharacter), ("a\u{85}", .controlCharacter),
    ("e\u{301}.html", .notNormalized), ("a/" + String(repeating: "界", count: 86), .tooLong),
  ])
  func refusesPathsThatAreNotPlain(path: String, fault: OutputTree.PathFault) {
    var tree = OutputTree()
    #expect(tree.add(path, []) == .invalidPath(path, fault))
    #expect(tree.count == 0)
  }

  @Test func takesPathsInAnyScript() {
    var tree = OutputTree()
    #expect(tree.add("原因/网络.html", [1]) == nil)
    #expect(tree.add("é.html", [2]) == nil)
    #expect(tree.add("..a/...", [3]) == nil)
    #expect(tree["原因/网络.html"] == [1])
    #expect(tree["nothing"] == nil)
  }

  @Test(arguments: [
    ("a/b.html", "a/B.HTML"), ("straße", "STRASSE"), ("σας", "ΣΑΣ"), ("Ä", "ä"),
  ])
  func namesTheFileThatIsTheSameButForCase(first: String, second: String) {
    var tree = OutputTree()
    #expect(tree.add(first, []) == nil)
    #expect(tree.add(second, []) == .sameButForm(second, as: first))
    #expect(tree.add(first, []) == .duplicate(first))
  }

  @Test func namesTheFileThatStandsWhereAFolderIsNeeded() {
    var tree = OutputTree()
    #expect(tree.add("a", []) == nil)
    #expect(tree.add("A/b/c", []) == .fileAndFolder("A/b/c", and: "a"))
    #expect(tree.add("d/e/f", []) == nil)
    #expect(tree.add("D/e", []) == .fileAndFolder("D/e", and: "d/e/f"))
  }

  @Test func keepsTheManifestsNameFree() {
    var tree = OutputTree()
    for path in ["Clew-Manifest.json", "clew-manifest.json/index.html"] {
      #expect(tree.add(path, []) == .reservedPath(path))
    }
    #expect(tree.add("clew-manifest.json/a", []) == nil || tree.count == 0)
  }

  @Test func ordersFilesByTheirBytes() {
    let files = tree(["b": "", "a/b": "", "a.html": "", "é": "", "Z": ""]).files
    #expect(files.map(\.path) == ["Z", "a.html", "a/b", "b", "é"])
  }

  @Test func saysInBothLanguagesWhatIsWrong() {
    let refusals: [OutputTree.Refusal] =
      [
        .reservedPath("p"), .duplicate("p"), .sameButForm("p", as: "P"),
        .fileAndFolder("p", and: "q"),
      ]
      + OutputTree.PathFault.allCases.map { .invalidPath("p", $0) }
    for refusal in refusals {
      #expect(refusal.message.english.contains("'p'"))
      #expect(refusal.message.chinese.contains("“p”"))
    }
  }
}
