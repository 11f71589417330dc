public import Diagnostics
public import Markup

/// A checklist: groups of items to tick and fields to fill, and messages to copy.
public struct Checklist: Sendable {
  /// What stands before the first group.
  public let introduction: [Block]
  /// The groups, one per H2; items before the first H2 make a group without a title.
  public let groups: [ChecklistGroup]

  /// Every item of every group, in order.
  public var items: [ChecklistItem] {
    groups.flatMap(\.items)
  }

  /// The fields, in order.
  public var fields: [ChecklistField] {
    items.flatMap(\.fields)
  }
}

/// The items below one heading.
public struct ChecklistGroup: Sendable {
  /// The heading; nil before the first one.
  public let heading: Heading?
  /// The blocks in order; tasks lists are also in ``items``.
  public let blocks: [Block]
  /// The items to tick.
  public let items: [ChecklistItem]
}

/// One thing to tick.
public struct ChecklistItem: Sendable {
  /// The id: what stands in braces, else its place in the file, such as `item-3`.
  public let id: String
  /// What to do, as text.
  public let text: String
  /// Its fields.
  public let fields: [ChecklistField]
  /// Where it stands.
  public let range: SourceRange
}

/// A blank to fill.
public struct ChecklistField: Hashable, Sendable {
  /// What may stand in it.
  public enum Kind: String, Sendable {
    case text, amount, date
  }

  /// The text before the colon.
  public let name: String
  /// What may stand in it.
  public let kind: Kind
  /// Where its item stands.
  public let range: SourceRange
}

/// A message to copy: a fenced block with the info string `message`.
public struct MessageTemplate: Sendable {
  /// The text, with slots such as `{商户号}`.
  public let text: String
  /// Where the block stands.
  public let range: SourceRange

  /// Reads the messages among blocks, however deep.
  public static func all(in blocks: [Block]) -> [MessageTemplate] {
    var found: [MessageTemplate] = []
    blocks.forEachNested { block in
      if case .codeBlock(let code) = block, code.language == "message" {
        found.append(MessageTemplate(text: code.code, range: code.range))
      }
    }
    return found
  }

  /// The names in braces, in order.
  public var slots: [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      guard let end = part.firstIndex(of: "}") else { return nil }
      let name = part[..<end]
      return name.isEmpty || name.contains("\n") ? nil : String(name)
    }
  }

  /// The slot that stands for the answers of a decision tree.
  public static let answersSlot = "排查经过"
}

extension [Block] {
  /// Calls a closure with every block, blocks within blocks included, in the order of the file.
  public func forEachNested(_ visit: (Block) -> Void) {
    for block in self {
      visit(block)
      switch block {
      case .list(let list): list.items.forEach { $0.blocks.forEachNested(visit) }
      case .quote(let quote): quote.blocks.forEachNested(visit)
      case .alert(let alert): alert.blocks.forEachNested(visit)
      default: break
      }
    }
  }

  /// Calls a closure with every inline of every block, inlines within inlines included.
  public func forEachInline(_ visit: (Inline) -> Void) {
    forEachNested { block in
      switch block {
      case .paragraph(let paragraph): paragraph.content.forEachNested(visit)
      case .heading(let heading): heading.content.forEachNested(visit)
      case .table(let table):
        (table.header + table.rows.flatMap { $0 }).forEach { $0.forEachNested(visit) }
      default: break
      }
    }
  }

  /// The links, in the order of the file.
  var links: [Link] {
    var links: [Link] = []
    forEachInline { if case .link(let link) = $0 { links.append(link) } }
    return links
  }

  /// The images, in the order of the file.
  var images: [Image] {
    var images: [Image] = []
    forEachInline { if case .image(let image) = $0 { images.append(image) } }
    return images
  }

  /// The text without markup; blocks are separated by line breaks.
  public var plainText: String {
    var parts: [String] = []
    forEachNested { block in
      switch block {
      case .paragraph(let paragraph): parts.append(paragraph.content.plainText)
      case .heading(let heading): parts.append(heading.content.plainText)
      case .codeBlock(let code): parts.append(code.code)
      case .table(let table):
        parts += ([table.header] + table.rows).map { $0.map(\.plainText).joined(separator: " ") }
      default: break
      }
    }
    return parts.joined(separator: "\n")
  }
}

extension [Inline] {
  /// Calls a closure with every inline, inlines within inlines included.
  public func forEachNested(_ visit: (Inline) -> Void) {
    for inline in self {
      visit(inline)
      switch inline {
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        content.forEachNested(visit)
      case .link(let link): link.content.forEachNested(visit)
      default: break
      }
    }
  }
}
