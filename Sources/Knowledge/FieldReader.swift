public import Diagnostics
internal import Markup

extension Rule {
  /// A key that the kind does not know.
  public static let unknownKey = Rule(
    "unknown-key", .error,
    en: "Front matter has only the keys of its kind. Correct the key, or delete it.",
    zh: "文件头里只能有这一类内容的键。请改正或删掉它。",
    wrong: "symptons: [后台显示待结算]", right: "symptoms: [后台显示待结算]")

  /// A key that the kind needs and the file does not have.
  public static let missingKey = Rule(
    "missing-key", .error,
    en: "Some keys are required. Add the key with a value.",
    zh: "有些键必须写。请补上这个键和它的值。",
    wrong: "summary: 先看网络", right: "title: 网络故障\nsummary: 先看网络")

  /// A value of another type than the key's.
  public static let wrongType = Rule(
    "wrong-type", .error,
    en: "Every key has one type of value: a text, a list of texts, a date, true or false.",
    zh: "每个键的值都有固定的类型：文字、文字列表、日期、true 或 false。",
    wrong: "keywords: 断网", right: "keywords: [断网]")

  /// A value that the key does not know.
  public static let unknownValue = Rule(
    "unknown-value", .error,
    en: "Some keys take one of a few words. Use one of those that the message names.",
    zh: "有些键只能取固定的几个词。请用提示里列出的词。",
    wrong: "likelihood: often", right: "likelihood: common")

  /// A date that is none.
  public static let invalidDate = Rule(
    "invalid-date", .error,
    en: "Dates are written YYYY-MM-DD and exist in the calendar.",
    zh: "日期写成 YYYY-MM-DD，而且要真的有这一天。",
    wrong: "updated: 2026-02-30", right: "updated: 2026-02-28")

  static let fieldRules: [Rule] = [
    .unknownKey, .missingKey, .wrongType, .unknownValue, .invalidDate,
  ]
}

/// Reads the keys of one YAML mapping as typed values and reports what is wrong with them.
struct FieldReader {
  let file: String
  /// The entries of the mapping.
  private let entries: [YAMLNode.Entry]
  /// Where the mapping stands, for what is missing in it.
  let range: SourceRange
  /// The keys that were asked for: all others are unknown.
  private(set) var known: [String] = []
  private(set) var log: [Diagnostic] = []

  init(_ node: YAMLNode?, file: String, range: SourceRange) {
    entries = node?.entries ?? []
    self.file = file
    self.range = range
  }

  /// The entry of a key, null or not.
  mutating func entry(_ key: String) -> YAMLNode.Entry? {
    known.append(key)
    return entries.first { $0.key == key }
  }

  mutating func text(_ key: String, required: Bool = false) -> String? {
    locatedText(key, required: required)?.value
  }

  mutating func locatedText(_ key: String, required: Bool = false) -> Located<String>? {
    guard let entry = entry(key), !entry.value.isNull else {
      if required { reportMissing(key) }
      return nil
    }
    guard let text = entry.value.text else {
      report(entry, expected: ("a text", "一段文字"))
      return nil
    }
    if text.allSatisfy(\.isWhitespace) {
      if required { reportMissing(key) }
      return nil
    }
    return Located(text, at: entry.value.range)
  }

  mutating func texts(_ key: String, required: Bool = false) -> [Located<String>] {
    guard let entry = entry(key), !entry.value.isNull else {
      if required { reportMissing(key) }
      return []
    }
    guard case .sequence(let items) = entry.value.value else {
      report(entry, expected: ("a list of texts", "文字列表"))
      return []
    }
    return items.compactMap { item in
      guard let text = item.text else {
        reportType(key, at: item.range, expected: ("a list of texts", "文字列表"))
        return nil
      }
      return Located(text, at: item.range)
    }
  }

  /// A reader of the mapping under a key; nil when there is none.
  mutating func mapping(_ key: String) -> FieldReader? {
    guard let entry = entry(key), !entry.value.isNull else { return nil }
    guard case .mapping = entry.value.value else {
      report(entry, expected: ("a group of keys", "一组键"))
      return nil
    }
    return FieldReader(entry.value, file: file, range: entry.keyRange)
  }

  /// A reader of each mapping in the list under a key.
  mutating func mappings(_ key: String) -> [FieldReader] {
    guard let entry = entry(key), !entry.value.isNull else { return [] }
    let expected = (en: "a list of groups of keys", zh: "由几组键组成的列表")
    guard case .sequence(let items) = entry.value.value else {
      report(entry, expected: expected)
      return []
    }
    return items.compactMap { item in
      guard case .mapping = item.value else {
        reportType(key, at: item.range, expected: expected)
        return nil
      }
      return FieldReader(item, file: file, range: item.range)
    }
  }

  mutating func bool(_ key: String) -> Bool? {
    guard let entry = entry(key), !entry.value.isNull else { return nil }
    switch entry.value.text {
    case "true": return true
    case "false": return false
    default:
      report(entry, expected: ("true or false", "true 或 false"))
      return nil
    }
  }

  mutating func number(_ key: String) -> Int? {
    guard let entry = entry(key), !entry.value.isNull else { return nil }
    guard let number = entry.value.text.flatMap({ Int($0) }), number >= 0 else {
      report(entry, expected: ("a whole number", "整数"))
      return nil
    }
    return number
  }

  mutating func date(_ key: String) -> Located<CalendarDate>? {
    guard let entry = entry(key), !entry.value.isNull else { return nil }
    guard let text = entry.value.text else {
      report(entry, expected: ("a date", "日期"))
      return nil
    }
    return date(Located(text, at: entry.value.range), of: key)
  }

  mutating func dates(_ key: String) -> [Located<CalendarDate>] {
    texts(key).compactMap { date($0, of: key) }
  }

  private mutating func date(_ text: Located<String>, of key: String) -> Located<CalendarDate>? {
    // A time behind the day is accepted and ignored, because many files have one.
    let day = text.value.prefix { $0 != "T" && $0 != " " }
    guard let date = CalendarDate(String(day)) else {
      log.append(
        Rule.invalidDate.breach(
          in: file, at: text.range, en: "'\(text.value)' of '\(key)' is not a date YYYY-MM-DD",
          zh: "“\(key)”的“\(text.value)”不是 YYYY-MM-DD 日期"))
      return nil
    }
    return Located(date, at: text.range)
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, of type: Choice.Type
  ) -> Choice? {
    guard let text = locatedText(key) else { return nil }
    if let choice = Choice(rawValue: text.value) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    log.append(
      Rule.unknownValue.breach(
        in: file, at: text.range,
        en: "'\(text.value)' is no value of '\(key)': \(names.joined(separator: ", "))",
        zh: "“\(key)”不能是“\(text.value)”，可以是：\(names.joined(separator: "、"))",
        notes: Diagnostic.Note.didYouMean(nearestName(to: text.value, among: names))))
    return nil
  }

  /// Reports every key that nobody asked for, and returns all findings.
  mutating func finish() -> [Diagnostic] {
    for entry in entries where !known.contains(entry.key) {
      log.append(
        Rule.unknownKey.breach(
          in: file, at: entry.keyRange, en: "Key '\(entry.key)' is unknown here",
          zh: "这里没有“\(entry.key)”这个键",
          notes: Diagnostic.Note.didYouMean(nearestName(to: entry.key, among: known))))
    }
    return log
  }

  mutating func reportMissing(_ key: String) {
    log.append(
      Rule.missingKey.breach(
        in: file, at: range, en: "Key '\(key)' is missing", zh: "缺少“\(key)”这个键"))
  }

  private mutating func report(_ entry: YAMLNode.Entry, expected: (en: String, zh: String)) {
    reportType(entry.key, at: entry.value.range, expected: expected)
  }

  mutating func reportType(
    _ key: String, at range: SourceRange, expected: (en: String, zh: String)
  ) {
    log.append(
      Rule.wrongType.breach(
        in: file, at: range, en: "'\(key)' must be \(expected.en)", zh: "“\(key)”必须是\(expected.zh)")
    )
  }
}
