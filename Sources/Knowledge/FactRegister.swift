public import Diagnostics
public import Markup

/// A number that changes, with where it comes from.
public struct Fact: Sendable {
  /// How sure it is.
  public enum Grade: String, CaseIterable, Sendable {
    case verified, provider, secondary, convention
  }

  /// The name by which texts refer to it.
  public let id: String
  /// The value as texts write it.
  public let value: String
  /// What it is.
  public let what: String
  /// How sure it is.
  public let grade: Grade?
  /// The publication.
  public let source: EntrySource
  /// The day on which it was compared with the source.
  public let checked: CalendarDate?
  /// The day by which it must be compared again.
  public let reviewBy: Located<CalendarDate>?
  /// A remark.
  public let note: String?
  /// Where it stands in `content/facts.yml`.
  public let range: SourceRange
}

/// The numbers of a guide: `content/facts.yml`.
public struct FactRegister: Sendable {
  /// The facts in the order of the file.
  public let facts: [Fact]
  private let position: [String: Int]

  /// The file, relative to the guide's folder.
  public static let file = "content/facts.yml"

  /// Creates a register.
  public init(_ facts: [Fact] = []) {
    self.facts = facts
    position = Dictionary(
      facts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The fact with an id.
  public subscript(id: String) -> Fact? {
    position[id].map { facts[$0] }
  }

  /// Reads a register.
  public static func parsed(
    _ source: Source
  ) -> (register: FactRegister, diagnostics: [Diagnostic]) {
    var log: [Diagnostic] = []
    guard let root = YAMLNode.parsed(source, log: &log) else { return (FactRegister(), log) }
    let facts = root.entries.compactMap { entry -> Fact? in
      if !EntryReader.isValidID(entry.key) {
        log.append(
          Rule.invalidID.breach(
            in: source.path, at: entry.keyRange, en: "'\(entry.key)' is no id of a fact",
            zh: "“\(entry.key)”不能作登记项的 id"))
      }
      var fields = FieldReader(entry.value, file: source.path, range: entry.keyRange)
      defer { log += fields.finish() }
      return fact(entry, &fields, log: &log)
    }
    return (FactRegister(facts), log)
  }

  private static func fact(
    _ entry: YAMLNode.Entry, _ fields: inout FieldReader, log: inout [Diagnostic]
  ) -> Fact? {
    let value = fields.text("value", required: true)
    let what = fields.text("what")
    let grade = fields.choice("grade", of: Fact.Grade.self)
    let checked = fields.date("checked")
    let reviewBy = fields.date("review_by")
    let note = fields.text("note")
    guard let source = source(&fields, log: &log), let value else { return nil }
    return Fact(
      id: entry.key, value: value, what: what ?? "", grade: grade, source: source,
      checked: checked?.value, reviewBy: reviewBy, note: note, range: entry.keyRange)
  }

  /// `source: title` or `source: {title, url}`.
  static func source(
    _ fields: inout FieldReader, log: inout [Diagnostic]
  ) -> EntrySource? {
    guard let entry = fields.entry("source"), !entry.value.isNull else {
      fields.reportMissing("source")
      return nil
    }
    if let title = entry.value.text { return EntrySource(title: title, url: nil, checked: nil) }
    guard case .mapping = entry.value.value else {
      fields.reportType(
        "source", at: entry.value.range, expected: ("a title, or title and url", "标题，或者标题和网址"))
      return nil
    }
    var reader = FieldReader(entry.value, file: fields.file, range: entry.value.range)
    let title = reader.text("title", required: true)
    let url = reader.locatedText("url")
    log += reader.finish()
    let address = url.flatMap { EntryReader.address($0, file: fields.file, log: &log) }
    return title.map { EntrySource(title: $0, url: address, checked: nil) }
  }
}
