public import Diagnostics

/// The numbers of footnotes, in the order of the first reference to each.
///
/// Until here a reference holds the number of its definition in the text, from 0.
struct FootnoteNumbering {
  private let labels: [String]
  private var content: [[Block]]
  /// The definitions that something refers to, in the order of their numbers.
  private var order: [Int] = []
  private var numbers: [Int: Int] = [:]
  private var references: [Int: Int] = [:]

  /// - Parameters:
  ///   - labels: the label of each definition.
  ///   - content: what each of them says.
  init(labels: [String], content: [[Block]]) {
    self.labels = labels
    self.content = content
  }

  /// Numbers all references in a document and gives the footnotes that it has.
  mutating func number(_ blocks: inout [Block]) -> [Footnote] {
    blocks.visitInlines { number($0) }
    // A footnote may refer to others, which then are numbered behind those of the text.
    var next = 0
    while next < order.count {
      let definition = order[next]
      var inner = content[definition]
      inner.visitInlines { number($0) }
      content[definition] = inner
      next += 1
    }
    return order.enumerated().map { index, definition in
      Footnote(
        label: labels[definition], number: index + 1,
        references: references[definition] ?? 0, blocks: content[definition])
    }
  }

  /// The definitions that nothing refers to.
  var unused: [Int] {
    labels.indices.filter { numbers[$0] == nil }
  }

  private mutating func number(_ inlines: [Inline]) -> [Inline] {
    inlines.map { inline in
      if case .footnoteReference(let reference) = inline {
        let occurrence = (references[reference.number] ?? 0) + 1
        references[reference.number] = occurrence
        return .footnoteReference(
          FootnoteReference(number: number(of: reference.number), occurrence: occurrence))
      }
      guard let children = inline.children else { return inline }
      return inline.with(children: number(children))
    }
  }

  private mutating func number(of definition: Int) -> Int {
    if let number = numbers[definition] { return number }
    order.append(definition)
    numbers[definition] = order.count
    return order.count
  }
}

extension [Block] {
  /// Changes the content of every block that has inlines, in order.
  fileprivate mutating func visitInlines(_ visit: ([Inline]) -> [Inline]) {
    for index in indices {
      switch self[index] {
      case .paragraph(var paragraph):
        paragraph.content = visit(paragraph.content)
        self[index] = .paragraph(paragraph)
      case .heading(var heading):
        heading.content = visit(heading.content)
        self[index] = .heading(heading)
      case .quote(var quote):
        quote.blocks.visitInlines(visit)
        self[index] = .quote(quote)
      case .alert(var alert):
        alert.blocks.visitInlines(visit)
        self[index] = .alert(alert)
      case .list(var list):
        for item in list.items.indices { list.items[item].blocks.visitInlines(visit) }
        self[index] = .list(list)
      case .table(var table):
        table.header = table.header.map(visit)
        table.rows = table.rows.map { $0.map(visit) }
        self[index] = .table(table)
      case .codeBlock, .htmlBlock, .thematicBreak: break
      }
    }
  }
}

extension Rule {
  /// A footnote that nothing refers to.
  public static let unusedFootnote = Rule(
    "unused-footnote", .warning,
    en: "A footnote that nothing refers to is not shown. Refer to it as [^label], or delete it.",
    zh: "没有被引用的脚注不会显示。请用 [^标签] 引用它，或者删掉它。",
    wrong: "Text.\n\n[^1]: A note.", right: "Text.[^1]\n\n[^1]: A note.")

  static let footnoteRules: [Rule] = [.unusedFootnote]
}
