import Diagnostics
import Markup

/// Short ways to write blocks by hand.
func paragraph(_ content: Inline...) -> Block {
  .paragraph(Paragraph(content: content, range: .fileStart))
}

func heading(_ level: Int, _ text: String, anchor: String, classes: [String] = []) -> Block {
  let attributes = Attributes(id: nil, classes: classes, pairs: [], range: .fileStart)
  return .heading(
    Heading(
      level: level, content: [.text(text)], attributes: attributes, anchor: anchor,
      range: .fileStart))
}

func list(start: Int? = nil, isTight: Bool = true, _ items: List.Item...) -> Block {
  .list(List(start: start, isTight: isTight, items: items, range: .fileStart))
}

func item(task: Bool? = nil, id: String? = nil, _ blocks: Block...) -> List.Item {
  let attributes = id.map { Attributes(id: $0, classes: [], pairs: [], range: .fileStart) }
  return List.Item(blocks: blocks, task: task, attributes: attributes, range: .fileStart)
}

func quote(_ blocks: Block...) -> Block {
  .quote(Quote(blocks: blocks, range: .fileStart))
}

func code(_ info: String, _ code: String) -> Block {
  .codeBlock(CodeBlock(info: info, code: code, range: .fileStart))
}

func rawBlock(_ html: String) -> Block {
  .htmlBlock(HTMLBlock(html: html, range: .fileStart))
}

func link(_ destination: String, title: String = "", _ content: Inline...) -> Inline {
  .link(Link(destination: destination, title: title, content: content, range: .fileStart))
}

func image(_ source: String, title: String = "", _ alternative: String) -> Inline {
  .image(Image(source: source, title: title, alternative: alternative, range: .fileStart))
}

func table(
  _ alignments: [Table.Alignment?], _ header: [[Inline]], _ rows: [[Inline]]...
) -> Block {
  .table(Table(alignments: alignments, header: header, rows: rows, range: .fileStart))
}

/// What the renderer makes of blocks, with options that a test changes.
func rendered(
  _ blocks: Block..., options change: (inout HTMLOptions) -> Void = { _ in }
) -> String {
  var options = HTMLOptions()
  change(&options)
  return HTMLRenderer(resolver: PlainResolver(), options: options).html(blocks).description
}

/// What the renderer makes of inlines.
func rendered(
  inlines: Inline..., options change: (inout HTMLOptions) -> Void = { _ in }
) -> String {
  var options = HTMLOptions()
  change(&options)
  return HTMLRenderer(resolver: PlainResolver(), options: options).html(inlines).description
}
