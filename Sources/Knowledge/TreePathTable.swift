extension TreePaths {
  /// How many lines, and how many answers in all, a table may have at most.
  static let tableLimit = (lines: 100_000, answers: 2_000_000)

  /// Whether every way can be written out; else ``lines`` holds options instead.
  public var isEnumerable: Bool {
    count <= Self.tableLimit.lines && answerCount <= Self.tableLimit.answers
  }

  /// A line for each way: `result=成功 › type=预授权 ⇒ preauth`.
  ///
  /// What stands behind `⇒` is the id of the outcome; `tree:ID` for a way into another tree; `↺ ID`
  /// for a way that comes back to a node it has passed; `? ID` for an option that leads nowhere.
  ///
  /// Where there are too many ways to write out, there is a line for each option of every node
  /// instead, `result=成功 → type`, behind a line that says so.
  public var lines: [String] {
    guard let start = ways.start else { return [] }
    return isEnumerable ? pathLines(from: start) : optionLines
  }

  /// The ways, in the order of the options.
  private func pathLines(from start: Int) -> [String] {
    var lines: [String] = []
    var steps: [String] = []
    // Each entry is a node that is still to be passed and the length of the way to it.
    var waiting: [(ending: String?, node: Int, step: String, depth: Int)] = [(nil, start, "", 0)]
    while let (ending, node, step, depth) = waiting.popLast() {
      if depth > 0 {
        steps.removeSubrange((depth - 1)...)
        steps.append(step)
      }
      if let ending {
        lines.append(Self.line(steps, ending))
        continue
      }
      let place = tree.nodes[node]
      guard place.kind != .outcome, !place.options.isEmpty else {
        lines.append(Self.line(steps, place.id))
        continue
      }
      for option in place.options.indices.reversed() {
        let step = "\(place.id)=\(place.options[option].label)"
        let target = ways.forward(node, option)
        waiting.append(
          (target == nil ? self.ending(node, option) : nil, target ?? node, step, depth + 1))
      }
    }
    return lines
  }

  private var optionLines: [String] {
    let total = count == .max ? "too many" : String(count)
    let note = "# \(total) paths: a line for each option instead"
    return [note]
      + tree.nodes.indices.flatMap { node in
        tree.nodes[node].options.indices.map { option in
          let target = ways.forward(node, option).map { tree.nodes[$0].id }
          let label = tree.nodes[node].options[option].label
          return "\(tree.nodes[node].id)=\(label) → \(target ?? ending(node, option))"
        }
      }
  }

  private static func line(_ steps: [String], _ ending: String) -> String {
    steps.isEmpty ? "⇒ \(ending)" : "\(steps.joined(separator: " › ")) ⇒ \(ending)"
  }

  /// Where an option ends that does not lead forward.
  private func ending(_ node: Int, _ option: Int) -> String {
    switch tree.nodes[node].options[option].target {
    case .node(let id): tree.position[id] == nil ? "? \(id)" : "↺ \(id)"
    case .file(let destination): TreePaths.treeName(destination)
    }
  }

  /// The address of another tree as scenarios write it: `tree:ID`, with the node where there is one.
  static func treeName(_ destination: String) -> String {
    let parts = destination.split(separator: "#", maxSplits: 1)
    let file = parts.first?.split(separator: "/").last ?? ""
    let id = file.hasSuffix(".md") ? file.dropLast(3) : file
    return "tree:\(id)" + (parts.count > 1 ? "#\(parts[1])" : "")
  }
}
