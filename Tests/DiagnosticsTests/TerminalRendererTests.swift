import Diagnostics
import Testing

@Suite("Diagnostics drawn for a terminal")
struct TerminalRendererTests {
  @Test("a finding shows severity, message, code, place, line, caret and notes")
  func everything() {
    let range = SourceRange(line: 4, columns: 1..<14)
    let finding = diagnostic(
      range: range,
      notes: [
        Diagnostic.Note(en: "every cause needs at least one solution", zh: "每个原因至少要有一个办法"),
        Diagnostic.Note(
          en: "the first one", zh: "第一个", file: "content/b.md",
          position: SourcePosition(line: 2, column: 3)),
        Diagnostic.Note(en: "a draft", zh: "草稿", file: "content/c.md"),
      ],
      fixes: [
        Diagnostic.Fix(en: "write 'x'", zh: "改成“x”", range: range, replacement: "x")
      ])
    #expect(
      drawn(finding, line: "solutions: []") == """
        error: No solution  [some-code]
          --> content/a.md:4:1
           |
         4 | solutions: []
           | ^^^^^^^^^^^^^
           = every cause needs at least one solution
           = the first one (content/b.md:2:3)
           = a draft (content/c.md)

        """)
  }

  @Test("the caret counts a Chinese character as two columns, before it and below it")
  func caretUnderChinese() {
    let range = SourceRange(line: 1, columns: 8..<14)
    #expect(marker(range, below: "原因 网络") == "     ^^^^")
  }

  @Test("combining marks take no column, emoji and full-width signs take two")
  func widths() {
    #expect(marker(SourceRange(line: 1, columns: 4..<5), below: "e\u{301}x") == " ^")
    #expect(marker(SourceRange(line: 1, columns: 1..<5), below: "😀") == "^^")
    #expect(marker(SourceRange(line: 1, columns: 4..<5), below: "！x") == "  ^")
  }

  @Test("an empty range has one caret, also behind the end of the line")
  func emptyRange() {
    #expect(marker(SourceRange(line: 1, columns: 3..<3), below: "abc") == "  ^")
    #expect(marker(SourceRange(line: 1, columns: 4..<4), below: "abc") == "   ^")
  }

  @Test("a range over several lines is marked to the end of its first line")
  func severalLines() {
    let range = SourceRange(
      SourcePosition(line: 1, column: 3), SourcePosition(line: 5, column: 1))
    #expect(marker(range, below: "abcdef") == "  ^^^^")
  }

  @Test("a line of a million characters is cut to the part around the fault")
  func longLine() throws {
    let line = String(repeating: "a", count: 500_000) + "!" + String(repeating: "b", count: 500_000)
    let text = drawn(
      diagnostic(range: SourceRange(line: 1, columns: 500_001..<500_002)), line: line)
    let rows = text.split(separator: "\n")
    #expect(rows.allSatisfy { $0.count < 200 })
    let (shown, caret) = (Array(rows[3]), Array(rows[4]))
    #expect(shown[try #require(caret.firstIndex(of: "^"))] == "!")
  }

  @Test("a fault as long as its line is marked no wider than a screen")
  func wideFault() {
    let line = String(repeating: "错", count: 10_000)
    let text = drawn(diagnostic(range: SourceRange(line: 1, columns: 1..<30_001)), line: line)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 200 })
  }

  @Test("control and direction characters never reach the terminal")
  func controlCharacters() {
    let nasty = "a\u{1B}[31mb\u{7}c\u{202E}d\u{9B}e\u{2066}f\tg\u{61C}h\u{2028}i"
    let finding = diagnostic(
      range: SourceRange(line: 1, columns: 1..<2), message: nasty, file: "content/\(nasty).md",
      notes: [Diagnostic.Note(en: nasty, zh: nasty, file: nasty)])
    let text = drawn(finding, line: nasty)
    let forbidden = text.unicodeScalars.filter { scalar in
      scalar != "\n"
        && ([.control, .lineSeparator].contains(scalar.properties.generalCategory)
          || scalar.properties.isBidiControl)
    }
    #expect(forbidden.isEmpty)
    #expect(text.contains("a\\u{1b}[31mb\\u{7}c\\u{202e}d"))
  }

  @Test("a finding about a whole file names the file and shows no line")
  func wholeFile() {
    #expect(
      drawn(diagnostic(range: nil), line: nil) == """
        error: No solution  [some-code]
         --> content/a.md

        """)
  }

  @Test("colours surround the label and the caret, and nothing else changes")
  func colours() {
    let finding = diagnostic(range: SourceRange(line: 1, columns: 1..<2))
    let colored = TerminalRenderer(language: .english, color: true).rendered(finding, line: "x")
    #expect(colored.contains("\u{1B}[1;31merror\u{1B}[0m"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == drawn(finding, line: "x"))
  }

  @Test("Chinese readers get Chinese labels, messages, notes and sums")
  func chinese() {
    let renderer = TerminalRenderer(language: .chinese, color: false)
    let labels = Severity.allCases.map { severity in
      renderer.rendered(diagnostic(severity: severity, range: nil), line: nil).prefix { $0 != ":" }
    }
    #expect(labels == ["错误", "警告", "提示"])
    let finding = diagnostic(range: nil, notes: [Diagnostic.Note(en: "why", zh: "为什么")])
    let text = renderer.rendered(finding, line: nil)
    #expect(text.contains("没有办法") && text.contains("= 为什么"))
    #expect(renderer.summary([finding]) == "1 个错误，0 个警告\n")
  }

  @Test("the sum counts errors and warnings in good English, and is silent about nothing")
  func summary() {
    let renderer = TerminalRenderer(language: .english, color: false)
    let error = diagnostic(range: nil)
    let warning = diagnostic(severity: .warning, range: nil)
    #expect(renderer.summary([error]) == "1 error, 0 warnings\n")
    #expect(renderer.summary([error, error, warning]) == "2 errors, 1 warning\n")
    #expect(renderer.summary([diagnostic(severity: .note, range: nil)]) == "")
  }

  private func drawn(_ finding: Diagnostic, line: String?) -> String {
    TerminalRenderer(language: .english, color: false).rendered(finding, line: line)
  }

  /// What stands below the source line, without the margin.
  private func marker(_ range: SourceRange, below line: String) -> String {
    let rows = drawn(diagnostic(range: range), line: line).split(separator: "\n")
    return String(rows[4].dropFirst("   | ".count))
  }
}

/// A finding for tests.
func diagnostic(
  _ code: String = "some-code", severity: Severity = .error, range: SourceRange?,
  message: String = "No solution", file: String = "content/a.md",
  notes: [Diagnostic.Note] = [], fixes: [Diagnostic.Fix] = []
) -> Diagnostic {
  Diagnostic(
    code: code, severity: severity, file: file, range: range,
    message: LocalizedText(en: message, zh: "没有办法"), notes: notes, fixes: fixes)
}
