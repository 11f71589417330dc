public import Diagnostics
public import Markup

/// The words of a guide that mean the same: `content/synonyms.yml`.
public struct SynonymRegister: Sendable {
  /// Words that mean the same.
  public struct Group: Sendable {
    /// The words in order.
    public let words: [Located<String>]
    /// Where the group stands.
    public let range: SourceRange
  }

  /// A spelling, and how it is read.
  public struct Spelling: Sendable {
    /// What is typed, such as 刷KA卡.
    public let typed: String
    /// What is meant, such as 刷卡.
    public let meant: String
  }

  /// The groups in the order of the file.
  public let groups: [Group]
  /// The spellings in the order of the file.
  public let spellings: [Spelling]

  /// The file, relative to the guide's folder.
  public static let file = "content/synonyms.yml"

  /// Creates a register.
  public init(groups: [Group] = [], spellings: [Spelling] = []) {
    self.groups = groups
    self.spellings = spellings
  }

  /// Reads a register.
  public static func parsed(
    _ source: Source
  ) -> (register: SynonymRegister, diagnostics: [Diagnostic]) {
    var log: [Diagnostic] = []
    guard let root = YAMLNode.parsed(source, log: &log) else { return (SynonymRegister(), log) }
    var fields = FieldReader(root, file: source.path, range: .fileStart)
    let groups = groups(&fields)
    var spellings: [Spelling] = []
    for entry in fields.entry("spellings")?.value.entries ?? [] {
      if let meant = entry.value.text {
        spellings.append(Spelling(typed: entry.key, meant: meant))
      } else {
        fields.reportType("spellings", at: entry.value.range, expected: ("a text", "一段文字"))
      }
    }
    log += fields.finish()
    let register = SynonymRegister(groups: groups, spellings: spellings)
    return (register, log + SynonymFaults.check(register, file: source.path))
  }

  private static func groups(_ fields: inout FieldReader) -> [Group] {
    guard let entry = fields.entry("groups"), !entry.value.isNull else { return [] }
    guard case .sequence(let items) = entry.value.value else {
      fields.reportType(
        "groups", at: entry.value.range, expected: ("a list of lists of words", "词的列表的列表"))
      return []
    }
    return items.compactMap { item in
      guard case .sequence(let words) = item.value else {
        fields.reportType("groups", at: item.range, expected: ("a list of words", "词的列表"))
        return nil
      }
      let texts = words.compactMap { word in word.text.map { Located($0, at: word.range) } }
      return Group(words: texts, range: item.range)
    }
  }
}
