/// A decision tree as a picture in SVG, with a link on every box.
///
/// The picture works alone: colours and fonts are presentation attributes, which any style sheet
/// overrides by its classes (`tree-box`, `tree-question`, `tree-outcome`, `tree-wait`, `tree-stop`,
/// `tree-now`, `tree-soon`, `tree-copy`, `tree-other`, `tree-line`, `tree-arrow`, `tree-label`,
/// `tree-background`). There is no style attribute, no style sheet and no script in it.
public enum TreeSVG {
  /// Draws a tree.
  ///
  /// - Parameters:
  ///   - tree: the tree.
  ///   - title: what the picture is called, for those who do not see it.
  ///   - href: the address of a node by its id; nil draws its box without a link.
  ///   - treeHref: the address of another tree by the address as written; nil draws no link.
  /// - Returns: the `svg` element, with a line break at its end.
  public static func svg(
    _ tree: DecisionTree, title: String, href: (String) -> String?,
    treeHref: (String) -> String? = { _ in nil }
  ) -> String {
    let layout = TreeLayout(tree)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tree\" role=\"document\""
        + " aria-label=\"\(escaped(title))\" width=\"\(layout.width)\" height=\"\(layout.height)\""
        + " viewBox=\"0 0 \(layout.width) \(layout.height)\" font-size=\"13\""
        + " font-family=\"system-ui, -apple-system, 'PingFang SC', 'Noto Sans CJK SC', "
        + "'Microsoft YaHei', sans-serif\">",
      "<rect class=\"tree-background\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
    ]
    lines += layout.edges.map { line($0) }
    lines += layout.edges.map { label($0) }
    for box in layout.boxes {
      let address: String? =
        switch box.content {
        case .node(let node), .copy(let node), .back(let node): href(tree.nodes[node].id)
        case .tree(let destination): treeHref(destination)
        case .unknown: nil
        }
      let drawing = drawing(of: box, in: tree)
      lines.append(address.map { "<a href=\"\(escaped($0))\">\(drawing)</a>" } ?? drawing)
    }
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  // MARK: Boxes

  private struct Look {
    let classes: String
    let fill: String
    let stroke: String
    /// How round the corners are.
    var radius = 6
    var isDashed = false
  }

  private static func look(_ content: TreeLayout.Content, in tree: DecisionTree) -> Look {
    switch content {
    case .node(let node): return look(tree.nodes[node])
    case .copy(let node), .back(let node):
      let look = look(tree.nodes[node])
      return Look(
        classes: look.classes + " tree-copy", fill: look.fill, stroke: look.stroke,
        radius: look.radius, isDashed: true)
    case .tree, .unknown:
      return Look(
        classes: "tree-box tree-other", fill: "#ffffff", stroke: "#6b7280", isDashed: true)
    }
  }

  private static func look(_ node: TreeNode) -> Look {
    switch node.kind {
    case .question:
      return Look(classes: "tree-box tree-question", fill: "#eff6ff", stroke: "#1d4ed8")
    case .wait: return Look(classes: "tree-box tree-wait", fill: "#fefce8", stroke: "#a16207")
    case .stop:
      return Look(classes: "tree-box tree-stop", fill: "#fff7ed", stroke: "#c2410c", radius: 0)
    case .outcome:
      let urgency = node.urgency == .none ? "" : " tree-\(node.urgency.rawValue)"
      let (fill, stroke) =
        node.urgency == .now ? ("#fef2f2", "#b91c1c") : ("#f0fdf4", "#15803d")
      return Look(
        classes: "tree-box tree-outcome" + urgency, fill: fill, stroke: stroke, radius: 14)
    }
  }

  private static func drawing(of box: TreeLayout.Box, in tree: DecisionTree) -> String {
    let look = look(box.content, in: tree)
    let frame = box.frame
    var text = "<g class=\"\(look.classes)\"><rect x=\"\(frame.x)\" y=\"\(frame.y)\""
    text += " width=\"\(frame.width)\" height=\"\(frame.height)\" rx=\"\(look.radius)\""
    text += " fill=\"\(look.fill)\" stroke=\"\(look.stroke)\""
    text += look.isDashed ? " stroke-dasharray=\"4 3\"/>" : "/>"
    text += "<text fill=\"#111827\">"
    for (number, line) in box.lines.enumerated() {
      let y = frame.y + TreeMeasure.padding + number * TreeMeasure.lineHeight + 13
      text += "<tspan x=\"\(frame.x + 10)\" y=\"\(y)\">\(escaped(line))</tspan>"
    }
    return text + "</text></g>"
  }

  // MARK: Lines

  /// A line with rounded corners, and an arrow at its end.
  private static func line(_ edge: TreeLayout.Edge) -> String {
    guard let first = edge.points.first, let last = edge.points.last else { return "" }
    var path = "M\(first.x) \(first.y)"
    for index in edge.points.indices.dropFirst().dropLast() {
      let (before, corner, after) = (
        edge.points[index - 1], edge.points[index], edge.points[index + 1]
      )
      let (enter, leave) = (toward(before, from: corner), toward(after, from: corner))
      path += "L\(enter.x) \(enter.y)Q\(corner.x) \(corner.y) \(leave.x) \(leave.y)"
    }
    path += "L\(last.x) \(last.y)"
    return "<path class=\"tree-line\" d=\"\(path)\" fill=\"none\" stroke=\"#6b7280\"/>"
      + arrow(edge.points)
  }

  /// The point a few pixels from a corner on the way to its neighbour.
  private static func toward(
    _ point: TreeLayout.Point, from corner: TreeLayout.Point
  ) -> TreeLayout.Point {
    let (x, y) = (point.x - corner.x, point.y - corner.y)
    let reach = min(5, (abs(x) + abs(y)) / 2)
    return TreeLayout.Point(x: corner.x + x.signum() * reach, y: corner.y + y.signum() * reach)
  }

  private static func arrow(_ points: [TreeLayout.Point]) -> String {
    guard points.count > 1, let tip = points.last else { return "" }
    let isAcross = points[points.count - 2].y == tip.y
    let corners =
      isAcross
      ? "\(tip.x) \(tip.y)L\(tip.x - 6) \(tip.y - 3)L\(tip.x - 6) \(tip.y + 3)"
      : "\(tip.x) \(tip.y)L\(tip.x - 3) \(tip.y - 6)L\(tip.x + 3) \(tip.y - 6)"
    return "<path class=\"tree-arrow\" d=\"M\(corners)Z\" fill=\"#6b7280\"/>"
  }

  private static func label(_ edge: TreeLayout.Edge) -> String {
    var text = "<text class=\"tree-label\" font-size=\"12\" fill=\"#374151\">"
    for (number, line) in edge.label.enumerated() {
      let y = edge.labelFrame.y + number * TreeMeasure.labelHeight + 12
      // Blanks at the beginning are not drawn: the place makes up for them.
      let isIndented = line.hasPrefix(TreePlan.Branch.indent)
      let x = edge.labelFrame.x + (isIndented ? 8 : 0)
      text += "<tspan x=\"\(x)\" y=\"\(y)\">\(escaped(line.trimmed()))</tspan>"
    }
    return text + "</text>"
  }

  /// A text between quotation marks or tags. It goes scalar by scalar: to a `Character`, `<` with an
  /// accent is not `<`.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
