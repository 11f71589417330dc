internal import Diagnostics
internal import Knowledge
internal import Markup

extension GuideReport {
  /// Every tree as a picture, with what its questions save and how its scenarios end.
  func trees() -> Section {
    let title = say("Decision trees", "排查")
    let entries = index.entries(.tree)
    guard !entries.isEmpty else { return Section("trees", title, table(title, [], [])) }
    return Section("trees", title, entries.map(tree).joined())
  }

  private func tree(_ entry: Entry) -> HTML {
    guard case .tree(let tree) = entry.content else { return HTML() }
    // A tree with a mistake may have no beginning, or paths that nobody can count.
    let picture = result.guide == nil ? untold() : picture(entry, tree)
    return """
      <h3 id="tree-\(entry.id)">\(entry.title)</h3>
      \(picture)\(scenarios(entry))
      """
  }

  private func picture(_ entry: Entry, _ tree: DecisionTree) -> HTML {
    let weights = TreeWeights(TreePaths(tree))
    let expected = TreeExport.rounded(weights.paths.expectedQuestions)
    let head = say(
      "\(expected) questions on average, \(weights.paths.longest) at most, \(weights.paths.count) paths.",
      "平均答 \(expected) 个问题，最多 \(weights.paths.longest) 个，\(weights.paths.count) 条路。")
    let svg = HTML(unescaped: TreeSVG.svg(tree, title: entry.title) { _ in nil })
    let rows = weights.questions.map { question -> HTML in
      let saved = TreeExport.rounded(question.saved)
      // What is asked last saves nothing: it chooses between outcomes.
      return """
        <tr><th scope="row">\(tree.nodes[question.node].titleText)</th>\
        <td class="number">\(TreeExport.rounded(question.share * 100))%</td>\
        <td class="number">\(TreeExport.rounded(question.left))</td>\
        <td class="number">\(saved)</td></tr>

        """
    }
    let head2 = [
      say("Question", "问题"), say("Asked", "问到"), say("Left", "还要答"), say("Saved", "省下"),
    ]
    return """
      <p>\(head)</p>
      \(scrolled(entry.title, svg))\
      \(table(say("What questions save: ", "每个问题省下多少：") + entry.title, head2, rows))
      """
  }

  private func scenarios(_ entry: Entry) -> HTML {
    let results = coverage.scenarios(of: entry.key)
    let rows = results.map { scenario -> HTML in
      """
      <tr><th scope="row">\(scenario.name)</th><td><code>\(scenario.outcome)</code></td>\
      <td>\(verdict(scenario.passes))</td></tr>

      """
    }
    let label = say("Scenarios: ", "情景测试：") + entry.title
    let passed = results.count(where: \.passes)
    return """
      <p>\(say("Scenarios: ", "情景测试："))\(passed)/\(results.count)</p>
      \(table(label, [say("Scenario", "情景"), say("Outcome", "结果"), say("Passes", "通过")], rows))
      """
  }

  func verdict(_ passes: Bool) -> HTML {
    passes ? "\(say("yes", "通过"))" : mark(say("no", "没通过"))
  }

  /// What readers type, and whether they find it.
  func searchTests() -> Section {
    let title = say("Search tests", "搜索测试")
    guard let search = result.search else { return Section("search-tests", title, untold()) }
    let (register, _) = ContentFiles(files.content).searchTests(of: index)
    let results = search.results(of: register)
    let rows = results.map { result -> HTML in
      let place = result.rank.map(String.init) ?? say("not found", "没找到")
      return """
        <tr><th scope="row">\(result.test.query.value)</th>\
        <td>\(result.test.targets.first.map { index[$0.key]?.title ?? $0.key.id } ?? "")</td>\
        <td class="number">\(place)</td><td class="number">\(result.test.within)</td>\
        <td>\(verdict(result.passes))</td></tr>

        """
    }
    let passed = results.count(where: \.passes)
    let head = [
      say("Query", "搜的词"), say("To be found", "要找到"), say("Place", "排第几"),
      say("Within", "要进前几"), say("Passes", "通过"),
    ]
    return Section(
      "search-tests", title, "<p>\(passed)/\(results.count)</p>\n" + table(title, head, rows))
  }
}
