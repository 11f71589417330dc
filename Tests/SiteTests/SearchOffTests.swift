import Publishing
import Testing

@testable import Site

@Suite("A site without a search")
struct SearchOffTests {
  @Test("`search: false` leaves out the box, the index and the module, and keeps the list")
  func leavesOutTheSearch() async throws {
    let text = """
      --- content/pages/a.md
      # 甲
      """
    let settings = "--- content/site.yml\ntitle: 指南\n"
    let with = await SmallSite(settings + text)
    let without = await SmallSite(settings + "search: false\n" + text)
    func isSearch(_ path: String) -> Bool {
      path.hasPrefix("search/") || path == "assets/search.js"
    }
    let published = (without.result.output?.files ?? []).map(\.path)
    #expect((with.result.output?.files ?? []).contains { isSearch($0.path) })
    #expect(!published.contains(where: isSearch) && !published.isEmpty)
    for page in ["index.html", "search.html", "pages/a.html", "404.html"] {
      #expect(try with.file(page).contains("type=\"search\""))
      #expect(try !without.file(page).contains("type=\"search\""))
    }
    #expect(try without.links("search.html").contains { $0.contains("甲") })
  }
}
