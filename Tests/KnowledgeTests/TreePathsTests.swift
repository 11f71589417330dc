import Diagnostics
@testable import Knowledge
import Testing

@Suite("Ways through decision trees")
struct TreePathsTests {
  private func soundTree() throws -> DecisionTree {
    try #require(SmallGuide(SoundGuide.files).tree("main"))
  }

  /// A tree of questions in one line each: `a: b c`; names that begin with `w` wait, those in capital
  /// letters are outcomes.
  private func tree(_ lines: String...) -> DecisionTree {
    let nodes = lines.enumerated().map { number, line in
      let parts = line.split(separator: ":")
      let id = String(parts[0])
      let kind: TreeNode.Kind =
        id == id.uppercased() ? .outcome : id.hasPrefix("w") ? .wait : .question
      let targets = parts.count > 1 ? parts[1].split(separator: " ") : []
      return LargeTree.node(
        id, kind, line: number + 1,
        targets.enumerated().map { (label: "\($0)", target: String($1)) })
    }
    return DecisionTree(
      start: Located(nodes[0].id, at: .fileStart), maxQuestions: nil, introduction: [],
      nodes: nodes, scenarios: [])
  }

  @Test("a line for each way, with its outcome, other trees, and where it goes back")
  func lines() throws {
    #expect(
      TreePaths(try soundTree()).lines == [
        "result=成功 › due=没过 › wait=到点了还没到 ⇒ ↺ due",
        "result=成功 › due=没过 › wait=钱到了 ⇒ arrived",
        "result=成功 › due=已过 ⇒ ask", "result=成功 › due=不清楚 ⇒ ask",
        "result=失败 › hold=知道了 › debited=已经扣了 ⇒ ask",
        "result=失败 › hold=知道了 › debited=没扣 ⇒ retry",
        "result=失败 › hold=知道了 › debited=不知道 ⇒ tree:other#bank",
        "result=不确定 ⇒ ask",
      ])
    #expect(TreePaths(try soundTree()).count == 8)
  }

  @Test("only questions count, and going round counts nothing")
  func remaining() throws {
    let paths = TreePaths(try soundTree())
    #expect(paths.longest == 2)
    #expect(paths.remaining(at: "hold") == 1)
    #expect(paths.remaining(at: "wait") == 0)
    #expect(paths.remaining(at: "ask") == 0)
    #expect(paths.remaining(at: "nobody") == nil)
  }

  @Test("a node has one way in, or several")
  func oneWayIn() throws {
    let paths = TreePaths(try soundTree())
    #expect(paths.hasOneWayIn("result") && paths.answers(to: "result") == [])
    #expect(paths.hasOneWayIn("due"))
    let answers = try #require(paths.answers(to: "wait"))
    let labels = answers.map { paths.tree.nodes[$0.node].options[$0.option].label }
    #expect(labels == ["成功", "没过"])
    #expect(!paths.hasOneWayIn("ask") && paths.answers(to: "ask") == nil)
    #expect(paths.parents(of: "ask").count == 4)
    #expect(paths.parents(of: "due").count == 2)
  }

  @Test("weights say how often options are chosen; the others share the rest")
  func weights() {
    let text = """
      ---
      title: 分量
      start: a
      ---

      ## A {#a}

      - [常见](#end "80%")
      - [少见](#b "10%")
      - [不确定](#b)

      ## B {#b}

      - [是](#end)
      - [不知道](#end)

      ## 完 {#end .outcome}
      """
    let paths = DecisionTree.read(text).map { TreePaths($0) }
    #expect(paths?.tree.nodes.first?.shares == [0.8, 0.1, 0.1])
    #expect(paths.map { ($0.expectedQuestions * 100).rounded() } == 120)
    #expect(
      paths.map { TreeWeights($0).text(.english) } == """
        1.2 questions on average, 2 at most
        asked\tleft\tsaved\tquestion
        100%\t1.2\t0.8\tA [a]
        20%\t1\t0\tB [b]

        """)
    #expect(paths.map { TreeWeights($0).text(.chinese).hasPrefix("平均答 1.2 个问题，最多 2 个\n") } == true)
  }

  @Test("each reader of a tree is asked, or at its end", arguments: 0..<50)
  func everyReader(seed: Int) {
    var random = SmallRandom(state: UInt64(seed) &* 104_729 + 1)
    let count = 8
    let nodes = (0..<count).flatMap { number in
      let targets = (0..<3).map { _ in
        let target = number + 1 + Int(random.next() % UInt64(count - number))
        return target == count ? "E" : "n\(target)"
      }
      return self.tree("n\(number):\(targets.joined(separator: " "))").nodes
    }
    let paths = TreePaths(
      DecisionTree(
        start: Located("n0", at: .fileStart), maxQuestions: nil, introduction: [],
        nodes: nodes + self.tree("E").nodes, scenarios: []))
    // Readers and the questions they are asked are counted the one way and the other.
    let asked = TreeWeights(paths).questions.reduce(0) { $0 + $1.share }
    #expect(abs(asked - paths.expectedQuestions) < 1e-9)
    #expect(TreeWeights(paths).questions.allSatisfy { $0.saved >= 0 && $0.left >= 1 })
  }

  @Test("a loop with two entrances counts each of its questions once")
  func twoEntrances() {
    let paths = TreePaths(tree("a:b c", "b:w", "w:c E", "c:w2 E", "w2:b E", "E"))
    // From b over w to c, or from c over w2 to b: two questions either way.
    #expect(paths.remaining(at: "b") == 2 && paths.remaining(at: "c") == 2)
    #expect(paths.longest == 3)
    #expect(!paths.hasOneWayIn("b"))
  }

  @Test("a loop with one entrance leaves the countdown alone")
  func oneEntrance() {
    let paths = TreePaths(tree("a:b", "b:c E", "c:w E", "w:a E", "E"))
    #expect(["a", "b", "c", "w"].map { paths.remaining(at: $0) } == [3, 2, 1, 0])
  }

  @Test("the number of remaining questions never rises along a way", arguments: 0..<200)
  func neverRises(seed: Int) {
    var random = SmallRandom(state: UInt64(seed) &* 7919 + 1)
    let count = 7
    var lines = (0..<count).map { number in
      let name = "\(number % 3 == 2 ? "w" : "q")\(number)"
      let targets = (0..<2).map { _ in
        let target = Int(random.next() % UInt64(count + 2))
        return target >= count ? "E" : "\(target % 3 == 2 ? "w" : "q")\(target)"
      }
      return "\(name):\(targets.joined(separator: " "))"
    }
    lines.append("E")
    let nodes = lines
    let tree = DecisionTree(
      start: Located("q0", at: .fileStart), maxQuestions: nil, introduction: [],
      nodes: nodes.enumerated().flatMap { self.tree($1).nodes }, scenarios: [])
    let paths = TreePaths(tree)
    for way in simpleWays(tree) {
      let counts = way.map { paths.remaining[$0] }
      #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 >= $1 })
      for (place, node) in way.enumerated() {
        let questions = way[place...].count { tree.nodes[$0].kind == .question }
        #expect(paths.remaining[node] >= questions)
      }
    }
    #expect(paths.lines.count == paths.count)
  }

  /// Every way that passes no node twice, cut where it would.
  private func simpleWays(_ tree: DecisionTree) -> [[Int]] {
    var ways: [[Int]] = []
    func follow(_ way: [Int]) {
      guard let last = way.last else { return }
      var isEnd = tree.nodes[last].options.isEmpty
      for option in tree.nodes[last].options {
        guard case .node(let id) = option.target, let next = tree.position[id] else { continue }
        if way.contains(next) { isEnd = true } else { follow(way + [next]) }
      }
      if isEnd { ways.append(way) }
    }
    if let start = tree.position[tree.start.value] { follow([start]) }
    return ways
  }
}

/// Numbers that look random and are the same everywhere.
struct SmallRandom {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state >> 8
  }
}
