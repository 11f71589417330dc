import Foundation
import Markup

/// As much of JSON Schema as the schemas of Clew use, over values of YAML.
struct SchemaValidator {
  private let schema: [String: Any]

  /// What a document of JSON Schema says.
  init(_ document: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(document.utf8))
    schema = value as? [String: Any] ?? [:]
  }

  /// Where a value does not keep to the schema; empty when it does.
  func faults(of node: YAMLNode) -> [String] {
    Self.faults(of: node, schema, at: "")
  }

  private static func faults(
    of node: YAMLNode, _ schema: [String: Any], at path: String
  ) -> [String] {
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] }
    if let types, types.isDisjoint(with: self.types(of: node)) { return ["\(path): type"] }
    if let words = schema["enum"] as? [Any] {
      let isNull = node.isNull && words.contains { $0 is NSNull }
      let isWord = words.contains { $0 as? String == node.text && node.text != nil }
      if !isNull && !isWord { return ["\(path): enum"] }
    }
    if let pattern = schema["pattern"] as? String, let text = node.text,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      return ["\(path): pattern"]
    }
    if let minimum = schema["minimum"] as? Int, let number = node.text.flatMap({ Int($0) }),
      number < minimum
    {
      return ["\(path): minimum"]
    }
    if case .sequence(let items) = node.value, let item = schema["items"] as? [String: Any] {
      return items.enumerated().flatMap { faults(of: $1, item, at: "\(path)/\($0)") }
    }
    guard case .mapping(let entries) = node.value else { return [] }
    return faults(of: entries, schema, at: path)
  }

  private static func faults(
    of entries: [YAMLNode.Entry], _ schema: [String: Any], at path: String
  ) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let keys = entries.map(\.key)
    let missing = (schema["required"] as? [String] ?? []).filter { !keys.contains($0) }
    return missing.map { "\(path)/\($0): required" }
      + entries.flatMap { entry -> [String] in
        let place = "\(path)/\(entry.key)"
        if let property = properties[entry.key] {
          return faults(of: entry.value, property, at: place)
        }
        if let other = schema["additionalProperties"] as? [String: Any] {
          return faults(of: entry.value, other, at: place)
        }
        return schema["additionalProperties"] as? Bool == false ? ["\(place): unknown"] : []
      }
  }

  /// What a value may be read as.
  private static func types(of node: YAMLNode) -> [String] {
    switch node.value {
    case .sequence: ["array"]
    case .mapping: ["object"]
    case .scalar where node.isNull: ["null"]
    case .scalar(let text, let isPlain):
      if isPlain, ["true", "false"].contains(text) {
        ["boolean"]
      } else if isPlain, Int(text) != nil {
        ["integer", "number"]
      } else {
        ["string"]
      }
    }
  }
}

extension [String] {
  fileprivate func isDisjoint(with others: [String]) -> Bool {
    !contains { others.contains($0) }
  }
}
