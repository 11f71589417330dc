/// What is drawn of a tree: which questions in which layers, and what hangs below each.
struct TreePlan {
  /// One line down from a question: the answers that share it, and where they lead.
  struct Branch {
    var labels: [String]
    let content: TreeLayout.Content
  }

  /// A question, wait node or stop.
  struct Question {
    let node: Int
    let layer: Int
    /// What ends here.
    var leaves: [Branch] = []
    /// What goes on in a layer below: the content is a node that is a question too.
    var branches: [Branch] = []
  }

  let tree: DecisionTree
  /// The questions, each before those to which it leads.
  private(set) var questions: [Question] = []

  /// How many layers all lines may pass together before the others are cut short.
  private static let mostBends = 4_000

  init(_ tree: DecisionTree) {
    self.tree = tree
    let ways = TreeWays(tree)
    guard let start = ways.start else { return }
    let layers = Self.layers(ways, start)
    var isDrawn = [Bool](repeating: false, count: tree.nodes.count)
    var bends = 0
    for node in ways.order where layers[node] >= 0 {
      var question = Question(node: node, layer: layers[node])
      for branch in Self.branches(of: node, ways) {
        guard case .node(let target) = branch.content else {
          question.leaves.append(branch)
          continue
        }
        if layers[target] >= 0 {
          bends += layers[target] - layers[node]
          if bends <= Self.mostBends || layers[target] == layers[node] + 1 {
            question.branches.append(branch)
          } else {
            question.leaves.append(Branch(labels: branch.labels, content: .copy(target)))
          }
        } else {
          let content: TreeLayout.Content = isDrawn[target] ? .copy(target) : branch.content
          isDrawn[target] = true
          question.leaves.append(Branch(labels: branch.labels, content: content))
        }
      }
      questions.append(question)
    }
  }

  /// For each question that the start reaches, the length of the longest way to it; -1 for others.
  private static func layers(_ ways: TreeWays, _ start: Int) -> [Int] {
    var layers = [Int](repeating: -1, count: ways.tree.nodes.count)
    layers[start] = 0
    for node in ways.order where layers[node] >= 0 {
      for option in ways.tree.nodes[node].options.indices {
        guard let target = ways.forward(node, option), ways.tree.nodes[target].kind != .outcome
        else { continue }
        layers[target] = max(layers[target], layers[node] + 1)
      }
    }
    return layers
  }

  /// The options of a node; those that lead to the same place are one branch.
  private static func branches(of node: Int, _ ways: TreeWays) -> [Branch] {
    var branches: [Branch] = []
    var places: [TreeLayout.Content: Int] = [:]
    for (number, option) in ways.tree.nodes[node].options.enumerated() {
      let content = content(of: node, number, ways)
      if let place = places[content] {
        branches[place].labels.append(option.label)
      } else {
        places[content] = branches.count
        branches.append(Branch(labels: [option.label], content: content))
      }
    }
    return branches
  }

  private static func content(
    of node: Int, _ option: Int, _ ways: TreeWays
  ) -> TreeLayout.Content {
    if let target = ways.forward(node, option) { return .node(target) }
    if let target = ways.targets[node][option] { return .back(target) }
    switch ways.tree.nodes[node].options[option].target {
    case .node(let id): return .unknown(id)
    case .file(let destination): return .tree(destination)
    }
  }
}

extension TreePlan.Branch {
  /// What stands before the further lines of an answer in a list of them.
  static let indent = "  "

  /// The words beside its line: one answer, or a list of them.
  func label(width: Int, bonds: WordBonds) -> [String] {
    guard labels.count > 1 else {
      return TreeLabel.lines(labels.first ?? "", width: width, bonds: bonds)
    }
    let lines = labels.flatMap { label in
      TreeLabel.lines(label, width: width - 2, bonds: bonds).enumerated().map {
        ($0 == 0 ? "- " : Self.indent) + $1
      }
    }
    guard lines.count > TreeLabel.mostLines else { return lines }
    return lines[..<(TreeLabel.mostLines - 1)] + ["…"]
  }
}
