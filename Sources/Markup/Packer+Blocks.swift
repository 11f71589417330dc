internal import Diagnostics

extension Packer {
  mutating func add(_ blocks: [Block]) {
    add(blocks.count)
    for block in blocks { add(block) }
  }

  mutating func add(_ footnotes: [Footnote]) {
    add(footnotes.count)
    for footnote in footnotes {
      add(footnote.label)
      add(footnote.number)
      add(footnote.references)
      add(footnote.blocks)
    }
  }

  private mutating func add(_ block: Block) {
    switch block {
    case .paragraph(let paragraph):
      bytes.append(PackedTag.paragraph)
      add(paragraph.range)
      add(paragraph.content)
    case .heading(let heading): add(heading)
    case .list(let list): add(list)
    case .quote(let quote):
      bytes.append(PackedTag.quote)
      add(quote.range)
      add(quote.blocks)
    case .alert(let alert):
      bytes.append(PackedTag.alert)
      add(alert.range)
      add(alert.kind.rawValue)
      add(alert.blocks)
    case .codeBlock(let code):
      bytes.append(PackedTag.codeBlock)
      add(code.range)
      add(code.info)
      add(code.code)
    case .htmlBlock(let block):
      bytes.append(PackedTag.htmlBlock)
      add(block.range)
      add(block.html)
    case .table(let table): add(table)
    case .thematicBreak(let range):
      bytes.append(PackedTag.thematicBreak)
      add(range)
    }
  }

  private mutating func add(_ heading: Heading) {
    bytes.append(PackedTag.heading)
    add(heading.range)
    add(heading.level)
    add(heading.content)
    add(heading.attributes)
    add(heading.anchor)
  }

  private mutating func add(_ list: List) {
    bytes.append(PackedTag.list)
    add(list.range)
    add(list.isTight)
    add(list.start != nil)
    if let start = list.start { add(start) }
    add(list.items.count)
    for item in list.items {
      add(item.range)
      bytes.append(item.task.map { $0 ? 2 : 1 } ?? 0)
      add(item.attributes)
      add(item.blocks)
    }
  }

  private mutating func add(_ table: Table) {
    bytes.append(PackedTag.table)
    add(table.range)
    add(table.alignments.count)
    for alignment in table.alignments { add(alignment?.rawValue) }
    add(table.header)
    add(table.rows.count)
    for row in table.rows { add(row) }
  }

  private mutating func add(_ cells: [[Inline]]) {
    add(cells.count)
    for cell in cells { add(cell) }
  }

  private mutating func add(_ attributes: Attributes?) {
    add(attributes != nil)
    guard let attributes else { return }
    add(attributes.range)
    add(attributes.id)
    add(attributes.classes.count)
    for name in attributes.classes { add(name) }
    add(attributes.pairs.count)
    for pair in attributes.pairs {
      add(pair.key)
      add(pair.value)
    }
  }

  // MARK: Inlines

  private mutating func add(_ inlines: [Inline]) {
    add(inlines.count)
    for inline in inlines { add(inline) }
  }

  private mutating func add(_ inline: Inline) {
    switch inline {
    case .text(let text): add(PackedTag.text, text)
    case .softBreak: bytes.append(PackedTag.softBreak)
    case .lineBreak: bytes.append(PackedTag.lineBreak)
    case .code(let code): add(PackedTag.code, code)
    case .html(let html): add(PackedTag.html, html)
    case .emphasis(let content): add(PackedTag.emphasis, content)
    case .strong(let content): add(PackedTag.strong, content)
    case .strikethrough(let content): add(PackedTag.strikethrough, content)
    case .link(let link):
      bytes.append(PackedTag.link)
      add(link.range)
      add(link.destination)
      add(link.title)
      add(link.content)
      add(link.titleRange != nil)
      if let range = link.titleRange { add(range) }
    case .image(let image):
      bytes.append(PackedTag.image)
      add(image.range)
      add(image.source)
      add(image.title)
      add(image.alternative)
    case .footnoteReference(let reference):
      bytes.append(PackedTag.footnoteReference)
      add(reference.number)
      add(reference.occurrence)
    }
  }

  private mutating func add(_ tag: UInt8, _ text: String) {
    bytes.append(tag)
    add(text)
  }

  private mutating func add(_ tag: UInt8, _ content: [Inline]) {
    bytes.append(tag)
    add(content)
  }
}
