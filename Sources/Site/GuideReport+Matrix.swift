internal import Diagnostics
internal import Knowledge
internal import Markup

extension GuideReport {
  /// Causes by solutions and trees: what leads to what, and the holes.
  func matrix() -> Section {
    let causes = index.entries(.cause)
    let solutions = index.entries(.solution)
    let trees = index.entries(.tree)
    let title = say("Causes, solutions and trees", "原因、办法和排查")
    guard !causes.isEmpty || !solutions.isEmpty else {
      return Section("matrix", title, table(title, [], []))
    }
    let corner = say("Cause", "原因")
    let heads = (solutions + trees).map { entry -> HTML in
      """
      <th scope="col" class="across \(entry.kind.rawValue)"><span>\(entry.title)</span></th>
      """
    }
    let rows = causes.map { cause -> HTML in
      let dots =
        (solutions.map { coverage.leads(cause.key, to: $0.key) }
        + trees.map { coverage.leads($0.key, to: cause.key) }).map(dot)
      return """
        <tr><th scope="row">\(cause.title)</th>\(dots.joined())\
        <td>\(holes(of: cause, solutions, trees))</td></tr>

        """
    }
    let treeRows = trees.map { tree -> HTML in
      let dots =
        solutions.map { dot(coverage.leads(tree.key, to: $0.key)) }
        + trees.map { dot($0.key != tree.key && coverage.leads(tree.key, to: $0.key)) }
      return """
        <tr class="tree"><th scope="row">\(tree.title)</th>\(dots.joined())<td></td></tr>

        """
    }
    let last = (solutions.map { holes(ofSolution: $0, causes, trees) } + trees.map { _ in HTML() })
      .map { "<td>\($0)</td>" as HTML }
    let body: HTML = """
      <p>\(explanation)</p>
      \(scrolled(title, """
      <table class="matrix">
      <thead><tr><th scope="col">\(corner)</th>\(heads.joined())\
      <th scope="col">\(say("Holes", "缺口"))</th></tr></thead>
      <tbody>
      \(rows.joined())\(treeRows.joined())\
      <tr><th scope="row">\(say("Holes", "缺口"))</th>\(last.joined())<td></td></tr>
      </tbody>
      </table>

      """))
      """
    return Section("matrix", title, body)
  }

  private var explanation: String {
    say(
      "A dot where a cause names a solution, a tree leads to a cause or a solution, or into another tree. Holes are in words.",
      "有点的地方：原因写了这个办法，排查走到这个原因、办法或另一棵排查。缺口用文字写明。")
  }

  private func dot(_ isThere: Bool) -> HTML {
    isThere ? "<td>●</td>" : "<td></td>"
  }

  private func holes(of cause: Entry, _ solutions: [Entry], _ trees: [Entry]) -> HTML {
    var holes: [String] = []
    if !solutions.contains(where: { coverage.leads(cause.key, to: $0.key) }) {
      holes.append(say("no solution", "没有办法"))
    }
    if !trees.contains(where: { coverage.leads($0.key, to: cause.key) }) {
      holes.append(say("in no tree", "没有排查走到"))
    }
    return holes.isEmpty ? HTML() : mark(holes.joined(separator: say(", ", "，")))
  }

  private func holes(
    ofSolution solution: Entry, _ causes: [Entry], _ trees: [Entry]
  ) -> HTML {
    if !causes.contains(where: { coverage.leads($0.key, to: solution.key) }) {
      return mark(say("no cause", "没有原因"))
    }
    // A tree that leads to a cause leads to its solutions as well.
    let isReached = trees.contains { tree in
      coverage.leads(tree.key, to: solution.key)
        || causes.contains {
          coverage.leads(tree.key, to: $0.key) && coverage.leads($0.key, to: solution.key)
        }
    }
    return isReached ? HTML() : mark(say("in no tree", "没有排查"))
  }
}
