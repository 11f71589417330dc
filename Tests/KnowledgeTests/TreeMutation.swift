import Testing

/// A change to the sound guide that breaks one rule, with 1️⃣ where that is to be reported.
struct TreeMutation: Sendable, CustomTestStringConvertible {
  let code: String
  let file: String
  let changes: [(old: String, new: String)]

  init(
    _ code: String, in file: String = SoundGuide.mainFile, _ changes: (old: String, new: String)...
  ) {
    self.code = code
    self.file = file
    self.changes = changes
  }

  var testDescription: String { "\(code): \(changes.first?.new.prefix(40) ?? "")" }

  /// The guide with the change.
  var guide: SmallGuide {
    var files = SoundGuide.files
    for change in changes {
      files[file] = (files[file] ?? "").replacingFirst(change.old, change.new)
    }
    return SmallGuide(files)
  }

  /// Whether every text that it changes is there.
  var applies: Bool {
    var text = SoundGuide.files[file] ?? ""
    return changes.allSatisfy { change in
      let changed = text.replacingFirst(change.old, change.new)
      defer { text = changed ?? text }
      return changed != nil
    }
  }

  static let all = cuts + shapes + words + scenarios + coverage

  /// Mistakes that cut paths.
  static let cuts = [
    TreeMutation("unknown-start", ("start: result", "start: 1️⃣reslut")),
    TreeMutation("unknown-start", ("start: result", "start: 1️⃣nowhere-near")),
    TreeMutation("unknown-node", ("[失败](#hold)", "[失败](1️⃣#hodl)")),
    TreeMutation("unknown-node", ("[失败](#hold)", "[失败](1️⃣#somewhere-else)")),
    TreeMutation("unknown-node", ("(other.md#bank)", "(1️⃣other.md#bnak)")),
    TreeMutation(
      "unknown-node", ("[不确定](#ask)", "[不确定](1️⃣#ask)"), ("{#ask .outcome", "{#aks .outcome")),
    TreeMutation("unknown-node", ("[没扣](#retry)", "[没扣](1️⃣main.md#rety)")),
    TreeMutation("unknown-tree", ("(other.md#bank)", "(1️⃣othr.md#bank)")),
    TreeMutation("unknown-tree", ("(other.md#bank)", "(1️⃣../trees/none.md)")),
    TreeMutation(
      "duplicate-node",
      ("## 请机构查", "1️⃣## 又一个 {#retry .outcome}\n\n[x](../causes/late.md)\n\n## 请机构查")),
    TreeMutation(
      "options-not-last", ("- [成功]", "1️⃣- [成功]"), ("[不确定](#ask)\n", "[不确定](#ask)\n\n好吗？\n")),
    TreeMutation("options-not-last", ("- [成功]", "1️⃣- [成功]"), ("- [不确定]", "\n* [不确定]")),
    TreeMutation("merged-lists", ("看小票中间。", "1️⃣- 看小票中间")),
    TreeMutation("stray-item", ("- [失败](#hold)", "1️⃣- 失败")),
    TreeMutation("stray-item", ("- [失败](#hold)", "1️⃣- 看[失败](#hold)")),
    TreeMutation(
      "dead-end", ("## 顾客", "1️⃣## 顾客"),
      ("- [已经扣了](#ask)\n- [没扣](#retry)\n- [不知道](other.md#bank)", "看银行 App。")),
    TreeMutation("dead-end", ("## 先别", "1️⃣## 先别"), ("- [知道了](#debited)\n", "")),
    TreeMutation("dead-end", ("## 到点", "1️⃣## 到点"), ("- [到点了还没到](#due)\n- [钱到了](#arrived)\n", "")),
  ]

  /// Mistakes in the shape of a tree.
  static let shapes = [
    TreeMutation("empty-option", ("- [已过](#ask)", "- [已过](#ask)\n1️⃣- [](#ask)")),
    TreeMutation("invalid-weight", ("[已过](#ask)", "[已过](#ask \"1️⃣55\")")),
    TreeMutation("invalid-weight", ("[已过](#ask)", "[已过](#ask  '1️⃣-1%')")),
    TreeMutation("invalid-weight", ("[已过](#ask)", "[已过](#ask (1️⃣nan%))")),
    TreeMutation("invalid-weight", ("[已过](#ask)", "[已过](#ask \"1️⃣100.1%\")")),
    TreeMutation(
      "invalid-weight", ("[没过](#wait)", "[没过](#wait \"60%\")"),
      ("[已过](#ask)", "[已过](#ask \"1️⃣60%\")"), ("[不清楚](#ask)", "[不清楚](#ask \"60%\")")),
    TreeMutation(
      "invalid-weight", ("[没过](#wait)", "[没过](#wait \"1️⃣60%\")"),
      ("[已过](#ask)", "[已过](#ask \"20%\")"), ("[不清楚](#ask)", "[不清楚](#ask \"10%\")")),
    TreeMutation("stop-with-choice", ("- [知道了](#debited)", "- [知道了](#debited)\n1️⃣- [不管](#ask)")),
    TreeMutation(
      "outcome-with-options",
      ("[还没到期](../causes/late.md)", "[还没到期](../causes/late.md)\n\n1️⃣- [再看](#ask)")),
    TreeMutation(
      "outcome-with-options",
      ("[还没到期](../causes/late.md)", "1️⃣- [再看](#ask)\n\n[还没到期](../causes/late.md)")),
    TreeMutation(
      "unreachable-node",
      ("## 请机构查", "1️⃣## 多余的 {#extra .outcome}\n\n[x](../causes/late.md)\n\n## 请机构查")),
    TreeMutation(
      "unreachable-node",
      ("## 请机构查", "1️⃣## 多余的 {#extra .wait}\n\n- [等](#extra)\n- [走](#ask)\n\n## 请机构查")),
    TreeMutation("loop-without-wait", ("- [已过](#ask)", "- [已过](#ask)\n- [再来](1️⃣#due)")),
    TreeMutation("loop-without-wait", ("- [已过](#ask)", "- [已过](#ask)\n- [再来](1️⃣#result)")),
    TreeMutation("loop-without-wait", ("[已经扣了](#ask)", "[已经扣了](1️⃣#debited)")),
    TreeMutation(
      "loop-without-wait", in: "content/trees/other.md",
      ("- [看不懂]", "- [再看小票](1️⃣main.md#debited)\n- [看不懂]")),
    TreeMutation(
      "no-outcome", ("## 请机构查", "1️⃣## 再等 {#again .wait}\n\n- [再等](#again)\n\n## 请机构查"),
      ("- [已过](#ask)", "- [已过](#ask)\n- [快了](#again)")),
    TreeMutation("path-too-long", ("max_questions: 4", "max_questions: 1"), ("## 到账", "1️⃣## 到账")),
  ]

  /// Mistakes in the words.
  static let words = [
    TreeMutation(
      "missing-unsure-option", ("## 到账", "1️⃣## 到账"), ("[不清楚](#ask)", "[算不来](#ask)"),
      ("{result: 成功, due: 不清楚}", "{result: 成功, due: 算不来}")),
    TreeMutation(
      "same-target", in: "content/trees/other.md", ("## 银行", "1️⃣## 银行"),
      ("[有扣款](#wait)", "[有扣款](#help)"), ("[没有记录](#wait)", "[没有记录](#help)"),
      ("answers: {bank: 有扣款}\n    outcome: wait", "answers: {bank: 有扣款}\n    outcome: help"),
      ("answers: {bank: 没有}\n    outcome: wait", "answers: {bank: 没有}\n    outcome: help"),
      ("## 等一等 {#wait .outcome}\n\n[还没到期](../causes/late.md)\n\n", "")),
    TreeMutation("overlapping-labels", ("- [已过](#ask)", "- [已过](#ask)\n1️⃣- [已过了](#ask)")),
    TreeMutation(
      "overlapping-labels", ("- [已经扣了](#ask)", "- [已经扣了](#ask)\n1️⃣- [扣了](#ask)")),
    TreeMutation(
      "outcome-without-answer", ("## 请机构查", "1️⃣## 请机构查"),
      ("{#ask .outcome urgency=now}\n\n[打电话问](../solutions/call.md)", "{#ask .outcome}\n\n打电话。")),
  ]

  /// Scenarios that fail.
  static let scenarios = [
    TreeMutation("scenario-unknown-node", ("{result: 成功, due: 已过}", "{1️⃣reslut: 成功, due: 已过}")),
    TreeMutation("scenario-unknown-node", ("outcome: arrived", "outcome: 1️⃣arived")),
    TreeMutation("scenario-unknown-node", ("outcome: tree:other", "outcome: 1️⃣tree:othr")),
    TreeMutation("scenario-unknown-answer", ("{result: 成功, due: 已过}", "{result: 成功, due: 1️⃣过期}")),
    TreeMutation(
      "scenario-ambiguous-answer",
      ("{result: 成功, due: 没过, wait: 钱到了}", "{result: 成功, due: 没过, wait: 1️⃣到}")),
    TreeMutation(
      "scenario-missing-answer",
      (
        "- name: 已经过了\n    answers: {result: 成功, due: 已过}",
        "- 1️⃣name: 已经过了\n    answers: {result: 成功}"
      )),
    TreeMutation("scenario-unused-answer", ("{result: 不确定}", "{result: 不确定, 1️⃣due: 已过}")),
    TreeMutation(
      "scenario-wrong-outcome",
      ("{result: 成功, due: 已过}\n    outcome: ask", "{result: 成功, due: 已过}\n    outcome: 1️⃣retry")),
    TreeMutation("scenario-wrong-outcome", ("outcome: tree:other", "outcome: 1️⃣ask")),
    TreeMutation(
      "scenario-wrong-outcome",
      ("wait: 到点了}\n    outcome: due", "wait: 到点了}\n    outcome: 1️⃣arrived")),
  ]

  /// What no scenario and no tree reaches.
  static let coverage = [
    TreeMutation(
      "tree-without-scenario", in: "content/trees/other.md", ("---\ntitle", "1️⃣---\ntitle"),
      ("scenarios:\n  - name: 扣了\n    answers: {bank: 有扣款}\n    outcome: wait\n", ""),
      ("  - name: 没扣\n    answers: {bank: 没有}\n    outcome: wait\n", ""),
      ("  - name: 看不懂\n    answers: {bank: 看不懂}\n    outcome: help\n", "")),
    TreeMutation(
      "untested-option", ("- [不清楚]", "1️⃣- [不清楚]"),
      ("  - name: 不会算时间\n    answers: {result: 成功, due: 不清楚}\n    outcome: ask\n", "")),
    TreeMutation(
      "untested-outcome", in: "content/trees/other.md", ("## 找银行", "1️⃣## 找银行"),
      ("  - name: 看不懂\n    answers: {bank: 看不懂}\n    outcome: help\n", "")),
    TreeMutation(
      "unreached-entry", in: "content/causes/new.md",
      ("", "1️⃣---\ntitle: 新原因\nsolutions: [call]\n---\n")),
  ]
}

extension String {
  /// The text with the first occurrence of another replaced; nil without one.
  func replacingFirst(_ old: String, _ new: String) -> String? {
    guard !old.isEmpty else { return new + self }
    let parts = split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 ? parts.joined(separator: new) : nil
  }
}
