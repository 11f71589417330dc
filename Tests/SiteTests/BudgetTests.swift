import Diagnostics
import Foundation
import Testing

@testable import Site

@Suite("Budgets")
struct BudgetTests {
  /// A text that does not get smaller.
  private func noise(_ count: Int) -> String {
    var state: UInt64 = 7
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    return String(
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return letters[Int(state >> 33) % letters.count]
      })
  }

  @Test("the size is that of a gzip file")
  func size() {
    // A head of 10 bytes and a tail of 8, and between them bytes that are stored, behind 5 of their own.
    #expect(Gzip.size(of: Array("abc".utf8), effort: .best) == 26)
    #expect(Gzip.size(of: [], effort: .best) == 23)
    let zeros = [UInt8](repeating: 0, count: 100_000)
    #expect(Gzip.size(of: zeros, effort: .best) < 200)
    let text = Array(noise(5_000).utf8)
    #expect(Gzip.size(of: text, effort: .best) <= Gzip.size(of: text, effort: .quickest))
    let page = Array(String(repeating: "<p>刷卡后钱没到账</p>\n", count: 90).utf8) + text
    #expect(Gzip.file(of: page)?.count == Gzip.size(of: page, effort: .best))
  }

  @Test("comments that fill lines are not published, and nothing else changes")
  func comments() {
    let script = """
      // One.
      const a = "// two"; // three
        /** Four,
            five. */
      /* six */
      /*! A licence. */
      const b = `/* seven`;

      """
    let published = """
      const a = "// two"; // three
      /*! A licence. */
      const b = `/* seven`;

      """
    #expect(String(decoding: ScriptText.published(Array(script.utf8)), as: UTF8.self) == published)
    #expect(ScriptText.published([]) == [])
    #expect(ScriptText.published(Array("/* open".utf8)) == [])
  }

  @Test("style sheets are published without comments and indentation")
  func styles() {
    let style = """
      /* Tokens */
      p {
        color: red; /* why */
        content: "/* stays */ \\" ";
      }
      /*! licence */
      /* open
      """
    let published = """
      p {
      color: red;\u{20}
      content: "/* stays */ \\" ";
      }
      /*! licence */

      """
    #expect(String(decoding: StyleText.published(Array(style.utf8)), as: UTF8.self) == published)
    #expect(StyleText.published([]) == [])
  }

  @Test("a page over budget is an error at its content file that names the size")
  func page() async throws {
    let site = await SmallSite(
      """
      --- content/pages/long.md
      # 长

      \(noise(20_000))
      --- content/pages/short.md
      # 短
      """)
    #expect(site.findings == ["content/pages/long.md page-over-budget"])
    #expect(site.result.output == nil)
    let message = try #require(site.result.diagnostics.first).message
    #expect(message.english.contains("'pages/long.html' has 1"))
    #expect(message.english.hasSuffix("the 14336 of 'budgets'"))
    #expect(message.chinese.contains("budgets 规定的 14336"))
  }

  @Test("a page over budget and a search that fails are told in one run", arguments: [1, 2])
  func pageAndSearch(jobs: Int) async {
    let site = await SmallSite(
      """
      --- content/pages/long.md
      # 长

      \(noise(20_000))
      --- content/search-tests.yml
      tests:
        - query: 没信号
          expect: [page:long]
      """, jobs: jobs)
    let rules = site.result.diagnostics.map(\.code)
    #expect(rules == ["page-over-budget", "search-test-failed"])
    #expect(site.result.output == nil)
  }

  @Test("a node over budget is named where it stands in its tree")
  func node() async throws {
    let site = await SmallSite(
      completeGuide.replacing("别再刷。[^t]", with: "别再刷。[^t]\n\n" + noise(20_000)))
    let findings = site.findings.filter { $0.hasSuffix("page-over-budget") }
    #expect(findings.count == 1 && findings[0].hasPrefix("content/trees/go.md:"))
  }

  @Test("lists may grow with the guide, and settings may allow more")
  func allowed() async {
    let tags = (0..<400).map { "\(noise(20))\($0)" }.joined(separator: ", ")
    let site = await SmallSite(
      """
      --- content/site.yml
      title: 指南
      budgets: {page: 60000}
      --- content/pages/long.md
      ---
      title: 长
      tags: [\(tags)]
      ---
      \(noise(20_000))
      """)
    #expect(site.findings == [])
  }

  @Test("scripts over budget are an error that names each of them")
  func scripts() async throws {
    let site = await SmallSite(
      """
      --- content/site.yml
      title: 指南
      budgets: {scripts: 3000}
      --- templates/assets/tree.js
      const noise = "\(noise(4_000))";
      """)
    #expect(site.findings.contains("templates/assets/tree.js scripts-over-budget"))
    #expect(site.result.diagnostics.contains { $0.message.english.contains("clew.js ") })
  }
}
