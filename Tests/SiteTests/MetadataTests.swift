import Foundation
import Publishing
import Testing

@testable import Site

@Suite("What pages say to machines")
struct MetadataTests {
  private func head(_ site: SmallSite, _ path: String) throws -> String {
    let html = try site.file(path)
    return String(html[..<(try #require(html.range(of: "</head>"))).lowerBound])
  }

  private func structuredData(_ site: SmallSite, _ path: String) throws -> [[String: Any]] {
    let head = try head(site, path)
    let match = try #require(
      head.firstMatch(of: /<script type="application\/ld\+json">(.*)<\/script>/))
    let object = try JSONSerialization.jsonObject(with: Data(match.1.utf8))
    let root = try #require(object as? [String: Any])
    #expect(root["@context"] as? String == "https://schema.org")
    return try #require(root["@graph"] as? [[String: Any]])
  }

  @Test("an entry is an article with its day, and knows where it stands")
  func article() async throws {
    let site = await SmallSite(completeGuide)
    let graph = try structuredData(site, "causes/late.html")
    #expect(graph.map { $0["@type"] as? String } == ["Article", "BreadcrumbList"])
    #expect(graph[0]["headline"] as? String == "没到期")
    #expect(graph[0]["description"] as? String == "再等等")
    #expect(graph[0]["dateModified"] as? String == "2026-01-02")
    #expect(graph[0]["url"] as? String == "https://a.cn/help/causes/late.html")
    #expect(graph[0]["inLanguage"] as? String == "zh-CN")
    let items = try #require(graph[1]["itemListElement"] as? [[String: Any]])
    #expect(items.map { $0["position"] as? Int } == [1, 2, 3])
    #expect(items.map { $0["name"] as? String } == ["首页", "原因", "没到期"])
    #expect(
      items.map { $0["item"] as? String } == [
        "https://a.cn/help/", "https://a.cn/help/causes/index.html",
        "https://a.cn/help/causes/late.html",
      ])
  }

  @Test("a list and a step of a tree are no articles, and the home page stands nowhere")
  func others() async throws {
    let site = await SmallSite(completeGuide)
    for path in ["causes/index.html", "trees/go/q.html", "trees/go/all.html"] {
      let graph = try structuredData(site, path)
      #expect(graph.map { $0["@type"] as? String } == ["BreadcrumbList"], "\(path)")
      #expect(try head(site, path).contains("\"og:type\" content=\"website\""))
    }
    #expect(try head(site, "causes/late.html").contains("\"og:type\" content=\"article\""))
    #expect(try !head(site, "index.html").contains("ld+json"))
    #expect(try !head(site, "404.html").contains("ld+json"))
  }

  @Test("data cannot end the element it stands in")
  func escaping() async throws {
    let nasty = "</script><!--<script>&\"'"
    let site = await SmallSite(
      """
      --- content/site.yml
      title: 指南
      base_url: https://a.cn/
      --- content/pages/a.md
      ---
      title: '\(nasty.replacing("'", with: "''"))'
      ---
      """)
    let graph = try structuredData(site, "pages/a.html")
    #expect(graph[0]["headline"] as? String == nasty)
    let head = try head(site, "pages/a.html")
    #expect(head.ranges(of: "</script").count == 2 && !head.contains("<!--"))
  }

  @Test("without an address of the site nothing claims a full address")
  func withoutBase() async throws {
    let site = await SmallSite(
      "--- content/pages/a.md\n# 甲\n", binary: ["content/assets/share.png": [1]])
    let head = try head(site, "pages/a.html")
    for name in ["ld+json", "canonical", "og:url", "og:image"] { #expect(!head.contains(name)) }
    #expect(head.contains("<meta name=\"twitter:card\" content=\"summary\">"))
  }

  @Test("the picture for chats has a full address and its size")
  func shareImage() async throws {
    let png: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13] + Array("IHDR".utf8)
      + [0, 0, 4, 0xB0, 0, 0, 2, 0x76, 8, 6, 0, 0, 0]
    let site = await SmallSite(completeGuide, binary: ["content/assets/share.png": png])
    let head = try head(site, "causes/late.html")
    #expect(
      head.contains(/"og:image" content="https:\/\/a\.cn\/help\/assets\/share\.[0-9a-f]{8}\.png"/))
    #expect(head.contains("\"og:image:width\" content=\"1200\""))
    #expect(head.contains("\"og:image:height\" content=\"630\""))
    #expect(head.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"))
  }

  @Test("the web manifest names icons that exist, relative to itself, and the colours of the style")
  func webManifest() async throws {
    let site = await SmallSite(
      """
      --- templates/assets/style.css
      :root { --other: x;
        --paper: #fefefe;
        --surface: #ffffff;
        --surface: #101010;
      }
      """)
    let data = Data(try site.file("site.webmanifest").utf8)
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let manifest = try #require(object)
    #expect(manifest["name"] as? String == "指南")
    #expect(manifest["start_url"] as? String == "index.html")
    #expect(manifest["background_color"] as? String == "#fefefe")
    #expect(manifest["theme_color"] as? String == "#ffffff")
    let icons = try #require(manifest["icons"] as? [[String: String]])
    #expect(icons.map { $0["sizes"] } == ["any", "192x192", "512x512", "512x512"])
    #expect(icons.last?["purpose"] == "maskable")
    let output = try #require(site.result.output)
    for icon in icons { #expect(output[try #require(icon["src"])] != nil, "\(icon)") }
    let head = try head(site, "index.html")
    #expect(head.contains("<link rel=\"manifest\" href=\"site.webmanifest\">"))
    #expect(head.contains("content=\"#ffffff\" data-light=\"#ffffff\" data-dark=\"#101010\""))
  }
}
