import Diagnostics
import Foundation
import Testing

@Suite("Diagnostics as values")
struct DiagnosticTests {
  @Test("findings are ordered by the bytes of the path, place, code and message")
  func order() {
    let place = SourceRange(line: 1, columns: 2..<3)
    let ordered = [
      diagnostic("z", range: nil, file: "B.md"),
      diagnostic("z", range: nil, file: "a.md"),
      diagnostic("z", range: SourceRange(line: 1, columns: 1..<2), file: "a.md"),
      diagnostic("a", range: place, message: "m", file: "a.md"),
      diagnostic("a", range: place, message: "n", file: "a.md"),
      diagnostic("b", range: place, file: "a.md"),
      diagnostic("a", range: SourceRange(line: 2, columns: 1..<2), file: "a.md"),
      diagnostic("a", range: nil, file: "中.md"),
    ]
    #expect(Array(ordered.reversed()).sorted() == ordered)
  }

  @Test("texts are ordered by bytes, a beginning before what it begins")
  func textOrder() {
    let ordered = ["", "B", "a", "a-b", "a/b", "ab", "é", "中", "中文", "𠀀"]
    for (place, text) in ordered.enumerated() {
      for (other, later) in ordered.enumerated() {
        #expect(text.precedes(later) == (place < other), "\(text) \(later)")
      }
    }
    // Two spellings of a letter that Swift takes for one are two names on the disk.
    #expect("e\u{301}".precedes("é") && !"é".precedes("e\u{301}"))
  }

  @Test(
    "results of many threads stand in the order of what they are of, and the first failure is told")
  func atOnce() throws {
    struct Odd: Error, Equatable { let number: Int }
    let numbers = Array(0..<1_000)
    #expect(numbers.mapAtOnce { 2 * $0 } == numbers.map { 2 * $0 })
    #expect([Int]().mapAtOnce { $0 }.isEmpty)
    #expect(throws: Odd(number: 3)) {
      try numbers.mapAtOnce { number throws(Odd) in
        if number % 4 == 3 { throw Odd(number: number) }
      }
    }
  }

  @Test("strictness makes warnings errors and leaves notes alone")
  func strict() {
    let found = [Severity.note, .warning, .error].map { diagnostic(severity: $0, range: nil) }
    #expect(found.strict().map(\.severity) == [.note, .error, .error])
    #expect(found.strict().count(of: .error) == 2)
  }

  @Test("a range never ends before it starts")
  func ranges() {
    let late = SourcePosition(line: 3, column: 1)
    let early = SourcePosition(line: 2, column: 9)
    #expect(SourceRange(late, early).end == late)
    #expect(early < late)
  }

  @Test("a rule reports with its own code and severity")
  func breach() {
    let rule = Rule("a-rule", .warning, en: "e", zh: "z", wrong: "w", right: "r")
    let finding = rule.breach(in: "f.md", at: nil, en: "message", zh: "消息")
    #expect(finding.code == "a-rule" && finding.severity == .warning)
    #expect(finding.message(.english) == "message" && finding.message(.chinese) == "消息")
  }

  @Test("did-you-mean speaks both languages, and only when there is something to say")
  func didYouMean() throws {
    #expect(Diagnostic.Note.didYouMean(nil).isEmpty)
    let note = try #require(Diagnostic.Note.didYouMean("wait", file: "content/w.md").first)
    #expect(note.text(.english) == "did you mean 'wait'?")
    #expect(note.text(.chinese) == "是不是“wait”？")
    #expect(note.file == "content/w.md")
  }
}

@Suite("Diagnostics as JSON")
struct JSONRendererTests {
  @Test("every promised key is there, with lines and columns from 1")
  func shape() throws {
    let range = SourceRange(
      SourcePosition(line: 2, column: 3), SourcePosition(line: 4, column: 5))
    let finding = diagnostic(
      range: range,
      notes: [
        Diagnostic.Note(
          en: "note", zh: "注", file: "b.md", position: SourcePosition(line: 7, column: 8))
      ],
      fixes: [Diagnostic.Fix(en: "fix", zh: "改", range: range, replacement: "新")])
    let json = try JSONRenderer(language: .english).rendered([
      finding, diagnostic(severity: .warning, range: nil),
    ])
    let expected = """
      {"diagnostics": [
        {"code": "some-code", "severity": "error", "message": "No solution",
         "file": "content/a.md", "line": 2, "column": 3, "end_line": 4, "end_column": 5,
         "notes": [{"message": "note", "file": "b.md", "line": 7, "column": 8}],
         "fixes": [{"title": "fix", "trust": "choice", "line": 2, "column": 3, "end_line": 4, "end_column": 5,
                    "replacement": "新"}]},
        {"code": "some-code", "severity": "warning", "message": "No solution",
         "file": "content/a.md", "notes": [], "fixes": []}
      ], "errors": 1, "warnings": 1}
      """
    #expect(try object(json) == object(expected))
    #expect(json.hasSuffix("}\n"))
  }

  @Test("messages are in the language that is asked for")
  func language() throws {
    let json = try JSONRenderer(language: .chinese).rendered([diagnostic(range: nil)])
    #expect(json.contains("没有办法") && !json.contains("No solution"))
  }

  @Test("a run without findings is an object as well")
  func empty() throws {
    let json = try JSONRenderer(language: .english).rendered([])
    #expect(try object(json) == object(#"{"diagnostics": [], "errors": 0, "warnings": 0}"#))
  }

  private func object(_ json: String) throws -> NSDictionary {
    try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary)
  }
}

@Suite("The nearest name")
struct NearestNameTests {
  @Test(
    "one slip of the hand is forgiven",
    arguments: [
      ("chek-network", "check-network"), ("check-netwrok", "check-network"),
      ("check-networkk", "check-network"), ("Check-network", "check-network"),
      ("wiat", "wait"), ("网络故章", "网络故障"),
    ])
  func slips(name: String, meant: String) {
    #expect(
      nearestName(to: name, among: ["contact-bank", "check-network", "wait", "网络故障"]) == meant)
  }

  @Test("what is far from every name means none")
  func far() {
    #expect(nearestName(to: "refund", among: ["check-network", "wait"]) == nil)
    #expect(nearestName(to: "a", among: ["b"]) == nil)
    #expect(nearestName(to: "", among: ["a"]) == nil)
    #expect(nearestName(to: "wait", among: []) == nil)
  }

  @Test("the name itself is no suggestion")
  func itself() {
    #expect(nearestName(to: "wait", among: ["wait"]) == nil)
  }

  @Test("of two names at the same distance the first in order wins, whatever the order given")
  func ties() {
    #expect(nearestName(to: "cat", among: ["car", "bat"]) == "bat")
    #expect(nearestName(to: "cat", among: ["bat", "car"]) == "bat")
  }

  @Test("a name of any length is answered at once")
  func long() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(nearestName(to: long, among: [long + "b"]) == nil)
    #expect(nearestName(to: "a", among: [long]) == nil)
  }
}

@Suite("Characters that nobody sees")
struct VisibleControlTests {
  @Test("they are written out, line breaks and all that can be seen stay")
  func writesThemOut() {
    #expect("钱\u{0}到\u{202E}账\n\t好 👍".withVisibleControls == "钱⟨U+0000⟩到⟨U+202E⟩账\n\t好 👍")
    #expect("\u{E0041}".withVisibleControls == "⟨U+E0041⟩")
  }
}
