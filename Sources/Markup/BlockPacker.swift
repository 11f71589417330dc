internal import Diagnostics

/// Writes blocks as bytes, which ``BlockUnpacker`` reads in the same order.
///
/// A number takes seven bits a byte; a text stands behind its length, a list behind its count; of
/// what may be missing a byte tells whether it is there. A range is told by what it is away from the
/// line of the range before, which mostly takes four bytes.
struct BlockPacker {
  private(set) var bytes: [UInt8] = []
  /// The line in which the last range begins.
  private var line = 0

  init() {
    bytes.reserveCapacity(4096)
  }

  /// Begins what can be read without what stands before it.
  mutating func beginPart() {
    line = 0
  }

  // MARK: Blocks

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

  // MARK: Values

  private mutating func add(_ value: Bool) {
    bytes.append(value ? 1 : 0)
  }

  private mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  private mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func add(_ range: SourceRange) {
    let (start, end) = (range.start, range.end)
    add(start.line &- line)
    add(start.column)
    add(end.line &- start.line)
    add(end.column &- start.column)
    line = start.line
  }

  /// Adds a number, the small ones of either sign in a byte.
  private mutating func add(_ number: Int) {
    var rest = UInt(bitPattern: number &<< 1 ^ number &>> (Int.bitWidth - 1))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
