import Diagnostics

/// The guides in which examples about decision trees are tried.
extension RuleExample {
  /// A guide with one tree.
  private static func tree(
    _ code: String, start: String, head: String = "", _ nodes: String, outcomes: String...
  ) -> RuleExample {
    let ends = outcomes.map { id in
      "## 结果 \(id) {#\(id) .outcome}\n\n[网络故障](../causes/network-failure.md)\n\n"
    }
    return RuleExample(
      code,
      entriesAround + """
        --- content/trees/charged-but-pos-failed.md
        ---
        title: 顾客扣款了
        start: debited
        scenarios:
          - {name: 扣了, answers: {debited: 扣了}, outcome: ask}
          - {name: 没扣, answers: {debited: 没扣}, outcome: retry}
          - {name: 不确定, answers: {debited: 不确定}, outcome: ask}
        ---
        ## 扣款了吗？ {#debited}

        - [扣了](#ask)
        - [没扣](#retry)
        - [不确定](#ask)

        ## 请机构查 {#ask .outcome}

        [网络故障](../causes/network-failure.md)

        ## 重新收款 {#retry .outcome}

        [网络故障](../causes/network-failure.md)
        --- content/trees/pos.md
        ---
        title: 没到账
        start: \(start)
        \(head)
        ---
        \(nodes)

        \(ends.joined())
        """)
  }

  /// A question before the one in an example, so that every node is reached in any case.
  private static let first = "## 刷了吗？ {#first}\n\n- [刷了](#debited)\n"

  static let trees = [
    tree("dead-end", start: "debited", "«»", outcomes: "contact", "retry", "ask"),
    tree("duplicate-node", start: "debited", "## 扣款了吗？ {#debited}\n\n«»"),
    tree("empty-option", start: "result", "\(result)«»\n- [不确定](#ask)", outcomes: "type", "ask"),
    tree("invalid-weight", start: "result", "\(result)«»\n- [不确定](#ask)", outcomes: "type", "ask"),
    tree(
      "invalid-wait-period", start: "result",
      "\(result)- [没有](#due)\n- [不确定](#ask)\n\n«»\n\n- [到了](#ask)", outcomes: "ask"),
    tree(
      "loop-without-wait", start: "find", "## 找到了吗？ {#find}\n\n- [找到了](#ask)\n«»",
      outcomes: "ask"),
    tree("merged-lists", start: "result", "\(result)«»\n- [不确定](#ask)", outcomes: "type", "ask"),
    tree(
      "missing-unsure-option", start: "first",
      first + "- [没刷](#retry)\n- [不确定](#ask)\n\n## 扣款了吗？ {#debited}\n\n«»",
      outcomes: "contact", "retry", "ask"),
    tree(
      "no-outcome", start: "first",
      "## 到期了吗？ {#first}\n\n- [没有](#due)\n- [早到了](#arrived)\n- [不确定](#ask)\n\n«»",
      outcomes: "arrived", "ask"),
    tree(
      "node-without-id", start: "first",
      "## 有小票吗？ {#first}\n\n- [不确定](#ask)\n«»\n\n- [成功](#ask)\n- [不清楚](#ask)",
      outcomes: "ask"),
    tree(
      "options-not-last", start: "result", "\(result)- [不确定](#ask)\n«»",
      outcomes: "type", "debited", "ask"),
    tree(
      "outcome-with-options", start: "result", "\(result)- [成功](#fine)\n- [不确定](#ask)\n\n«»",
      outcomes: "fine"),
    tree(
      "outcome-without-answer", start: "result", "\(result)- [成功](#fine)\n- [不确定](#ask)\n\n«»",
      outcomes: "fine"),
    tree(
      "overlapping-labels", start: "q", "## 小票呢？ {#q}\n\n«»\n- [不确定](#ask)",
      outcomes: "found", "none", "ask"),
    tree(
      "path-too-long", start: "result", head: "«»",
      "\(result)- [成功](#type)\n- [不确定](#ask)\n\n\(type)- [消费](#ask)\n- [不确定](#ask)",
      outcomes: "ask"),
    tree(
      "same-target", start: "first",
      first + "- [没刷](#retry)\n- [不确定](#ask)\n\n## 扣款了吗？ {#debited}\n\n«»\n- [不确定](#ask)",
      outcomes: "retry", "ask"),
    tree(
      "stop-with-choice", start: "first",
      "## 刷了吗？ {#first}\n\n- [刷了一次](#hold)\n- [刷了两次](#twice)\n- [不确定](#ask)\n\n«»",
      outcomes: "twice", "ask"),
    tree(
      "stray-item", start: "result", "\(result)«»\n- [不确定](#ask)",
      outcomes: "type", "debited", "ask"),
    tree("unknown-node", start: "result", "\(result)«»\n- [不确定](#ask)", outcomes: "type", "ask"),
    tree(
      "unknown-node-class", start: "result",
      "\(result)- [没到](#due)\n- [不确定](#ask)\n\n«»\n\n- [到了](#ask)", outcomes: "ask"),
    RuleExample(
      "unknown-start",
      entriesAround + """
        --- content/trees/pos.md
        ---
        title: 没到账
        «»
        ---
        \(result)- [成功](#ask)
        - [不确定](#ask)

        ## 请机构查 {#ask .outcome}
        """),
    tree("unknown-tree", start: "result", "\(result)«»\n- [不确定](#ask)", outcomes: "ask"),
    tree("unreachable-node", start: "result", "\(result)- [不确定](#ask)\n«»", outcomes: "ask"),
    RuleExample(
      "missing-holidays",
      entriesAround + """
        --- content/holidays.yml
        «»
        --- content/trees/pos.md
        ---
        title: 没到账
        start: due
        ---
        ## 再等一天 {#due .outcome recheck="下一个工作日" workdays=1}

        [网络故障](../causes/network-failure.md)
        """),
    RuleExample(
      "paths-changed",
      entriesAround + """
        --- content/trees/pos.paths.txt
        «»
        --- content/trees/pos.md
        ---
        title: 没到账
        start: debited
        ---
        ## 扣款了吗？ {#debited}

        - [扣了](#ask)
        - [不确定](#ask)

        ## 请机构查 {#ask .outcome}
        """),
  ]

  private static let result = "## 小票上写着什么？ {#result}\n\n"
  private static let type = "## 哪种交易？ {#type}\n\n"
}

// MARK: Scenarios

extension RuleExample {
  private static let twoQuestions = """
    \(result)- [成功](#type)
    - [失败](#due)
    - [不确定](#ask)

    \(type)- [预授权](#ask)
    - [消费](#wait)
    - [不清楚](#ask)

    ## 到期了吗？ {#due}

    - [已过](#ask)
    - [没过](#wait)
    - [不知道](#ask)

    """

  private static func scenario(
    _ code: String, start: String = "result", _ lines: String = "«»\n    outcome: ask",
    nodes: String
  ) -> RuleExample {
    tree(
      code, start: start, head: "scenarios:\n  - name: 周五晚刷卡\n    \(lines)", nodes,
      outcomes: "ask", "wait")
  }

  private static let oneQuestion = "\(result)- [成功](#ask)\n- [失败](#wait)\n- [不确定](#wait)\n\n"

  static let scenarios = [
    scenario(
      "scenario-ambiguous-answer", start: "find",
      nodes: "## 找到了吗？ {#find}\n\n- [找到，成功](#ask)\n- [找到，失败](#wait)\n- [不确定](#ask)\n\n"),
    scenario("scenario-missing-answer", nodes: twoQuestions),
    scenario("scenario-unknown-answer", nodes: oneQuestion),
    scenario("scenario-unknown-node", nodes: oneQuestion),
    scenario("scenario-unused-answer", nodes: twoQuestions),
    scenario(
      "scenario-wrong-outcome", "answers: {result: 成功}\n    «»", nodes: oneQuestion),
    tree(
      "tree-without-scenario", start: "type", head: "«»", "\(type)- [预授权](#preauth)\n- [不确定](#ask)",
      outcomes: "preauth", "ask"),
    tree(
      "untested-option", start: "debited", head: "«»\n\(notDebited)",
      "## 扣款了吗？ {#debited}\n\n- [扣了](#ask)\n- [没扣](#retry)\n- [不确定](#ask)",
      outcomes: "ask", "retry"),
    tree(
      "untested-outcome", start: "result", head: "«»",
      "\(result)- [待签名](#sign)\n- [不确定](#ask)", outcomes: "sign", "ask"),
    RuleExample(
      "unreached-entry",
      """
      --- content/causes/network-failure.md
      ---
      title: 网络故障
      solutions: [check-network]
      ---
      --- content/solutions/check-network.md
      ---
      title: 检查网络
      ---
      --- content/trees/pos.md
      ---
      title: 没到账
      start: ask
      scenarios:
        - {name: 问一问, answers: {}, outcome: ask}
      ---
      ## 请机构查 {#ask .outcome}

      «»
      """),
  ]

  private static let notDebited = "  - {name: 没扣, answers: {debited: 没扣}, outcome: retry}"
}
