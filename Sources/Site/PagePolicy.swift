/// The content security policy of pages: what a browser may load and run there.
///
/// It stands in every page, and `clew hosting` repeats it as a header.
public enum PagePolicy {
  /// What a page may do in any place: nothing inline, nothing from elsewhere, and addresses of
  /// scripts only through the one policy of Trusted Types in `clew.js`.
  public static let page = policy([
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", "base-uri 'none'",
    "form-action 'self'", "require-trusted-types-for 'script'", "trusted-types clew",
  ])

  /// The same for a header, which alone can say that no other site may frame a page.
  public static let header = policy([page, "frame-ancestors 'none'"])

  /// For a page that leads on at once and has a style and nothing else.
  static let redirect = policy(["default-src 'none'", "style-src 'self'"] + scriptless)

  /// For a page that stands alone and holds its style, known by its hash.
  static func singleFile(styleHash: String) -> String {
    policy(
      ["default-src 'none'", "style-src 'sha256-\(styleHash)'", "img-src data:"] + scriptless)
  }

  private static let scriptless = [
    "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]

  private static func policy(_ directives: [String]) -> String {
    directives.joined(separator: "; ")
  }
}
