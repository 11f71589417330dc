internal import Diagnostics

extension Unpacker {
  mutating func blocks() -> [Block] {
    let count = number()
    return (0..<count).map { _ in block() }
  }

  mutating func footnotes() -> [Footnote] {
    let count = number()
    return (0..<count).map { _ in
      Footnote(label: text(), number: number(), references: number(), blocks: blocks())
    }
  }

  private mutating func block() -> Block {
    let tag = byte()
    let range = range()
    switch tag {
    case PackedTag.paragraph: return .paragraph(Paragraph(content: inlines(), range: range))
    case PackedTag.heading:
      return .heading(
        Heading(
          level: number(), content: inlines(), attributes: attributes(), anchor: text(),
          range: range))
    case PackedTag.list: return .list(list(range))
    case PackedTag.quote: return .quote(Quote(blocks: blocks(), range: range))
    case PackedTag.alert:
      let kind = Alert.Kind(rawValue: text()) ?? .note
      return .alert(Alert(kind: kind, blocks: blocks(), range: range))
    case PackedTag.codeBlock:
      return .codeBlock(CodeBlock(info: text(), code: text(), range: range))
    case PackedTag.htmlBlock: return .htmlBlock(HTMLBlock(html: text(), range: range))
    case PackedTag.table: return .table(table(range))
    default: return .thematicBreak(range)
    }
  }

  private mutating func list(_ range: SourceRange) -> List {
    let isTight = flag()
    let start = flag() ? number() : nil
    let count = number()
    let items = (0..<count).map { _ in item() }
    return List(start: start, isTight: isTight, items: items, range: range)
  }

  private mutating func item() -> List.Item {
    let range = range()
    let task = byte()
    let attributes = attributes()
    return List.Item(
      blocks: blocks(), task: task == 0 ? nil : task == 2, attributes: attributes, range: range)
  }

  private mutating func table(_ range: SourceRange) -> Table {
    let columns = number()
    let alignments = (0..<columns).map { _ in
      optionalText().flatMap(Table.Alignment.init(rawValue:))
    }
    let header = cells()
    let count = number()
    let rows = (0..<count).map { _ in cells() }
    return Table(alignments: alignments, header: header, rows: rows, range: range)
  }

  private mutating func cells() -> [[Inline]] {
    let count = number()
    return (0..<count).map { _ in inlines() }
  }

  private mutating func attributes() -> Attributes? {
    guard flag() else { return nil }
    let range = range()
    let id = optionalText()
    let classes = number()
    let names = (0..<classes).map { _ in text() }
    let count = number()
    let pairs = (0..<count).map { _ in Attributes.Pair(key: text(), value: text()) }
    return Attributes(id: id, classes: names, pairs: pairs, range: range)
  }

  // MARK: Inlines

  private mutating func inlines() -> [Inline] {
    let count = number()
    return (0..<count).map { _ in inline() }
  }

  private mutating func inline() -> Inline {
    switch byte() {
    case PackedTag.text: .text(text())
    case PackedTag.softBreak: .softBreak
    case PackedTag.lineBreak: .lineBreak
    case PackedTag.code: .code(text())
    case PackedTag.html: .html(text())
    case PackedTag.emphasis: .emphasis(inlines())
    case PackedTag.strong: .strong(inlines())
    case PackedTag.strikethrough: .strikethrough(inlines())
    case PackedTag.link: .link(link())
    case PackedTag.image: .image(image())
    default: .footnoteReference(FootnoteReference(number: number(), occurrence: number()))
    }
  }

  private mutating func link() -> Link {
    let range = range()
    var link = Link(destination: text(), title: text(), content: inlines(), range: range)
    if flag() { link.titleRange = self.range() }
    return link
  }

  private mutating func image() -> Image {
    let range = range()
    return Image(source: text(), title: text(), alternative: text(), range: range)
  }
}
