/// A decision tree as a nested outline: the text alternative of its diagram.
///
/// Each node is opened once, where it is met first; elsewhere its line only names it. So the outline
/// has as many lines as the tree has options, and one.
public struct TreeOutline: Sendable {
  /// One line: an answer and what it leads to.
  public struct Line: Sendable {
    /// How deep it stands; the first question stands at 0.
    public let depth: Int
    /// The answer; nil for the first question.
    public let label: String?
    /// Where the answer leads.
    public let target: Target
  }

  /// Where a line leads.
  public enum Target: Hashable, Sendable {
    /// A node that is opened here, by its place; its options follow one level deeper.
    case opened(Int)
    /// A node that is opened elsewhere, by its place.
    case elsewhere(Int)
    /// A node on the way to this line: the answer goes back, by its place.
    case back(Int)
    /// Another tree, by the address as written.
    case tree(String)
    /// No node, by its id.
    case unknown(String)
  }

  /// The tree.
  public let tree: DecisionTree
  /// The lines in order.
  public let lines: [Line]

  /// Outlines a tree.
  ///
  /// - Complexity: O(nodes + options).
  public init(_ tree: DecisionTree) {
    self.tree = tree
    let ways = TreeWays(tree)
    var lines: [Line] = []
    var isOpened = [Bool](repeating: false, count: tree.nodes.count)
    var waiting: [(depth: Int, label: String?, from: Int, option: Int)] = []
    if ways.start != nil { waiting.append((0, nil, 0, 0)) }
    while let (depth, label, from, option) = waiting.popLast() {
      let target: Target
      if label == nil, let start = ways.start {
        target = .opened(start)
      } else {
        target = Self.target(ways, from, option, isOpened)
      }
      lines.append(Line(depth: depth, label: label, target: target))
      guard case .opened(let node) = target else { continue }
      isOpened[node] = true
      for option in tree.nodes[node].options.indices.reversed() {
        waiting.append((depth + 1, tree.nodes[node].options[option].label, node, option))
      }
    }
    self.lines = lines
  }

  private static func target(
    _ ways: TreeWays, _ node: Int, _ option: Int, _ isOpened: [Bool]
  ) -> Target {
    if let target = ways.forward(node, option) {
      return isOpened[target] ? .elsewhere(target) : .opened(target)
    }
    if let target = ways.targets[node][option] { return .back(target) }
    switch ways.tree.nodes[node].options[option].target {
    case .node(let id): return .unknown(id)
    case .file(let destination): return .tree(destination)
    }
  }

  /// The outline as text, a line each.
  ///
  ///     小票上写着什么？ [result]
  ///       - 成功 → 到账时间过了吗？ [due]
  ///         - 已过 ⇒ 请机构查 [ask]
  ///         - 没过 → 到点再看 [wait] …
  ///
  /// `⇒` leads to an outcome, `↺` goes back, `…` stands for options that are written elsewhere.
  public var text: String {
    lines.map(written).joined(separator: "\n") + "\n"
  }

  private func written(_ line: Line) -> String {
    // Deep chains would make the text grow with the square of their length.
    let indent = String(repeating: "  ", count: min(line.depth, 40))
    let start = line.label.map { "\(indent)- \($0) " } ?? ""
    switch line.target {
    case .opened(let place):
      let node = tree.nodes[place]
      let arrow = line.label == nil ? "" : node.kind == .outcome ? "⇒ " : "→ "
      return "\(start)\(arrow)\(node.titleText) [\(node.id)]"
    case .elsewhere(let place):
      let node = tree.nodes[place]
      return node.kind == .outcome
        ? "\(start)⇒ \(node.titleText) [\(node.id)]" : "\(start)→ \(node.titleText) [\(node.id)] …"
    case .back(let place):
      return "\(start)↺ \(tree.nodes[place].titleText) [\(tree.nodes[place].id)]"
    case .tree(let destination): return "\(start)⇒ \(TreePaths.treeName(destination))"
    case .unknown(let id): return "\(start)→ ? \(id)"
    }
  }
}
