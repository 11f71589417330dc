internal import Foundation

/// The findings of one run as SARIF 2.1.0, which code hosts show beside the lines.
public struct SARIFRenderer: Sendable {
  private let language: MessageLanguage
  private let rules: [Rule]
  private let version: String
  private let lines: SourceLines

  /// Creates a renderer.
  ///
  /// - Parameters:
  ///   - language: the language of the messages.
  ///   - rules: every rule that a finding may name.
  ///   - version: the version of the program.
  ///   - lines: the files, because SARIF counts columns in UTF-16 code units.
  public init(language: MessageLanguage, rules: [Rule], version: String, lines: SourceLines) {
    self.language = language
    self.rules = rules
    self.version = version
    self.lines = lines
  }

  /// The log: one run of one tool.
  public func rendered(_ diagnostics: [Diagnostic]) throws -> String {
    let places = Dictionary(
      rules.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    let log: JSONValue = [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver],
          "columnKind": "utf16CodeUnits",
          "results": .array(diagnostics.map { result($0, rule: places[$0.code]) }),
        ]
      ],
    ]
    return try log.document()
  }

  private var driver: JSONValue {
    [
      "name": "clew", "version": .text(version), "language": .text(language.rawValue),
      "rules": .array(rules.map(descriptor)),
    ]
  }

  private func descriptor(_ rule: Rule) -> JSONValue {
    let explanation = rule.explanation(language)
    let wrong = LocalizedText(en: "Wrong", zh: "错误的写法")(language)
    let right = LocalizedText(en: "Right", zh: "正确的写法")(language)
    let markdown = """
      \(explanation)

      \(wrong):

      \(MarkdownFence.fenced(rule.wrong))

      \(right):

      \(MarkdownFence.fenced(rule.right))

      """
    return [
      "id": .text(rule.code),
      "shortDescription": ["text": .text(explanation)],
      "help": [
        "text": "\(explanation)\n\n\(wrong):\n\(rule.wrong)\n\n\(right):\n\(rule.right)",
        "markdown": .text(markdown),
      ],
      "defaultConfiguration": ["level": .text(rule.severity.rawValue)],
    ]
  }

  private func result(_ diagnostic: Diagnostic, rule: Int?) -> JSONValue {
    let remarks = diagnostic.notes.filter { $0.file == nil }.map { $0.text(language) }
    var result: [String: JSONValue] = [
      "ruleId": .text(diagnostic.code),
      "level": .text(diagnostic.severity.rawValue),
      "message": [
        "text": .text(([diagnostic.message(language)] + remarks).joined(separator: "\n"))
      ],
      "locations": [["physicalLocation": place(diagnostic.file, diagnostic.range)]],
    ]
    if let rule { result["ruleIndex"] = .number(rule) }
    let related = diagnostic.notes.compactMap { note -> JSONValue? in
      guard let file = note.file else { return nil }
      let range = note.position.map { SourceRange($0, $0) }
      return [
        "message": ["text": .text(note.text(language))], "physicalLocation": place(file, range),
      ]
    }
    if !related.isEmpty { result["relatedLocations"] = .array(related) }
    if !diagnostic.fixes.isEmpty {
      result["fixes"] = .array(diagnostic.fixes.map { fix($0, in: diagnostic.file) })
    }
    return .object(result)
  }

  private func fix(_ fix: Diagnostic.Fix, in file: String) -> JSONValue {
    [
      "description": ["text": .text(fix.title(language))],
      "artifactChanges": [
        [
          "artifactLocation": ["uri": .text(address(file))],
          "replacements": [
            [
              "deletedRegion": region(fix.range, in: file),
              "insertedContent": ["text": .text(fix.replacement)],
            ]
          ],
        ]
      ],
    ]
  }

  private func place(_ file: String, _ range: SourceRange?) -> JSONValue {
    var place: [String: JSONValue] = ["artifactLocation": ["uri": .text(address(file))]]
    if let range { place["region"] = region(range, in: file) }
    return .object(place)
  }

  private func region(_ range: SourceRange, in file: String) -> JSONValue {
    [
      "startLine": .number(range.start.line),
      "startColumn": .number(lines.utf16Column(of: range.start, in: file)),
      "endLine": .number(range.end.line),
      "endColumn": .number(lines.utf16Column(of: range.end, in: file)),
    ]
  }

  /// A path as a relative URI.
  private func address(_ file: String) -> String {
    let allowed = CharacterSet(charactersIn: "-._~/").union(.alphanumerics)
      .intersection(CharacterSet(charactersIn: "\u{21}"..."\u{7E}"))
    return file.addingPercentEncoding(withAllowedCharacters: allowed) ?? file
  }
}
