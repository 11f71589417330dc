import Diagnostics
@testable import Knowledge
import Testing

@Suite("Pictures of decision trees")
struct TreeLayoutTests {
  /// A tree with long words, several ways into a question, a loop and another tree.
  static func random(_ count: Int, seed: UInt64) -> DecisionTree {
    var random = SmallRandom(state: seed &* 2_654_435_761 + 1)
    let words = ["不确定", "成功", "没有记录，或者找不到这一笔", "a-very-long-word-without-any-break", "OK 好的"]
    return LargeTree.tree(count) { number in
      (0..<(1 + Int(random.next() % 5))).map { option in
        let label = words[Int(random.next() % 5)] + String(option)
        let roll = Int(random.next() % 10)
        if option == 0, number + 1 < count { return (label, "n\(number + 1)") }
        let target = number + 1 + Int(random.next() % 6)
        if roll < 3 || target >= count { return (label, "end") }
        return (label, roll == 9 ? "n\(number / 2)" : "n\(target)")
      }
    }
  }

  private func expectNoOverlap(_ layout: TreeLayout) {
    let frames = layout.boxes.map(\.frame) + layout.edges.map(\.labelFrame)
    let whole = TreeLayout.Frame(x: 0, y: 0, width: layout.width, height: layout.height)
    for (place, frame) in frames.enumerated() {
      #expect(
        frame.x >= whole.x && frame.y >= whole.y && frame.right <= whole.right
          && frame.bottom <= whole.bottom)
      for other in frames[(place + 1)...] { #expect(!frame.overlaps(other)) }
    }
    for edge in layout.edges {
      for (start, end) in zip(edge.points, edge.points.dropFirst()) {
        #expect(start.x == end.x || start.y == end.y)
        let line = TreeLayout.Frame(
          x: min(start.x, end.x), y: min(start.y, end.y), width: abs(end.x - start.x) + 1,
          height: abs(end.y - start.y) + 1)
        for (place, box) in layout.boxes.enumerated() where ![edge.from, edge.to].contains(place) {
          #expect(!line.overlaps(box.frame))
        }
        for other in layout.edges { #expect(!line.overlaps(other.labelFrame)) }
      }
    }
  }

  @Test("nothing overlaps", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func noOverlap(seed: UInt64) {
    expectNoOverlap(TreeLayout(Self.random(24, seed: seed)))
  }

  @Test("every node that the start reaches is drawn once, and every option has its line")
  func complete() throws {
    let tree = try #require(SmallGuide(SoundGuide.files).tree("main"))
    let layout = TreeLayout(tree)
    let nodes = layout.boxes.compactMap { box -> Int? in
      if case .node(let node) = box.content { node } else { nil }
    }
    #expect(nodes.sorted() == Array(tree.nodes.indices))
    #expect(layout.boxes.contains { $0.content == .back(3) })
    #expect(layout.boxes.contains { $0.content == .tree("other.md#bank") })
    // Two answers that lead to the same outcome share a line.
    #expect(layout.edges.count == 11)
    #expect(layout.edges.contains { $0.label == ["- 已过", "- 不清楚"] })
    expectNoOverlap(layout)
  }

  @Test("lines lead down, from the box of the question to that of the answer")
  func linesLeadDown() {
    let layout = TreeLayout(Self.random(30, seed: 9))
    for edge in layout.edges {
      let (from, to) = (layout.boxes[edge.from].frame, layout.boxes[edge.to].frame)
      #expect(edge.points.first?.y == from.bottom)
      #expect(edge.points.last.map { $0.y == to.y || $0.x == to.x } == true)
      #expect(zip(edge.points, edge.points.dropFirst()).allSatisfy { $0.y <= $1.y })
    }
  }

  @Test("the same tree is always drawn the same")
  func deterministic() {
    let tree = Self.random(40, seed: 3)
    let first = TreeSVG.svg(tree, title: "x") { $0 + ".html" }
    #expect(first == TreeSVG.svg(tree, title: "x") { $0 + ".html" })
  }

  @Test("hundreds of questions, and long lines past hundreds of layers, are laid out soon")
  func large() {
    #expect(TreeLayout(Self.random(300, seed: 5)).boxes.count > 300)
    let chain = LargeTree.tree(600) {
      [("是", $0 == 599 ? "end" : "n\($0 + 1)"), ("不确定", $0 < 598 ? "n599" : "end")]
    }
    #expect(TreeLayout(chain).edges.count > 1_100)
    #expect(
      TreeLayout(LargeTree.tree(1) { _ in (0..<500).map { ("\($0)", "end") } }).boxes.count == 2)
  }

  @Test("a tree without a start draws nothing")
  func noStart() {
    let tree = DecisionTree(
      start: Located("none", at: .fileStart), maxQuestions: nil, introduction: [], nodes: [],
      scenarios: [])
    #expect(TreeLayout(tree).boxes.isEmpty)
    #expect(TreeSVG.svg(tree, title: "") { _ in nil }.hasPrefix("<svg "))
  }

  @Test("lines are cut by the room that they take")
  func labels() {
    #expect(TreeLabel.lines("小票上写着什么？", width: 8) == ["小票上", "写着什么？"])
    #expect(TreeLabel.lines("是 POS 机还是码牌", width: 10) == ["是 POS 机", "还是码牌"])
    #expect(TreeLabel.lines("小票上写着，什么", width: 10) == ["小票上写着，", "什么"])
    #expect(TreeLabel.lines("流水里“合计”", width: 8) == ["流水里", "“合计”"])
    #expect(TreeLabel.lines("two words here", width: 9) == ["two words", "here"])
    #expect(TreeLabel.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    #expect(TreeLabel.lines("", width: 4) == [])
    // No end stands alone, and a break behind punctuation is better than lines of one length.
    #expect(TreeLabel.lines("交易显示什么结果？", width: 14) == ["交易显示", "什么结果？"])
    #expect(TreeLabel.lines("交易失败了，顾客那边呢？", width: 20) == ["交易失败了，", "顾客那边呢？"])
    #expect(TreeLabel.lines(String(repeating: "字", count: 500), width: 8).count == 8)
    #expect(TreeLabel.lines(String(repeating: "字", count: 500), width: 8).last == "字字字…")
  }

  @Test("no line ends within a word that the tree uses again and again")
  func bonds() {
    let tree = LargeTree.tree(4) { _ in [("顾客已付", "end"), ("机构说到账了", "end")] }
    let bonds = WordBonds(tree)
    #expect(TreeLabel.lines("问问顾客那边", width: 8) == ["问问顾", "客那边"])
    #expect(TreeLabel.lines("问问顾客那边", width: 8, bonds: bonds) == ["问问", "顾客那边"])
    #expect(TreeLabel.lines("钱没到账呢", width: 8, bonds: bonds) == ["钱没", "到账呢"])
  }
}
