import Diagnostics
import Publishing
import Testing

@testable import Site

/// Trees that nobody should write, as sites: they are built, and their pages stay small.
@Suite("Pages of large decision trees", .serialized)
struct LargeTreeTests {
  /// A tree of questions, each with two answers, and one outcome.
  private func site(_ count: Int, _ targets: (Int) -> [Int]) async -> SmallSite {
    func id(_ number: Int) -> String { number < count ? "n\(number)" : "end" }
    var text = "--- content/trees/big.md\n---\ntitle: 大树\nstart: n0\n---\n"
    for number in 0..<count {
      text += "## 问题\(number)？ {#n\(number)}\n\n"
      for (place, target) in targets(number).enumerated() {
        text += "- [选\(place)号](#\(id(target)))\n"
      }
      text += "\n"
    }
    return await SmallSite(text + "## 完 {#end .outcome}\n\n[首页](../index.md)\n")
  }

  private func largestNode(_ site: SmallSite) -> Int {
    let pages = site.result.output?.files.filter { $0.path.hasPrefix("trees/big/n") } ?? []
    return pages.map(\.bytes.count).max() ?? 0
  }

  @Test("a chain of 200 questions has a page for each, none of which lists them all")
  func chain() async throws {
    let site = await site(200) { [$0 + 1, 200] }
    #expect(site.result.diagnostics.filter { $0.severity == .error }.isEmpty)
    #expect(largestNode(site) > 0 && largestNode(site) < 20_000)
    // The last page to list every answer, and the first that names only the question before it.
    let answers = try site.main("trees/big/n64.html").matches(of: /<li data-node=/)
    #expect(answers.count == 64)
    let deep = try site.main("trees/big/n65.html")
    #expect(deep.matches(of: /<li data-node=/).isEmpty && deep.contains("href=\"n64.html\""))
    #expect(try site.main("trees/big/n199.html").contains("这是最后一个问题"))
    #expect(try site.main("trees/big/n0.html").contains("最多还有 199 个问题"))
  }

  @Test("a ladder with a thousand billion ways has pages that list no more than some questions")
  func ladder() async throws {
    let site = await site(150) { [$0 + 1, min($0 + 2, 150)] }
    #expect(largestNode(site) > 0 && largestNode(site) < 30_000)
    #expect(try site.main("trees/big/n60.html").contains("<dl data-node=\"n0\">"))
    #expect(try !site.main("trees/big/n70.html").contains("<dl data-node="))
  }

  @Test("a question of 1,000 options shows them all")
  func options() async throws {
    let site = await site(1) { _ in [Int](repeating: 1, count: 1_000) }
    #expect(site.findings.contains("content/trees/big.md:5:1 same-target"))
    let page = try site.main("trees/big/n0.html")
    #expect(page.matches(of: /<li><a href="end.html"/).count == 1_000)
    let parents = try site.main("trees/big/end.html").matches(of: /<li><a href="n0.html"/)
    #expect(parents.count == 64)
  }
}
