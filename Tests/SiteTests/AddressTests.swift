import Knowledge
import Diagnostics
import Foundation
import Publishing
import Testing

@testable import Site

@Suite("Addresses")
struct AddressTests {
  @Test("a tag may be called index, and case does not make two tags of one")
  func tagsWithTakenNames() async throws {
    let site = await SmallSite(
      """
      --- content/pages/a.md
      ---
      title: 甲
      tags: [index, Linux]
      ---
      --- content/pages/b.md
      ---
      title: 乙
      tags: [linux]
      ---
      """)
    #expect(
      site.paths.filter { $0.hasPrefix("tags/") && $0.hasSuffix(".html") }
        == ["tags/index.html", "tags/linux.html", "tags/tag-index.html"])
    #expect(try site.links("tags/tag-index.html").contains { $0.contains("甲") })
    let both = try site.links("tags/linux.html")
    #expect(both.contains { $0.contains("甲") } && both.contains { $0.contains("乙") })
    #expect(try site.file("pages/a.html").contains("href=\"../tags/tag-index.html\""))
  }

  @Test(
    "the way from one page to another",
    arguments: [
      ("index.html", "index.html", "index.html"), ("index.html", "a/b.html", "a/b.html"),
      ("a/b.html", "index.html", "../index.html"), ("a/b.html", "a/c.html", "c.html"),
      ("a/b.html", "c/d.html", "../c/d.html"), ("a/b/c.html", "a/d.html", "../d.html"),
      ("a/b/c.html", "a/b.html", "../b.html"), ("a/b.html", "a/b/c.html", "b/c.html"),
      ("a/a.html", "a.html", "../a.html"),
    ])
  func relative(page: String, target: String, way: String) {
    #expect(SiteAddress.relative(from: page, to: target) == way)
  }

  @Test("what an address may not hold is percent-encoded, a number sign too")
  func percentEncoding() {
    #expect(SiteAddress.percentEncoded("a-b._~/0Z") == "a-b._~/0Z")
    #expect(
      SiteAddress.percentEncoded("中 #?%:&\"'+\n") == "%E4%B8%AD%20%23%3F%25%3A%26%22%27%2B%0A")
  }

  @Test("an old address leads to the page, however it is written")
  func redirects() async throws {
    let site = await SmallSite(
      """
      --- content/site.yml
      title: 指南
      base_url: https://a.cn/
      --- content/pages/new.md
      ---
      title: 新
      aliases: [a/b, "/c/", d.html, "中 文"]
      ---
      """)
    for (path, target) in [
      ("a/b.html", "../pages/new.html"), ("c/index.html", "../pages/new.html"),
      ("d.html", "pages/new.html"), ("中 文.html", "pages/new.html"),
    ] {
      let html = try site.file(path)
      #expect(html.contains("<meta http-equiv=\"refresh\" content=\"0; url=\(target)\">"))
      #expect(html.contains("<a href=\"\(target)\">"))
      #expect(html.contains("<link rel=\"canonical\" href=\"https://a.cn/pages/new.html\">"))
      #expect(html.contains("<meta name=\"robots\" content=\"noindex\">"))
    }
  }

  @Test(
    "two pages at one address are reported where the second is named",
    arguments: [
      ("aliases: [causes/late.html]", "content/pages/p.md:2:11 duplicate-address"),
      ("aliases: [causes/LATE]", "content/pages/p.md:2:11 duplicate-address"),
      ("aliases: [\"\"]", "content/pages/p.md:2:11 duplicate-address"),
      ("aliases: [causes/late.html/x]", "content/pages/p.md:2:11 duplicate-address"),
      ("aliases: [../../etc/passwd]", "content/pages/p.md:2:11 duplicate-address"),
      ("aliases: [clew-manifest.json/]", "content/pages/p.md:2:11 duplicate-address"),
    ])
  func collisions(alias: String, finding: String) async {
    let site = await SmallSite(
      """
      --- content/causes/late.md
      ---
      title: 因
      solutions: [s]
      ---
      --- content/solutions/s.md
      ---
      title: 法
      ---
      --- content/pages/p.md
      ---
      \(alias)
      ---
      """)
    #expect(site.findings == [finding])
    #expect(site.result.output == nil)
  }

  @Test("a node called all, and pages that differ in case only, have no address of their own")
  func otherCollisions() async {
    let pages = await SmallSite("--- content/pages/a.md\n--- content/pages/A.md\n")
    #expect(pages.findings == ["content/pages/a.md duplicate-address"])
    let node = await SmallSite(
      """
      --- content/solutions/s.md
      ---
      title: 法
      ---
      --- content/trees/t.md
      ---
      title: 树
      start: all
      ---
      ## 问？ {#all}

      - [一](#o)
      - [不知道](#p)

      ## 甲 {#o .outcome}

      [法](../solutions/s.md)

      ## 乙 {#p .outcome}

      [法](../solutions/s.md)
      """)
    #expect(node.findings == ["content/trees/t.md:5:1 duplicate-address"])
  }

  @Test("an index page that an entry takes is that entry's")
  func ownIndex() async throws {
    let site = await SmallSite("--- content/pages/index.md\n# 我的目录\n--- content/pages/a.md\n")
    #expect(site.findings == [])
    #expect(try site.main("pages/index.html").contains("<h1>我的目录</h1>"))
  }

  @Test("the page for unknown addresses links from the root of the site, wherever it is shown")
  func notFound() async throws {
    let site = await SmallSite(completeGuide)
    let html = try site.file("404.html")
    #expect(
      html.contains("href=\"/help/causes/index.html\"")
        && html.contains("href=\"/help/assets/style."))
    #expect(!html.contains("canonical"))
  }

  @Test("the base address of the command line takes the place of the one in the settings")
  func baseURL() async throws {
    let site = await SmallSite(completeGuide) { $0.baseURL = "http://b.cn/x/" }
    #expect(
      try site.file("causes/late.html").contains(
        "<link rel=\"canonical\" href=\"http://b.cn/x/causes/late.html\">"))
    #expect(
      try site.file("index.html").contains("<link rel=\"canonical\" href=\"http://b.cn/x/\">"))
    #expect(try site.file("robots.txt").contains("Sitemap: http://b.cn/x/sitemap.xml"))
  }
}

@Suite("Sitemap and feed")
struct FeedTests {
  @Test("the sitemap names every page once, with the day of its last change")
  func sitemap() async throws {
    let site = await SmallSite(completeGuide)
    let xml = try site.file("sitemap.xml")
    #expect(
      xml.contains(
        "<url><loc>https://a.cn/help/causes/late.html</loc><lastmod>2026-01-02</lastmod></url>"))
    #expect(xml.contains("<url><loc>https://a.cn/help/</loc></url>"))
    #expect(xml.contains("<loc>https://a.cn/help/pages/c%231%20%25.html</loc>"))
    for absent in ["404.html", "old/late.html", "print.html"] { #expect(!xml.contains(absent)) }
    let locations = xml.matches(of: /<loc>([^<]*)<\/loc>/).map { String($0.1) }
    #expect(locations.count == 32 && Set(locations).count == locations.count)
  }

  @Test("more than fifty thousand addresses are several sitemaps and an index of them")
  func splitSitemap() async throws {
    let guide = try #require(
      await SmallSite("--- content/site.yml\ntitle: a\nbase_url: https://a.cn/\n").result.guide)
    let pages = (0..<50_001).map { number in
      SitePlan.Page(path: "p\(number).html", content: .search, file: "", range: nil)
    }
    let files = Feeds(guide: guide, plan: SitePlan(pages: pages)).files()
    #expect(
      files.map(\.path) == [
        "sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "feed.xml", "robots.txt",
      ])
    let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(texts[0].contains("<loc>https://a.cn/sitemap-2.xml</loc>"))
    #expect(texts[1].components(separatedBy: "<loc>").count == 50_001)
    #expect(texts[2].contains("<loc>https://a.cn/p50000.html</loc>"))
    #expect(texts[2].components(separatedBy: "<loc>").count == 2)
  }

  @Test("without a base address there is no sitemap to name")
  func noBaseURL() async throws {
    let site = await SmallSite("--- content/pages/a.md\n")
    #expect(!site.paths.contains("sitemap.xml"))
    #expect(try site.file("robots.txt") == "User-agent: *\nAllow: /\n")
    #expect(try !site.file("index.html").contains("canonical"))
  }

  @Test("the feed has the entries that changed last first, and no clock")
  func atom() async throws {
    let site = await SmallSite(
      """
      --- content/site.yml
      title: A & B
      base_url: https://a.cn/
      --- content/pages/old.md
      ---
      title: 旧
      date: 2025-01-01
      ---
      --- content/pages/new.md
      ---
      title: 新 <b>
      summary: 一 & 二
      date: 2020-01-01
      updated: 2026-01-01
      ---
      --- content/pages/undated.md
      """)
    #expect(
      try site.file("feed.xml") == """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
        <title>A &amp; B</title>
        <subtitle></subtitle>
        <id>https://a.cn/</id>
        <link rel="self" href="https://a.cn/feed.xml"/>
        <link href="https://a.cn/"/>
        <updated>2026-01-01T00:00:00Z</updated>
        <author><name>A &amp; B</name></author>
        <entry>
        <title>新 &lt;b&gt;</title>
        <id>https://a.cn/pages/new.html</id>
        <link href="https://a.cn/pages/new.html"/>
        <updated>2026-01-01T00:00:00Z</updated>
        <summary>一 &amp; 二</summary>
        </entry>
        <entry>
        <title>旧</title>
        <id>https://a.cn/pages/old.html</id>
        <link href="https://a.cn/pages/old.html"/>
        <updated>2025-01-01T00:00:00Z</updated>
        <summary></summary>
        </entry>
        </feed>

        """)
  }
}
