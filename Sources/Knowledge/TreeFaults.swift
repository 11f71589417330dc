internal import Diagnostics

/// A mistake that cuts paths short, with what follows from it.
///
/// What follows is reported as notes on the mistake, never as an error of its own: nobody should
/// have to find out which of five errors is the one to mend.
struct TreeFault: Sendable {
  /// An option, by the number of its node and its place there.
  struct OptionPlace: Hashable, Sendable {
    let node: Int
    let option: Int
  }

  /// Where paths are cut.
  enum Place: Hashable, Sendable {
    /// At the very beginning of a tree.
    case start(tree: Int)
    /// At a node, whose options are not what its author meant.
    case node(Int)
    /// At options that lead nowhere.
    case options([OptionPlace])
  }

  /// Which rule is broken.
  let rule: Rule
  /// Where paths are cut.
  let place: Place
  /// The name that does not exist, where it is a name that is wrong.
  var name = ""
  /// The name that may be meant.
  var nearest: String?
  /// The nodes to which paths would go on if the mistake were mended; nil when nobody can tell.
  var mended: [Int]?
  /// The nodes that nobody reaches because of it, in order.
  var cutOff: [Int] = []
  /// The names of the scenarios that fail because of it.
  fileprivate(set) var scenarios: [String] = []
}

/// All mistakes that cut paths, with what follows from each; and how the scenarios end.
struct TreeFaults: Sendable {
  /// The mistakes, in the order of trees and nodes.
  private(set) var all: [TreeFault]
  /// The trees whose paths are cut somewhere: what nobody passes there says nothing.
  let cutTrees: Set<Int>
  /// For each tree, how each scenario ends.
  let walks: [[ScenarioWalk]]

  /// Every rule whose breach cuts paths; of two mistakes at one node the first explains more.
  private static let sources: [@Sendable (TreeNetwork) -> [TreeFault]] = [
    UnknownStart.faults, UnknownNode.faults, UnknownTree.faults, DuplicateNode.faults,
    OptionsNotLast.faults, MergedLists.faults, StrayItem.faults, DeadEnd.faults,
  ]

  /// Finds the mistakes of a network and groups what follows from them.
  ///
  /// - Complexity: O(nodes + options + answers).
  init(_ network: TreeNetwork) {
    all = Self.sources.flatMap { $0(network) }
    let unexplained = Self.explain(&all, in: network)
    all += UnreachableNode.faults(unexplained, in: network)
    cutTrees = Set(all.compactMap { $0.tree(in: network) })
    let places = FaultPlaces(all)
    walks = network.members.indices.map { tree in
      network.members[tree].tree.scenarios.map {
        ScenarioWalk($0, of: tree, in: network, places: places)
      }
    }
    for (tree, walks) in walks.enumerated() {
      for (walk, scenario) in zip(walks, network.members[tree].tree.scenarios) {
        if case .fault(let number) = walk.end { all[number].scenarios.append(scenario.name) }
      }
    }
  }

  /// The breaches of one rule.
  func breaches(of rule: Rule) -> [TreeFault] {
    all.filter { $0.rule == rule }
  }

  /// Hands every node that nobody reaches to the mistake that cuts it off; returns the others.
  private static func explain(_ faults: inout [TreeFault], in network: TreeNetwork) -> [Int] {
    var isReached = network.graph.reached(from: network.members.compactMap(network.start))
    for number in faults.indices {
      let mended = faults[number].mended ?? []
      faults[number].cutOff = take(mended, &isReached, in: network)
    }
    // Nobody can tell where an option leads that is none; the first one explains whatever its tree
    // still lacks.
    var explained: Set<Int> = []
    for number in faults.indices where faults[number].mended == nil {
      guard let tree = faults[number].tree(in: network), explained.insert(tree).inserted else {
        continue
      }
      let numbers = network.members[tree].numbers
      faults[number].cutOff += take(Array(numbers), &isReached, in: network)
    }
    return isReached.indices.filter { !isReached[$0] }
  }

  /// Marks everything behind some nodes as reached; returns what was not so before, in order.
  private static func take(
    _ starts: [Int], _ isReached: inout [Bool], in network: TreeNetwork
  ) -> [Int] {
    var taken: [Int] = []
    var waiting = starts
    while let node = waiting.popLast() {
      guard !isReached[node] else { continue }
      isReached[node] = true
      taken.append(node)
      waiting.append(contentsOf: network.graph.successors[node])
    }
    // A node whose id occurs twice is reported as such.
    return taken.filter { !network.isDuplicate($0) }.sorted()
  }
}

/// Finds the mistake at a place where a path is cut.
struct FaultPlaces {
  private var starts: [Int: Int] = [:]
  private var nodes: [Int: Int] = [:]
  private var options: [TreeFault.OptionPlace: Int] = [:]
  private var owners: [Int: Int] = [:]

  init(_ faults: [TreeFault]) {
    for (number, fault) in faults.enumerated() {
      switch fault.place {
      case .start(let tree): starts[tree] = number
      case .node(let node): if nodes[node] == nil { nodes[node] = number }
      case .options(let places): for place in places { options[place] = number }
      }
      for node in fault.cutOff { owners[node] = number }
    }
  }

  func fault(atStartOf tree: Int) -> Int? { starts[tree] }
  func fault(atNode node: Int) -> Int? { nodes[node] }
  /// The mistake because of which nobody reaches a node.
  func fault(cuttingOff node: Int) -> Int? { owners[node] }
  func fault(atOption option: Int, of node: Int) -> Int? {
    options[TreeFault.OptionPlace(node: node, option: option)]
  }
}

extension TreeFault {
  /// The tree whose paths it cuts.
  func tree(in network: TreeNetwork) -> Int? {
    switch place {
    case .start(let tree): tree
    case .node(let node): network.memberOfNode[node]
    case .options(let places): places.first.map { network.memberOfNode[$0.node] }
    }
  }

  /// What follows from it, as remarks below it.
  func consequences(in network: TreeNetwork) -> [Diagnostic.Note] {
    var notes: [Diagnostic.Note] = []
    if let first = cutOff.first {
      let names = cutOff.map { network.node($0).id }
      notes.append(
        network.note(
          en: "so no answer leads to \(names.quoted(.english))",
          zh: "所以没有回答能走到\(names.quoted(.chinese))", at: first))
    }
    if !scenarios.isEmpty {
      notes.append(
        Diagnostic.Note(
          en: "so these scenarios fail: \(scenarios.quoted(.english))",
          zh: "所以这些情景走不通：\(scenarios.quoted(.chinese))"))
    }
    return notes
  }
}

extension [String] {
  /// The names in quotation marks; past the third only how many there are.
  func quoted(_ language: MessageLanguage) -> String {
    let shown = prefix(3)
    let more = count - shown.count
    switch language {
    case .english:
      let list = shown.map { "'\($0)'" }.joined(separator: ", ")
      return more > 0 ? "\(list) and \(more) more" : list
    case .chinese:
      let list = shown.map { "“\($0)”" }.joined(separator: "、")
      return more > 0 ? "\(list)等 \(count) 个" : list
    }
  }
}
