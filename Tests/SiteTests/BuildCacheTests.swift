import Foundation
import Publishing
import Synchronization
import Testing

@testable import Site

/// A target that has the files of the last build, and notes which are made all the same.
private final class StandingTarget: OutputTarget {
  private let old: [String: [UInt8]]
  private let state = Mutex(State())

  private struct State {
    var files: [String: [UInt8]] = [:]
    var made: Set<String> = []
  }

  init(old: [String: [UInt8]]) { self.old = old }

  func begin() {}

  func add(_ file: OutputFile, _ bytes: [UInt8]) {
    state.withLock { state in
      state.files[file.path] = bytes
      state.made.insert(file.path)
    }
  }

  func take(_ files: [OutputFile]) -> Bool {
    guard files.allSatisfy({ file in old[file.path].map { OutputFile(file.path, $0) } == file })
    else { return false }
    state.withLock { state in
      for file in files { state.files[file.path] = old[file.path] }
    }
    return true
  }

  var files: [String: [UInt8]] { state.withLock { $0.files } }
  /// What was made, and not taken over.
  var made: Set<String> { state.withLock { $0.made } }
}

/// Builds of one guide, each with what the one before left.
private final class Builds {
  let folder = FileManager.default.temporaryDirectory.appending(path: "clew-\(UUID().uuidString)")
  var files: [String: [UInt8]] = [:]
  var made: Set<String> = []

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The pages that were made in the last build.
  var pages: [String] { made.filter { $0.hasSuffix(".html") }.sorted() }

  static func options(jobs: Int = 1) -> BuildOptions {
    var options = BuildOptions()
    options.jobs = jobs
    options.compresses = true
    return options
  }

  /// Builds with the cache and from nothing, and expects the same.
  func build(
    _ text: String, program: String = "1", jobs: Int = 1, _ comment: Comment? = nil
  ) async throws {
    let files = SmallSite.files(text)
    let options = Self.options(jobs: jobs)
    let cache = try #require(
      BuildCache(in: folder.path(percentEncoded: false), program: program))
    let target = StandingTarget(old: self.files)
    let warm = await BuildPipeline.run(files, options: options, into: target, cache: cache)
    cache.close(isComplete: warm.files != nil)
    let cold = await BuildPipeline.run(files, options: options)
    #expect(warm.diagnostics == cold.diagnostics, comment)
    #expect(warm.files.map(Set.init) == cold.files.map(Set.init), comment)
    guard let tree = cold.output else { return }
    let expected = Dictionary(uniqueKeysWithValues: tree.files.map { ($0.path, $0.bytes) })
    #expect(target.files == expected, comment)
    (self.files, made) = (target.files, target.made)
  }
}

@Suite("What a build leaves for the next")
struct BuildCacheTests {
  /// A guide with every kind of entry.
  private static let guide = """
    --- content/index.md
    ---
    title: 首页
    start: go
    ---
    先看[页](pages/a.md)。
    --- content/pages/a.md
    ---
    title: 甲
    tags: [卡]
    description: 一句话
    sources:
      - {title: 书, url: "https://example.org/", checked: 2026-01-02}
    aliases: [old/a]
    ---
    看[乙](b.md#后)和[词](../glossary/t.md)。[^1] ![图](../assets/a.svg)

    [^1]: 注
    --- content/pages/b.md
    ---
    title: 乙
    date: 2026-01-02
    updated: 2026-01-03
    review_by: 2030-01-01
    ---
    ## 后

    文字。
    --- content/glossary/t.md
    ---
    title: 词
    synonyms: [字]
    misspellings: [次]
    ---
    意思。
    --- content/causes/late.md
    ---
    title: 没到期
    keywords: [慢]
    symptoms: [钱没到]
    likelihood: common
    fixed_by: 自己
    expected_time: 一天
    solutions: [wait]
    prevention: [look]
    evidence: [小票]
    say: 请查一下。
    ---
    晚了。
    --- content/solutions/wait.md
    ---
    title: 等一等
    who: 店主
    takes: 一天
    evidence: [小票]
    prevention: [look]
    ---
    1. 等
    --- content/prevention/look.md
    ---
    title: 看一看
    how_often: 每天
    ---
    看。
    --- content/checklists/list.md
    ---
    title: 清单
    ---
    - [ ] 身份证 {#id}
    --- content/trees/go.md
    ---
    title: 排查
    start: q
    scenarios:
      - {name: 没有, answers: {q: 没有}, outcome: o}
      - {name: 不知道, answers: {q: 不知道}, outcome: p}
    ---
    ## 到期了吗？ {#q}

    - [没有](#o)
    - [不知道](#p)

    ## 等 {#o .outcome}

    [没到期](../causes/late.md)

    ## 问 {#p .outcome}

    [等一等](../solutions/wait.md)
    --- content/assets/a.svg
    <svg/>
    """

  /// Edits, each of the string that the one before left: what is replaced, and by what.
  private static let edits: [(old: String, new: String)] = [
    ("文字。", "新的文字。"), ("title: 乙", "title: 改了名"), ("[卡]", "[卡, 钱]"), ("意思。", "别的意思。"),
    ("## 后", "## 前"), ("b.md#后", "b.md#前"), ("title: 甲", "title: \"甲"), ("\"甲", "\"甲\""),
    ("晚了。", "晚了一天。"), ("1. 等", "1. 等\n2. 再等"), ("看。", "看[没到期](../causes/late.md)。"),
    ("[字]", "[字, 文]"), ("[次]", "[]"), ("common", "rare"), ("自己", "银行"), ("takes: 一天", "takes: 两天"),
    ("solutions: [wait]", "solutions: []"), ("solutions: []", "solutions: [wait]"),
    ("prevention: [look]", "prevention: []"), ("how_often: 每天", "how_often: 每周"),
    ("身份证", "身份证件"), ("{#id}", "{#card}"), ("到期了吗？", "到期没有？"), ("## 问", "## 问一问"),
    ("[没有](#o)", "[还没有](#o)"), ("{q: 没有}", "{q: 还没有}"), ("[^1]: 注", "[^1]: 脚注"),
    ("先看[页]", "先看[这一页]"), ("aliases: [old/a]", "aliases: [old/b]"),
    ("<svg/>", "<svg></svg>"), ("2026-01-02", "2026-02-02"),
    ("date: 2026-01-02", "date: 2026-01-01"), ("review_by: 2030-01-01", "review_by: 2020-01-01"),
    ("title: 词\n", "title: 词\ndraft: true\n"), ("draft: true", "draft: false"),
    ("--- content/pages/b.md", "--- content/pages/c.md"), ("b.md#前", "c.md#前"),
    ("--- content/index", "--- content/site.yml\ntitle: 大全\n--- content/index"),
    ("title: 大全", "title: 大全\nbase_url: https://a.cn/b/"),
    ("title: 大全", "title: 大全\nsearch: false"),
    ("--- content/pages/a", "--- content/synonyms.yml\n- [词, 字]\n--- content/pages/a"),
    (
      "--- content/pages/a",
      "--- templates/page.mustache\n<i>{{title}}</i>{{body}}\n--- content/pages/a"
    ), ("<i>", "<b>"), ("新的文字。", "新的文字。\n\n## 又一节"), ("search: false", "search: true"),
  ]

  @Test("a build with a cache is a build from nothing, after every edit", arguments: [1, 8])
  func sameAsCold(jobs: Int) async throws {
    let builds = try Builds()
    var text = Self.guide
    try await builds.build(text, jobs: jobs)
    #expect(!builds.files.isEmpty)
    for edit in Self.edits {
      let place = try #require(text.firstRange(of: edit.old), "no edit: \(edit)")
      text.replaceSubrange(place, with: edit.new)
      try await builds.build(text, jobs: jobs, "after \(edit)")
    }
  }

  @Test("what is left is used: after an edit only its pages are rendered")
  func rendersWhatDepends() async throws {
    let builds = try Builds()
    try await builds.build(Self.guide)
    #expect(builds.pages.count > 20)
    try await builds.build(Self.guide)
    #expect(builds.pages == ["print.html"])
    try await builds.build(Self.guide.replacing("文字。", with: "字文。"))
    #expect(builds.pages == ["pages/b.html", "print.html"])
    // The title stands in lists, and in cards of other pages.
    try await builds.build(Self.guide.replacing("title: 乙", with: "title: 丙"))
    #expect(builds.pages.count > 20)
    builds.files["pages/a.html"] = nil
    try await builds.build(Self.guide.replacing("title: 乙", with: "title: 丙"))
    #expect(builds.pages == ["pages/a.html", "print.html"])
  }

  @Test("a draft that takes over from another one in the same program knows its own pages")
  func draftsOfOneMemory() async throws {
    let builds = try Builds()
    try await builds.build(Self.guide)
    let folder = builds.folder.path(percentEncoded: false)
    let cache = try #require(BuildCache(in: folder, program: "1"))
    var memory = BuildMemory(cache: cache)
    for words in ["文字。", "字文。"] {
      let files = SmallSite.files(Self.guide.replacing("文字。", with: words))
      let draft = await BuildPipeline.draft(
        of: files, options: Builds.options(), memory: &memory)
      let target = StandingTarget(old: builds.files)
      _ = await BuildPipeline.result(of: draft, into: target)
      let page = String(decoding: target.files["pages/b.html"] ?? [], as: UTF8.self)
      #expect(page.contains(words))
    }
  }

  @Test("another program takes nothing from the cache of this one")
  func isOfOneProgram() async throws {
    let builds = try Builds()
    try await builds.build(Self.guide, program: "1")
    let all = builds.pages
    try await builds.build(Self.guide, program: "2")
    #expect(builds.pages == all)
  }
}
