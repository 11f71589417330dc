public import Diagnostics

extension Attributes {
  /// How far from the end of a text the braces may begin.
  private static let longest = 2_000

  /// The attributes in braces at the end of a text, as Pandoc, kramdown and mdBook write them:
  /// `{#id .class key=value key="quoted value"}`.
  ///
  /// - Parameter text: a text, in which `\{` is shielded.
  /// - Returns: the attributes and the text without them; nil where it ends with none.
  static func parsed(atEndOf text: String) -> (
    attributes: Attributes, rest: String, braces: String
  )? {
    guard text.utf8.last(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "}") else {
      return nil
    }
    let trimmed = text.trimmingSpace
    // A quoted value may hold a brace, so the last one need not be the one that opens.
    var end = trimmed.endIndex
    for _ in 0..<8 {
      guard let open = trimmed[..<end].lastIndex(of: "{"),
        trimmed[open...].utf8.count <= longest
      else { return nil }
      var reader = AttributeReader(trimmed[open...].dropFirst().dropLast())
      if let attributes = reader.attributes() {
        return (attributes, String(trimmed[..<open]).trimmingSpace, String(trimmed[open...]))
      }
      end = open
    }
    return nil
  }
}

/// Reads what stands between braces.
private struct AttributeReader {
  private var rest: Substring

  init(_ text: Substring) {
    rest = text
    // kramdown writes a colon behind the brace.
    if rest.first == ":" { rest = rest.dropFirst() }
  }

  mutating func attributes() -> Attributes? {
    var result = Attributes(id: nil, classes: [], pairs: [], range: .fileStart)
    var isEmpty = true
    skipSpace()
    while let first = rest.first {
      switch first {
      case "#":
        rest = rest.dropFirst()
        guard let name = name(), result.id == nil else { return nil }
        result.id = name
      case ".":
        rest = rest.dropFirst()
        guard let name = name() else { return nil }
        result.classes.append(name)
      default:
        guard let key = name(), rest.first == "=" else { return nil }
        rest = rest.dropFirst()
        guard let value = value() else { return nil }
        result.pairs.append(Attributes.Pair(key: key, value: value))
      }
      isEmpty = false
      guard rest.isEmpty || skipSpace() else { return nil }
    }
    return isEmpty ? nil : result
  }

  /// Letters, digits and `-_:.` of any script.
  private mutating func name() -> String? {
    let name = rest.prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
    rest = rest[name.endIndex...]
    return name.isEmpty ? nil : String(name)
  }

  private mutating func value() -> String? {
    guard let quote = rest.first else { return nil }
    if quote == "\"" || quote == "'" {
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: quote) else { return nil }
      defer { rest = rest[rest.index(after: end)...] }
      return String(rest[..<end])
    }
    let value = rest.prefix { !$0.isWhitespace && !"\"'{}".contains($0) }
    rest = rest[value.endIndex...]
    return value.isEmpty ? nil : String(value)
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let behind = rest.drop(while: \.isWhitespace)
    defer { rest = behind }
    return behind.startIndex > rest.startIndex
  }
}

extension Rule {
  /// An id in braces with letters or digits in full width.
  public static let fullWidthID = Rule(
    "full-width-id", .warning,
    en: """
      Letters and digits of an id in braces are written in half width, as links and addresses \
      write them.
      """,
    zh: "花括号里的编号，字母和数字用半角，链接和网址里也这样写。",
    wrong: "## 费用 {#ｆｅｅｓ}", right: "## 费用 {#fees}")

  static let attributeRules: [Rule] = [.fullWidthID]
}
