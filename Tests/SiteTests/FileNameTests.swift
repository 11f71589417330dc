import Diagnostics
import Publishing
import Testing

@testable import Site

@Suite("Names of files")
struct FileNameTests {
  @Test(
    "that some system cannot keep are refused",
    arguments: [
      "content/pages/aux.md", "content/pages/Con/a.md", "content/assets/NUL.tar.gz",
      "content/assets/com1.png", "content/pages/a. /b.md", "content/pages/a./b.md",
      "content/pages/a\\b.md", "content/pages/..\\..\\b.md", "content/pages/%2e%2e/b.md",
      "content/pages/%2E%2e%2Fb.md", "content/pages/a%5cb.md", "content/pages/a%00.md",
      "content/pages/．．/b.md", "content/pages/‥／b.md", "content/pages/a\u{202E}dm.md",
      "content/pages/a\u{200B}.md", "content/pages/a\u{0}.md", "content/pages/a\n.md",
      "content/pages/a\u{7F}.md", "content/pages/e\u{301}.md", "content/assets/a\u{2066}.png",
    ])
  func refused(path: String) {
    let log = FileNames.check([path])
    #expect(log.map(\.code) == ["unsafe-name"])
    #expect(log.first?.file == path)
  }

  @Test("of every other kind are kept")
  func kept() {
    let paths = [
      "content/index.md", "content/pages/中文／名字.md", "content/pages/c#1 %.md", "content/pages/…….md",
      "content/pages/\u{E9}.md", "content/pages/100%25.md", "content/pages/console.md",
      "content/pages/com10.md", "content/assets/👨‍👩‍👧.png", "content/pages/a?b:c.md",
    ]
    #expect(FileNames.check(paths).map(\.file) == [])
  }

  @Test("with a way out of the folder lead no link, image or navigation out of it")
  func links() async {
    let ways = [
      "../../../etc/passwd", "/etc/passwd", "..\\..\\etc\\passwd", "%2e%2e/%2e%2e/etc/passwd",
      "．．/．．/etc/passwd", "../../../etc/passwd%00.png", "file:///etc/passwd", "//etc/passwd",
    ]
    for way in ways {
      let site = await SmallSite(
        """
        --- content/pages/a.md
        ![a](<\(way)>) [b](<\(way)>)
        """)
      #expect(!site.findings.isEmpty || way == "//etc/passwd", "\(way)")
      #expect(site.findings.allSatisfy { $0.hasPrefix("content/pages/a.md:1:") }, "\(way)")
      let menu = await SmallSite(
        "--- content/site.yml\ntitle: a\nnav: [{title: b, file: '\(way)'}]\n")
      #expect(menu.findings == ["content/site.yml:2:24 broken-link"], "\(way)")
    }
  }
}

@Suite("Names that are one")
struct CollisionTests {
  /// Two things that would be one file, and the files that must be named.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var binary: [String: [UInt8]] = [:]
    let finding: String
    let named: [String]

    var testDescription: String { name }
  }

  @Test("are reported with both files, and nothing is published", arguments: cases)
  func reported(example: Case) async {
    let site = await SmallSite(example.text, binary: example.binary)
    let findings = site.findings.filter { !$0.hasSuffix("unused-entry") }
    #expect(findings == [example.finding])
    #expect(site.result.output == nil)
    let told = site.result.diagnostics.filter { $0.severity == .error }.map { finding in
      ([finding.file, finding.message.english] + finding.notes.map { $0.file ?? "" })
        .joined(separator: " ")
    }.joined()
    for file in example.named { #expect(told.contains(file), "\(told)") }
  }

  static let cases = [
    Case(
      name: "upper and lower case", text: "--- content/pages/a.md\n--- content/pages/A.md\n",
      finding: "content/pages/a.md duplicate-address", named: ["content/pages/A.md"]),
    Case(
      name: "one letter in two forms of Unicode", text: "--- content/pages/\u{E9}.md\n",
      binary: ["content/pages/e\u{301}.md": []],
      finding: "content/pages/e\u{301}.md unsafe-name", named: ["e\u{301}.md"]),
    Case(
      name: "ß and ss", text: "--- content/pages/strasse.md\n--- content/pages/straße.md\n",
      finding: "content/pages/straße.md duplicate-address", named: ["content/pages/strasse.md"]),
    Case(
      name: "folders in two cases",
      text: "--- content/pages/b/a.md\n--- content/pages/B/A.md\n",
      finding: "content/pages/b/a.md duplicate-address", named: ["content/pages/B/A.md"]),
    Case(
      name: "a file and a folder",
      text: "--- content/pages/b.html/c.md\n--- content/pages/b.md\n",
      finding: "content/pages/b.html/c.md duplicate-address", named: ["content/pages/b.md"]),
    Case(
      name: "pictures in two cases", text: "",
      binary: ["content/assets/a.png": [1], "content/assets/A.png": [2]],
      finding: "content/assets/a.png duplicate-address", named: ["content/assets/A.png"]),
    Case(
      name: "a picture and a folder", text: "",
      binary: ["content/assets/a": [1], "content/assets/A/b.png": [2]],
      finding: "content/assets/a duplicate-address", named: ["content/assets/A/b.png"]),
    Case(
      name: "an alias and a page",
      text: "--- content/pages/a.md\n--- content/pages/b.md\n---\naliases: [pages/A]\n---\n",
      finding: "content/pages/b.md:2:11 duplicate-address", named: ["content/pages/a.md"]),
    Case(
      name: "two aliases",
      text: """
        --- content/pages/a.md
        ---
        aliases: [x]
        ---
        --- content/pages/b.md
        ---
        aliases: [/X.html]
        ---
        """, finding: "content/pages/b.md:2:11 duplicate-address", named: ["content/pages/a.md"]),
    Case(
      name: "an alias and a file of the site",
      text: "--- content/pages/a.md\n---\naliases: [sw.js/]\n---\n",
      finding: "content/pages/a.md:2:11 duplicate-address", named: ["sw.js"]),
    Case(
      name: "an alias and the copy of a page in Markdown",
      text: "--- content/pages/a.md\n---\naliases: [pages/a.md/]\n---\n",
      finding: "content/pages/a.md:2:11 duplicate-address", named: ["pages/a.md"]),
    Case(
      name: "an alias and the manifest",
      text: "--- content/pages/a.md\n---\naliases: [clew-manifest.json/]\n---\n",
      finding: "content/pages/a.md:2:11 duplicate-address", named: ["clew-manifest.json"]),
    Case(
      name: "two tags",
      text: """
        --- content/pages/a.md
        ---
        tags: [C++]
        ---
        --- content/pages/b.md
        ---
        tags: [C#]
        ---
        """, finding: "content/pages/a.md duplicate-address", named: ["content/pages/b.md"]),
  ]
}
