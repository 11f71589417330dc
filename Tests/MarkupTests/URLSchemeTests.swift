import Markup
import Testing

@Suite struct URLSchemeTests {
  @Test(arguments: [
    "http://example.com", "HTTPS://example.com", "mailto:a@example.com", "tel:12363",
    "causes/network.html", "../a:b", "#a:b", "?q=a:b", "./javascript:alert(1)", "", "/a",
    "//host/a",
    "第一章:开始.md", "a%3Ab", "javascript%3Aalert(1)",
  ])
  func keeps(address: String) {
    #expect(URLScheme.isAllowed(address))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "\tjavascript:alert(1)",
    "java\tscript:alert(1)", "java\nscript:alert(1)", "java\r\nscript:alert(1)",
    "javascript\n:alert(1)", "\u{1}javascript:alert(1)", "java\u{0}script:alert(1)",
    "\u{A0}javascript:alert(1)", "\u{3000}javascript:alert(1)", "java\u{200B}script:alert(1)",
    "java\u{AD}script:alert(1)", "\u{FEFF}javascript:alert(1)", "java\u{FE0F}script:alert(1)",
    "java\u{85}script:alert(1)",
    "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "blob:x", "view-source:x",
    "java%0Ascript:alert(1)", ":x", "made-up:x",
  ])
  func drops(address: String) {
    #expect(!URLScheme.isAllowed(address))
  }

  @Test(arguments: [
    "http://example.com", "https:example.com", "h\tttps://example.com", "//example.com",
    "\\\\example.com", "/\\example.com", " //example.com", "/\t/example.com", "\u{1}//example.com",
  ])
  func leadsElsewhere(address: String) {
    #expect(URLScheme.isExternal(address))
  }

  @Test(arguments: ["a.html", "/a//b", "#http://a", "mailto:a@b", "tel:1", "", "/", "a//b", "?//"])
  func staysHere(address: String) {
    #expect(!URLScheme.isExternal(address))
  }
}
