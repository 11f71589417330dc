public import Diagnostics
public import Markup

/// The settings of a guide: `content/site.yml`.
public struct SiteSettings: Sendable {
  /// One link of the navigation.
  public struct NavigationItem: Sendable {
    /// What it shows.
    public let title: String
    /// A content file or a kind's folder, relative to `content/`.
    public let file: Located<String>
  }

  /// The name of the guide.
  public var title = ""
  /// What the guide is for, in a sentence.
  public var description = ""
  /// The address at which it is published, with `/` at its end; empty when it has none yet.
  public var baseURL = ""
  /// The language as BCP 47 names it.
  public var language = "zh-CN"
  /// The address before a content file's path, for "edit this page"; nil shows no link.
  public var editURL: String?
  /// The navigation, in order.
  public var navigation: [NavigationItem] = []
  /// Promises that no text may make.
  public var promises: [String] = []
  /// Whether raw HTML in Markdown is kept.
  public var allowsRawHTML = false
  /// Whether the site has a search; a very large one is searched by a server instead.
  public var hasSearch = true
  /// Bounds on content files.
  public var limits = MarkupLimits()
  /// How many gzipped bytes the HTML and CSS of a page may have together.
  public var pageBudget = 14_336
  /// How many gzipped bytes the scripts of a page may have together.
  public var scriptBudget = 6_144

  /// The file, relative to the guide's folder.
  public static let file = "content/site.yml"

  /// The default settings.
  public init() {}

  /// Reads settings.
  public static func parsed(
    _ source: Source
  ) -> (settings: SiteSettings, diagnostics: [Diagnostic]) {
    var log: [Diagnostic] = []
    let root = YAMLNode.parsed(source, log: &log)
    guard log.isEmpty else { return (SiteSettings(), log) }
    var fields = FieldReader(root, file: source.path, range: .fileStart)
    let settings = SiteSettings(&fields, log: &log)
    return (settings, log + fields.finish())
  }

  /// The keys that the file may have: those that are asked for.
  static var keys: [String] {
    var fields = FieldReader(nil, file: file, range: .fileStart)
    var log: [Diagnostic] = []
    _ = SiteSettings(&fields, log: &log)
    return fields.known
  }

  private init(_ fields: inout FieldReader, log: inout [Diagnostic]) {
    title = fields.text("title", required: true) ?? ""
    description = fields.text("description") ?? ""
    if let url = fields.locatedText("base_url") {
      baseURL = Self.webAddress(url, file: fields.file, log: &log) ?? ""
    }
    language = fields.text("language") ?? language
    if let url = fields.locatedText("edit_url") {
      editURL = Self.webAddress(url, file: fields.file, log: &log)
    }
    navigation = Self.navigation(&fields, log: &log)
    promises = fields.texts("promises").map(\.value)
    if var reader = fields.mapping("markdown") {
      allowsRawHTML = reader.bool("raw_html") ?? false
      log += reader.finish()
    }
    hasSearch = fields.bool("search") ?? hasSearch
    readLimits(&fields, log: &log)
  }

  private mutating func readLimits(_ fields: inout FieldReader, log: inout [Diagnostic]) {
    if var reader = fields.mapping("limits") {
      limits.fileBytes = reader.number("file_bytes") ?? limits.fileBytes
      limits.frontMatterBytes = reader.number("front_matter_bytes") ?? limits.frontMatterBytes
      limits.nesting = min(reader.number("nesting") ?? limits.nesting, 1_000)
      limits.tableCells = reader.number("table_cells") ?? limits.tableCells
      log += reader.finish()
    }
    if var reader = fields.mapping("budgets") {
      pageBudget = reader.number("page") ?? pageBudget
      scriptBudget = reader.number("scripts") ?? scriptBudget
      log += reader.finish()
    }
  }

  /// An http or https address with a slash at its end.
  static func webAddress(
    _ text: Located<String>, file: String, log: inout [Diagnostic]
  ) -> String? {
    let address = text.value.lowercased()
    guard address.hasPrefix("https://") || address.hasPrefix("http://"),
      !text.value.contains(where: { $0.isWhitespace || "\"'<>\\?#".contains($0) })
    else {
      log.append(
        Rule.unsafeURL.breach(
          in: file, at: text.range, en: "'\(text.value)' is no http or https address",
          zh: "“\(text.value)”不是 http 或 https 地址"))
      return nil
    }
    return text.value.hasSuffix("/") ? text.value : text.value + "/"
  }

  private static func navigation(
    _ fields: inout FieldReader, log: inout [Diagnostic]
  ) -> [NavigationItem] {
    fields.mappings("nav").compactMap { item in
      var reader = item
      let title = reader.text("title", required: true)
      let target = reader.locatedText("file", required: true)
      log += reader.finish()
      guard let title, let target else { return nil }
      return NavigationItem(title: title, file: target)
    }
  }
}
