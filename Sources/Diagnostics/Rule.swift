/// What a diagnostic weighs.
public enum Severity: String, Comparable, CaseIterable, Sendable {
  /// The guide cannot be published.
  case error
  /// Something to mend; `--strict` makes it an error.
  case warning
  /// Something to know.
  case note

  /// Whether one severity weighs more than another: errors come first.
  public static func < (left: Self, right: Self) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }
}

/// A rule that content keeps, as `clew explain` tells it.
///
/// Every module declares its rules as static members in an extension, each beside the code that
/// checks it, and lists them in one array.
public struct Rule: Hashable, Sendable {
  /// The stable name, in kebab-case.
  public let code: String
  /// How grave a breach is.
  public let severity: Severity
  /// The rule in a sentence or two, with the way out.
  public let explanation: LocalizedText
  /// An example that breaks the rule.
  public let wrong: String
  /// The same example, mended.
  public let right: String

  /// Creates a rule.
  public init(
    _ code: String, _ severity: Severity, en: String, zh: String, wrong: String, right: String
  ) {
    self.code = code
    self.severity = severity
    self.explanation = LocalizedText(en: en, zh: zh)
    self.wrong = wrong
    self.right = right
  }

  /// Reports a breach of this rule.
  ///
  /// - Parameters:
  ///   - file: the file's path, relative to the guide's folder.
  ///   - range: the smallest part of the file that shows the fault.
  ///   - en: the message in English, which leads with the most specific word.
  ///   - zh: the message in Chinese.
  ///   - notes: what follows from it, and what else helps.
  ///   - fixes: mends that an editor may take over.
  /// - Returns: the finding.
  public func breach(
    in file: String, at range: SourceRange?, en: String, zh: String,
    notes: [Diagnostic.Note] = [], fixes: [Diagnostic.Fix] = []
  ) -> Diagnostic {
    Diagnostic(
      code: code, severity: severity, file: file, range: range,
      message: LocalizedText(en: en, zh: zh), notes: notes, fixes: fixes)
  }
}
