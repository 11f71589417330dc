import Diagnostics
import Knowledge
import Testing

@Suite("Rules of decision trees")
struct TreeRuleTests {
  @Test("nothing is found in the sound guide")
  func soundGuide() {
    #expect(SmallGuide(SoundGuide.files).findings == [])
  }

  @Test("a mutation breaks its rule and no other", arguments: TreeMutation.all)
  func mutation(_ mutation: TreeMutation) throws {
    #expect(mutation.applies)
    let guide = mutation.guide
    let rule = try #require(Rule.treeRules.first { $0.code == mutation.code })
    // What is merely worth knowing, such as a new option without a scenario, may come with errors.
    let found = guide.diagnostics.filter { $0.severity <= rule.severity }
      .map { "\($0.code) \(SmallGuide.place(of: $0))" }
    #expect(found == guide.expected([("1️⃣", mutation.code)]))
  }

  @Test("every rule has a mutation")
  func everyRule() {
    #expect(Set(Rule.treeRules.map(\.code)) == Set(TreeMutation.all.map(\.code)))
    #expect(Set(Rule.knowledgeRules).isSuperset(of: Rule.treeRules))
  }

  @Test("codes are kebab-case and every rule has an example", arguments: Rule.treeRules)
  func wording(_ rule: Rule) {
    #expect(EntryReader.isValidID(rule.code))
    #expect(!rule.wrong.isEmpty && !rule.right.isEmpty && rule.wrong != rule.right)
    #expect(rule.explanation.chinese.unicodeScalars.contains { 0x4E00...0x9FFF ~= $0.value })
  }
}

@Suite("Trees that lead into each other")
struct TreeNetworkTests {
  @Test("to another tree and back is a loop, unless it waits on the way")
  func thereAndBack() {
    let back = ("- [看不懂](#help)", "- [看不懂](#help)\n- [再看小票](main.md#wait)")
    var files = SoundGuide.files
    let other = "content/trees/other.md"
    files[other] = files[other]?.replacingFirst(back.0, back.1)
    // The way goes on to a wait, from which no answer leads to the other tree again without it.
    let found = SmallGuide(files).diagnostics.filter { $0.severity < .note }
    #expect(found.map(\.code) == [])
    files[other] = SoundGuide.files[other]?
      .replacingFirst(back.0, back.1.replacing("#wait", with: "#hold"))
    let loop = SmallGuide(files).diagnostics.filter { $0.severity < .note }
    #expect(loop.map(\.code) == ["loop-without-wait"])
  }
}

@Suite("Consequences in decision trees")
struct TreeConsequenceTests {
  /// The errors of the sound guide with changes, drawn in English without excerpts.
  private func report(_ changes: (old: String, new: String)...) -> String {
    var files = SoundGuide.files
    for change in changes {
      files[SoundGuide.mainFile] = files[SoundGuide.mainFile]?
        .replacingFirst(change.old, change.new)
    }
    let renderer = TerminalRenderer(language: .english, color: false)
    return SmallGuide(files).diagnostics.filter { $0.severity < .note }
      .map { renderer.rendered($0, line: nil) }.joined()
  }

  @Test("a mistyped link explains the nodes that nobody reaches and the scenarios that fail")
  func mistypedLink() {
    let report = report(("[失败](#hold)", "[失败](#hodl)"))
    #expect(
      report == """
        error: Option '失败' leads to 'hodl', which is no node  [unknown-node]
           --> content/trees/main.md:39:12
            = did you mean 'hold'?
            = so no answer leads to 'hold', 'debited', 'retry' (content/trees/main.md:42:1)
            = so these scenarios fail: '失败，也没扣', '失败，扣了', '不知道扣没扣'

        """)
  }

  @Test("options that share a mistyped name are one mistake")
  func sharedName() {
    let report = report(("{#ask .outcome", "{#aks .outcome"))
    #expect(report.split(separator: "error:").count == 1)
    #expect(report.contains("so does option '已经扣了' (content/trees/main.md:50:"))
    #expect(report.contains("so no answer leads to 'aks'"))
  }

  @Test("an unreachable part is reported once, at its first node")
  func unreachablePart() {
    let report = report(("- [失败](#hold)\n", ""))
    #expect(report.contains("'hold' is reached by no answer"))
    #expect(report.contains("so no answer leads to 'debited', 'retry'"))
    #expect(report.contains("so these scenarios fail: '失败，也没扣'"))
    #expect(report.split(separator: "error:").count == 1)
  }
}
