import Foundation
import Testing

@Suite("clew report", .timeLimit(.minutes(5)))
struct ReportTests {
  @Test("the page says what leads to what, where holes are, what is due and what passes")
  func report() async throws {
    let space = try Workspace()
    try space.write("content/causes/lost.md", "---\ntitle: 丢了\nsolutions: [look]\n---\n")
    try space.write(
      "content/solutions/look.md", "---\ntitle: 找一找\nreview_by: 2020-01-02\n---\n1. 找\n")
    try space.write(
      "content/solutions/later.md", "---\ntitle: 以后\ndraft: true\n---\n1. 等\n")
    try space.write("content/pages/a.md", "---\nreview_by: 2099-01-02\n---\n# 甲\n")
    try space.write(
      "content/facts.yml", "pbc: {value: \"12363\", what: 电话, source: 央行, review_by: 2019-01-02}\n")
    try space.write(
      "content/search-tests.yml", "tests:\n  - {query: 没到期, expect: [cause:late]}\n")
    let run = try await space.clew("report", "--lang", "en")
    #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
    #expect(run.errors.hasPrefix("report.html: 0 errors, "))
    let page = try String(contentsOfFile: space.path("report.html"), encoding: .utf8)
    let texts = [
      // The hole of a cause to which no tree leads, and of its solution.
      "丢了</th><td>●</td><td></td><td></td>", "<strong class=\"hole\">in no tree</strong>",
      // A tree as a picture, its questions and scenarios.
      "<svg ", "到期了吗？</th>", "<p>Scenarios: 2/2</p>",
      "2020-01-02 <strong class=\"hole\">overdue</strong>", "2099-01-02 </td>",
      "<strong class=\"hole\">unused</strong>", "content/solutions/later.md",
      "causes/late.html</code>", "<th scope=\"row\">render</th>",
    ]
    for text in texts { #expect(page.contains(text), "\(text)") }
    #expect(
      page.firstRange(of: "2019-01-02")?.lowerBound ?? page.endIndex
        < page.firstRange(of: "2020-01-02 <")?.lowerBound ?? page.startIndex)
    // Where a wide table begins, a script would be the only other way: there is none.
    #expect(!page.contains("<script") && page.contains("style-src &#39;sha256-"))
    #expect(try await space.clew("build").status == 0)
    #expect(try !space.contents().keys.contains { $0.contains("report") })
  }

  @Test("a guide with errors has a report that lists them, and the exit code says so")
  func errors() async throws {
    let space = try Workspace()
    try space.write("content/causes/late.md", "---\ntitle: <b>\nsolutions: [wiat]\n---\n")
    try space.write("templates/page.mustache", "{{#title}}")
    let run = try await space.clew("report", "--output", "a.html", "--lang", "zh")
    #expect(run.status == 1 && run.errors.contains("a.html"))
    let page = try String(contentsOfFile: space.path("a.html"), encoding: .utf8)
    #expect(page.contains("<code>content/causes/late.md:3:13</code>"))
    #expect(page.contains("没有 id 为“wiat”的办法") && page.contains("template-syntax"))
    #expect(page.contains("&lt;b&gt;") && !page.contains("<b>"))
  }

  @Test(
    "the report is refused where sources or builds are",
    arguments: ["content/a.html", "templates/a.html", "public/a.html", "content", "no/a.html"])
  func refused(file: String) async throws {
    let space = try Workspace()
    let run = try await space.clew("report", "--output", file)
    #expect(run.status == 73 && !run.errors.isEmpty)
  }
}

@Suite("What changes, and what is due", .timeLimit(.minutes(5)))
struct DifferenceTests {
  @Test("clew diff names pages and answers that change, between guides and published sites")
  func difference() async throws {
    let space = try Workspace()
    #expect(try await space.clew("build", "--output", "old").status == 0)
    let same = try await space.clew("diff", "old", ".", "--lang", "en")
    #expect(same.status == 0 && same.output.isEmpty && same.errors == "readers notice nothing\n")

    let tree = try #require(Workspace.guide["content/trees/go.md"])
    try space.write(
      "content/trees/go.md",
      tree.replacing("[没有](#o)", with: "[没有](#p)").replacing("outcome: o}", with: "outcome: p}")
        .replacing("[不知道](#p)", with: "[不知道](#o)").replacing(
          "不知道}, outcome: p}", with: "不知道}, outcome: o}"))
    try space.write("content/pages/new.md", "# 新的\n")
    try space.write("content/solutions/wait.md", "---\ntitle: 等一等\n---\n1. 再等\n")
    let run = try await space.clew("diff", "old", ".", "--lang", "en")
    #expect(run.status == 0)
    #expect(run.output.contains("  pages/new.html\t新的\n"), "\(run.output)")
    #expect(run.output.contains("  solutions/wait.html\t"))
    #expect(run.output.contains("who answers q=没有 got '等' and gets '问'"))
    #expect(try await space.clew("diff", "old", "nowhere").status == 66)
  }

  @Test("clew list has the day of the next review, in both forms")
  func list() async throws {
    let space = try Workspace()
    try space.write(
      "content/solutions/wait.md", "---\ntitle: 等一等\nreview_by: 2027-05-22\n---\n1. 等\n")
    let lines = try await space.clew("list", "solution").output
    #expect(lines == "solution\twait\t等一等\tsolutions/wait.html\t2027-05-22\n")
    #expect(
      try await space.clew("list", "--json").output.contains(#""review_by" : "2027-05-22""#))
  }
}
