import Foundation
import Knowledge
import Markup
import Publishing
import Testing

@testable import Site

@Suite("Markdown copies")
struct MarkdownCopyTests {
  @Test("every page but those that lead elsewhere has a copy, and names it")
  func pages() async throws {
    let site = await SmallSite(completeGuide)
    let files = try #require(site.result.output).files
    let paths = Set(files.map(\.path))
    let without = ["404.html", "old/late.html", "older/index.html", "print.html"]
    for file in files where file.path.hasSuffix(".html") {
      let copy = MarkdownCopy.path(file.path)
      let name = try #require(copy.split(separator: "/").last)
      let link = """
        <link rel="alternate" type="text/markdown" href="\(SiteAddress.percentEncoded(String(name)))">
        """
      let isThere = !without.contains(file.path)
      #expect(paths.contains(copy) == isThere, "\(copy)")
      #expect(String(decoding: file.bytes, as: UTF8.self).contains(link) == isThere, "\(copy)")
    }
  }

  @Test("a cause has what its page has, in the same order")
  func cause() async throws {
    let site = await SmallSite(completeGuide)
    let text = try site.file("causes/late.md")
    let expected = """
      # 没到期

      再等等

      ## 你会看到

      - 待结算

      **什么时候到账：**明天\\
      **谁能处理：**时间\\
      **可能性：**常见

      ## 可以这样做

      - [等一等](../solutions/wait.md)
      - [问一问](../solutions/ask.md)

      ## 这样跟客服说

      ```
      您好
      ```

      ## 为什么

      看[费率 0.6%](../facts.md)、[关于](../pages/about/us.md)、[这一步](../trees/go/o.md)、
      """
    #expect(text.hasPrefix(expected.replacing("、\n", with: "、")), "\(text)")
    for part in [
      "## 要留的证据\n\n- 小票", "## 下次怎么避免\n\n- [先知道](../prevention/know.md)",
      "## 在排查里\n\n- [还没到期](../trees/go/o.md) — 一步步查",
      "[^1]: 脚注，见[词](../glossary/due.md)。",
      "## 资料来源\n\n- [资料](https://c.cn/) 核对于 2026-01-01\n- 没有网址",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
    #expect(!text.contains("tags") && !text.contains("T+1"))
  }

  @Test("a step of a tree leads on and back; the tree is an outline")
  func trees() async throws {
    let site = await SmallSite(completeGuide)
    let node = try site.file("trees/go/q.md")
    #expect(node.hasPrefix("# 到期了吗？\n\n看[词](../../glossary/due.md)。\n\n## 选一个\n\n- [没有](o.md)\n"))
    #expect(node.contains("[等一天](w.md) → 还没到"))
    #expect(try site.file("trees/go/o.md").contains("**不用急**"))
    let tree = try site.file("trees/go.md")
    #expect(tree.contains("- [到期了吗？](go/q.md)\n  - 没有 → [还没到期](go/o.md)"))
  }

  @Test("every link of every copy leads to a file")
  func links() async throws {
    let site = await SmallSite(completeGuide)
    let output = try #require(site.result.output)
    var count = 0
    for file in output.files where file.path.hasSuffix(".md") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      for match in text.matches(of: /\]\(([^) ]*)/) where !match.1.contains("://") {
        let address = try #require(String(match.1).removingPercentEncoding)
        let path = resolved(address, from: file.path)
        #expect(output[path] != nil, "\(file.path): \(match.1)")
        count += 1
      }
    }
    #expect(count > 60)
  }

  private func resolved(_ address: String, from file: String) -> String {
    var parts = file.split(separator: "/").dropLast()
    for part in address.split(separator: "/") {
      if part == ".." { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  @Test("llms.txt names the copy of every entry in full")
  func index() async throws {
    let text = try await SmallSite(completeGuide).file("llms.txt")
    #expect(text.hasPrefix("# 指南\n\n> 说明\n"))
    #expect(text.contains("\n## 原因\n\n- [没到期](https://a.cn/help/causes/late.md): 再等等\n"))
    #expect(text.contains("(https://a.cn/help/pages/c%231%20%25.md)"))
    #expect(!text.contains(".html)"))
  }
}
