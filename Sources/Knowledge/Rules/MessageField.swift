public import Diagnostics
internal import Markup

/// Reports messages whose slots have no field, and fields that no message uses.
enum MessageField {
  static func check(_ unpacked: UnpackedEntry, _ rules: EntryRules) -> [Diagnostic] {
    let entry = unpacked.entry
    let messages = MessageTemplate.all(in: unpacked.body)
    var fields: [ChecklistField] = []
    if case .checklist(let checklist) = entry.content { fields = checklist.fields }
    return slots(messages, fields, entry) + unused(fields, messages, entry)
  }

  private static func slots(
    _ messages: [MessageTemplate], _ fields: [ChecklistField], _ entry: Entry
  ) -> [Diagnostic] {
    let names = fields.map(\.name) + [MessageTemplate.answersSlot]
    return messages.flatMap { message in
      message.slots.filter { !names.contains($0) }.map { name in
        Rule.slotWithoutField.breach(
          in: entry.file, at: message.range, en: "Slot '{\(name)}' has no field",
          zh: "占位“{\(name)}”没有对应的填空",
          notes: Diagnostic.Note.didYouMean(nearestName(to: name, among: names)))
      }
    }
  }

  private static func unused(
    _ fields: [ChecklistField], _ messages: [MessageTemplate], _ entry: Entry
  ) -> [Diagnostic] {
    guard !messages.isEmpty else { return [] }
    let used = Set(messages.flatMap(\.slots))
    return fields.filter { !used.contains($0.name) }.map { field in
      Rule.unusedField.breach(
        in: entry.file, at: field.range, en: "Field '\(field.name)' stands in no message",
        zh: "填空“\(field.name)”没有用在任何话术里")
    }
  }
}

extension Rule {
  /// A slot that nothing fills.
  public static let slotWithoutField = Rule(
    "slot-without-field", .error,
    en: "A slot in a message has the name of a field of the same checklist, or is {排查经过}.",
    zh: "话术里的占位要和同一清单里的填空同名，或者是 {排查经过}。",
    wrong: "- [ ] 商户号：____\n\n```message\n商户号 {商户好}\n```",
    right: "- [ ] 商户号：____\n\n```message\n商户号 {商户号}\n```")

  /// A field that no message uses.
  public static let unusedField = Rule(
    "unused-field", .warning,
    en: "What a reader fills in goes into the message. Use the field there, or delete it.",
    zh: "读者填的内容要用在话术里。请用上它，或者删掉这个填空。",
    wrong: "- [ ] 参考号：____\n\n```message\n请查这一笔。\n```",
    right: "- [ ] 参考号：____\n\n```message\n请查这一笔：{参考号}\n```")
}
