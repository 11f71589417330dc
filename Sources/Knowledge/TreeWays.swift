/// The ways through one tree: its options as edges, and which of them only go back.
///
/// A depth-first walk in the order of the options tells the edges that go back to a node on the way;
/// without them no loop is left.
struct TreeWays: Sendable {
  /// The tree.
  let tree: DecisionTree
  /// The place of the first node; nil when `start` is no node.
  let start: Int?
  /// For each node and option, the place of the node to which it leads; nil elsewhere.
  let targets: [[Int?]]
  /// The same without options that lead elsewhere.
  let graph: TreeGraph
  /// The nodes, each before those to which its edges lead that do not go back.
  let order: [Int]
  /// For each node its place in ``order``.
  let rank: [Int]
  /// For each node, whether it is in a loop that can be entered at several places: then which edge
  /// goes back depends on where one came in.
  let isTied: [Bool]

  /// Walks a tree.
  init(_ tree: DecisionTree) {
    self.tree = tree
    start = tree.position[tree.start.value]
    targets = tree.nodes.map { node in
      node.options.map { option in
        guard case .node(let id) = option.target else { return nil }
        return tree.position[id]
      }
    }
    graph = TreeGraph(successors: targets.map { $0.compactMap { $0 } })
    order = Self.order(graph, from: start)
    var rank = [Int](repeating: 0, count: tree.nodes.count)
    for (place, node) in order.enumerated() { rank[node] = place }
    self.rank = rank
    isTied = Self.tied(graph, order, rank)
  }

  /// Where an option leads that does not go back; nil for one that does, or leads elsewhere.
  func forward(_ node: Int, _ option: Int) -> Int? {
    targets[node][option].flatMap { rank[$0] > rank[node] ? $0 : nil }
  }

  /// Whether an answer leads to a node without going back.
  func isWay(_ answer: TreePaths.Answer, to node: Int) -> Bool {
    rank[node] > rank[answer.node]
  }

  /// The nodes in the reverse of the order in which a depth-first walk leaves them.
  ///
  /// An edge goes back exactly if it leads to a node that is not behind its own in this order.
  private static func order(_ graph: TreeGraph, from start: Int?) -> [Int] {
    var isSeen = [Bool](repeating: false, count: graph.successors.count)
    var left: [Int] = []
    // Nodes that nothing reaches come first, so that they never stand in the way of the others.
    for root in (start.map { [$0] } ?? []) + graph.successors.indices where !isSeen[root] {
      isSeen[root] = true
      var frames: [(node: Int, next: Int)] = [(root, graph.successors[root].count)]
      // The last option is followed first, so that the first one comes first in the order.
      while let (node, next) = frames.last {
        guard next > 0 else {
          frames.removeLast()
          left.append(node)
          continue
        }
        frames[frames.count - 1].next -= 1
        let target = graph.successors[node][next - 1]
        guard !isSeen[target] else { continue }
        isSeen[target] = true
        frames.append((target, graph.successors[target].count))
      }
    }
    return left.reversed()
  }

  /// The nodes of loops into which several ways lead.
  ///
  /// A loop has one entrance if every way to an edge that goes back passes the node to which it goes.
  private static func tied(_ graph: TreeGraph, _ order: [Int], _ rank: [Int]) -> [Bool] {
    var isTied = [Bool](repeating: false, count: order.count)
    let back = order.flatMap { node in
      graph.successors[node].filter { rank[$0] <= rank[node] }.map { (from: node, to: $0) }
    }
    guard !back.isEmpty else { return isTied }
    let dominators = TreeDominators(graph, order, rank)
    let wrong = Set(back.filter { !dominators.isAlwaysBefore($0.to, $0.from) }.map(\.from))
    guard !wrong.isEmpty else { return isTied }
    for component in graph.components() where component.contains(where: wrong.contains) {
      for node in component { isTied[node] = true }
    }
    return isTied
  }
}

/// Which nodes every way to a node passes, in a graph whose edges never go back.
///
/// The last such node of each node is its parent in a tree; two nodes' last common ancestor there is
/// found in logarithmic steps by jumps whose lengths are powers of two less one.
private struct TreeDominators {
  private var parent: [Int]
  private var jump: [Int]
  private var depth: [Int]
  private let root: Int

  init(_ graph: TreeGraph, _ order: [Int], _ rank: [Int]) {
    // One more node stands before all nodes to which no edge leads.
    root = order.count
    parent = [Int](repeating: order.count, count: order.count + 1)
    jump = parent
    depth = [Int](repeating: 0, count: order.count + 1)
    var predecessors = [[Int]](repeating: [], count: order.count)
    for node in order {
      for target in graph.successors[node] where rank[target] > rank[node] {
        predecessors[target].append(node)
      }
    }
    for node in order {
      var common = predecessors[node].first ?? root
      for other in predecessors[node].dropFirst() { common = ancestor(common, other) }
      parent[node] = common
      depth[node] = depth[common] + 1
      let far = jump[common]
      let isSameLength = depth[common] - depth[far] == depth[far] - depth[jump[far]]
      jump[node] = isSameLength ? jump[far] : common
    }
  }

  /// Whether every way to a node passes another one.
  func isAlwaysBefore(_ first: Int, _ node: Int) -> Bool {
    lifted(node, to: depth[first]) == first
  }

  private func lifted(_ node: Int, to level: Int) -> Int {
    var node = node
    while depth[node] > level {
      node = depth[jump[node]] >= level ? jump[node] : parent[node]
    }
    return node
  }

  private func ancestor(_ first: Int, _ second: Int) -> Int {
    let level = min(depth[first], depth[second])
    var (left, right) = (lifted(first, to: level), lifted(second, to: level))
    while left != right {
      let canJump = jump[left] != jump[right]
      (left, right) = canJump ? (jump[left], jump[right]) : (parent[left], parent[right])
    }
    return left
  }
}
