import Diagnostics
import Foundation
import Knowledge
import Publishing
import Testing

@testable import Site

@Suite("Building again")
struct BuildMemoryTests {
  private static let start = """
    --- content/pages/a.md
    ---
    title: 甲
    tags: [卡]
    ---
    看[乙](b.md#后)和[词](../glossary/t.md)。
    --- content/pages/b.md
    ---
    title: 乙
    ---
    ## 后
    文字。
    --- content/glossary/t.md
    ---
    title: 词
    ---
    意思。
    """

  /// Edits, each of the string that the one before left: what is replaced, and by what.
  private static let edits: [(old: String, new: String)] = [
    ("文字。", "新的文字。"), ("title: 乙", "title: 改了名"), ("[卡]", "[卡, 钱]"), ("意思。", "别的意思。"),
    ("## 后", "## 前"), ("b.md#后", "b.md#前"), ("title: 甲", "title: \"甲"), ("\"甲", "\"甲\""),
    ("--- content/pages/b.md", "--- content/pages/c.md"), ("b.md#前", "c.md#前"),
    (
      "--- content/glossary/t.md",
      "--- templates/page.mustache\n<i>{{title}}</i>{{body}}\n--- content/glossary/t.md"
    ),
    ("<i>", "<b>"), ("新的文字。", "新的文字。\n\n## 又一节"),
    // What rules find in a file depends on settings and registers, too.
    ("--- content/pages/a", "--- content/site.yml\ntitle: 指南\npromises: [意思]\n--- content/pages/a"),
    ("promises: [意思]", "promises: [意义]"), ("别的意思。", "别的意义，打[95516](fact:line)。"),
    (
      "--- content/pages/a",
      """
      --- content/facts.yml
      line:
        value: 95516
        what: 电话
        grade: convention
        source: {title: 书}
      --- content/pages/a
      """
    ),
    ("value: 95516", "value: 95517"), ("value: 95517", "value: 95516"),
    ("promises: [意义]", "search: false"),
    ("--- content/pages/a", "--- content/assets/a.svg\n<svg/>\n--- content/pages/a"),
    ("新的文字。", "![图](../assets/a.svg)"), ("<svg/>", "<svg></svg>"),
    ("title: 词\n", "title: 词\ndraft: true\n"), ("draft: true", "draft: false"),
    ("看[乙]", "先看[乙]"), ("先看", "先看[词](../glossary/t.md)，再看"), ("再看", "再看![](../assets/a.svg)"),
    ("先看", "先看[没有](none.md)"), ("[没有](none.md)", "<b>没有</b>"), ("<b>没有</b>", "没有"),
    ("先看", "> 注\n\n先看"),
  ]

  @Test("a build that remembers the one before is a build from nothing, after every edit")
  func sameAsCold() async throws {
    var memory = BuildMemory()
    var text = Self.start
    for edit in [("", "")] + Self.edits {
      if let place = text.firstRange(of: edit.0) { text.replaceSubrange(place, with: edit.1) }
      let files = SmallSite.files(text)
      let draft = await BuildPipeline.draft(of: files, options: BuildOptions(), memory: &memory)
      let pages = DraftPages(draft, memory: &memory)
      let warm = await BuildPipeline.result(of: draft)
      let cold = await BuildPipeline.run(files, options: BuildOptions())
      #expect(warm.diagnostics == cold.diagnostics, "after \(edit)")
      #expect((warm.output == nil) == (cold.output == nil))
      #expect((pages == nil) == (cold.output == nil))
      for (path, bytes) in cold.output?.files ?? [] {
        let isSame = warm.output?[path] == bytes
        #expect(isSame, "\(path) after \(edit)")
        guard let pages, pages.decides(path) else { continue }
        let isSameInDraft = pages.bytes(at: path) == bytes
        #expect(isSameInDraft, "\(path) of the draft after \(edit)")
      }
    }
  }

  @Test("a file that is the same is not parsed again")
  func parsesOnlyWhatChanged() async throws {
    var memory = BuildMemory()
    let options = BuildOptions()
    let before = await BuildPipeline.draft(
      of: SmallSite.files(Self.start), options: options, memory: &memory)
    let text = Self.start.replacing("文字。", with: "新的文字。")
    let after = await BuildPipeline.draft(
      of: SmallSite.files(text), options: options, memory: &memory)
    func same(_ kind: EntryKind, _ id: String) -> Bool {
      before.unchecked.index[kind, id] === after.unchecked.index[kind, id]
    }
    #expect(same(.page, "a") && same(.term, "t") && same(.home, "index"))
    #expect(!same(.page, "b"))
  }

  @Test(
    "after an edit that no other page can see nothing else is checked again",
    arguments: [
      ("文字。", "别的字。", true), ("文字。", "文字[词](../glossary/t.md)。", false),
      ("看[乙]", "先看[乙]，[词](../glossary/t.md)，[乙](b.md#后)", true),
      ("看[乙](b.md#后)", "看", false), ("title: 乙", "title: 二", false), ("## 后", "## 后来", false),
      ("文字。", "![图](../assets/a.png)", false), ("文字。", "### 又\n", false),
      ("title: 词\n", "title: 词\ndraft: true\n", false), ("意思。", "意思。\n", true),
      ("意思。\n", "意思。\n--- content/pages/d.md\n# 丁\n", false),
      ("意思。\n", "意思。\n--- templates/page.mustache\n{{body}}\n", false),
    ])
  func checksOnlyWhatOthersSee(old: String, new: String, isQuick: Bool) async throws {
    var memory = BuildMemory()
    let options = BuildOptions()
    let files = SmallSite.files(Self.start + "\n")
    _ = await BuildPipeline.draft(of: files, options: options, memory: &memory)
    let place = try #require((Self.start + "\n").firstRange(of: old))
    var text = Self.start + "\n"
    text.replaceSubrange(place, with: new)
    #expect((memory.redraft(of: SmallSite.files(text), options: options) != nil) == isQuick)
  }

  @Test("a build that is given up has no output, and nothing but what its draft found")
  func canBeGivenUp() async throws {
    var memory = BuildMemory()
    let draft = await BuildPipeline.draft(
      of: SmallSite.files(Self.start), options: BuildOptions(), memory: &memory)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await BuildPipeline.result(of: draft)
    }
    task.cancel()
    let result = await task.value
    #expect(result.output == nil && result.search == nil)
    #expect(result.diagnostics == draft.diagnostics.sorted())
  }

  @Test("a guide of more entries than one page can show has no page with all of it")
  func hasNoEndlessPage() async throws {
    let pages = (0...SitePlan.wholeGuideLimit).map { "--- content/pages/p\($0).md\n# 页\($0)\n" }
    let options = BuildOptions()
    var memory = BuildMemory()
    let draft = await BuildPipeline.draft(
      of: SmallSite.files(pages.joined()), options: options, memory: &memory)
    let shown = try #require(DraftPages(draft, memory: &memory))
    #expect(shown.bytes(at: "print.html") == nil)
    let home = String(decoding: try #require(shown.bytes(at: "index.html")), as: UTF8.self)
    #expect(!home.contains("print.html"))
  }
}
