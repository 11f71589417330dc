/// The languages in which Clew speaks to people.
public enum MessageLanguage: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh"
}

/// A text in each language that Clew speaks.
public struct LocalizedText: Hashable, Sendable {
  /// The English wording.
  public let english: String
  /// The Chinese wording.
  public let chinese: String

  /// Creates a text from its wordings.
  public init(en english: String, zh chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// The wording in one language.
  public func callAsFunction(_ language: MessageLanguage) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
