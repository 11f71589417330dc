internal import Crypto
public import Diagnostics
internal import Foundation
public import Knowledge
internal import Markup

/// One page for editors: what leads to what and where something is missing, every decision tree,
/// what the tests of trees and of the search say, what is to be looked at again, and what it weighs.
///
/// The page stands alone. It has no script, and holds the style sheet of the site with a few rules
/// of its own, which its policy names by their hash. A guide with errors has a report as well: it
/// lists them, and leaves out what nobody can tell of such a guide.
public struct GuideReport: Sendable {
  /// How long a step of the build took.
  public struct Timing: Sendable {
    /// The step.
    public let step: BuildStep
    /// Its time in milliseconds.
    public let milliseconds: Int

    /// Notes a time.
    public init(_ step: BuildStep, milliseconds: Int) {
      self.step = step
      self.milliseconds = milliseconds
    }
  }

  let files: GuideFiles
  let result: BuildResult
  let today: CalendarDate?
  let timings: [Timing]
  let language: MessageLanguage
  let coverage: GuideCoverage

  /// Gathers what a report tells.
  ///
  /// - Parameters:
  ///   - files: the files of the guide.
  ///   - result: what a build with pages made of them.
  ///   - today: the day by which reviews are overdue; nil marks none.
  ///   - timings: how long the steps took, in their order.
  ///   - language: the language of the report.
  public init(
    files: GuideFiles, result: BuildResult, today: CalendarDate?, timings: [Timing],
    language: MessageLanguage
  ) {
    self.files = files
    self.result = result
    self.today = today
    self.timings = timings
    self.language = language
    coverage = GuideCoverage(result.unchecked)
  }

  /// The page.
  public var bytes: [UInt8] {
    let title = say("Report: ", "编辑报告：") + settings.title
    let sections = [
      findings(), matrix(), trees(), searchTests(), reviews(), facts(), orphans(), weights(),
      times(),
    ]
    let contents = sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>\n" as HTML }
    let bodies = sections.map { section -> HTML in
      """
      <section>
      <h2 id="\(section.id)">\(section.title)</h2>
      \(section.body)</section>

      """
    }
    let style = Self.style(files)
    let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    let page: HTML = """
      <!doctype html>
      <html lang="\(language == .chinese ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <title>\(title)</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(PagePolicy.singleFile(styleHash: hash))">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <meta name="robots" content="noindex">
      <style>\(HTML(unescaped: style))</style>
      </head>
      <body class="kind-report">
      <a class="skip" href="#main">\(say("Skip to the content", "跳到正文"))</a>
      <main id="main" tabindex="-1">
      <h1>\(title)</h1>
      \(summary())<nav aria-label="\(say("Contents", "目录"))">
      <ul>
      \(contents.joined())</ul>
      </nav>
      \(bodies.joined())</main>
      </body>
      </html>

      """
    return page.bytes
  }

  /// The site's style sheet and the report's own rules, as the browser hashes them.
  private static func style(_ files: GuideFiles) -> String {
    // A guide whose own templates are at fault still has a report, in the look that is carried.
    let theme = Theme.loaded(files.templates).theme ?? Theme.loaded([]).theme
    let site = String(decoding: theme?.assets["assets/style.css"] ?? [], as: UTF8.self)
    let own = String(decoding: theme?.reportStyle ?? [], as: UTF8.self)
    return (site + own).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .exchanging("</", for: "<\\/")
  }

  // MARK: The head

  private func summary() -> HTML {
    let (errors, warnings) = (count(.error), count(.warning))
    let entries = index.entries.count
    let day = today.map { say("As of \($0). ", "截至 \($0)。") } ?? ""
    let text = say(
      "\(day)\(entries) entries, \(errors) errors, \(warnings) warnings.",
      "\(day)\(entries) 个内容，\(errors) 个错误，\(warnings) 个警告。")
    return "<p class=\"summary\">\(text)</p>\n"
  }

  private func findings() -> Section {
    let found = result.diagnostics.filter { $0.severity != .note }
    let rows = found.map { finding -> HTML in
      let place = finding.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
      let notes = finding.notes.map { "<br>\($0.text(language))" as HTML }.joined()
      return """
        <tr><td>\(severity(finding.severity))</td><td><code>\(finding.file)\(place)</code></td>\
        <td>\(finding.message(language))\(notes) <code>\(finding.code)</code></td></tr>

        """
    }
    return Section(
      "findings", say("Errors and warnings", "错误和警告"),
      table(
        say("Errors and warnings", "错误和警告"),
        [say("Weight", "程度"), say("Place", "位置"), say("What is wrong", "哪里不对")], rows))
  }

  private func severity(_ severity: Severity) -> HTML {
    switch severity {
    case .error: mark(say("error", "错误"))
    case .warning: "\(say("warning", "警告"))"
    case .note: "\(say("note", "提示"))"
    }
  }
}

// MARK: Parts

extension GuideReport {
  /// A part of the report.
  struct Section {
    let id: String
    let title: String
    let body: HTML

    init(_ id: String, _ title: String, _ body: HTML) {
      self.id = id
      self.title = title
      self.body = body
    }
  }

  var settings: SiteSettings { result.unchecked.settings }
  var index: EntryIndex { result.unchecked.index }

  func count(_ severity: Severity) -> Int { result.diagnostics.count(of: severity) }

  /// A text in the language of the report.
  func say(_ english: String, _ chinese: String) -> String {
    language == .chinese ? chinese : english
  }

  /// Words that call for an editor.
  func mark(_ text: String) -> HTML { "<strong class=\"hole\">\(text)</strong>" }

  /// A table that scrolls where it is too wide; a sentence where it has no rows.
  func table(_ label: String, _ head: [String], _ rows: [HTML]) -> HTML {
    guard !rows.isEmpty else { return "<p>\(say("None.", "没有。"))</p>\n" }
    let cells = head.map { "<th scope=\"col\">\($0)</th>" as HTML }.joined()
    return scrolled(
      label,
      """
      <table>
      <thead><tr>\(cells)</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table>

      """)
  }

  /// What is wider than a phone, in a part of its own that the keyboard can scroll.
  func scrolled(_ label: String, _ content: HTML) -> HTML {
    """
    <div class="scrolled" role="region" aria-label="\(label)" tabindex="0">
    \(content)</div>

    """
  }

  /// A sentence in the place of what an erroneous guide does not have.
  func untold() -> HTML {
    "<p>\(say("Not told while the guide has errors.", "指南有错误，这一项暂时说不准。"))</p>\n"
  }
}
