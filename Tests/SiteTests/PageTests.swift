import Foundation
import Diagnostics
import Publishing
import Testing

@testable import Site

@Suite("Pages of a small guide")
struct PageTests {
  @Test("every kind, node, list and old address has a page of its own")
  func addresses() async {
    let site = await SmallSite(completeGuide)
    #expect(site.findings == [])
    #expect(
      site.paths.filter { !$0.hasSuffix(".md") && !$0.hasPrefix("search/") }.sorted() == [
        "404.html", "addresses.json", "causes/index.html", "causes/late.html", "causes/lost.html",
        "checklists/index.html", "checklists/list.html", "facts.html", "feed.xml",
        "glossary/2fa.html", "glossary/acquirer.html", "glossary/due.html", "glossary/index.html",
        "glossary/pos.html", "index.html", "llms.txt", "old/late.html", "older/index.html",
        "pages/about/us.html", "pages/c#1 %.html", "pages/index.html", "prevention/index.html",
        "prevention/know.html", "print.html", "robots.txt", "search.html", "site.webmanifest",
        "sitemap.xml",
        "solutions/ask.html", "solutions/index.html", "solutions/wait.html", "sw.js",
        "tags/index.html",
        "tags/t-1.html", "tags/结算.html", "trees/go.html", "trees/go.paths.txt",
        "trees/go/all.html",
        "trees/go/o.html", "trees/go/p.html", "trees/go/q.html", "trees/go/s.html",
        "trees/go/w.html", "trees/index.html",
      ])
  }

  @Test("every address on every page leads somewhere, and every id is there once")
  func links() async throws {
    let output = try #require(await SmallSite(completeGuide).result.output)
    let crawler = SiteCrawler(output, root: "/help/")
    #expect(crawler.pageCount == 36)
    #expect(crawler.faults() == [])
  }

  @Test("links between files become relative links, at any depth")
  func relativeLinks() async throws {
    let site = await SmallSite(completeGuide)
    let cause = try site.main("causes/late.html")
    for link in [
      "<a href=\"../facts.html#fee\">", "<a href=\"../pages/about/us.html#我们\">",
      "<a href=\"../trees/go/o.html\">", "<a href=\"../trees/go.html\">",
      "<a href=\"../checklists/list.html#own\">", "<a href=\"index.html\">",
      "<a href=\"../index.html\">",
    ] {
      #expect(
        cause.contains(link.replacing("我们", with: "%E6%88%91%E4%BB%AC")) || cause.contains(link))
    }
    #expect(try site.main("pages/about/us.html").contains("<a href=\"../../causes/late.html\">"))
    #expect(
      try site.file("trees/go/q.html").contains("<a class=\"brand\" href=\"../../index.html\">"))
    #expect(try site.file("index.html").contains("<a href=\"causes/late.html#why\">"))
    #expect(try site.main("pages/c#1 %.html").contains("<a href=\"c%231%20%25.html\">井号</a>"))
  }

  @Test("a cause shows its fields, its text, its solutions and what leads to it")
  func cause() async throws {
    let site = await SmallSite(completeGuide)
    let text = try site.text("causes/late.html")
    for part in [
      "没到期 再等等", "你会看到 待结算", "可能性 常见", "谁能处理 时间", "什么时候到账 明天", "为什么", "再看一眼",
      "可以这样做 等一等 问一问", "您好", "小票", "下次怎么避免 先知道", "在排查里 还没到期 一步步查",
      "资料 核对于 2026-01-01", "没有网址", "结算 T+1",
    ] {
      #expect(text.contains(part), "\(part): \(text)")
    }
    let links = try site.links("causes/late.html")
    #expect(links.contains("../solutions/wait.html 等一等"))
    #expect(links.contains("https://c.cn/ 资料"))
  }

  @Test("relations show on both sides")
  func relations() async throws {
    let site = await SmallSite(completeGuide)
    let late = "<a href=\"../causes/late.html\"><strong>没到期</strong>"
    for page in ["solutions/wait.html", "solutions/ask.html", "prevention/know.html"] {
      #expect(try site.main(page).contains(late), "\(page)")
    }
    #expect(try site.main("prevention/know.html").contains("../solutions/wait.html"))
    #expect(try site.links("causes/late.html").contains("../trees/go/o.html 还没到期 一步步查"))
    #expect(try site.main("glossary/due.html").contains("<a href=\"acquirer.html\">"))
    #expect(try site.main("glossary/acquirer.html").contains("<a href=\"due.html\">"))
  }

  @Test("a time to wait is handed to a script that only such pages load, with the list of holidays")
  func waits() async throws {
    let site = await SmallSite(
      completeGuide.replacing(
        "{#w .wait recheck=\"明天\"}", with: "{#w .wait recheck=\"下一个工作日\" workdays=1}"
      ).replacing(
        "{#o .outcome}", with: "{#o .outcome recheck=\"后天\" days=2}"
      ) + """
        --- content/holidays.yml
        2026:
          source: {title: 通知, url: "https://a.cn/1"}
          holidays: [{name: 春节, from: 2026-02-15, to: 2026-02-16, work: [2026-02-14]}]
        """)
    let wait = try site.main("trees/go/w.html")
    #expect(
      wait.contains(
        "data-unit=\"workdays\" data-count=\"1\" data-off=\"2026-02-16\" "
          + "data-work=\"2026-02-14\" data-until=\"2026-12-31\""))
    #expect(wait.contains("<p>下一个工作日</p>") && wait.contains("href=\"https://a.cn/1\""))
    let outcome = try site.main("trees/go/o.html")
    #expect(outcome.contains("data-unit=\"days\" data-count=\"2\" data-off=\"\""))
    #expect(outcome.contains("<p>后天</p>") && !outcome.contains("通知"))
    for (page, waits) in [("w", true), ("o", true), ("p", false)] {
      #expect(try site.file("trees/go/\(page).html").contains("/assets/wait.") == waits, "\(page)")
    }
  }

  @Test("a question shows its answers, an outcome what to do, a wait when to look again")
  func nodes() async throws {
    let site = await SmallSite(completeGuide)
    #expect(try site.text("trees/go/q.html").contains("到期了吗？ 看 词 。 没有 到了 不知道"))
    #expect(
      try site.links("trees/go/q.html").prefix(4) == [
        "../../glossary/due.html 词", "o.html 没有", "s.html 到了", "w.html 不知道",
      ])
    #expect(try site.text("trees/go/w.html").contains("先等一等 · 再看的时间：明天"))
    #expect(try site.text("trees/go/s.html").hasPrefix("先停一下"))
    let outcome = try site.links("trees/go/p.html")
    #expect(try site.text("trees/go/p.html").hasPrefix("马上处理 去问"))
    #expect(
      ["../../solutions/ask.html 问一问", "../../causes/lost.html 找不到"].allSatisfy(outcome.contains))
    let breadcrumbs = try site.breadcrumbs("trees/go/p.html")
      .matches(of: /href="([^"]*)"/).map { String($0.1) }
    #expect(breadcrumbs == ["../../index.html", "../index.html", "../go.html"])
  }

  @Test("the answers on the way are shown where there is one way only")
  func answers() async throws {
    let site = await SmallSite(
      """
      --- content/causes/c.md
      ---
      title: 因
      solutions: [s]
      ---
      --- content/solutions/s.md
      ---
      title: 法
      ---
      --- content/trees/t.md
      ---
      title: 树
      start: a
      ---
      ## 一？ {#a}

      - [是](#b)
      - [不知道](#o)

      ## 二？ {#b}

      - [有](#n)
      - [不确定](#o)

      ## 只有一条路 {#n .outcome}

      [因](../causes/c.md)

      ## 有两条路 {#o .outcome}

      [法](../solutions/s.md)
      """)
    let one = try site.text("trees/t/n.html")
    #expect(one.contains("到这里的回答 一？ 是 改 二？ 有 改"), "\(one)")
    #expect(try site.links("trees/t/n.html").contains("a.html 改"))
    let two = try site.text("trees/t/o.html")
    #expect(two.contains("可能从这些问题来 一？ 不知道 二？ 不确定"), "\(two)")
    #expect(try site.links("trees/t/o.html").contains("b.html 二？ 不确定"))
    #expect(try site.text("trees/t/a.html").contains("最多还有 1 个问题"))
    #expect(try site.text("trees/t/b.html").contains("这是最后一个问题"))
  }

  @Test("a checklist has boxes to tick, blanks to fill and a message to copy")
  func checklist() async throws {
    let site = await SmallSite(completeGuide)
    let main = try site.main("checklists/list.html")
    #expect(main.components(separatedBy: "<input type=\"checkbox\"").count == 4)
    #expect(main.components(separatedBy: "<input type=\"checkbox\" checked>").count == 2)
    #expect(main.components(separatedBy: "class=\"blank").count == 5)
    for part in ["<li id=\"own\"", "<li id=\"item-2\"", "<li id=\"item-3\"", "为什么："] {
      #expect(main.contains(part), "\(part)")
    }
    #expect(!main.contains("____") && !main.contains("{商户号}"))
    #expect(main.contains("data-slot=\"商户号\"") && main.contains("data-slot=\"日期\""))
  }

  @Test("footnotes stand below the text that refers to them, on pages of every kind")
  func footnotes() async throws {
    let site = await SmallSite(completeGuide)
    for (page, note) in [
      ("causes/late.html", "脚注，见"), ("checklists/list.html", "清单的脚注"), ("trees/go.html", "树的脚注"),
      ("trees/go/s.html", "树的脚注"),
    ] {
      let main = try site.main(page)
      #expect(main.contains(note), "\(page)")
    }
    #expect(try !site.main("trees/go/w.html").contains("树的脚注"))
    let print = try site.main("print.html")
    #expect(["脚注，见", "清单的脚注", "树的脚注"].allSatisfy(print.contains))
  }

  @Test("previous and next follow the order of the list, by likelihood and then by sound")
  func neighbours() async throws {
    let site = await SmallSite(
      ["zhang 张 rare", "li 李 common", "an 安 occasional", "bo 波 common"].map { line in
        let parts = line.split(separator: " ")
        return """
          --- content/causes/\(parts[0]).md
          ---
          title: \(parts[1])
          likelihood: \(parts[2])
          solutions: [s]
          ---

          """
      }.joined() + "--- content/solutions/s.md\n---\ntitle: 法\n---\n")
    let index = try site.main("causes/index.html")
    let order = ["波", "李", "安", "张"].map { index.range(of: "<strong>\($0)</strong>")?.lowerBound }
    #expect(order.allSatisfy { $0 != nil } && order.compactMap { $0 }.sorted() == order)
    let middle = try site.main("causes/an.html")
    #expect(middle.contains("<a class=\"previous\" rel=\"prev\" href=\"li.html\">"))
    #expect(middle.contains("<a class=\"next\" rel=\"next\" href=\"zhang.html\">"))
    #expect(try !site.main("causes/bo.html").contains("rel=\"prev\""))
    #expect(try !site.main("causes/zhang.html").contains("rel=\"next\""))
  }

  @Test("the glossary is in the order of letters, pinyin for Chinese, the rest under #")
  func glossary() async throws {
    let main = try await SmallSite(completeGuide).main("glossary/index.html")
    let headings = main.matches(of: /<h2 id="([^"]+)">([^<]+)<\/h2>/).map { "\($0.1) \($0.2)" }
    #expect(headings == ["group-0 #", "group-D D", "group-P P", "group-S S"])
  }

  @Test("a page of the table of contents names every heading of the second and third level")
  func contents() async throws {
    let site = await SmallSite(
      "--- content/pages/a.md\n# 题\n## 一 {#one}\n### 二\n#### 三\n## 四\n"
        + "--- content/pages/b.md\n## 只有一个\n")
    #expect(
      try site.main("pages/a.html").contains(
        """
        <ol>
        <li class="level-2"><a href="#one">一</a></li>
        <li class="level-3"><a href="#二">二</a></li>
        <li class="level-2"><a href="#四">四</a></li>
        </ol>
        """))
    #expect(try !site.main("pages/b.html").contains("class=\"contents"))
  }

  @Test("tags have a page each, and one with all of them")
  func tags() async throws {
    let site = await SmallSite(completeGuide)
    #expect(try site.main("causes/late.html").contains("<a href=\"../tags/t-1.html\">T+1</a>"))
    #expect(try site.main("tags/t-1.html").contains("<a href=\"../causes/late.html\">"))
    #expect(try site.main("tags/index.html").contains("href=\"%E7%BB%93%E7%AE%97.html\""))
  }

  @Test("the navigation marks where the reader is")
  func navigation() async throws {
    let site = await SmallSite(completeGuide)
    #expect(
      try site.file("causes/index.html").contains(
        "<a href=\"index.html\" aria-current=\"page\">原因</a>"))
    #expect(
      try site.file("causes/late.html").contains(
        "<a href=\"index.html\" aria-current=\"true\">原因</a>"))
    #expect(
      try site.file("solutions/ask.html").contains("<a href=\"../causes/index.html\">原因</a>"))
  }

  @Test("links of the page with the whole guide stay on that page")
  func print() async throws {
    let site = await SmallSite(completeGuide)
    let main = try site.main("print.html")
    let addresses = main.matches(of: /href="([^"]*)"/).map { String($0.1) }
    let leaving = addresses.filter { !$0.hasPrefix("#") }
    #expect(leaving.allSatisfy { $0 == "index.html" || $0.hasPrefix("assets/") }, "\(leaving)")
    #expect(addresses.count > 40 && addresses.contains("#tree-go/o"))
  }

  @Test("the guide as a single file holds its style and pictures, and every link stays in it")
  func singleFile() async throws {
    let site = await SmallSite(completeGuide) { $0.isSingleFile = true }
    #expect(site.paths == ["print.html"])
    let html = try site.file("print.html")
    #expect(SiteCrawler(try #require(site.result.output)).faults() == [])
    let addresses = html.matches(of: /(?:href|src)="([^"]*)"/).map { String($0.1) }
    let inside = ["#", "data:image/svg+xml;base64,", "https://"]
    #expect(addresses.allSatisfy { address in inside.contains(where: address.hasPrefix) })
    #expect(addresses.contains { $0.hasPrefix("data:") } && addresses.contains("#tree-go/o"))
    #expect(html.contains("<style>") && !html.contains("<script"))
  }

  @Test("an English guide speaks English")
  func english() async throws {
    let site = await SmallSite(
      "--- content/site.yml\ntitle: Guide\nlanguage: en\n--- content/pages/a.md\n# A\n")
    #expect(try site.file("pages/a.html").contains("<html lang=\"en\">"))
    #expect(try site.breadcrumbs("pages/a.html").contains(">Home</a>"))
    #expect(try site.main("404.html").contains("Page not found"))
  }

  @Test("a draft is left out, or shown as one")
  func drafts() async throws {
    let text = "--- content/pages/a.md\n---\ntitle: 稿\ndraft: true\n---\n"
    let published = await SmallSite(text)
    #expect(!published.paths.contains("pages/a.html"))
    let drafts = await SmallSite(text) { $0.includesDrafts = true }
    #expect(try drafts.main("pages/a.html").contains("<p class=\"notice\">草稿</p>"))
  }
}
