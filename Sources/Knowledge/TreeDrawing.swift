/// The boxes and lines of a picture, made from a plan, and the cells in layers that hold them.
///
/// A question with all that hangs below it is one cell, the label of a line another; where a line
/// passes a layer, it has a cell of its own there, so that no box ever stands in its way.
struct TreeDrawing {
  /// A part of a picture that stands in one layer.
  struct Cell {
    let layer: Int
    let width: Int
    let height: Int
    /// From its left side to the line that enters and leaves it.
    let port: Int
    /// Cells of the layer below to which lines lead, and of the layer above.
    var below: [Int] = []
    var above: [Int] = []
    /// Where lines leave it, from its upper side.
    var exit: Int
  }

  private(set) var cells: [Cell] = []
  /// The cells of each layer, from left to right as they were met.
  private(set) var layers: [[Int]] = []
  private(set) var boxes: [TreeLayout.Box] = []
  private(set) var edges: [TreeLayout.Edge] = []
  /// For each edge that goes on below, its cells from top to bottom, those of its ends included.
  private var chains: [(edge: Int, cells: [Int])] = []
  /// For each box, the cell in which it stands.
  private var cellOfBox: [Int] = []
  /// For each edge, the cell in which its label stands.
  private var cellOfLabel: [Int] = []
  private let bonds: WordBonds

  /// Makes everything but places; frames are relative to their cells.
  init(_ plan: TreePlan) {
    bonds = WordBonds(plan.tree)
    var cellOfNode: [Int: Int] = [:]
    var boxOfNode: [Int: Int] = [:]
    for question in plan.questions {
      cellOfNode[question.node] = cells.count
      boxOfNode[question.node] = boxes.count
      addQuestion(question, plan.tree)
    }
    for question in plan.questions {
      for branch in question.branches {
        guard case .node(let target) = branch.content, let from = cellOfNode[question.node],
          let to = cellOfNode[target], let upper = boxOfNode[question.node],
          let lower = boxOfNode[target]
        else { continue }
        let label = branch.label(width: TreeMeasure.labelPlaces, bonds: bonds)
        addChain(label, from: from, to: to)
        edges.append(
          TreeLayout.Edge(
            from: upper, to: lower, label: label,
            labelFrame: Self.labelFrame(label, x: TreeMeasure.labelGap + 1, y: 0), points: []))
      }
    }
    for cell in cells.indices {
      while layers.count <= cells[cell].layer { layers.append([]) }
      layers[cells[cell].layer].append(cell)
    }
  }

  // MARK: Making

  private mutating func addQuestion(_ question: TreePlan.Question, _ tree: DecisionTree) {
    let cell = cells.count
    let lines = TreeLabel.lines(
      tree.nodes[question.node].titleText, width: TreeMeasure.questionPlaces, bonds: bonds)
    let height = TreeMeasure.boxHeight(lines.count)
    let box = boxes.count
    addBox(
      .node(question.node), lines,
      TreeLayout.Frame(x: 0, y: 0, width: TreeMeasure.questionWidth, height: height), in: cell)
    var y = height
    for leaf in question.leaves {
      let label = leaf.label(width: TreeMeasure.labelPlaces, bonds: bonds)
      let labelFrame = Self.labelFrame(
        label, x: TreeMeasure.port + TreeMeasure.labelGap, y: y + TreeMeasure.step)
      let lines = TreeLabel.lines(
        Self.text(leaf.content, tree), width: TreeMeasure.leafPlaces, bonds: bonds)
      let frame = TreeLayout.Frame(
        x: TreeMeasure.indent, y: labelFrame.bottom + 2, width: TreeMeasure.leafWidth,
        height: TreeMeasure.boxHeight(lines.count))
      let middle = frame.y + frame.height / 2
      edges.append(
        TreeLayout.Edge(
          from: box, to: boxes.count, label: label, labelFrame: labelFrame,
          points: [
            TreeLayout.Point(x: TreeMeasure.port, y: height),
            TreeLayout.Point(x: TreeMeasure.port, y: middle),
            TreeLayout.Point(x: TreeMeasure.indent, y: middle),
          ]))
      cellOfLabel.append(cell)
      addBox(leaf.content, lines, frame, in: cell)
      y = frame.bottom
    }
    cells.append(
      Cell(
        layer: question.layer * 2, width: TreeMeasure.questionWidth, height: y,
        port: TreeMeasure.port, exit: height))
  }

  private mutating func addBox(
    _ content: TreeLayout.Content, _ lines: [String], _ frame: TreeLayout.Frame, in cell: Int
  ) {
    boxes.append(TreeLayout.Box(content: content, lines: lines, frame: frame))
    cellOfBox.append(cell)
  }

  /// Adds the cells of a line between two questions: its label below the upper one, then bends.
  private mutating func addChain(_ label: [String], from: Int, to: Int) {
    var chain = [from]
    for layer in cells[from].layer + 1..<cells[to].layer {
      let isLabel = chain.count == 1
      let height = isLabel ? label.count * TreeMeasure.labelHeight : 0
      chain.append(cells.count)
      cells.append(
        Cell(
          layer: layer,
          width: isLabel ? TreeMeasure.labelGap + TreeMeasure.labelWidth(label) + 1 : 2,
          height: height, port: 1, exit: height))
    }
    chain.append(to)
    for (upper, lower) in zip(chain, chain.dropFirst()) {
      cells[upper].below.append(lower)
      cells[lower].above.append(upper)
    }
    cellOfLabel.append(chain[1])
    chains.append((edges.count, chain))
  }

  private static func labelFrame(_ label: [String], x: Int, y: Int) -> TreeLayout.Frame {
    TreeLayout.Frame(
      x: x, y: y, width: TreeMeasure.labelWidth(label),
      height: label.count * TreeMeasure.labelHeight)
  }

  private static func text(_ content: TreeLayout.Content, _ tree: DecisionTree) -> String {
    switch content {
    case .node(let node), .copy(let node): tree.nodes[node].titleText
    case .back(let node): "↺ \(tree.nodes[node].titleText)"
    case .tree(let destination): "→ \(TreePaths.treeName(destination).dropFirst(5))"
    case .unknown(let id): "? \(id)"
    }
  }

  // MARK: Placing

  /// Moves everything to where its cell stands.
  mutating func place(_ placement: TreePlacement) {
    for box in boxes.indices {
      let origin = placement.origins[cellOfBox[box]]
      boxes[box].frame.x += origin.x
      boxes[box].frame.y += origin.y
    }
    for edge in edges.indices {
      let origin = placement.origins[cellOfLabel[edge]]
      edges[edge].labelFrame.x += origin.x
      edges[edge].labelFrame.y += origin.y
      for point in edges[edge].points.indices {
        edges[edge].points[point].x += origin.x
        edges[edge].points[point].y += origin.y
      }
    }
    for (edge, chain) in chains { edges[edge].points = points(chain, placement) }
  }

  /// The corners of a line: down from cell to cell, across on the tracks between their layers.
  private func points(_ chain: [Int], _ placement: TreePlacement) -> [TreeLayout.Point] {
    var points: [TreeLayout.Point] = []
    for (upper, lower) in zip(chain, chain.dropFirst()) {
      let (from, to) = (placement.origins[upper], placement.origins[lower])
      let (left, right) = (from.x + cells[upper].port, to.x + cells[lower].port)
      if points.isEmpty { points.append(TreeLayout.Point(x: left, y: from.y + cells[upper].exit)) }
      guard left != right else { continue }
      let track = placement.tracks[upper]
      points.append(TreeLayout.Point(x: left, y: track))
      points.append(TreeLayout.Point(x: right, y: track))
    }
    if let last = chain.last {
      let origin = placement.origins[last]
      points.append(TreeLayout.Point(x: origin.x + cells[last].port, y: origin.y))
    }
    return points
  }
}
