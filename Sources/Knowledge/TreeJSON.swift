extension TreeExport {
  /// The tree as JSON, with what ``TreePaths`` measures; one node a line.
  ///
  /// `paths` is null where there are too many to count.
  public var json: String {
    let paths = TreePaths(tree)
    var text = "{\"id\": \(Self.quoted(id)), \"title\": \(Self.quoted(title)), "
    text += "\"start\": \(Self.quoted(tree.start.value)), "
    text += "\"max_questions\": \(tree.maxQuestions.map { String($0) } ?? "null"), "
    text += "\"longest\": \(paths.longest), "
    text += "\"expected\": \(Self.rounded(paths.expectedQuestions)), "
    text += "\"paths\": \(paths.count == .max ? "null" : String(paths.count)), \"nodes\": ["
    let nodes = tree.nodes.indices.map { json(of: $0, paths) }
    return text + (nodes.isEmpty ? "" : "\n  \(nodes.joined(separator: ",\n  "))\n") + "]}\n"
  }

  private func json(of number: Int, _ paths: TreePaths) -> String {
    let node = tree.nodes[number]
    var text = "{\"id\": \(Self.quoted(node.id)), \"kind\": \"\(node.kind.rawValue)\", "
    text += "\"title\": \(Self.quoted(node.titleText)), "
    if node.kind == .outcome { text += "\"urgency\": \"\(node.urgency.rawValue)\", " }
    if let recheck = node.recheck { text += "\"recheck\": \(Self.quoted(recheck)), " }
    if let period = node.period { text += "\"\(period.unit.rawValue)\": \(period.count), " }
    text += "\"remaining\": \(paths.remaining[number]), "
    let options = node.options.map { option in
      let weight = option.weight.map { ", \"weight\": \(Self.rounded($0))" } ?? ""
      return "{\"label\": \(Self.quoted(option.label)), \(Self.target(option.target))\(weight)}"
    }
    return text + "\"options\": [\(options.joined(separator: ", "))]}"
  }

  private static func target(_ target: TreeOption.Target) -> String {
    switch target {
    case .node(let id): "\"node\": \(quoted(id))"
    case .file(let destination): "\"file\": \(quoted(destination))"
    }
  }

  /// A number with at most two digits behind the point.
  public static func rounded(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return String(whole) }
    let digits = rest < 10 ? "0\(rest)" : String(rest)
    return "\(whole).\(digits.hasSuffix("0") ? String(digits.dropLast()) : digits)"
  }

  /// A text as JSON writes it; `<` is escaped too, so that it may stand in a page.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "<", "\u{2028}", "\u{2029}": result += escape(scalar)
      case _ where scalar.value < 0x20: result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
