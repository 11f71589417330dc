/// What the ways through a decision tree are like: how long, how many, and which lead where.
///
/// A way that comes back to a node it has passed, through a wait node, is cut there: it is the same
/// way again. So all ways together are a graph without loops, and everything here is one pass over
/// it. Options that lead into another tree end a way, as do options that lead nowhere.
///
/// - Complexity: O((nodes + options) × log nodes) to make.
public struct TreePaths: Sendable {
  /// One answer: the option of a node.
  public struct Answer: Hashable, Sendable {
    /// The place of the node in ``DecisionTree/nodes``.
    public let node: Int
    /// The place of the option in ``TreeNode/options``.
    public let option: Int
  }

  /// The tree.
  public let tree: DecisionTree
  /// For each node, the longest number of questions from there to the end, its own included.
  ///
  /// It never rises along a way. Going round a loop again counts nothing.
  public let remaining: [Int]
  /// For each node, the answers that lead to it, in the order of the file.
  public let parents: [[Answer]]
  /// For each node, how many ways lead from there to an end; `Int.max` stands for more.
  public let counts: [Int]
  /// For each node, how many questions a reader is asked from there on average, its own included.
  ///
  /// Options are chosen as often as their weights say, else all equally often.
  public let expected: [Double]

  /// How many answers all ways have together; `Int.max` stands for more.
  let answerCount: Int
  let ways: TreeWays
  private let entrances: [Int]

  /// Measures a tree, checked or not.
  public init(_ tree: DecisionTree) {
    self.tree = tree
    let ways = TreeWays(tree)
    self.ways = ways
    remaining = Self.remaining(ways)
    parents = Self.parents(ways)
    entrances = Self.entrances(ways, parents)
    let count = tree.nodes.count
    var counts = [Int](repeating: 1, count: count)
    var answers = [Int](repeating: 0, count: count)
    var expected = [Double](repeating: 0, count: count)
    for node in ways.order.reversed() {
      let (count, length) = Self.sums(node, ways, counts, answers)
      (counts[node], answers[node]) = (count, length)
      expected[node] = tree.nodes[node].kind == .question ? 1 : 0
      for (option, share) in tree.nodes[node].shares.enumerated() {
        guard let target = ways.forward(node, option) else { continue }
        expected[node] += share * expected[target]
      }
    }
    self.counts = counts
    self.expected = expected
    answerCount = ways.start.map { answers[$0] } ?? 0
  }

  /// The longest number of questions that any way asks.
  public var longest: Int { ways.start.map { remaining[$0] } ?? 0 }
  /// How many ways there are; `Int.max` stands for more.
  public var count: Int { ways.start.map { counts[$0] } ?? 0 }
  /// How many questions a reader is asked on average.
  public var expectedQuestions: Double { ways.start.map { expected[$0] } ?? 0 }

  /// The longest number of questions from a node to the end, its own included; nil without it.
  public func remaining(at id: String) -> Int? {
    tree.position[id].map { remaining[$0] }
  }

  /// The answers that lead to a node, in the order of the file.
  public func parents(of id: String) -> [Answer] {
    tree.position[id].map { parents[$0] } ?? []
  }

  /// Whether one chain of answers, and no other, leads from the start to a node.
  public func hasOneWayIn(_ id: String) -> Bool {
    tree.position[id].map { entrances[$0] == 1 } ?? false
  }

  /// The answers from the start to a node when there is one way in; nil when there are several,
  /// none, or more answers than a limit.
  public func answers(to id: String, atMost limit: Int = .max) -> [Answer]? {
    guard var node = tree.position[id], entrances[node] == 1 else { return nil }
    var chain: [Answer] = []
    while node != ways.start,
      let answer = parents[node].first(where: { ways.isWay($0, to: node) && entrances[$0.node] > 0 }
      )
    {
      guard chain.count < limit else { return nil }
      chain.append(answer)
      node = answer.node
    }
    return chain.reversed()
  }

  /// The nodes on a longest way, from the start.
  public var longestWay: [Int] {
    guard var node = ways.start else { return [] }
    var way = [node]
    while let next = tree.nodes[node].options.indices.compactMap({ ways.forward(node, $0) })
      .max(by: { remaining[$0] < remaining[$1] })
    {
      node = next
      way.append(node)
    }
    return way
  }

  // MARK: Measures

  private static func remaining(_ ways: TreeWays) -> [Int] {
    let nodes = ways.tree.nodes
    var remaining = [Int](repeating: 0, count: nodes.count)
    for component in ways.graph.components().reversed() {
      let isTied = component.contains { ways.isTied[$0] }
      let places = component.sorted { ways.rank[$0] > ways.rank[$1] }
      for node in places {
        let targets =
          isTied
          ? ways.graph.successors[node]
          : nodes[node].options.indices.compactMap {
            ways.forward(node, $0)
          }
        let own = nodes[node].kind == .question ? 1 : 0
        remaining[node] = own + (targets.map { remaining[$0] }.max() ?? 0)
      }
      guard isTied else { continue }
      // A loop with several entrances: each of its questions counts once, wherever one is in it.
      let members = Set(component)
      let behind = component.flatMap { ways.graph.successors[$0] }.filter { !members.contains($0) }
      let questions = component.filter { nodes[$0].kind == .question }.count
      let all = questions + (behind.map { remaining[$0] }.max() ?? 0)
      for node in component { remaining[node] = all }
    }
    return remaining
  }

  private static func parents(_ ways: TreeWays) -> [[Answer]] {
    var parents = [[Answer]](repeating: [], count: ways.tree.nodes.count)
    for (node, targets) in ways.targets.enumerated() {
      for (option, target) in targets.enumerated() {
        if let target { parents[target].append(Answer(node: node, option: option)) }
      }
    }
    return parents
  }

  /// For each node, how many ways lead to it from the start; 2 stands for more.
  private static func entrances(_ ways: TreeWays, _ parents: [[Answer]]) -> [Int] {
    var entrances = [Int](repeating: 0, count: ways.tree.nodes.count)
    for node in ways.order {
      if node == ways.start { entrances[node] = 1 }
      for answer in parents[node] where ways.isWay(answer, to: node) {
        entrances[node] = min(2, entrances[node] + entrances[answer.node])
      }
      if ways.isTied[node] { entrances[node] = min(2, entrances[node] * 2) }
    }
    return entrances
  }

  private static func sums(
    _ node: Int, _ ways: TreeWays, _ counts: [Int], _ answers: [Int]
  ) -> (count: Int, answers: Int) {
    let options = ways.tree.nodes[node].options.indices
    guard !options.isEmpty, ways.tree.nodes[node].kind != .outcome else { return (1, 0) }
    var sum = (count: 0, answers: 0)
    for option in options {
      let target = ways.forward(node, option)
      let count = target.map { counts[$0] } ?? 1
      sum.count = sum.count.addingUpToMax(count)
      sum.answers = sum.answers.addingUpToMax(count).addingUpToMax(target.map { answers[$0] } ?? 0)
    }
    return sum
  }
}

extension TreeNode {
  /// How often each option is chosen, in parts of one: its weight, and for those without one an
  /// equal part of what is left.
  public var shares: [Double] {
    guard !options.isEmpty else { return [] }
    let given = options.compactMap(\.weight).reduce(0, +)
    let open = options.filter { $0.weight == nil }.count
    let rest = open == 0 ? 0 : max(0, 100 - given) / Double(open)
    let sum = given + rest * Double(open)
    guard sum > 0 else { return options.map { _ in 1 / Double(options.count) } }
    return options.map { ($0.weight ?? rest) / sum }
  }
}

extension Int {
  /// The sum, or the greatest number when it is greater still.
  fileprivate func addingUpToMax(_ other: Int) -> Int {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    return isTooLarge ? .max : sum
  }
}
