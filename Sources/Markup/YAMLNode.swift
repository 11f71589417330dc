public import Diagnostics

/// A value of YAML, with its place in the file.
public struct YAMLNode: Sendable {
  /// What it is.
  public indirect enum Value: Sendable {
    /// A scalar; `isPlain` when it is written without quotation marks.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  /// One key of a mapping with its value.
  public struct Entry: Sendable {
    /// The key's text.
    public let key: String
    /// Where the key stands.
    public let keyRange: SourceRange
    /// The value.
    public let value: YAMLNode

    /// Creates an entry.
    public init(key: String, keyRange: SourceRange, value: YAMLNode) {
      self.key = key
      self.keyRange = keyRange
      self.value = value
    }

    /// From the key to the end of its value in the same line.
    public var range: SourceRange {
      let end = value.range.start.line == keyRange.start.line ? value.range.end : keyRange.end
      return SourceRange(keyRange.start, end)
    }
  }

  /// What it is.
  public let value: Value
  /// Where it stands: to its end for what fits a line, else its first line.
  public let range: SourceRange

  /// Creates a value.
  public init(value: Value, range: SourceRange) {
    self.value = value
    self.range = range
  }

  /// Whether it is empty, `~` or `null`.
  public var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = value else { return false }
    return Self.isNull(text)
  }

  /// Whether a scalar without quotation marks means nothing.
  static func isNull(_ text: String) -> Bool {
    ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The text of a scalar that is not null.
  public var text: String? {
    guard case .scalar(let text, _) = value, !isNull else { return nil }
    return text
  }

  /// The entries of a mapping; none for anything else.
  public var entries: [Entry] {
    guard case .mapping(let entries) = value else { return [] }
    return entries
  }

  /// The value of a key of a mapping.
  public subscript(key: String) -> YAMLNode? {
    entries.first { $0.key == key }?.value
  }

  /// The first list within it that has more items.
  func list(longerThan count: Int) -> YAMLNode? {
    switch value {
    case .scalar: nil
    case .sequence(let items):
      items.count > count ? self : items.lazy.compactMap { $0.list(longerThan: count) }.first
    case .mapping(let entries):
      entries.lazy.compactMap { $0.value.list(longerThan: count) }.first
    }
  }
}
