public import Diagnostics

/// Refuses texts on which libcmark 0.30.2 would take time or memory without bound.
///
/// Each check goes over the text once and counts the work that libcmark would do; the bounds are
/// far beyond what people write. The cases were found by measuring: see `MarkupGuardTests`.
struct MarkupGuard {
  /// Steps that libcmark may spend on one kind of work, about half a second.
  private static let work = 20_000_000
  /// Bytes that references to links may add up to.
  private static let referenceBytes = 64_000_000

  private let text: [UInt8]
  private let firstLine: Int
  private let path: String
  private let limits: MarkupLimits

  private init(text: [UInt8], firstLine: Int, path: String, limits: MarkupLimits) {
    self.text = text
    self.firstLine = firstLine
    self.path = path
    self.limits = limits
  }

  /// What speaks against handing a text to libcmark; nil if nothing does.
  ///
  /// - Complexity: linear in the length of the text.
  static func refusal(
    of text: String, firstLine: Int, path: String, limits: MarkupLimits
  ) -> Diagnostic? {
    let markupGuard = MarkupGuard(
      text: Array(text.utf8), firstLine: firstLine, path: path, limits: limits)
    return markupGuard.deepLine() ?? markupGuard.manyImageOpeners()
      ?? markupGuard.longReferences()
  }

  // MARK: Containers

  /// Too many container markers in one line, or too many empty lines below a deep container, each
  /// of which libcmark offers to every container that is open.
  private func deepLine() -> Diagnostic? {
    var work = 0
    var depth = 0
    var isAfterEmptyLine = true
    for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }) {
        let quotes = line.reduce(0) { $0 + ($1 == UInt8(ascii: ">") ? 1 : 0) }
        guard quotes <= limits.nesting else { return nestingTooDeep(line: index, markers: quotes) }
        work += max(depth, quotes)
        isAfterEmptyLine = true
      } else {
        let start = LineStart(line)
        guard start.markers <= limits.nesting else {
          return nestingTooDeep(line: index, markers: start.markers)
        }
        // Lines without a marker may continue a paragraph and so keep all of its containers open.
        depth = max(isAfterEmptyLine ? 0 : depth, start.markers + start.indentation / 2)
        isAfterEmptyLine = false
      }
      guard work <= Self.work else {
        return Rule.costlyMarkup.breach(
          in: path, at: place(index), en: "Deep nesting with many empty lines below it",
          zh: "嵌套很深，下面又有太多空行")
      }
    }
    return nil
  }

  private func nestingTooDeep(line: Int, markers: Int) -> Diagnostic {
    Rule.nestingTooDeep.breach(
      in: path, at: place(line),
      en: "\(markers) container markers at the start of a line; the limit is \(limits.nesting)",
      zh: "一行开头有 \(markers) 个列表或引用标记，上限是 \(limits.nesting) 个")
  }

  private func place(_ line: Int) -> SourceRange {
    SourceRange(line: firstLine + line, columns: 1..<1)
  }

  // MARK: Brackets

  /// A link deactivates the brackets that are open around it one by one, but passes over those of
  /// images each time: `![[]()` again and again is quadratic.
  private func manyImageOpeners() -> Diagnostic? {
    var work = 0
    var line = 0
    var open: [Bool] = []
    var images = 0
    var lineIsEmpty = true
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case 0x0A:
        if lineIsEmpty {
          open.removeAll(keepingCapacity: true)
          images = 0
        }
        line += 1
        lineIsEmpty = true
      case UInt8(ascii: "["):
        lineIsEmpty = false
        let isImage = previous == UInt8(ascii: "!")
        open.append(isImage)
        images += isImage ? 1 : 0
      case UInt8(ascii: "]"):
        lineIsEmpty = false
        if let isImage = open.popLast() { images -= isImage ? 1 : 0 }
        work += images
      case 0x20, 0x09: break
      default: lineIsEmpty = false
      }
      previous = byte
      guard work <= Self.work else {
        return Rule.costlyMarkup.breach(
          in: path, at: place(line), en: "Too many '![' that nothing closes",
          zh: "没有闭合的“![”太多")
      }
    }
    return nil
  }

  /// libcmark copies a reference's address and title into every link that uses it.
  private func longReferences() -> Diagnostic? {
    var closings = 0
    var longest = 0
    var longestLine = 0
    var line = 0
    // How far the definition that was looked at last goes, so that no byte is looked at twice.
    var definitionEnd = 0
    for (index, byte) in text.enumerated() {
      if byte == 0x0A { line += 1 }
      guard byte == UInt8(ascii: "]") else { continue }
      closings += 1
      guard index >= definitionEnd, index + 1 < text.count, text[index + 1] == UInt8(ascii: ":")
      else { continue }
      definitionEnd = self.definitionEnd(from: index + 2)
      if definitionEnd - index > longest {
        longest = definitionEnd - index
        longestLine = line
      }
    }
    // Short definitions cannot add up to much, however often they are used.
    guard longest > 256, longest > Self.referenceBytes / closings else { return nil }
    return Rule.costlyMarkup.breach(
      in: path, at: place(longestLine), en: "A very long link definition beside very many links",
      zh: "链接定义太长，而链接又太多")
  }

  /// Where a definition's address and title end at the latest; an unclosed title goes on to the
  /// next empty line.
  private func definitionEnd(from start: Int) -> Int {
    var index = skippingSpace(from: start)
    guard index < text.count else { return index }
    if text[index] == UInt8(ascii: "<") {
      while index < text.count, text[index] != UInt8(ascii: ">"), text[index] != 0x0A { index += 1 }
    } else {
      while index < text.count, text[index] > 0x20 { index += 1 }
    }
    index = skippingSpace(from: index)
    guard index < text.count, "\"'(".utf8.contains(text[index]) else { return index }
    let closing = text[index] == UInt8(ascii: "(") ? UInt8(ascii: ")") : text[index]
    index += 1
    while index < text.count, text[index] != closing {
      if text[index] == 0x0A, index + 1 < text.count, text[index + 1] == 0x0A { return index }
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, text.count)
  }

  /// Behind white space and the markers of quotations that a definition may stand in.
  private func skippingSpace(from start: Int) -> Int {
    var index = start
    while index < text.count, text[index] <= 0x20 || text[index] == UInt8(ascii: ">") { index += 1 }
    return index
  }
}

/// The containers that a line may open: quotations and list items.
private struct LineStart {
  private(set) var markers = 0
  /// Columns of white space at its start.
  private(set) var indentation = 0

  init(_ line: ArraySlice<UInt8>) {
    let breakStart = Self.thematicBreakStart(of: line)
    var index = line.startIndex
    var isStart = true
    while index < line.endIndex, index < breakStart {
      switch line[index] {
      case 0x20: indentation += isStart ? 1 : 0
      case 0x09: indentation += isStart ? 4 : 0
      case UInt8(ascii: ">"):
        markers += 1
        isStart = false
      default:
        guard let end = Self.listMarkerEnd(in: line, at: index) else { return }
        markers += 1
        isStart = false
        index = end
        continue
      }
      index += 1
    }
  }

  private static func listMarkerEnd(in line: ArraySlice<UInt8>, at start: Int) -> Int? {
    var index = start
    if "-+*".utf8.contains(line[index]) {
      index += 1
    } else {
      while index < line.endIndex, index - start < 9, (0x30...0x39).contains(line[index]) {
        index += 1
      }
      guard index > start, index < line.endIndex, ".)".utf8.contains(line[index]) else {
        return nil
      }
      index += 1
    }
    guard index < line.endIndex else { return index }
    return line[index] == 0x20 || line[index] == 0x09 ? index : nil
  }

  /// Where the line becomes a thematic break such as `* * *`; its end where it does not.
  private static func thematicBreakStart(of line: ArraySlice<UInt8>) -> Int {
    guard let last = line.last(where: { $0 != 0x20 && $0 != 0x09 }), "*-_".utf8.contains(last)
    else { return line.endIndex }
    var count = 0
    var start = line.endIndex
    for index in line.indices.reversed() {
      if line[index] == last {
        count += 1
        start = index
      } else if line[index] != 0x20 && line[index] != 0x09 {
        break
      }
    }
    return count >= 3 ? start : line.endIndex
  }
}

extension Rule {
  /// Blocks within blocks, or inlines within inlines, beyond the limit.
  public static let nestingTooDeep = Rule(
    "nesting-too-deep", .error,
    en: """
      Quotations, lists and emphasis are nested at most 100 deep. What is deeper is left out. \
      Write the inner part at a higher level.
      """,
    zh: "引用、列表和强调最多嵌套 100 层，更深的内容会被丢掉。请把里面的内容提到外层。",
    wrong: "> (200 times)",
    right: "> 一段引用")

  /// Markdown on which the parser would take minutes.
  public static let costlyMarkup = Rule(
    "costly-markup", .error,
    en: """
      Some texts take the Markdown parser minutes: thousands of unclosed brackets, deep nesting \
      above thousands of empty lines. Such a file is left out. Delete what nobody reads.
      """,
    zh: "有些文字会让 Markdown 解析器算上几分钟，例如上千个没闭合的括号、深层嵌套加上千个空行。这样的文件不会生成页面。请删掉没用的部分。",
    wrong: "![[]() (100,000 times)",
    right: "![图](../assets/path.svg)")

  static let guardRules: [Rule] = [.nestingTooDeep, .costlyMarkup]
}
