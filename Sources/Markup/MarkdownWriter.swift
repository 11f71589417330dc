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
      "| " + cells.map { line($0).replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
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
    let fence = String(repeating: "`", count: max(3, Self.longestRun(of: "`", in: code) + 1))
    return fence + info + "\n" + code + (code.isEmpty || code.hasSuffix("\n") ? "" : "\n") + fence
  }

  private func quoted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
  }

  private func indented(_ text: String, by count: Int) -> String {
    let space = String(repeating: " ", count: count)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { place, line in
      place == 0 || line.isEmpty ? String(line) : space + line
    }.joined(separator: "\n")
  }

  // MARK: Inlines

  /// Inlines where a line break is one.
  private func lines(_ content: [Inline]) -> String {
    text(content).split(separator: "\n", omittingEmptySubsequences: false)
      .map { MarkdownText.lineStart($0) }.joined(separator: "\n")
  }

  /// Inlines on one line, as in a heading or a cell.
  private func line(_ content: [Inline]) -> String {
    text(content).replacing("\\\n", with: " ").replacing("\n", with: " ")
  }

  /// A heading's line: number signs at its end would be taken for the end of the heading.
  private func closed(_ line: String) -> String {
    line.hasSuffix("#") ? line.dropLast() + "\\#" : line
  }

  private func text(_ content: [Inline]) -> String {
    content.map(text).joined()
  }

  private func text(_ inline: Inline) -> String {
    switch inline {
    case .text(let value): MarkdownText.escaped(value)
    case .softBreak: "\n"
    case .lineBreak: "\\\n"
    case .code(let code): span(code)
    case .html(let html): MarkdownText.escaped(html)
    case .emphasis(let content): "*\(text(content))*"
    case .strong(let content): "**\(text(content))**"
    case .strikethrough(let content): "~~\(text(content))~~"
    case .link(let link): text(link)
    case .image(let image): text(image)
    case .footnoteReference(let reference): "[^\(reference.number)]"
    }
  }

  private func text(_ link: Link) -> String {
    guard case .address(let address, _) = resolver.link(link) else { return text(link.content) }
    return "[\(text(link.content))](\(MarkdownText.address(address))\(title(link.title)))"
  }

  private func text(_ image: Image) -> String {
    let alternative = MarkdownText.escaped(image.alternative)
    guard case .address(let address, _, _) = resolver.image(image) else { return alternative }
    return "![\(alternative)](\(MarkdownText.address(address))\(title(image.title)))"
  }

  private func title(_ title: String) -> String {
    title.isEmpty ? "" : " \"\(MarkdownText.escaped(title).replacing("\"", with: "\\\""))\""
  }

  /// Code between more backticks than it holds in a row.
  private func span(_ code: String) -> String {
    let ticks = String(repeating: "`", count: Self.longestRun(of: "`", in: code) + 1)
    let needsSpace =
      code.hasPrefix("`") || code.hasSuffix("`") || (code.hasPrefix(" ") && code.hasSuffix(" "))
    return needsSpace ? "\(ticks) \(code) \(ticks)" : ticks + code + ticks
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for next in text {
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
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if "\\`*_[]<&~{!".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// A line whose beginning is no heading, list, quote or rule.
  static func lineStart(_ line: Substring) -> String {
    guard let first = line.first else { return "" }
    if "#-+=:>".contains(first) { return "\\" + line }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line[digits.endIndex...]
    guard !digits.isEmpty, let mark = rest.first, ".)".contains(mark) else { return String(line) }
    return digits + "\\" + rest
  }

  /// An address between the round brackets of a link.
  public static func address(_ address: String) -> String {
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
