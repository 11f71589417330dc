public import Diagnostics
internal import Markup

/// Reports text that differs from the register's value to which it refers.
enum FactMismatch {
  static func check(_ unpacked: UnpackedEntry, _ rules: EntryRules) -> [Diagnostic] {
    let entry = unpacked.entry
    guard entry.links.contains(where: { fact($0.value, rules) != nil }) else { return [] }
    return unpacked.blocks.links.compactMap { link in
      guard let fact = fact(link.destination, rules) else { return nil }
      let text = link.content.plainText
      return text.holds(fact.value) ? nil : breach(text, fact, at: link.range, in: entry)
    }
  }

  /// The fact to which an address leads.
  private static func fact(_ address: String, _ rules: EntryRules) -> Fact? {
    guard address.utf8.starts(with: "fact:".utf8) else { return nil }
    return rules.facts[String(address.dropFirst(5))]
  }

  private static func breach(
    _ text: String, _ fact: Fact, at range: SourceRange, in entry: Entry
  ) -> Diagnostic {
    Rule.factMismatch.breach(
      in: entry.file, at: range,
      en: "'\(text)' does not hold the value '\(fact.value)' of the fact '\(fact.id)'",
      zh: "“\(text)”里没有登记项“\(fact.id)”的值“\(fact.value)”",
      notes: [
        Diagnostic.Note(
          en: "the value stands here", zh: "登记的值在这里", file: FactRegister.file,
          position: fact.range.start)
      ])
  }
}

extension String {
  /// Whether a value stands in the text as it is, and not as a part of a longer number.
  fileprivate func holds(_ value: String) -> Bool {
    func isDigit(_ character: Character?) -> Bool { character?.isNumber ?? false }
    return ranges(of: value).contains { range in
      let isCut = isDigit(value.first) && isDigit(self[..<range.lowerBound].last)
      let goesOn = isDigit(value.last) && isDigit(self[range.upperBound...].first)
      return !isCut && !goesOn
    }
  }
}

extension Rule {
  /// A fact that is not registered.
  public static let unknownFact = Rule(
    "unknown-fact", .error,
    en: "Numbers that change stand in content/facts.yml. Register the fact, or correct its id.",
    zh: "会变的数字登记在 content/facts.yml 里。请登记，或者改正 id。",
    wrong: "[12363][fact:pbc-hotlin]", right: "[12363][fact:pbc-hotline]")

  /// A text that differs from the register.
  public static let factMismatch = Rule(
    "fact-mismatch", .error,
    en:
      "The text of a fact's link holds the registered value, letter by letter. Correct the text, or the register.",
    zh: "引用登记项的文字里要有登记的值，一字不差。请改正文字或登记册。",
    wrong: "[12336][fact:pbc-hotline]", right: "[12363][fact:pbc-hotline]")
}
