/// Draws diagnostics for people, with the source line and a caret.
///
///     error: Cause 'network-failure' names no solution  [cause-without-solution]
///       --> content/causes/network-failure.md:4:1
///        |
///      4 | solutions: []
///        | ^^^^^^^^^^^^^
///        = every cause needs at least one solution
public struct TerminalRenderer: Sendable {
  /// The language of the messages.
  public let language: MessageLanguage
  /// Whether to colour with ANSI escape sequences.
  public let color: Bool

  /// Creates a renderer.
  public init(language: MessageLanguage, color: Bool) {
    self.language = language
    self.color = color
  }

  /// The drawing of one diagnostic, with a line break at its end.
  ///
  /// - Parameters:
  ///   - diagnostic: what to draw.
  ///   - line: the text of the line at which it begins, without its line break; nil draws no excerpt.
  /// - Returns: a few lines, the last one ended.
  public func rendered(_ diagnostic: Diagnostic, line: String?) -> String {
    var text = styled(label(diagnostic.severity), severityStyle(diagnostic.severity))
    text += ": \(styled(printable(diagnostic.message(language)), "1"))  [\(diagnostic.code)]\n"
    let number = diagnostic.range.map { String($0.start.line) } ?? ""
    let margin = String(repeating: " ", count: number.count + 2)
    text += "\(margin.dropLast())--> \(printable(diagnostic.file))"
    if let start = diagnostic.range?.start { text += ":\(start.line):\(start.column)" }
    text += "\n"
    if let range = diagnostic.range, let line {
      let excerpt = Excerpt(line: line, range: range)
      text += "\(margin)|\n"
      text += " \(number) | \(excerpt.text)\n"
      let caret = styled(excerpt.marker, severityStyle(diagnostic.severity))
      text += "\(margin)| \(caret)\n"
    }
    for note in diagnostic.notes {
      text += "\(margin)= \(printable(note.text(language)))\(place(of: note))\n"
    }
    return text
  }

  /// The last line of a run, such as "2 errors, 1 warning"; empty when nothing was found.
  public func summary(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count(of: .error)
    let warnings = diagnostics.count(of: .warning)
    guard errors + warnings > 0 else { return "" }
    switch language {
    case .english:
      return
        "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")\n"
    case .chinese:
      return "\(errors) 个错误，\(warnings) 个警告\n"
    }
  }

  private func place(of note: Diagnostic.Note) -> String {
    guard let file = note.file else { return "" }
    guard let position = note.position else { return " (\(printable(file)))" }
    return " (\(printable(file)):\(position.line):\(position.column))"
  }

  private func label(_ severity: Severity) -> String {
    switch (language, severity) {
    case (.english, _): severity.rawValue
    case (.chinese, .error): "错误"
    case (.chinese, .warning): "警告"
    case (.chinese, .note): "提示"
    }
  }

  private func severityStyle(_ severity: Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  }

  private func styled(_ text: String, _ style: String) -> String {
    color ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}

/// A source line cut to the width of a terminal, and the marker below it.
private struct Excerpt {
  let text: String
  let marker: String

  /// Long lines show the part around the fault.
  init(line: String, range: SourceRange) {
    let start = range.start.column - 1
    let end = range.end.line == range.start.line ? range.end.column - 1 : line.utf8.count
    var shown = ""
    var before = 0
    var width = 0
    var offset = 0
    let window = max(0, start - 60)..<max(start + 1, min(end, start + 100)) + 60
    for scalar in line.unicodeScalars {
      let length = UTF8.width(scalar)
      defer { offset += length }
      guard window.contains(offset) else { continue }
      let character = scalar.isControl ? " " : String(scalar)
      shown += character
      let columns = scalar.isControl ? 1 : scalar.displayWidth
      if offset < start { before += columns }
      if offset >= start && offset < end { width += columns }
    }
    text = shown
    marker =
      String(repeating: " ", count: before) + String(repeating: "^", count: max(1, min(width, 160)))
  }
}

/// A text whose control and direction characters cannot disturb a terminal.
private func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: \.isControl) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar.isControl {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

extension Unicode.Scalar {
  /// Whether a terminal would act on it instead of showing it.
  fileprivate var isControl: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// How many columns of a terminal it takes: 2 for Han and full-width characters, 0 for marks.
  fileprivate var displayWidth: Int {
    switch value {
    case 0x300...0x36F, 0x200B...0x200D, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
