internal import Diagnostics

/// A scenario, walked: the options that its answers choose, and where that ends.
struct ScenarioWalk: Sendable {
  /// How a walk ends.
  enum End: Hashable, Sendable {
    /// At an outcome, or at a wait node that is expected.
    case node(Int)
    /// In another tree, by its id.
    case tree(String)
    /// At a node for which the scenario has no answer.
    case missingAnswer(node: Int)
    /// At an answer that is part of no option's label.
    case unknownAnswer(Int, node: Int)
    /// At an answer that is part of several labels.
    case ambiguousAnswer(Int, node: Int, options: [Int])
    /// At a node that was passed before: the answers go round for ever.
    case loop(node: Int)
    /// At a mistake of the tree, by its number.
    case fault(Int)
    /// Nowhere: the scenario names a node that does not exist.
    case unknownNode
  }

  /// The nodes that were passed, in order, the last one included.
  private(set) var nodes: [Int] = []
  /// The options that were chosen.
  private(set) var options: [TreeFault.OptionPlace] = []
  /// Where it ends.
  private(set) var end = End.unknownNode

  /// Walks a scenario.
  ///
  /// - Complexity: O(passed nodes and their options).
  init(_ scenario: TreeScenario, of tree: Int, in network: TreeNetwork, places: FaultPlaces) {
    let member = network.members[tree]
    var answers: [Int: Int] = [:]
    var isKnown = Self.isKnown(scenario.outcome.value, of: member, in: network)
    for (place, answer) in scenario.answers.enumerated() {
      if let position = member.tree.position[answer.node.value] {
        answers[member.first + position] = place
      } else {
        isKnown = false
      }
    }
    guard var node = network.start(of: member) else {
      if let fault = places.fault(atStartOf: tree) { end = .fault(fault) }
      return
    }
    var passed: Set<Int> = []
    while true {
      nodes.append(node)
      guard passed.insert(node).inserted else {
        end = .loop(node: node)
        break
      }
      switch Self.step(scenario, answers[node], at: node, in: network, places) {
      case .end(let end):
        self.end = end
      case .option(let option):
        options.append(TreeFault.OptionPlace(node: node, option: option))
        if case .node(let next) = network.targets[node][option] {
          let other = network.member(of: next).entry.id
          if network.memberOfNode[next] == tree {
            node = next
            continue
          }
          end = .tree(other)
        } else if let fault = places.fault(atOption: option, of: node) {
          end = .fault(fault)
        }
      }
      break
    }
    if case .fault = end { return }
    // A name that does not exist explains every other failure, and so does a node that nobody
    // reaches.
    if !isKnown {
      end = .unknownNode
    } else if !reaches(scenario.outcome.value, in: network) {
      let names = scenario.answers.map(\.node.value) + [scenario.outcome.value]
      let numbers = names.compactMap { member.tree.position[$0] }.map { member.first + $0 }
      if let fault = numbers.lazy.compactMap(places.fault(cuttingOff:)).first {
        end = .fault(fault)
      }
    }
  }

  /// Whether the expected outcome exists: a node of the tree, or `tree:` and the id of a tree.
  static func isKnown(
    _ outcome: String, of member: TreeNetwork.Member, in network: TreeNetwork
  ) -> Bool {
    guard outcome.hasPrefix("tree:") else { return member.tree.position[outcome] != nil }
    return network.members.contains { $0.entry.id == outcome.dropFirst(5) }
  }

  private enum Step {
    case option(Int)
    case end(End)
  }

  private static func step(
    _ scenario: TreeScenario, _ answer: Int?, at number: Int, in network: TreeNetwork,
    _ places: FaultPlaces
  ) -> Step {
    let node = network.node(number)
    guard node.kind != .outcome else { return .end(.node(number)) }
    guard let answer else {
      if node.kind == .wait, node.id == scenario.outcome.value { return .end(.node(number)) }
      // Where there is one way on, nobody needs to say so.
      if node.kind == .stop, !node.options.isEmpty { return .option(0) }
      if node.kind == .wait, node.options.count == 1 { return .option(0) }
      let fault = node.options.isEmpty ? places.fault(atNode: number) : nil
      return .end(fault.map { .fault($0) } ?? .missingAnswer(node: number))
    }
    let matching = node.options(matching: scenario.answers[answer].label.value)
    if let option = matching.first, matching.count == 1 { return .option(option) }
    if let fault = places.fault(atNode: number) { return .end(.fault(fault)) }
    return .end(
      matching.isEmpty
        ? .unknownAnswer(answer, node: number)
        : .ambiguousAnswer(answer, node: number, options: matching))
  }
}

extension TreeNode {
  /// The options whose labels contain an answer; an answer that equals a label is that one alone.
  func options(matching answer: String) -> [Int] {
    let answer = answer.trimmed()
    let exact = options.indices.filter { options[$0].label.trimmed() == answer }
    return exact.isEmpty ? options.indices.filter { options[$0].label.contains(answer) } : exact
  }
}
