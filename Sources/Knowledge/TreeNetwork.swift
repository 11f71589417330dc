internal import Diagnostics

/// All decision trees of a guide as one graph: an option may lead into another tree and back.
struct TreeNetwork: Sendable {
  /// One tree and the numbers of its nodes.
  struct Member: Sendable {
    /// The entry.
    let entry: Entry
    /// Its tree.
    let tree: DecisionTree
    /// The number of its first node; the others follow in the order of the file.
    let first: Int

    /// The numbers of its nodes.
    var numbers: Range<Int> { first..<first + tree.nodes.count }
  }

  /// Where an option leads.
  enum Target: Hashable, Sendable {
    /// A node.
    case node(Int)
    /// A node that does not exist: its id, and the number of the tree that should have it.
    case unknownNode(String, tree: Int)
    /// A file that is no tree, and the nearest one that is.
    case unknownTree(nearest: String?)
    /// The beginning of a tree whose `start` is wrong.
    case unknownStart
  }

  /// The trees, ordered by id.
  let members: [Member]
  /// For each node, the number of its tree.
  let memberOfNode: [Int]
  /// For each node, where its options lead.
  let targets: [[Target]]
  /// For each node, the nodes to which its options lead; wrong options are left out.
  let graph: TreeGraph

  /// Joins the trees of an index.
  ///
  /// - Complexity: O(nodes + options).
  init(_ index: EntryIndex) {
    var members: [Member] = []
    var memberOfNode: [Int] = []
    for entry in index.entries(.tree) {
      guard case .tree(let tree) = entry.content else { continue }
      let member = Member(entry: entry, tree: tree, first: memberOfNode.count)
      memberOfNode += tree.nodes.map { _ in members.count }
      members.append(member)
    }
    let resolver = TreeTargets(members: members, index: index)
    targets = members.indices.flatMap { number in
      members[number].tree.nodes.map { node in
        node.options.map { resolver.target(of: $0.target, from: number) }
      }
    }
    graph = TreeGraph(
      successors: targets.map { targets in
        targets.compactMap { if case .node(let number) = $0 { number } else { nil } }
      })
    self.members = members
    self.memberOfNode = memberOfNode
  }

  /// The node with a number.
  func node(_ number: Int) -> TreeNode {
    let member = self.member(of: number)
    return member.tree.nodes[number - member.first]
  }

  /// The tree that holds a node.
  func member(of number: Int) -> Member {
    members[memberOfNode[number]]
  }

  /// The number of a tree's first node; nil when its `start` is no node.
  func start(of member: Member) -> Int? {
    member.tree.position[member.tree.start.value].map { member.first + $0 }
  }

  /// Whether another node before it has the same id.
  func isDuplicate(_ number: Int) -> Bool {
    let member = self.member(of: number)
    return member.tree.position[node(number).id] != number - member.first
  }

  /// The file that holds a node.
  func file(of number: Int) -> String {
    member(of: number).entry.file
  }

  /// A remark that leads to a node's heading.
  func note(en: String, zh: String, at number: Int) -> Diagnostic.Note {
    Diagnostic.Note(
      en: en, zh: zh, file: file(of: number), position: node(number).range.start)
  }
}

/// Finds the nodes to which options lead.
private struct TreeTargets {
  let members: [TreeNetwork.Member]
  let index: EntryIndex
  let numbers: [EntryKey: Int]

  init(members: [TreeNetwork.Member], index: EntryIndex) {
    self.members = members
    self.index = index
    numbers = Dictionary(
      members.enumerated().map { ($1.entry.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func target(of target: TreeOption.Target, from number: Int) -> TreeNetwork.Target {
    switch target {
    case .node(let id): node(id, of: number)
    case .file(let destination): file(destination, from: members[number].entry)
    }
  }

  private func node(_ id: String, of number: Int) -> TreeNetwork.Target {
    let member = members[number]
    guard let place = member.tree.position[id] else { return .unknownNode(id, tree: number) }
    return .node(member.first + place)
  }

  private func file(_ destination: String, from entry: Entry) -> TreeNetwork.Target {
    switch index.target(of: destination, from: entry) {
    case .success(.node(let key, let id)):
      return numbers[key].map { node(id, of: $0) } ?? .unknownTree(nearest: nil)
    case .success(.entry(let key, anchor: _)):
      guard let number = numbers[key] else { return .unknownTree(nearest: nil) }
      let member = members[number]
      let start = member.tree.position[member.tree.start.value]
      return start.map { .node(member.first + $0) } ?? .unknownStart
    case .failure(.unknownAnchor(let id, let file, _)):
      let number = members.firstIndex { $0.entry.file == file }
      return number.map { .unknownNode(id, tree: $0) } ?? .unknownTree(nearest: nil)
    case .failure(.unknownFile(let nearest)): return .unknownTree(nearest: nearest)
    case .success, .failure: return .unknownTree(nearest: nil)
    }
  }
}
