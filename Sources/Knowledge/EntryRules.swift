public import Diagnostics

/// The rules about single entries, with all that they know besides the entry: what they find stays
/// true while neither changes.
public struct EntryRules: Sendable {
  /// The register of facts.
  let facts: FactRegister
  /// Promises that no text may make, and their bytes in UTF-8.
  let promises: [(word: String, bytes: [UInt8])]
  /// Whether raw HTML in Markdown is kept.
  let allowsRawHTML: Bool

  /// Prepares the rules of a guide.
  public init(settings: SiteSettings = SiteSettings(), facts: FactRegister = FactRegister()) {
    self.facts = facts
    promises = settings.promises.map { ($0, Array($0.utf8)) }
    allowsRawHTML = settings.allowsRawHTML
  }

  /// Runs every rule on an entry, whose body is unpacked once for all of them.
  public func diagnostics(of entry: UnpackedEntry) -> [Diagnostic] {
    Self.rules.flatMap { $0(entry, self) }
  }

  /// The rules, each pure and independent of the others.
  private static let rules: [@Sendable (UnpackedEntry, EntryRules) -> [Diagnostic]] = [
    FactMismatch.check, ImageWithoutText.check, PromiseWord.check, MessageField.check,
    ForbiddenField.check, RawHTML.check, LongSentence.check,
  ]
}
