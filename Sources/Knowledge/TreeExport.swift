/// A decision tree in the languages of other tools.
public struct TreeExport: Sendable {
  /// The tree's id.
  public let id: String
  /// The tree's title.
  public let title: String
  /// The tree.
  public let tree: DecisionTree

  /// Prepares a tree for export.
  public init(id: String, title: String, tree: DecisionTree) {
    self.id = id
    self.title = title
    self.tree = tree
  }

  /// The nested outline, below the title.
  public var outline: String {
    "\(title)\n\n\(TreeOutline(tree).text)"
  }

  /// A flowchart for Mermaid.
  public var mermaid: String {
    var lines = ["flowchart TD"]
    var others = OtherTargets()
    for (number, node) in tree.nodes.enumerated() {
      let (open, close) = Self.mermaidShape(node.kind)
      lines.append("  n\(number)\(open)\"\(Self.mermaid(node.titleText))\"\(close)")
    }
    for (number, node) in tree.nodes.enumerated() {
      for option in node.options {
        let target = name(of: option.target, &others)
        lines.append("  n\(number) -->|\"\(Self.mermaid(option.label))\"| \(target)")
      }
    }
    for (name, text) in others.named { lines.append("  \(name)[[\"\(Self.mermaid(text))\"]]") }
    for kind in TreeNode.Kind.allCases {
      let names = tree.nodes.indices.filter { tree.nodes[$0].kind == kind }.map { "n\($0)" }
      if !names.isEmpty { lines.append("  class \(names.joined(separator: ",")) \(kind.rawValue)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A graph for Graphviz.
  public var dot: String {
    var lines = [
      "digraph \(Self.dot(id)) {", "  label=\(Self.dot(title)); labelloc=t; rankdir=TB;",
      "  node [shape=box, style=rounded];",
    ]
    var others = OtherTargets()
    for (number, node) in tree.nodes.enumerated() {
      let shape = Self.dotShape(node.kind)
      lines.append(
        "  n\(number) [label=\(Self.dot(node.titleText)), class=\"\(node.kind)\"\(shape)];")
    }
    for (number, node) in tree.nodes.enumerated() {
      for option in node.options {
        let target = name(of: option.target, &others)
        lines.append("  n\(number) -> \(target) [label=\(Self.dot(option.label))];")
      }
    }
    for (name, text) in others.named {
      lines.append("  \(name) [label=\(Self.dot(text)), style=dashed];")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  // MARK: Names and texts

  /// Options that lead to no node of this tree, with a name for each place.
  private struct OtherTargets {
    private(set) var named: [(name: String, text: String)] = []
    private var names: [String: String] = [:]

    mutating func name(of text: String) -> String {
      if let name = names[text] { return name }
      let name = "x\(named.count)"
      names[text] = name
      named.append((name, text))
      return name
    }
  }

  private func name(of target: TreeOption.Target, _ others: inout OtherTargets) -> String {
    switch target {
    case .node(let id): tree.position[id].map { "n\($0)" } ?? others.name(of: "? \(id)")
    case .file(let destination): others.name(of: TreePaths.treeName(destination))
    }
  }

  private static func mermaidShape(_ kind: TreeNode.Kind) -> (String, String) {
    switch kind {
    case .question: ("[", "]")
    case .outcome: ("([", "])")
    case .wait: ("{{", "}}")
    case .stop: ("[/", "/]")
    }
  }

  private static func dotShape(_ kind: TreeNode.Kind) -> String {
    switch kind {
    case .question: ""
    case .outcome: ", style=\"rounded,bold\""
    case .wait: ", shape=hexagon, style=solid"
    case .stop: ", shape=octagon, style=solid"
    }
  }

  /// A text between Mermaid's quotation marks, which know entities with a number sign only.
  private static func mermaid(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "#quot;"
      case "#": result += "#35;"
      case "&": result += "#amp;"
      case "<": result += "#lt;"
      case ">": result += "#gt;"
      case "`": result += "#96;"
      case "\\": result += "#92;"
      case _ where scalar.properties.isWhitespace: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A text in Graphviz's quotation marks.
  private static func dot(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.properties.isWhitespace: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
