import Diagnostics
import Foundation
import Markup
import Publishing
import Testing

@testable import Site

@Suite("Bytes in, bytes out")
struct EncodingTests {
  /// Every kind of file that holds text, with a text that its reader takes.
  private static let files = SmallSite.files(
    completeGuide + """

      --- content/synonyms.yml
      groups: [[到账, 入账]]
      --- content/search-tests.yml
      tests: [{query: 没到期, expect: ["cause:late"]}]
      --- content/holidays.yml
      --- content/addresses.lock
      index.html
      --- content/trees/none.paths.txt
      到期了吗？
      --- templates/term.mustache
      <h1>{{title}}</h1>
      {{body}}

      """)

  private static let paths = [
    "content/site.yml", "content/index.md", "content/facts.yml", "content/synonyms.yml",
    "content/search-tests.yml", "content/holidays.yml", "content/addresses.lock",
    "content/trees/none.paths.txt", "content/trees/go.md", "content/causes/late.md",
    "templates/term.mustache",
  ]

  /// The guide with other bytes in some files.
  private static func built(
    _ change: (GuideFiles.File) -> [UInt8]?
  ) async -> BuildResult {
    var files = files
    func changed(_ file: GuideFiles.File) -> GuideFiles.File {
      change(file).map { GuideFiles.File(path: file.path, bytes: $0) } ?? file
    }
    files.content = files.content.map(changed)
    files.templates = files.templates.map(changed)
    return await BuildPipeline.run(files, options: BuildOptions())
  }

  @Test(
    "what is no text is an error with line and column, in every file", arguments: paths,
    [
      ([0xE4, 0xBD], "invalid-utf8"), ([0x00], "control-character"),
      (Array("\u{FFFE}".utf8), "control-character"),
    ] as [([UInt8], String)])
  func refused(path: String, fault: ([UInt8], String)) async {
    let spoiled = Array("# 好\n# ".utf8) + fault.0
    let result = await Self.built { $0.path == path ? spoiled : nil }
    let found = result.diagnostics.filter { $0.file == path && $0.code == fault.1 }
    #expect(found.map(\.range?.start) == [SourcePosition(line: 2, column: 3)])
    #expect(result.output == nil)
  }

  @Test("invisible characters are reported in every file, templates too", arguments: paths)
  func invisible(path: String) async {
    let result = await Self.built { file in
      file.path == path ? Array("# \u{202E}\n".utf8) + file.bytes : nil
    }
    let found = result.diagnostics.filter { $0.code == "invisible-character" }
    #expect(found.map(\.file) == [path])
    #expect(found.first?.range?.start == SourcePosition(line: 1, column: 3))
  }

  @Test(
    "a byte-order mark and the line breaks of any system change no byte of the site",
    arguments: ["\r\n", "\r"])
  func lineBreaks(lineBreak: String) async throws {
    let before = try #require(await Self.built { _ in nil }.output)
    let other = await Self.built { file in
      guard Self.paths.contains(file.path) || file.path.hasSuffix(".md") else { return nil }
      let text = String(decoding: file.bytes, as: UTF8.self)
      return [0xEF, 0xBB, 0xBF] + Array(text.replacing("\n", with: lineBreak).utf8)
    }
    let after = try #require(other.output, "\(other.diagnostics.map(\.message.english))")
    #expect(after.files.map(\.path) == before.files.map(\.path))
    for file in before.files { #expect(after[file.path] == file.bytes, "\(file.path)") }
  }

  @Test("what is published is UTF-8 without control characters, whatever was referred to")
  func clean() async throws {
    let references = [
      "&#0;", "&#1;", "&#x7F;", "&#x85;", "&#xD800;", "&#xFDD0;", "&#xFFFE;", "&#xFFFF;",
      "&#x1FFFE;", "&#x10FFFF;", "&#x110000;",
    ].joined()
    let site = await SmallSite(
      """
      --- content/pages/a.md
      ---
      title: "a\\0b\\x7Fc\\uFFFEd\\u0085e"
      ---
      # \(references)

      \(references) [\(references)](https://a.cn/\(references) '\(references)') `\(references)`

      | \(references) |
      |---|

      ``` \(references)
      \(references)
      ```
      """)
    #expect(Set(site.findings.map { $0.split(separator: " ")[1] }) == ["control-character"])
    let mended = await SmallSite(
      """
      --- content/pages/a.md
      # \(references)

      \(references) [\(references)](https://a.cn/\(references) '\(references)') `\(references)`

      | \(references) |
      |---|

      ``` \(references)
      \(references)
      ```
      """)
    let output = try #require(mended.result.output, "\(mended.findings)")
    let binary = [".png", ".wasm", ".ico"]
    for file in output.files
    where !file.path.hasPrefix("search/") && !binary.contains(where: file.path.hasSuffix) {
      let text = try #require(String(validating: file.bytes, as: UTF8.self), "\(file.path)")
      #expect(text.unicodeScalars.allSatisfy { !$0.isForbiddenInContent }, "\(file.path)")
    }
  }
}
