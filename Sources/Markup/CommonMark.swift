internal import CCmark
internal import Diagnostics

/// CommonMark 0.30 as libcmark reads it. This is the only file that speaks to C.
///
/// No pointer leaves this file: a parsed tree belongs to one ``CommonMarkTree``, which frees it on
/// every path, and what comes out are values.
public enum CommonMark {
  /// The HTML of a text as libcmark writes it, with no extension and raw HTML kept.
  ///
  /// - Complexity: not linear for hostile texts; see ``MarkupGuard``.
  public static func html(_ text: String) -> String {
    CommonMarkTree(text).html()
  }

  /// What libcmark makes of a text.
  struct Reading {
    /// The blocks; columns and lines are those of the text, counted from 1.
    var blocks: [Block]
    /// The line of the first thing that was nested too deep to be kept.
    var tooDeep: Int?
  }

  /// The blocks of a text.
  ///
  /// The places of links and images are left open (``SourceRange/fileStart``), since libcmark's
  /// columns within a paragraph are wrong behind its first line. Headings have no anchor yet.
  ///
  /// Blocks, and inlines within one block, are nested at most `nesting` deep: deeper blocks are
  /// dropped, and deeper inlines become plain text.
  static func blocks(_ text: String, nesting: Int) -> Reading {
    CommonMarkTree(text).blocks(nesting: nesting)
  }
}

/// A tree of libcmark's, owned.
@safe private struct CommonMarkTree: ~Copyable {
  private let root: OpaquePointer?

  init(_ text: String) {
    var text = text
    unsafe root = text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        unsafe cmark_parse_document(characters.baseAddress, characters.count, CMARK_OPT_DEFAULT)
      }
    }
  }

  deinit {
    unsafe cmark_node_free(root)
  }

  func html() -> String {
    guard let html = unsafe cmark_render_html(root, CMARK_OPT_UNSAFE) else { return "" }
    defer { unsafe cmark_get_default_mem_allocator().pointee.free(html) }
    return unsafe String(cString: html)
  }

  func blocks(nesting: Int) -> CommonMark.Reading {
    var conversion = CommonMarkConversion(nesting: nesting)
    let blocks = unsafe Node(root).map { conversion.blocks(in: $0, depth: 0) } ?? []
    return CommonMark.Reading(blocks: blocks, tooDeep: conversion.tooDeep)
  }
}

/// A node within a ``CommonMarkTree``, which must outlive it; hence it never leaves this file.
@safe private struct Node {
  private let pointer: OpaquePointer

  init?(_ pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = unsafe pointer
  }

  var type: cmark_node_type { unsafe cmark_node_get_type(pointer) }
  var parent: Node? { unsafe Node(cmark_node_parent(pointer)) }
  var children: NodeSequence { unsafe NodeSequence(from: Node(cmark_node_first_child(pointer))) }
  var next: Node? { unsafe Node(cmark_node_next(pointer)) }

  var literal: String { unsafe text(cmark_node_get_literal(pointer)) }
  var info: String { unsafe text(cmark_node_get_fence_info(pointer)) }
  var address: String { unsafe text(cmark_node_get_url(pointer)) }
  var title: String { unsafe text(cmark_node_get_title(pointer)) }

  var level: Int { unsafe Int(cmark_node_get_heading_level(pointer)) }
  var isTight: Bool { unsafe cmark_node_get_list_tight(pointer) != 0 }
  var listStart: Int? {
    guard unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST else { return nil }
    return unsafe Int(cmark_node_get_list_start(pointer))
  }

  var startLine: Int { unsafe Int(cmark_node_get_start_line(pointer)) }

  /// The place of a block. libcmark counts columns from 1 in bytes and names the last one.
  var range: SourceRange {
    let start = unsafe SourcePosition(
      line: max(1, startLine), column: max(1, Int(cmark_node_get_start_column(pointer))))
    let end = unsafe SourcePosition(
      line: Int(cmark_node_get_end_line(pointer)),
      column: Int(cmark_node_get_end_column(pointer)) + 1)
    return SourceRange(start, end)
  }

  /// The text below the node, without recursion, for what is too deep and for images.
  var plainText: String {
    var result = ""
    let iterator = unsafe cmark_iter_new(pointer)
    defer { unsafe cmark_iter_free(iterator) }
    while true {
      let event = unsafe cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE else { return result }
      guard event == CMARK_EVENT_ENTER, let node = unsafe Node(cmark_iter_get_node(iterator))
      else { continue }
      switch node.type {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: result += node.literal
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: result += " "
      default: break
      }
    }
  }

  /// A text of libcmark's, copied. What is no UTF-8 (libcmark writes `&#xFFFE;` so) is repaired.
  private func text(_ characters: UnsafePointer<CChar>?) -> String {
    guard let characters = unsafe characters else { return "" }
    return unsafe String(cString: characters)
  }
}

/// A node and those that follow it in its parent.
private struct NodeSequence: Sequence, IteratorProtocol {
  private var upcoming: Node?

  init(from first: Node?) {
    upcoming = first
  }

  mutating func next() -> Node? {
    defer { upcoming = upcoming?.next }
    return upcoming
  }
}

/// The walk from libcmark's nodes to values.
private struct CommonMarkConversion {
  let nesting: Int
  var tooDeep: Int?

  mutating func blocks(in parent: Node, depth: Int) -> [Block] {
    guard depth < nesting else {
      reportDepth(at: parent)
      return []
    }
    var result: [Block] = []
    for node in parent.children {
      if let block = block(node, depth: depth) { result.append(block) }
    }
    return result
  }

  private mutating func block(_ node: Node, depth: Int) -> Block? {
    switch node.type {
    case CMARK_NODE_PARAGRAPH:
      return .paragraph(Paragraph(content: inlines(in: node, depth: 0), range: node.range))
    case CMARK_NODE_HEADING:
      return .heading(
        Heading(
          level: node.level, content: inlines(in: node, depth: 0), attributes: nil, anchor: "",
          range: node.range))
    case CMARK_NODE_BLOCK_QUOTE:
      return .quote(Quote(blocks: blocks(in: node, depth: depth + 1), range: node.range))
    case CMARK_NODE_LIST:
      var items: [List.Item] = []
      for item in node.children {
        items.append(List.Item(blocks: blocks(in: item, depth: depth + 1), range: item.range))
      }
      return .list(
        List(start: node.listStart, isTight: node.isTight, items: items, range: node.range))
    case CMARK_NODE_CODE_BLOCK:
      return .codeBlock(CodeBlock(info: node.info, code: node.literal, range: node.range))
    case CMARK_NODE_HTML_BLOCK:
      return .htmlBlock(HTMLBlock(html: node.literal, range: node.range))
    case CMARK_NODE_THEMATIC_BREAK:
      return .thematicBreak(node.range)
    default:
      return nil
    }
  }

  private mutating func inlines(in parent: Node, depth: Int) -> [Inline] {
    guard depth < nesting else {
      reportDepth(at: parent)
      let text = parent.plainText
      return text.isEmpty ? [] : [.text(text)]
    }
    var result: [Inline] = []
    for node in parent.children {
      if let inline = inline(node, depth: depth) { result.append(inline) }
    }
    return result
  }

  private mutating func inline(_ node: Node, depth: Int) -> Inline? {
    switch node.type {
    case CMARK_NODE_TEXT: return .text(node.literal)
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_CODE: return .code(node.literal)
    case CMARK_NODE_HTML_INLINE: return .html(node.literal)
    case CMARK_NODE_EMPH: return .emphasis(inlines(in: node, depth: depth + 1))
    case CMARK_NODE_STRONG: return .strong(inlines(in: node, depth: depth + 1))
    case CMARK_NODE_LINK:
      return .link(
        Link(
          destination: node.address, title: node.title,
          content: inlines(in: node, depth: depth + 1), range: .fileStart))
    case CMARK_NODE_IMAGE:
      return .image(
        Image(
          source: node.address, title: node.title, alternative: node.plainText,
          range: .fileStart))
    default: return nil
    }
  }

  /// Remembers the first place that is too deep. Inlines need not have a line; their block has.
  private mutating func reportDepth(at node: Node) {
    guard tooDeep == nil else { return }
    var current = Optional(node)
    while let candidate = current, candidate.startLine <= 0 { current = candidate.parent }
    tooDeep = current?.startLine
  }
}
