import Diagnostics
import Foundation
@testable import Knowledge
import Markup
import Testing

/// Trees made without a file, so that only the rules and measures take time.
enum LargeTree {
  /// Questions, each with a label and a target for every option, and one outcome, `end`.
  static func tree(
    _ count: Int, maxQuestions: Int? = nil, options: (Int) -> [(label: String, target: String)]
  ) -> DecisionTree {
    let questions = (0..<count).map { number in
      node("n\(number)", .question, line: number * 10 + 10, options(number))
    }
    return DecisionTree(
      start: Located("n0", at: .fileStart), maxQuestions: maxQuestions, introduction: [],
      nodes: questions + [node("end", .outcome, line: 5, [])], scenarios: [])
  }

  static func node(
    _ id: String, _ kind: TreeNode.Kind, line: Int, _ options: [(label: String, target: String)]
  ) -> TreeNode {
    let range = SourceRange(line: line, columns: 1..<2)
    return TreeNode(
      id: id, kind: kind, title: [.text(id)], body: [],
      options: options.map { option in
        TreeOption(
          label: option.label, target: .node(option.target), weight: nil, title: nil,
          range: range,
          targetRange: range)
      }, urgency: .none, recheck: nil, period: nil, strayItems: [], mergedItems: [],
      earlierOptions: [], range: range)
  }

  /// A guide of one tree.
  static func guide(_ tree: DecisionTree) -> UncheckedGuide {
    let entry = Entry(
      key: EntryKey(.tree, "large"), file: "content/trees/large.md", title: "大树", summary: "",
      keywords: [], keywordRanges: [], aliases: [], tags: [],
      isDraft: false, date: nil, updated: nil, reviewBy: nil,
      sources: [], language: nil, content: .tree(tree), titleAnchor: nil,
      frontMatterRange: .fileStart, bodyLine: 1, body: Entry.Body([], footnotes: []))
    return UncheckedGuide([entry])
  }
}

@Suite("Large decision trees", .serialized)
struct TreeSizeTests {
  private func codes(_ tree: DecisionTree) -> Set<String> {
    Set(LargeTree.guide(tree).diagnostics().map(\.code))
      .subtracting(["tree-without-scenario", "outcome-without-answer"])
  }

  private func threadSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Whether four times as much takes far less than sixteen times as long.
  private func isLinear(_ size: Int, _ make: (Int) -> DecisionTree) -> Bool {
    func seconds(_ tree: DecisionTree) -> Double {
      // The fastest of three, in the time of this thread, because other tests run beside it.
      (0..<3).map { _ in
        let start = threadSeconds()
        _ = LargeTree.guide(tree).diagnostics()
        _ = TreePaths(tree)
        return threadSeconds() - start
      }.min() ?? 0
    }
    let (small, large) = (make(size), make(size * 4))
    return seconds(large) < max(0.2, seconds(small) * 9)
  }

  @Test("a chain of 10,000 questions is one long path, and the stack holds")
  func chain() {
    let tree = LargeTree.tree(10_000, maxQuestions: 8) {
      [("是", $0 == 9_999 ? "end" : "n\($0 + 1)"), ("不确定", $0 == 9_999 ? "n0" : "end")]
    }
    #expect(codes(tree) == ["path-too-long", "loop-without-wait"])
    #expect(TreePaths(tree).longest == 10_000)
    #expect(TreePaths(tree).count == 10_001)
  }

  @Test("a chain is checked in linear time")
  func chainTime() {
    #expect(
      isLinear(1_000) { count in
        LargeTree.tree(count) {
          [("是", $0 == count - 1 ? "end" : "n\($0 + 1)"), ("不确定", "end")]
        }
      })
  }

  @Test("10,000 mistyped links are reported in linear time")
  func mistyped() {
    #expect(
      isLinear(1_000) { count in
        LargeTree.tree(count) {
          [("是", $0 == count - 1 ? "end" : "n\($0 + 1)"), ("不确定", "m\($0)")]
        }
      })
  }

  @Test("a question of many options is checked in linear time")
  func manyOptions() {
    #expect(
      isLinear(500) { count in
        LargeTree.tree(1) { _ in (0..<count).map { ("选项\($0)号", "end") } }
      })
  }

  @Test("ladders whose every rung leads to every later one are checked in linear time")
  func loopsThroughEverything() {
    #expect(
      isLinear(1_000) { count in
        LargeTree.tree(count) { number in
          [
            ("是", number == count - 1 ? "end" : "n\(number + 1)"), ("再来", "n\(number / 2)"),
            ("不确定", "end"),
          ]
        }
      })
  }

  @Test("10,000 nodes of which each is one of many ends are checked in linear time")
  func bushes() {
    #expect(
      isLinear(1_000) { count in
        LargeTree.tree(count) { number in
          [1, 2].map { (["是", "不确定"][$0 - 1], number * 2 + $0) }
            .map { ($0, $1 < count ? "n\($1)" : "end") }
        }
      })
  }

  @Test("a question that leads to itself is a loop, and one through a wait is none")
  func smallLoops() {
    let own = LargeTree.tree(1) { _ in [("是", "end"), ("再来", "n0"), ("不确定", "end")] }
    #expect(codes(own) == ["loop-without-wait"])
    #expect(TreePaths(own).lines == ["n0=是 ⇒ end", "n0=再来 ⇒ ↺ n0", "n0=不确定 ⇒ end"])
    let nodes = [
      LargeTree.node("q", .question, line: 1, [("等", "w"), ("不确定", "end")]),
      LargeTree.node("w", .wait, line: 2, [("再看", "q"), ("还等", "w")]),
      LargeTree.node("end", .outcome, line: 3, []),
    ]
    let waits = DecisionTree(
      start: Located("q", at: .fileStart), maxQuestions: nil, introduction: [], nodes: nodes,
      scenarios: [])
    #expect(codes(waits).isEmpty)
    #expect(TreePaths(waits).longest == 1)
    #expect(
      TreePaths(waits).lines == [
        "q=等 › w=再看 ⇒ ↺ q", "q=等 › w=还等 ⇒ ↺ w", "q=不确定 ⇒ end",
      ])
  }

  @Test("a ring of 10,000 nodes is one loop")
  func ring() {
    let tree = LargeTree.tree(10_000) { [("是", "n\(($0 + 1) % 10_000)"), ("不确定", "end")] }
    #expect(codes(tree) == ["loop-without-wait"])
    let found = LargeTree.guide(tree).diagnostics()
    #expect(found.filter { $0.code == "loop-without-wait" }.count == 1)
  }

  @Test("2 to the power of 200 ways are counted, not written out")
  func manyWays() throws {
    let tree = LargeTree.tree(200) {
      let next = $0 == 199 ? "end" : "n\($0 + 1)"
      return [("是", next), ("不确定", next)]
    }
    let paths = TreePaths(tree)
    #expect(paths.count == .max)
    #expect(!paths.isEnumerable)
    #expect(paths.lines.count == 401)
    #expect(paths.lines.first == "# too many paths: a line for each option instead")
    #expect(paths.lines.last == "n199=不确定 → end")
    #expect(paths.longest == 200)
    #expect(paths.expectedQuestions == 200)
  }

  @Test("ways that are few but long are not written out either")
  func longWays() {
    let tree = LargeTree.tree(5_000) {
      [("是", $0 == 4_999 ? "end" : "n\($0 + 1)"), ("不确定", "end")]
    }
    #expect(TreePaths(tree).count == 5_001)
    #expect(!TreePaths(tree).isEnumerable)
    #expect(TreePaths(tree).lines.first == "# 5001 paths: a line for each option instead")
  }

  @Test("questions that all lead to all later ones are measured without following every way")
  func dense() {
    let tree = LargeTree.tree(200) { number in
      (number + 1..<200).map { ("第\($0)个", "n\($0)") } + [("不确定", "end")]
    }
    #expect(TreePaths(tree).count == .max)
    #expect(TreePaths(tree).longest == 200)
    #expect(codes(tree).isEmpty)
  }
}
