/// A directed graph of numbered nodes, as the rules of decision trees look at it.
///
/// Nothing here recurses: a chain of any length leaves the call stack as it is. Every function
/// takes time linear in nodes and edges.
struct TreeGraph: Sendable {
  /// For each node, the nodes to which its edges lead, in order; the same node may occur twice.
  let successors: [[Int]]

  /// Which nodes can be reached from some of them; those are reached themselves.
  func reached(from starts: [Int]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: successors.count)
    var waiting = starts
    while let node = waiting.popLast() {
      guard !isReached[node] else { continue }
      isReached[node] = true
      waiting.append(contentsOf: successors[node])
    }
    return isReached
  }

  /// The graph with every edge turned round.
  var reversed: TreeGraph {
    var predecessors = [[Int]](repeating: [], count: successors.count)
    for (node, targets) in successors.enumerated() {
      for target in targets { predecessors[target].append(node) }
    }
    return TreeGraph(successors: predecessors)
  }

  /// The graph without the edges that leave some nodes.
  func cut(where isCut: (Int) -> Bool) -> TreeGraph {
    TreeGraph(successors: successors.enumerated().map { isCut($0) ? [] : $1 })
  }

  /// The strongly connected components, each before those to which it leads.
  ///
  /// Tarjan's algorithm, with its call stack kept in `frames`.
  func components() -> [[Int]] {
    let unseen = -1
    var order = [Int](repeating: unseen, count: successors.count)
    var lowest = order
    var isOpen = [Bool](repeating: false, count: successors.count)
    var open: [Int] = []
    var found: [[Int]] = []
    var seen = 0
    for root in successors.indices where order[root] == unseen {
      var frames: [(node: Int, next: Int)] = [(root, 0)]
      while let (node, next) = frames.last {
        if next == 0 {
          (order[node], lowest[node]) = (seen, seen)
          seen += 1
          open.append(node)
          isOpen[node] = true
        }
        // The next edge that leads to a node nobody has seen is followed first.
        var edge = next
        while edge < successors[node].count, order[successors[node][edge]] != unseen {
          let target = successors[node][edge]
          if isOpen[target] { lowest[node] = min(lowest[node], order[target]) }
          edge += 1
        }
        if edge < successors[node].count {
          frames[frames.count - 1].next = edge + 1
          frames.append((successors[node][edge], 0))
          continue
        }
        frames.removeLast()
        if let parent = frames.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
        guard lowest[node] == order[node], let start = open.lastIndex(of: node) else { continue }
        found.append(open[start...].sorted())
        for member in open[start...] { isOpen[member] = false }
        open.removeSubrange(start...)
      }
    }
    return found.reversed()
  }

  /// A shortest way round: from a node back to itself, within some nodes; the node stands first.
  func cycle(through start: Int, within members: Set<Int>) -> [Int] {
    var parent: [Int: Int] = [:]
    var queue = [start]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for target in successors[node] where members.contains(target) {
        if target == start {
          var way = [node]
          while let last = way.last, last != start, let before = parent[last] { way.append(before) }
          return way.reversed()
        }
        if parent[target] == nil {
          parent[target] = node
          queue.append(target)
        }
      }
    }
    return []
  }
}
