internal import Diagnostics
internal import Markup

extension Packer {
  /// Adds findings.
  mutating func add(_ diagnostics: [Diagnostic]) {
    add(diagnostics) { $1.add($0) }
  }

  private mutating func add(_ diagnostic: Diagnostic) {
    add(diagnostic.code)
    add(diagnostic.severity.rawValue)
    add(diagnostic.file)
    add(diagnostic.range != nil)
    if let range = diagnostic.range { add(range) }
    add(diagnostic.message)
    add(diagnostic.notes) { note, packer in
      packer.add(note.text)
      packer.add(note.file)
      packer.add(note.position != nil)
      if let position = note.position { packer.add(SourceRange(position, position)) }
    }
    add(diagnostic.fixes) { fix, packer in
      packer.add(fix.title)
      packer.add(fix.range)
      packer.add(fix.replacement)
      packer.add(fix.trust.rawValue)
    }
  }

  private mutating func add(_ text: LocalizedText) {
    add(text.english)
    add(text.chinese)
  }
}

extension Unpacker {
  /// Findings.
  mutating func diagnostics() -> [Diagnostic] {
    values { $0.diagnostic() }
  }

  private mutating func diagnostic() -> Diagnostic {
    Diagnostic(
      code: text(), severity: Severity(rawValue: text()) ?? .error, file: text(),
      range: flag() ? range() : nil, message: localizedText(), notes: values { $0.note() },
      fixes: values { $0.fix() })
  }

  private mutating func note() -> Diagnostic.Note {
    let text = localizedText()
    return Diagnostic.Note(
      en: text.english, zh: text.chinese, file: optionalText(),
      position: flag() ? range().start : nil)
  }

  private mutating func fix() -> Diagnostic.Fix {
    let title = localizedText()
    return Diagnostic.Fix(
      en: title.english, zh: title.chinese, range: range(), replacement: text(),
      trust: Diagnostic.Fix.Trust(rawValue: number()) ?? .choice)
  }

  private mutating func localizedText() -> LocalizedText { LocalizedText(en: text(), zh: text()) }
}
