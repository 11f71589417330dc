/// Writes blocks as Markdown that any reader of CommonMark and GitHub's tables understands.
///
/// What was parsed from it again shows the same words; it need not be written the same. Links lead
/// where the resolver says. Attributes in braces are left out: only Clew knows them.
public struct MarkdownWriter<Resolver: LinkResolver>: Sendable {
  private let resolver: Resolver

  /// Creates a writer.
  public init(resolver: Resolver) {
    self.resolver = resolver
  }

  /// Blocks as Markdown, an empty line between each two; ends with a line break unless empty.
  public func markdown(_ blocks: [Block]) -> String {
    blocks.isEmpty ? "" : joined(blocks, separator: "\n\n") + "\n"
  }

  /// Footnotes, each under its number.
  public func markdown(_ footnotes: [Footnote]) -> String {
    footnotes.map { footnote in
      let text = joined(footnote.blocks, separator: "\n\n")
      return "[^\(footnote.number)]: \(indented(text, by: 4))\n"
    }.joined(separator: "\n")
  }

  // MARK: Blocks

  private func joined(_ blocks: [Block], separator: String) -> String {
    var parts: [String] = []
    var isOtherMarker = false
    for (place, block) in blocks.enumerated() {
      // Two lists in a row would be one if they had one marker.
      if place > 0, case .list = block, case .list = blocks[place - 1] {
        isOtherMarker.toggle()
      } else {
        isOtherMarker = false
      }
      parts.append(text(block, isOtherMarker: isOtherMarker))
    }
    return parts.joined(separator: separator)
  }

  private func text(_ block: Block, isOtherMarker: Bool) -> String {
    switch block {
    case .paragraph(let paragraph): lines(paragraph.content)
    case .heading(let heading):
      String(repeating: "#", count: heading.level) + " " + closed(line(heading.content))
    case .list(let list): text(list, isOtherMarker: isOtherMarker)
    case .quote(let quote): quoted(joined(quote.blocks, separator: "\n\n"))
    case .alert(let alert):
      quoted("[!\(alert.kind.rawValue.uppercased())]\n" + joined(alert.blocks, separator: "\n\n"))
    case .codeBlock(let code): fenced(code.code, info: code.info)
    case .htmlBlock(let block): fenced(block.html, info: "html")
    case .table(let table): text(table)
    case .thematicBreak: "***"
    }
  }

  private func text(_ list: List, isOtherMarker: Bool) -> String {
    list.items.enumerated().map { place, item in
      var marker = isOtherMarker ? "* " : "- "
      if let start = list.start { marker = "\(start + place)\(isOtherMarker ? ")" : ".") " }
      let task = item.task.map { $0 ? "[x] " : "[ ] " } ?? ""
      let text = joined(item.blocks, separator: isCompact(item.blocks) ? "\n" : "\n\n")
      return marker + task + indented(text, by: marker.count)
    }.joined(separator: list.isTight ? "\n" : "\n\n")
  }

  /// Whether blocks may follow each other without an empty line: a paragraph would go on into some.
  private func isCompact(_ blocks: [Block]) -> Bool {
    blocks.dropFirst().allSatisfy { block in
      switch block {
      case .paragraph, .table: false
      case .list(let list): list.isTight && (list.start ?? 1) == 1
      default: true
      }
    }
  }

  private func text(_ table: Table) -> String {
    func row(_ cells: [[Inline]]) -> String {
      "| " + cells.map { line($0).exchanging("|", for: "\\|") }.joined(separator: " | ") + " |\n"
    }
    let rule = table.alignments.map { alignment in
      switch alignment {
      case nil: "---"
      case .left: ":---"
      case .center: ":---:"
      case .right: "---:"
      }
    }.joined(separator: " | ")
    return String((row(table.header) + "| \(rule) |\n" + table.rows.map(row).joined()).dropLast())
  }

  private func fenced(_ code: String, info: String) -> String {
    let fence = String(
      repeating: "`", count: max(3, Self.longestRun(of: UInt8(ascii: "`"), in: code) + 1))
    return fence + info + "\n" + code + (code.isEmpty || code.hasSuffix("\n") ? "" : "\n") + fence
  }

  private func quoted(_ text: String) -> String {
    text.lines.map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
  }

  private func indented(_ text: String, by count: Int) -> String {
    guard text.hasByte(UInt8(ascii: "\n")) else { return text }
    let space = String(repeating: " ", count: count)
    return text.lines.enumerated().map { place, line in
      place == 0 || line.isEmpty ? String(line) : space + line
    }.joined(separator: "\n")
  }

  // MARK: Inlines

  /// Inlines where a line break is one.
  private func lines(_ content: [Inline]) -> String {
    let text = text(content)
    guard text.hasByte(UInt8(ascii: "\n")) else { return MarkdownText.lineStart(text[...]) }
    return text.lines.map { MarkdownText.lineStart($0) }.joined(separator: "\n")
  }

  /// Inlines on one line, as in a heading or a cell.
  private func line(_ content: [Inline]) -> String {
    let text = text(content)
    guard text.hasByte(UInt8(ascii: "\n")) else { return text }
    return text.replacing("\\\n", with: " ").replacing("\n", with: " ")
  }

  /// A heading's line: number signs at its end would be taken for the end of the heading.
  private func closed(_ line: String) -> String {
    line.hasSuffix("#") ? line.dropLast() + "\\#" : line
  }

  private func text(_ content: [Inline]) -> String {
    var result = ""
    append(content, to: &result)
    return result
  }

  private func append(_ content: [Inline], to result: inout String) {
    for inline in content { append(inline, to: &result) }
  }

  private func append(_ inline: Inline, to result: inout String) {
    switch inline {
    case .text(let value): result += MarkdownText.escaped(value)
    case .softBreak: result += "\n"
    case .lineBreak: result += "\\\n"
    case .code(let code): result += span(code)
    case .html(let html): result += MarkdownText.escaped(html)
    case .emphasis(let content): append(content, between: "*", to: &result)
    case .strong(let content): append(content, between: "**", to: &result)
    case .strikethrough(let content): append(content, between: "~~", to: &result)
    case .link(let link): append(link, to: &result)
    case .image(let image): result += text(image)
    case .footnoteReference(let reference): result += "[^\(reference.number)]"
    }
  }

  private func append(_ content: [Inline], between mark: String, to result: inout String) {
    result += mark
    append(content, to: &result)
    result += mark
  }

  private func append(_ link: Link, to result: inout String) {
    guard case .address(let address, _) = resolver.link(link) else {
      return append(link.content, to: &result)
    }
    result += "["
    append(link.content, to: &result)
    result += "](\(MarkdownText.address(address))\(title(link.title)))"
  }

  private func text(_ image: Image) -> String {
    let alternative = MarkdownText.escaped(image.alternative)
    guard case .address(let address, _, _) = resolver.image(image) else { return alternative }
    return "![\(alternative)](\(MarkdownText.address(address))\(title(image.title)))"
  }

  private func title(_ title: String) -> String {
    title.isEmpty ? "" : " \"\(MarkdownText.escaped(title).exchanging("\"", for: "\\\""))\""
  }

  /// Code between more backticks than it holds in a row.
  private func span(_ code: String) -> String {
    let bytes = code.utf8
    guard bytes.contains(UInt8(ascii: "`")) || bytes.first == UInt8(ascii: " ") else {
      return "`\(code)`"
    }
    let ticks = String(repeating: "`", count: Self.longestRun(of: UInt8(ascii: "`"), in: code) + 1)
    let needsSpace =
      code.hasPrefix("`") || code.hasSuffix("`") || (code.hasPrefix(" ") && code.hasSuffix(" "))
    return needsSpace ? "\(ticks) \(code) \(ticks)" : ticks + code + ticks
  }

  private static func longestRun(of character: UInt8, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for next in text.utf8 {
      run = next == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

/// Text in Markdown: what would be markup is escaped.
public enum MarkdownText {
  /// A text that may stand anywhere in a line.
  public static func escaped(_ text: String) -> String {
    let bytes = text.utf8.span
    guard bytes.indices.contains(where: { isMarkup(bytes[$0]) }) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
      if isMarkup(byte) { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"),
      UInt8(ascii: "~"), UInt8(ascii: "{"), UInt8(ascii: "!"):
      true
    default: false
    }
  }

  /// A line whose beginning is no heading, list, quote or rule.
  static func lineStart(_ line: Substring) -> String {
    guard let first = line.utf8.first else { return "" }
    if "#-+=:>".utf8.contains(first) { return "\\" + line }
    let digits = line.utf8.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.endIndex < line.endIndex,
      ".)".utf8.contains(line.utf8[digits.endIndex])
    else { return String(line) }
    return line[..<digits.endIndex] + "\\" + line[digits.endIndex...]
  }

  /// An address between the round brackets of a link.
  public static func address(_ address: String) -> String {
    guard address.utf8.contains(where: { " ()<>\\".utf8.contains($0) }) else { return address }
    var result = ""
    for scalar in address.unicodeScalars {
      switch scalar {
      case " ": result += "%20"
      case "(": result += "%28"
      case ")": result += "%29"
      case "<": result += "%3C"
      case ">": result += "%3E"
      case "\\": result += "%5C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
