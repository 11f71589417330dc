internal import Diagnostics
internal import Foundation
internal import Site

/// What a page is told of a build, in the words of the terminal.
struct ProblemReport: Encodable {
  /// One finding: place, excerpt, remarks.
  struct Problem: Encodable {
    let severity: String
    let text: String
  }

  private(set) var generation = 0
  let errors: Int
  let title: String
  let problems: [Problem]

  /// The most findings that a page shows.
  private static let limit = 50

  init(_ diagnostics: [Diagnostic], files: GuideFiles, language: MessageLanguage) {
    let renderer = TerminalRenderer(language: language, color: false)
    // Errors first: they are what keeps the page from changing.
    let shown =
      diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity == .warning }
    problems = shown.prefix(Self.limit).map { diagnostic in
      Problem(
        severity: diagnostic.severity.rawValue,
        text: renderer.rendered(diagnostic, line: files.line(of: diagnostic)))
    }
    errors = diagnostics.count(of: .error)
    let old = LocalizedText(
      en: " – this page is of the last good build", zh: "，页面还是上一次成功的版本")(language)
    title =
      renderer.summary(diagnostics).trimmingCharacters(in: .newlines) + (errors > 0 ? old : "")
  }

  /// The report as JSON in one line.
  func json(generation: Int) -> [UInt8] {
    var copy = self
    copy.generation = generation
    // Numbers and text without a limit of their own can always be encoded.
    return (try? JSONEncoder().encode(copy)).map(Array.init) ?? []
  }
}
