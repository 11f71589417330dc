internal import Foundation

/// The findings of one run as JSON, in the shape that `docs/cli.md` promises.
public struct JSONRenderer: Sendable {
  /// The language of the messages.
  public let language: MessageLanguage

  /// Creates a renderer.
  public init(language: MessageLanguage) {
    self.language = language
  }

  /// One object with `diagnostics`, `errors` and `warnings`; keys are ordered by name.
  public func rendered(_ diagnostics: [Diagnostic]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let report = Report(
      diagnostics: diagnostics.map { Item($0, language) },
      errors: diagnostics.count(of: .error),
      warnings: diagnostics.count(of: .warning))
    return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
  }
}

private struct Report: Encodable {
  let diagnostics: [Item]
  let errors: Int
  let warnings: Int
}

private struct Item: Encodable {
  let code: String
  let severity: String
  let message: String
  let file: String
  let line: Int?
  let column: Int?
  let endLine: Int?
  let endColumn: Int?
  let notes: [Note]
  let fixes: [Fix]

  struct Note: Encodable {
    let message: String
    let file: String?
    let line: Int?
    let column: Int?
  }

  struct Fix: Encodable {
    let title: String
    let trust: String
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int
    let replacement: String

    enum CodingKeys: String, CodingKey {
      case title, trust, line, column, replacement
      case endLine = "end_line"
      case endColumn = "end_column"
    }
  }

  enum CodingKeys: String, CodingKey {
    case code, severity, message, file, line, column, notes, fixes
    case endLine = "end_line"
    case endColumn = "end_column"
  }

  init(_ diagnostic: Diagnostic, _ language: MessageLanguage) {
    code = diagnostic.code
    severity = diagnostic.severity.rawValue
    message = diagnostic.message(language)
    file = diagnostic.file
    line = diagnostic.range?.start.line
    column = diagnostic.range?.start.column
    endLine = diagnostic.range?.end.line
    endColumn = diagnostic.range?.end.column
    notes = diagnostic.notes.map { note in
      Note(
        message: note.text(language), file: note.file, line: note.position?.line,
        column: note.position?.column)
    }
    fixes = diagnostic.fixes.map { fix in
      Fix(
        title: fix.title(language), trust: "\(fix.trust)", line: fix.range.start.line,
        column: fix.range.start.column,
        endLine: fix.range.end.line, endColumn: fix.range.end.column,
        replacement: fix.replacement)
    }
  }
}
