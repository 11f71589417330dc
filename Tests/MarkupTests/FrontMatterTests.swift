import Diagnostics
import Testing

@testable import Markup

@Suite("Front matter and body")
struct FrontMatterTests {
  @Test("front matter stands between two lines of hyphens, and the body counts lines of the file")
  func split() throws {
    let document = Document(source("---\ntitle: 网络\n---\n# 头\n"))
    #expect(document.frontMatter?["title"]?.text == "网络")
    #expect(document.blocks.first?.range.start == SourcePosition(line: 4, column: 1))
    #expect(document.diagnostics.isEmpty)
  }

  @Test("three dots end it too, and blanks behind the hyphens do not matter")
  func otherFences() {
    let document = Document(source("--- \t\ntitle: a\n...\nbody\n"))
    #expect(document.frontMatter?["title"]?.text == "a")
    #expect(document.blocks.count == 1)
  }

  @Test(
    "a file that does not begin with a line of three hyphens has no front matter",
    arguments: ["", "---", "text\n---\na: b\n---\n", " ---\na: b\n---\n", "----\na: b\n----\n"])
  func none(text: String) {
    let document = Document(source(text))
    #expect(document.frontMatter == nil && document.diagnostics.isEmpty)
  }

  @Test(
    "empty front matter is none, and no fault", arguments: ["---\n---\n", "---\n# a\n---\nx\n"])
  func empty(text: String) {
    let document = Document(source(text))
    #expect(document.frontMatter == nil && document.diagnostics.isEmpty)
  }

  @Test("front matter without its closing line is reported at its first line, and hides the rest")
  func unclosed() {
    let document = Document(source("---\ntitle: a\n\nbody\n"))
    #expect(document.frontMatter == nil && document.blocks.isEmpty)
    #expect(document.diagnostics.map(\.code) == ["front-matter-not-closed"])
    #expect(document.diagnostics.first?.range == SourceRange(line: 1, columns: 1..<4))
  }

  @Test("hyphens within a value end nothing")
  func hyphensInside() {
    let document = Document(source("---\ntitle: a --- b\nsay: |\n  ---\n---\n"))
    #expect(document.frontMatter?["title"]?.text == "a --- b")
    #expect(document.frontMatter?["say"]?.text == "---\n")
  }

  @Test("more than 64 kB is refused, and the limit can be set")
  func tooLarge() {
    let long = source("---\ntitle: \(String(repeating: "a", count: 64_000))\n---\n")
    #expect(Document(long).diagnostics.map(\.code) == ["front-matter-too-large"])
    var limits = MarkupLimits()
    limits.frontMatterBytes = 100_000
    #expect(Document(long, limits: limits).frontMatter != nil)
  }

  private func source(_ text: String) -> Source {
    Source(path: "content/causes/a.md", text: text)
  }
}
