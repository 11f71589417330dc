public import Diagnostics
public import Markup

/// Reports numbers of cards, of people and of private telephones, wherever a file holds them.
///
/// The file is looked at as it is written, so that nothing hides in markup, in front matter or in a
/// comment.
public enum PersonalNumber {
  /// What is wrong with a file.
  public static func check(_ source: Source) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for line in SensitiveNumber.linesToLookAt(in: source.text) {
      for item in SensitiveNumber.all(in: line.text) {
        let columns = item.range.lowerBound + 1..<item.range.upperBound + 1
        let range = SourceRange(line: line.number, columns: columns)
        found.append(breach(item, in: source.path, at: range))
      }
    }
    return found
  }

  /// The message does not repeat the number: messages are copied and kept.
  private static func breach(
    _ number: SensitiveNumber, in file: String, at range: SourceRange
  ) -> Diagnostic {
    let end = number.digits.suffix(4)
    let name =
      switch number.kind {
      case .card: LocalizedText(en: "the number of a card", zh: "银行卡号")
      case .identity: LocalizedText(en: "the number of an identity card", zh: "身份证号")
      case .mobile: LocalizedText(en: "a private telephone number", zh: "私人手机号")
      }
    return Rule.personalNumber.breach(
      in: file, at: range, en: "'…\(end)' is \(name(.english))",
      zh: "“……\(end)”是\(name(.chinese))")
  }
}

extension Rule {
  /// A number that belongs to somebody.
  public static let personalNumber = Rule(
    "personal-number", .error,
    en:
      "No content holds a full card number, an ID number or a private telephone number, also not as an example. Write the last four digits, or a blank to fill in.",
    zh: "内容里不能有完整的银行卡号、身份证号、私人手机号，举例也不行。请只写末四位，或者留空让读者填。",
    wrong: "卡号 4111 1111 1111 1111", right: "卡号末四位 1111")
}
