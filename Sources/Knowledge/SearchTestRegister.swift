public import Diagnostics
public import Markup

/// A query, and what it must find.
public struct SearchTest: Sendable {
  /// Something that is found: an entry, or an anchor or a node in it.
  public struct Target: Hashable, Sendable {
    /// The entry.
    public let key: EntryKey
    /// The anchor or the node; nil for any place in the entry.
    public let anchor: String?
  }

  /// What a reader types.
  public let query: Located<String>
  /// What answers it; the best one first.
  public let targets: [Target]
  /// Among how many results the first target must be.
  public let within: Int
}

/// The tests of the search that editors write: `content/search-tests.yml`.
public struct SearchTestRegister: Sendable {
  /// The tests in the order of the file.
  public let tests: [SearchTest]

  /// The file, relative to the guide's folder.
  public static let file = "content/search-tests.yml"

  /// Creates a register.
  public init(_ tests: [SearchTest] = []) {
    self.tests = tests
  }

  /// Reads a register.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - exists: whether the guide has an entry.
  /// - Returns: the tests that could be read, and what is wrong with the others.
  public static func parsed(
    _ source: Source, exists: (EntryKey) -> Bool
  ) -> (register: SearchTestRegister, diagnostics: [Diagnostic]) {
    var log: [Diagnostic] = []
    guard let root = YAMLNode.parsed(source, log: &log) else { return (SearchTestRegister(), log) }
    var fields = FieldReader(root, file: source.path, range: .fileStart)
    guard let entry = fields.entry("tests"), case .sequence(let items) = entry.value.value else {
      fields.reportMissing("tests")
      return (SearchTestRegister(), log + fields.finish())
    }
    log += fields.finish()
    let tests = items.compactMap { item -> SearchTest? in
      var fields = FieldReader(item, file: source.path, range: item.range)
      let query = fields.locatedText("query", required: true)
      let expected = fields.texts("expect", required: true)
      let within = fields.number("within") ?? 3
      log += fields.finish()
      let targets = expected.compactMap { target($0, source.path, exists, &log) }
      guard let query, !targets.isEmpty else { return nil }
      return SearchTest(query: query, targets: targets, within: within)
    }
    return (SearchTestRegister(tests), log)
  }

  /// `cause:network-failure` or `checklist:application#contract-party`.
  private static func target(
    _ text: Located<String>, _ file: String, _ exists: (EntryKey) -> Bool, _ log: inout [Diagnostic]
  ) -> SearchTest.Target? {
    let parts = text.value.split(separator: ":", maxSplits: 1).map(String.init)
    let names = parts.last?.split(separator: "#", maxSplits: 1).map(String.init) ?? []
    if parts.count == 2, let kind = EntryKind(rawValue: parts[0]), let id = names.first,
      exists(EntryKey(kind, id))
    {
      return SearchTest.Target(
        key: EntryKey(kind, id), anchor: names.count > 1 ? names[1] : nil)
    }
    log.append(
      Rule.unknownSearchTarget.breach(
        in: file, at: text.range, en: "'\(text.value)' is no entry of the guide",
        zh: "指南里没有“\(text.value)”"))
    return nil
  }
}

extension Rule {
  /// A search test that expects what does not exist.
  public static let unknownSearchTarget = Rule(
    "unknown-search-target", .error,
    en: "A search test names entries as kind:id, or kind:id#anchor. Correct the name.",
    zh: "搜索测试用“种类:id”或“种类:id#锚点”写出要找到的内容。请改正。",
    wrong: "expect: [cause:network]", right: "expect: [cause:network-failure]")
}
