/// The findings of one run as workflow commands of GitHub Actions, which shows them beside the lines.
public struct GitHubRenderer: Sendable {
  private let language: MessageLanguage
  private let lines: SourceLines

  /// Creates a renderer; the files are needed because columns are counted in UTF-16 code units.
  public init(language: MessageLanguage, lines: SourceLines) {
    self.language = language
    self.lines = lines
  }

  /// A line for each finding.
  public func rendered(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { command($0) + "\n" }.joined()
  }

  private func command(_ diagnostic: Diagnostic) -> String {
    let name =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties = [("file", diagnostic.file)]
    if let range = diagnostic.range {
      properties.append(("line", "\(range.start.line)"))
      properties.append(("endLine", "\(range.end.line)"))
      properties.append(("col", "\(lines.utf16Column(of: range.start, in: diagnostic.file))"))
      // GitHub knows an end only for what stands in one line.
      if range.start.line == range.end.line {
        properties.append(("endColumn", "\(lines.utf16Column(of: range.end, in: diagnostic.file))"))
      }
    }
    properties.append(("title", diagnostic.code))
    let list = properties.map { "\($0)=\(Self.property($1))" }.joined(separator: ",")
    let texts = [diagnostic.message(language)] + diagnostic.notes.map { $0.text(language) }
    return "::\(name) \(list)::\(Self.data(texts.joined(separator: "\n")))"
  }

  /// The text of a command: what would end or change it is written as the runner reads it.
  private static func data(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: String(scalar)
      }
    }.joined()
  }

  /// A property of a command, in which commas and colons have a meaning as well.
  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
