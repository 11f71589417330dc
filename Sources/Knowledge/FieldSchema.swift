public import Diagnostics

/// Descriptions of keys as JSON Schema 2020-12, by which the tools of editors complete and check.
public struct FieldSchema: Sendable {
  private let language: MessageLanguage

  /// Creates a writer of schemas whose descriptions are in one language.
  public init(language: MessageLanguage) {
    self.language = language
  }

  /// The schema of the front matter of a kind.
  public func document(_ kind: EntryKind) throws -> String {
    try document(FieldDescription.fields(of: kind), title: kind.rawValue)
  }

  /// The schema of `content/site.yml`.
  public func siteDocument() throws -> String {
    try document(FieldDescription.site, title: "site")
  }

  private func document(_ fields: [FieldDescription], title: String) throws -> String {
    var schema = group(fields)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "clew \(title)"
    return try JSONValue.object(schema).document()
  }

  private func group(_ fields: [FieldDescription]) -> [String: JSONValue] {
    let properties = fields.map { field -> (String, JSONValue) in
      var schema = value(field.value, isRequired: field.isRequired)
      schema["description"] = .text(field.meaning(language))
      return (field.key, .object(schema))
    }
    var schema: [String: JSONValue] = [
      "type": "object", "additionalProperties": false,
      "properties": .object(Dictionary(properties) { first, _ in first }),
    ]
    let required = fields.filter(\.isRequired).map { JSONValue.text($0.key) }
    if !required.isEmpty { schema["required"] = .array(required) }
    return schema
  }

  /// A key without a value counts as one that is not there.
  private func value(
    _ value: FieldDescription.Value, isRequired: Bool
  ) -> [String: JSONValue] {
    func types(_ names: String...) -> JSONValue {
      .array((isRequired ? names : names + ["null"]).map { .text($0) })
    }
    // What YAML reads as a number or as true is a text where a text is asked for.
    let scalar: [String: JSONValue] = ["type": ["string", "number", "boolean"]]
    switch value {
    case .text:
      let schema: [String: JSONValue] = ["type": types("string", "number", "boolean")]
      return isRequired ? schema.merging(["pattern": #"\S"#]) { first, _ in first } : schema
    case .texts: return ["type": types("array"), "items": .object(scalar)]
    case .bool: return ["type": types("boolean")]
    case .number: return ["type": types("integer"), "minimum": 0]
    case .date:
      return ["type": types("string"), "pattern": #"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$"#]
    case .choice(let words):
      return ["enum": .array(words.map { .text($0) } + (isRequired ? [] : [.null]))]
    case .group(let fields):
      return group(fields).merging(["type": types("object")]) { _, type in type }
    case .groups(let fields): return ["type": types("array"), "items": .object(group(fields))]
    case .table: return ["type": types("object"), "additionalProperties": .object(scalar)]
    }
  }
}
