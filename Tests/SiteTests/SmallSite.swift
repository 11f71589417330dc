import Diagnostics
import Foundation
import Publishing
import Testing

@testable import Site

/// A small guide in one string, built: a line such as `--- content/causes/a.md` begins a file.
///
/// Settings and a home page are added where the string has none.
struct SmallSite {
  let result: BuildResult

  init(
    _ text: String, binary: [String: [UInt8]] = [:], jobs: Int = 1,
    options change: (inout BuildOptions) -> Void = { _ in }
  ) async {
    var options = BuildOptions()
    options.jobs = jobs
    change(&options)
    result = await BuildPipeline.run(Self.files(text, binary: binary), options: options)
  }

  /// The files of a string.
  static func files(_ text: String, binary: [String: [UInt8]] = [:]) -> GuideFiles {
    var contents: [String: String] = [
      "content/site.yml": "title: 指南\n", "content/index.md": "---\ntitle: 首页\n---\n",
    ]
    var path = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("--- content/") || line.hasPrefix("--- templates/") {
        path = String(line.dropFirst("--- ".count))
        contents[path] = ""
      } else if !path.isEmpty {
        contents[path, default: ""] += line + "\n"
      }
    }
    var files = contents.map { GuideFiles.File(path: $0.key, bytes: Array($0.value.utf8)) }
    files += binary.map { GuideFiles.File(path: $0.key, bytes: $0.value) }
    files.sort { $0.path < $1.path }
    return GuideFiles(
      content: files.filter { $0.path.hasPrefix("content/") },
      templates: files.filter { $0.path.hasPrefix("templates/") })
  }

  /// The paths of everything that is published, but the theme's own files.
  var paths: [String] {
    (result.output?.files ?? []).map(\.path).filter { !$0.hasPrefix("assets/") }
  }

  /// One published file as text.
  func file(
    _ path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> String {
    let output = try #require(
      result.output, "\(result.diagnostics.map(\.message.english))",
      sourceLocation: sourceLocation)
    let bytes = try #require(
      output[path], "no \(path) in \(paths)", sourceLocation: sourceLocation)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What stands in `<main>` of a page.
  func main(
    _ path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> String {
    try part(of: path, "<main id=\"main\" tabindex=\"-1\">\n", "\n</main>", sourceLocation)
  }

  /// What a reader sees in `<main>` of a page, a space between each two pieces.
  func text(
    _ path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> String {
    Self.visible(try main(path, sourceLocation: sourceLocation))
  }

  /// The links in `<main>` of a page: address and text.
  func links(
    _ path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> [String] {
    try main(path, sourceLocation: sourceLocation)
      .matches(of: /<a [^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/.dotMatchesNewlines())
      .map { "\($0.1) \(Self.visible(String($0.2)))" }
  }

  private static func visible(_ html: String) -> String {
    html.replacing(/<template.*?<\/template>/.dotMatchesNewlines(), with: "")
      .replacing(/<[^>]*>/, with: " ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The breadcrumbs of a page.
  func breadcrumbs(
    _ path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> String {
    try part(of: path, "<nav class=\"breadcrumbs\"", "</nav>", sourceLocation)
  }

  private func part(
    of path: String, _ start: String, _ end: String, _ sourceLocation: Testing.SourceLocation
  ) throws -> String {
    let html = try file(path, sourceLocation: sourceLocation)
    let from = try #require(html.range(of: start), sourceLocation: sourceLocation)
    let to = try #require(
      html.range(of: end, range: from.upperBound..<html.endIndex), sourceLocation: sourceLocation)
    return String(html[from.upperBound..<to.lowerBound])
  }

  /// The findings as `file:line:column code`, notes left out.
  var findings: [String] {
    result.diagnostics.filter { $0.severity != .note }.map { finding in
      let place = finding.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
      return "\(finding.file)\(place) \(finding.code)"
    }
  }
}

/// A guide in which every kind has an entry and everything leads somewhere.
let completeGuide = """
  --- content/site.yml
  title: 指南
  description: 说明
  base_url: https://a.cn/help/
  nav:
    - {title: 原因, file: causes/}
    - {title: 关于, file: pages/about/us.md}
  --- content/index.md
  ---
  title: 钱没到？
  start: go
  ---
  看[原因](causes/late.md#why)。
  --- content/facts.yml
  fee: {value: "0.6%", what: 费率, source: {title: 协议, url: "https://b.cn/"}}
  --- content/assets/path.svg
  <svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
  --- content/causes/late.md
  ---
  title: 没到期
  summary: 再等等
  likelihood: common
  symptoms: [待结算]
  fixed_by: 时间
  expected_time: 明天
  solutions: [wait, ask]
  prevention: [know]
  evidence: [小票]
  say: 您好
  tags: [结算, T+1]
  aliases: [old/late, "/older/"]
  updated: 2026-01-02
  sources:
    - {title: 资料, url: "https://c.cn/", checked: 2026-01-01}
    - title: 没有网址
  ---
  ## 为什么 {#why}

  看[费率 0.6%][fact:fee]、[关于](../pages/about/us.md#我们)、[这一步](../trees/go.md#o)、[排查](../trees/go.md)、
  [清单](../checklists/list.md#own)、[全部原因](../causes/)、[图](../assets/path.svg)、[首页](../index.md)。[^n]

  ![路](../assets/path.svg)

  ## 再看一眼

  [^n]: 脚注，见[词](../glossary/due.md)。
  --- content/causes/lost.md
  ---
  title: 找不到
  solutions: [ask]
  ---
  --- content/solutions/wait.md
  ---
  title: 等一等
  who: 店主
  takes: 一天
  prevention: [know]
  ---
  1. 等
  --- content/solutions/ask.md
  ---
  title: 问一问
  ---
  --- content/prevention/know.md
  ---
  title: 先知道
  how_often: 每天
  ---
  --- content/checklists/list.md
  ---
  title: 清单
  ---
  先看。[^c]

  ## 一组 {#group}
  - [ ] 商户号：____ {#own}
  - [ ] 日期：____年__月__日

    为什么：[词](../glossary/due.md)
  - [x] 做完了

  ```message
  {商户号}，{日期}
  ```

  [^c]: 清单的脚注。
  --- content/glossary/due.md
  ---
  title: 到期
  synonyms: [期满]
  misspellings: [到齐]
  see: [acquirer]
  ---
  --- content/glossary/acquirer.md
  ---
  title: 收单机构
  see: [2fa]
  ---
  --- content/glossary/pos.md
  ---
  title: POS 机
  see: [due]
  ---
  [词](acquirer.md)
  --- content/glossary/2fa.md
  ---
  title: 95516 电话
  see: [pos]
  ---
  --- content/trees/go.md
  ---
  title: 一步步查
  start: q
  scenarios:
    - {name: 没到期, answers: {q: 没有}, outcome: o}
  ---
  准备好小票。[^t]

  ## 到期了吗？ {#q}

  看[词](../glossary/due.md)。

  - [没有](#o)
  - [到了](#s)
  - [不知道](#w)

  ## 先停一下 {#s .stop}

  别再刷。[^t]

  - [知道了](#p)

  ## 等一天 {#w .wait recheck="明天"}

  - [还没到](#q)
  - [到点了](#p)

  ## 还没到期 {#o .outcome}

  [没到期](../causes/late.md)

  ## 去问 {#p .outcome urgency=now}

  [问](../solutions/ask.md)，[找不到](../causes/lost.md)

  [^t]: 树的脚注。
  --- content/pages/about/us.md
  # 我们

  ## 我们 {#我们}

  [上一层](../../causes/late.md) [自己](#我们)
  --- content/pages/c#1 %.md
  [旁边](about/us.md) [井号](c%231%20%25.md)

  """
