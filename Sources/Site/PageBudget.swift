public import Diagnostics
internal import Knowledge

/// How much a reader may be made to load: `budgets` in `site.yml`.
///
/// Checked are the pages that somebody writes, entries and nodes of trees; lists grow with the guide
/// and are nobody's to shorten.
struct PageBudget: Sendable {
  private let settings: SiteSettings
  private let assets: AssetCatalog
  private let style: Int

  init(settings: SiteSettings, assets: AssetCatalog) {
    self.settings = settings
    self.assets = assets
    style = Gzip.size(of: assets["assets/style.css"]?.bytes ?? [], effort: .best)
  }

  /// What is wrong with a page.
  func fault(_ page: SitePlan.Page, _ html: [UInt8]) -> Diagnostic? {
    switch page.content {
    case .entry, .node: break
    default: return nil
    }
    let budget = settings.pageBudget
    guard html.count + style > budget,
      Gzip.size(of: html, effort: .quickest) + style > budget
    else { return nil }
    let size = Gzip.size(of: html, effort: .best)
    guard size + style > budget else { return nil }
    return Rule.pageOverBudget.breach(
      in: page.file, at: page.range,
      en: """
        Page '\(page.path)' has \(size) bytes gzipped and \(style) of style sheet: \
        \(size + style - budget) more than the \(budget) of 'budgets'
        """,
      zh: """
        页面“\(page.path)”压缩后 \(size) 字节，样式 \(style) 字节，\
        比 budgets 规定的 \(budget) 多 \(size + style - budget)
        """)
  }

  /// What is wrong with the scripts: each set of them that pages have.
  func scriptFaults() -> [Diagnostic] {
    PageScripts.allCases.compactMap { scripts in
      let sizes = scripts.names.map { name in
        Gzip.size(of: assets["assets/\(name).js"]?.bytes ?? [], effort: .best)
      }
      let total = sizes.reduce(0, +)
      guard total > settings.scriptBudget else { return nil }
      let list = zip(scripts.names, sizes).map { "\($0).js \($1)" }.joined(separator: ", ")
      return Rule.scriptsOverBudget.breach(
        in: "templates/assets/\(scripts.names.last ?? "").js", at: nil,
        en:
          "Scripts have \(total) bytes gzipped (\(list)); 'budgets' allows \(settings.scriptBudget)",
        zh: "脚本压缩后 \(total) 字节（\(list)），budgets 只允许 \(settings.scriptBudget)")
    }
  }
}

extension Rule {
  /// A page that takes too long to load.
  public static let pageOverBudget = Rule(
    "page-over-budget", .error,
    en:
      "A page and its style sheet are small enough to arrive at once: 14,336 bytes gzipped, or `budgets: {page: …}` in site.yml. Divide a long page in two, and link them; move tables of figures to a page of their own.",
    zh: "页面和样式压缩后要能一次送到：14336 字节，或 site.yml 里的 `budgets: {page: …}`。太长就分成两页互相链接，大表格另放一页。",
    wrong: "budgets: {page: 1024}",
    right: "budgets: {page: 14336}")

  /// Scripts that take too long to load.
  public static let scriptsOverBudget = Rule(
    "scripts-over-budget", .error,
    en:
      "The scripts of a page have at most 6,144 bytes gzipped, or `budgets: {scripts: …}` in site.yml. Leave out what readers can do without.",
    zh: "一个页面的脚本压缩后最多 6144 字节，或 site.yml 里的 `budgets: {scripts: …}`。请去掉读者用不着的部分。",
    wrong: "budgets: {scripts: 512}",
    right: "budgets: {scripts: 6144}")

  static let budgetRules: [Rule] = [.pageOverBudget, .scriptsOverBudget]
}
