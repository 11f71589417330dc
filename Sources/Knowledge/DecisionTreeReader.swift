public import Diagnostics
internal import Markup

extension Rule {
  /// A class of a heading in a tree that is no kind of node.
  public static let unknownNodeClass = Rule(
    "unknown-node-class", .error,
    en: "A node of a tree is a question, or has one of the classes .outcome, .wait, .stop.",
    zh: "决策树的节点要么是问题，要么带 .outcome、.wait、.stop 中的一个类。",
    wrong: "## 等一等 {#due .wate}", right: "## 等一等 {#due .wait}")

  /// A node without an id.
  public static let nodeWithoutID = Rule(
    "node-without-id", .error,
    en: "Every node of a tree has an id that never changes: ASCII letters, digits and hyphens.",
    zh: "决策树的每个节点都要有一个不再改动的 id：小写字母、数字和连字符。",
    wrong: "- [有](#小票上写着什么)\n\n## 小票上写着什么？",
    right: "- [有](#result)\n\n## 小票上写着什么？ {#result}")

  /// A time to wait that cannot be counted.
  public static let invalidWaitPeriod = Rule(
    "invalid-wait-period", .error,
    en: "A wait or an outcome may say by `days` or `workdays` how long, beside `recheck` in words.",
    zh: "等待节点和结论可以用 days 或 workdays 写明等多久，旁边要有文字的 recheck。",
    wrong: "## 等一等 {#due .wait workdays=soon}",
    right: "## 等一等 {#due .wait recheck=\"下一个工作日\" workdays=1}")

  static let treeReaderRules: [Rule] = [.unknownNodeClass, .nodeWithoutID, .invalidWaitPeriod]
}

/// Cuts the body of a tree's file into nodes: an H2 is a node, the list that ends it its options.
struct DecisionTreeReader {
  let file: String
  private(set) var log: [Diagnostic] = []

  init(file: String) {
    self.file = file
  }

  /// The part of a file that makes one node.
  private struct Section {
    let heading: Heading
    var blocks: [Block] = []
  }

  mutating func tree(_ blocks: [Block], fields: inout FieldReader) -> DecisionTree {
    var introduction: [Block] = []
    var sections: [Section] = []
    for block in blocks {
      if case .heading(let heading) = block, heading.level == 2 {
        sections.append(Section(heading: heading))
      } else if sections.isEmpty {
        introduction.append(block)
      } else {
        sections[sections.count - 1].blocks.append(block)
      }
    }
    let nodes = sections.map { node($0) }
    let start = fields.locatedText("start", required: true)
    return DecisionTree(
      start: start ?? Located(nodes.first?.id ?? "", at: fields.range),
      maxQuestions: fields.number("max_questions"), introduction: introduction, nodes: nodes,
      scenarios: scenarios(&fields))
  }

  // MARK: Nodes

  private mutating func node(_ section: Section) -> TreeNode {
    let heading = section.heading
    let attributes = heading.attributes
    let kind = kind(of: heading)
    if attributes?.id == nil {
      log.append(
        Rule.nodeWithoutID.breach(
          in: file, at: heading.range, en: "Node '\(heading.content.plainText)' has no id",
          zh: "节点“\(heading.content.plainText)”没有 id"))
    } else if let id = attributes?.id, !EntryReader.isValidID(id) {
      log.append(
        Rule.nodeWithoutID.breach(
          in: file, at: attributes?.range,
          en: "'\(id)' is no id of a node: ASCII lower-case letters, digits and hyphens",
          zh: "“\(id)”不能作节点的 id：只能用小写字母、数字和连字符"))
    }
    var body = section.blocks
    var options: [TreeOption] = []
    var strayItems: [SourceRange] = []
    var mergedItems: [SourceRange] = []
    if case .list(let list) = body.last, kind != .outcome || list.items.contains(where: isOption) {
      body.removeLast()
      for item in list.items {
        if let option = option(item) {
          options.append(option)
        } else {
          strayItems.append(item.range)
        }
      }
      // An empty line does not end a list: what stands above it becomes a part of the options.
      if !list.isTight, let first = list.items.firstIndex(where: isOption) {
        mergedItems = list.items[..<first].map(\.range)
        strayItems.removeFirst(mergedItems.count)
      }
    }
    let earlier = body.compactMap { block -> SourceRange? in
      guard case .list(let list) = block, list.items.contains(where: isNodeLink) else { return nil }
      return list.range
    }
    return TreeNode(
      id: attributes?.id ?? heading.anchor, kind: kind, title: heading.content, body: body,
      options: options, urgency: urgency(attributes), recheck: attributes?["recheck"],
      period: period(attributes, kind), strayItems: strayItems, mergedItems: mergedItems,
      earlierOptions: earlier,
      range: heading.range)
  }

  private mutating func kind(of heading: Heading) -> TreeNode.Kind {
    guard let attributes = heading.attributes else { return .question }
    var kind = TreeNode.Kind.question
    for name in attributes.classes {
      guard let known = TreeNode.Kind(rawValue: name) else {
        let names = TreeNode.Kind.allCases.map(\.rawValue)
        log.append(
          Rule.unknownNodeClass.breach(
            in: file, at: attributes.range, en: "Class '\(name)' is no kind of node",
            zh: "“\(name)”不是节点的种类",
            notes: Diagnostic.Note.didYouMean(nearestName(to: name, among: names))))
        continue
      }
      kind = known
    }
    return kind
  }

  private mutating func urgency(_ attributes: Attributes?) -> TreeNode.Urgency {
    guard let attributes, let word = attributes["urgency"] else { return .none }
    if let urgency = TreeNode.Urgency(rawValue: word) { return urgency }
    let names = TreeNode.Urgency.allCases.map(\.rawValue)
    log.append(
      Rule.unknownValue.breach(
        in: file, at: attributes.range,
        en: "'\(word)' is no value of 'urgency': \(names.joined(separator: ", "))",
        zh: "urgency 不能是“\(word)”，可以是：\(names.joined(separator: "、"))",
        notes: Diagnostic.Note.didYouMean(nearestName(to: word, among: names))))
    return .none
  }

  /// `days=1` or `workdays=3`: the rule in words, which stands beside it, as a number.
  private mutating func period(_ attributes: Attributes?, _ kind: TreeNode.Kind) -> WaitPeriod? {
    guard let attributes else { return nil }
    let given = WaitPeriod.Unit.allCases.filter { attributes[$0.rawValue] != nil }
    guard let unit = given.first, let text = attributes[unit.rawValue] else { return nil }
    let count = text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(text) : nil
    let fault: LocalizedText? =
      if given.count > 1 {
        LocalizedText(en: "'days' and 'workdays' exclude each other", zh: "days 和 workdays 只能写一个")
      } else if count.map({ 1...366 ~= $0 }) != true {
        LocalizedText(
          en: "'\(text)' of '\(unit.rawValue)' is no whole number from 1 to 366",
          zh: "\(unit.rawValue) 的“\(text)”不是 1 到 366 的整数")
      } else if ![.wait, .outcome].contains(kind) {
        LocalizedText(
          en: "'\(unit.rawValue)' stands only at a wait and at an outcome",
          zh: "\(unit.rawValue) 只能写在等待节点和结论上")
      } else if attributes["recheck"]?.isEmpty ?? true {
        LocalizedText(
          en: "'\(unit.rawValue)' has no 'recheck' that says the same in words",
          zh: "\(unit.rawValue) 旁边缺少用文字说明的 recheck")
      } else {
        nil
      }
    if let fault {
      log.append(
        Rule.invalidWaitPeriod.breach(
          in: file, at: attributes.range, en: fault(.english), zh: fault(.chinese)))
    }
    return fault == nil ? count.map { WaitPeriod(count: $0, unit: unit) } : nil
  }

  // MARK: Options

  /// The link that is all that an item holds.
  private func onlyLink(_ item: List.Item) -> Link? {
    guard item.blocks.count == 1, case .paragraph(let paragraph) = item.blocks[0] else {
      return nil
    }
    let content = paragraph.content.filter { inline in
      if case .text(let text) = inline { return !text.allSatisfy(\.isWhitespace) }
      return true
    }
    guard content.count == 1, case .link(let link) = content[0] else { return nil }
    return link
  }

  private func isOption(_ item: List.Item) -> Bool {
    onlyLink(item).map(isTreeAddress) ?? false
  }

  private func isNodeLink(_ item: List.Item) -> Bool {
    onlyLink(item)?.destination.hasPrefix("#") ?? false
  }

  /// Whether a link leads to a node of this tree or into another tree.
  private func isTreeAddress(_ link: Link) -> Bool {
    if link.destination.hasPrefix("#") { return true }
    let path = link.destination.prefix { $0 != "#" }
    return path.hasSuffix(".md") && (path.contains("trees/") || !path.contains("/"))
  }

  private func option(_ item: List.Item) -> TreeOption? {
    guard let link = onlyLink(item), isTreeAddress(link) else { return nil }
    return TreeOption(
      label: link.content.plainText, target: target(link.destination), weight: weight(link.title),
      title: link.title.isEmpty ? nil : Located(link.title, at: link.titleRange ?? link.range),
      range: item.range, targetRange: link.range)
  }

  /// A link to a node of the file itself is the same with and without the file's name.
  private func target(_ destination: String) -> TreeOption.Target {
    if destination.hasPrefix("#") { return .node(String(destination.dropFirst())) }
    let parts = destination.split(separator: "#", maxSplits: 1)
    guard parts.count == 2, LinkAddress.resolved(String(parts[0]), from: file) == file else {
      return .file(destination)
    }
    return .node(String(parts[1]))
  }

  /// The weight in a link's title such as `55%`.
  private func weight(_ title: String) -> Double? {
    guard title.hasSuffix("%"), let weight = Double(title.dropLast()), 0...100 ~= weight else {
      return nil
    }
    return weight
  }

  // MARK: Scenarios

  private mutating func scenarios(_ fields: inout FieldReader) -> [TreeScenario] {
    guard let entry = fields.entry("scenarios"), !entry.value.isNull else { return [] }
    guard case .sequence(let items) = entry.value.value else {
      fields.reportType("scenarios", at: entry.value.range, expected: ("a list", "列表"))
      return []
    }
    return items.compactMap { scenario($0, &fields) }
  }

  private mutating func scenario(_ node: YAMLNode, _ fields: inout FieldReader) -> TreeScenario? {
    guard case .mapping = node.value else {
      fields.reportType("scenarios", at: node.range, expected: ("a list of scenarios", "情景的列表"))
      return nil
    }
    var reader = FieldReader(node, file: file, range: node.range)
    let name = reader.text("name", required: true)
    let outcome = reader.locatedText("outcome", required: true)
    var answers: [TreeScenario.Answer] = []
    if let entry = reader.entry("answers"), !entry.value.isNull {
      if case .mapping(let pairs) = entry.value.value {
        for pair in pairs {
          guard let label = pair.value.text else {
            reader.reportType("answers", at: pair.value.range, expected: ("texts", "文字"))
            continue
          }
          answers.append(
            TreeScenario.Answer(
              node: Located(pair.key, at: pair.keyRange),
              label: Located(label, at: pair.value.range)))
        }
      } else {
        reader.reportType(
          "answers", at: entry.value.range, expected: ("answers by node id", "“节点 id: 回答”"))
      }
    } else {
      reader.reportMissing("answers")
    }
    log += reader.finish()
    guard let name, let outcome else { return nil }
    return TreeScenario(name: name, answers: answers, outcome: outcome, range: node.range)
  }
}
