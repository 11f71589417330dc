internal import ArgumentParser
internal import Diagnostics
internal import Site

/// The forms in which problems are reported.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case human, json, sarif, github
}

/// Reports diagnostics of a guide.
struct Report {
  let console: Console
  let format: ReportFormat
  /// The files of the guide, asked for when a line of one is shown.
  private let files: () throws -> GuideFiles

  init(
    console: Console, format: ReportFormat, files: @escaping @autoclosure () throws -> GuideFiles
  ) {
    (self.console, self.format, self.files) = (console, format, files)
  }

  /// Shows all diagnostics: to people on standard error, to machines on standard output.
  func show(_ diagnostics: [Diagnostic]) throws {
    let language = console.language
    switch format {
    case .json: try console.output(JSONRenderer(language: language).rendered(diagnostics))
    case .sarif:
      let renderer = SARIFRenderer(
        language: language, rules: Rule.all, version: Program.version,
        lines: try lines(of: diagnostics))
      try console.output(renderer.rendered(diagnostics))
    case .github:
      let shown = shown(diagnostics)
      let renderer = GitHubRenderer(language: language, lines: try lines(of: shown))
      try console.output(renderer.rendered(shown))
    case .human: try showToPeople(diagnostics)
    }
  }

  private func showToPeople(_ diagnostics: [Diagnostic]) throws {
    let renderer = TerminalRenderer(language: console.language, color: console.isColored)
    let shown = shown(diagnostics)
    let limit = 200
    let first = Array(shown.prefix(limit))
    let lines = try lines(of: first)
    var text = first.map { diagnostic in
      let place = diagnostic.range.flatMap { $0 == .fileStart ? nil : $0.start }
      let line = place.flatMap { lines[diagnostic.file, $0.line] }
      return renderer.rendered(diagnostic, line: line) + "\n"
    }.joined()
    if shown.count > limit {
      let rest = shown.count - limit
      text += LocalizedText(en: "… and \(rest) more\n", zh: "……还有 \(rest) 条\n")(console.language)
    }
    console.message(text + renderer.summary(diagnostics))
  }

  /// What everybody is shown, and with `--verbose` the rest.
  private func shown(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.filter { $0.severity != .note || console.isVerbose }
  }

  /// The lines of the files in which a place is shown; a file that is too large has none.
  private func lines(of diagnostics: [Diagnostic]) throws -> SourceLines {
    let placed = diagnostics.filter { $0.range.map { $0 != .fileStart } ?? false }
    let notes = diagnostics.flatMap(\.notes).filter { $0.position != nil }
    let named = Set(placed.map(\.file)).union(notes.compactMap(\.file))
    guard !named.isEmpty else { return SourceLines([]) }
    let files = try files()
    let shown = (files.content + files.templates).filter { named.contains($0.path) }
    return SourceLines(shown.map { ($0.path, $0.bytes) })
  }
}
