public import Diagnostics

/// Reports fields that ask for what must never be written down.
enum ForbiddenField {
  static func check(_ unpacked: UnpackedEntry, _ rules: EntryRules) -> [Diagnostic] {
    let entry = unpacked.entry
    guard case .checklist(let checklist) = entry.content else { return [] }
    return checklist.fields.compactMap { field in
      guard let word = words.first(where: { field.name.lowercased().contains($0) }),
        !harmless.contains(where: field.name.contains)
      else { return nil }
      return Rule.forbiddenField.breach(
        in: entry.file, at: field.range, en: "Field '\(field.name)' asks for '\(word)'",
        zh: "填空“\(field.name)”要读者写“\(word)”")
    }
  }

  private static let words = [
    "完整卡号", "银行卡号", "卡号", "cvv", "cvn", "安全码", "密码", "验证码", "身份证", "证件号", "有效期",
  ]

  /// Names that hold such a word and ask for something harmless.
  private static let harmless = ["末四位", "后四位", "尾号"]
}

extension Rule {
  /// A field for a secret.
  public static let forbiddenField = Rule(
    "forbidden-field", .error,
    en:
      "No field asks for a full card number, security code, password, SMS code or ID number. Ask for the last four digits.",
    zh: "填空不能要完整卡号、安全码、密码、验证码、证件号。只要卡末四位。",
    wrong: "- [ ] 卡号：____", right: "- [ ] 卡末四位：____")
}
