/// One finding about one place in one file.
public struct Diagnostic: Hashable, Sendable {
  /// A remark below a diagnostic.
  public struct Note: Hashable, Sendable {
    /// What it says.
    public let text: LocalizedText
    /// Another place that belongs to it: file and position.
    public let file: String?
    /// The position in `file`.
    public let position: SourcePosition?

    /// Creates a remark, with another place where one belongs to it.
    public init(
      en: String, zh: String, file: String? = nil, position: SourcePosition? = nil
    ) {
      self.text = LocalizedText(en: en, zh: zh)
      self.file = file
      self.position = position
    }

    /// "did you mean …", naming the nearest valid name; nil when none is near.
    public static func didYouMean(
      _ candidate: String?, file: String? = nil, at position: SourcePosition? = nil
    ) -> [Note] {
      guard let candidate else { return [] }
      return [
        Note(
          en: "did you mean '\(candidate)'?", zh: "是不是“\(candidate)”？", file: file,
          position: position)
      ]
    }
  }

  /// A mend: what to put in the place of a range.
  public struct Fix: Hashable, Sendable {
    /// How far a mend may be trusted.
    public enum Trust: Int, Comparable, Sendable {
      /// It keeps what the author means: `clew check --fix` makes it.
      case safe
      /// It is most likely what the author means: `clew check --fix-links` makes it.
      case likely
      /// Only the author can tell: an editor's tool offers it.
      case choice

      /// Whether one may be trusted further than another.
      public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// What the mend does, as a verb phrase.
    public let title: LocalizedText
    /// The part of the file to replace.
    public let range: SourceRange
    /// The new text.
    public let replacement: String
    /// How far it may be trusted.
    public let trust: Trust

    /// Creates a mend.
    public init(
      en: String, zh: String, range: SourceRange, replacement: String, trust: Trust = .choice
    ) {
      self.title = LocalizedText(en: en, zh: zh)
      self.range = range
      self.replacement = replacement
      self.trust = trust
    }
  }

  /// The rule's stable name.
  public var code: String
  /// How grave it is.
  public var severity: Severity
  /// The file's path, relative to the guide's folder, with `/`.
  public var file: String
  /// The smallest part of the file that shows the fault; nil when it concerns the whole file.
  public var range: SourceRange?
  /// The rule that is broken, with the names at hand.
  public var message: LocalizedText
  /// Consequences and help.
  public var notes: [Note]
  /// Mends.
  public var fixes: [Fix]

  /// Creates a diagnostic; content rules are reported through ``Rule/breach(in:at:en:zh:notes:fixes:)``.
  public init(
    code: String, severity: Severity, file: String, range: SourceRange?, message: LocalizedText,
    notes: [Note] = [], fixes: [Fix] = []
  ) {
    self.code = code
    self.severity = severity
    self.file = file
    self.range = range
    self.message = message
    self.notes = notes
    self.fixes = fixes
  }
}

extension Sequence<Diagnostic> {
  /// The findings in the order in which they are shown: path, place, code, message.
  public func sorted() -> [Diagnostic] {
    sorted { left, right in
      let (leftStart, rightStart) = (left.start, right.start)
      if left.file != right.file {
        return left.file.precedes(right.file)
      }
      if leftStart != rightStart { return leftStart < rightStart }
      if left.code != right.code { return left.code < right.code }
      return left.message.english < right.message.english
    }
  }

  /// How many findings have this severity.
  public func count(of severity: Severity) -> Int {
    reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }

  /// The findings with every warning made an error, as `--strict` asks.
  public func strict() -> [Diagnostic] {
    map { diagnostic in
      var copy = diagnostic
      if copy.severity == .warning { copy.severity = .error }
      return copy
    }
  }
}

extension Diagnostic {
  /// Where it begins, for sorting; what concerns a whole file comes first.
  fileprivate var start: SourcePosition {
    range?.start ?? SourcePosition(line: 0, column: 0)
  }
}
