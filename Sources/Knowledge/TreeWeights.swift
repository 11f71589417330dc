public import Diagnostics

/// What each question of a tree costs its readers, and what it saves them.
///
/// Options are chosen as often as their weights say, else all equally often.
public struct TreeWeights: Sendable {
  /// One question.
  public struct Question: Sendable {
    /// The place of the node in ``DecisionTree/nodes``.
    public let node: Int
    /// How many readers are asked it, in parts of one.
    public let share: Double
    /// How many questions these are asked from there on average, this one included.
    public let left: Double
    /// How many questions fewer an answer leaves on average than the answer that leaves most.
    public let saved: Double
  }

  /// The measures of the tree.
  public let paths: TreePaths
  /// The questions that are reached, in the order in which readers may meet them.
  public let questions: [Question]

  /// Weighs the questions of a tree.
  public init(_ paths: TreePaths) {
    self.paths = paths
    let (ways, nodes) = (paths.ways, paths.tree.nodes)
    var share = [Double](repeating: 0, count: nodes.count)
    if let start = ways.start { share[start] = 1 }
    var questions: [Question] = []
    for node in ways.order where share[node] > 0 {
      var after = 0.0
      for (option, part) in nodes[node].shares.enumerated() {
        guard let target = ways.forward(node, option) else { continue }
        share[target] += share[node] * part
        after += part * Double(paths.remaining[target])
      }
      guard nodes[node].kind == .question else { continue }
      questions.append(
        Question(
          node: node, share: share[node], left: paths.expected[node],
          saved: max(0, Double(paths.remaining[node] - 1) - after)))
    }
    self.questions = questions
  }

  /// The weights as text: a sentence, then a line for each question, its numbers parted by tabs.
  public func text(_ language: MessageLanguage) -> String {
    let number = { TreeExport.rounded($0) }
    let (expected, longest) = (number(paths.expectedQuestions), paths.longest)
    let head = LocalizedText(
      en: "\(expected) questions on average, \(longest) at most\nasked\tleft\tsaved\tquestion\n",
      zh: "平均答 \(expected) 个问题，最多 \(longest) 个\n问到\t还要答\t省下\t问题\n")
    return questions.reduce(into: head(language)) { text, question in
      let node = paths.tree.nodes[question.node]
      text += "\(number(question.share * 100))%\t\(number(question.left))\t"
      text += "\(number(question.saved))\t\(node.titleText) [\(node.id)]\n"
    }
  }
}
