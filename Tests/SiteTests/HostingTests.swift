import Testing

@testable import Site

@Suite("The configuration of hosts")
struct HostingTests {
  private static let text = """
    --- content/site.yml
    title: 指南
    base_url: https://a.cn/help/
    --- content/causes/c.md
    ---
    title: 因
    solutions: [s]
    aliases: [old/原因.html, 'x"; } location / {', gone/]
    ---
    --- content/solutions/s.md
    ---
    title: 法
    ---
    """

  private func configuration(_ text: String = Self.text) async throws -> HostingConfiguration {
    let site = await SmallSite(text)
    return HostingConfiguration(try #require(site.result.guide), root: "/srv/www")
  }

  @Test("says the policy of the pages, and that no other site may frame them")
  func headers() async throws {
    let site = await SmallSite(Self.text)
    let page = try site.file("index.html")
    let escaped = PagePolicy.page.replacing("'", with: "&#39;")
    #expect(page.contains(PagePolicy.page) || page.contains(escaped))
    for host in HostingConfiguration.Host.allCases {
      let text = try await configuration().text(for: host)
      #expect(text.contains(PagePolicy.page + "; frame-ancestors 'none'"), "\(host)")
      for name in ["X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"] {
        #expect(text.contains(name), "\(host)")
      }
      #expect(text.contains("Strict-Transport-Security"), "\(host)")
    }
  }

  @Test("asks for https for good only where the site has it")
  func plain() async throws {
    let site = try await configuration("--- content/site.yml\ntitle: 指南\nbase_url: http://a.cn/\n")
    #expect(!site.nginx.contains("Strict-Transport-Security"))
    #expect(site.domain == "a.cn" && site.prefix == "/")
  }

  @Test("leads old addresses on below the path of the site")
  func redirects() async throws {
    let site = try await configuration()
    let target = "/help/causes/c.html"
    #expect(
      site.redirects == [
        .init(from: "/help/gone/", to: target), .init(from: "/help/old/原因.html", to: target),
      ])
    #expect(site.nginx.contains("location = /help/old/原因.html { return 301 \(target); }"))
    #expect(site.caddy.contains("redir /help/gone/ \(target) permanent"))
    #expect(site.netlify.contains("from = \"/help/old/%E5%8E%9F%E5%9B%A0.html\""))
    #expect(site.cloudflare.contains("# /help/gone/ \(target) 301"))
  }

  @Test("leaves out an address that a host would read as its own words")
  func hostile() async throws {
    for host in HostingConfiguration.Host.allCases {
      #expect(try await !configuration().text(for: host).contains("x\""), "\(host)")
    }
  }

  @Test("keeps for good what has a hash in its name, and asks again for the rest")
  func caching() async throws {
    let nginx = try await configuration().nginx
    #expect(nginx.contains("set $clew_cache \"no-cache\";"))
    #expect(nginx.contains("location = /help/search/root.js { }"))
    #expect(nginx.ranges(of: "immutable").count == 2)
    #expect(nginx.contains("error_page 404 /help/404.html;"))
  }

  @Test("closes what it opens")
  func braces() async throws {
    let site = try await configuration()
    for text in [site.nginx, site.caddy] {
      #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
      #expect(text.count { $0 == "\"" }.isMultiple(of: 2))
    }
  }
}
