internal import Diagnostics
internal import Yams

/// Turns the nodes of Yams into values with places in the file.
///
/// Yams calls itself for every level and copies what an alias names, so levels are counted before it
/// sees the text, and every asterisk is shielded: then there are no aliases, and a plain scalar that
/// begins with a shield would have been one.
struct YAMLReader {
  private let path: String
  private let yaml: Substring
  private let firstLine: Int
  private let lines: LineTable
  /// What stands for an asterisk while Yams reads.
  private let shield: Unicode.Scalar

  private static let maximumDepth = 32

  init(yaml: Substring, firstLine: Int, path: String) {
    self.yaml = yaml
    self.firstLine = firstLine
    self.path = path
    lines = LineTable(yaml)
    shield = Self.freeScalar(yaml)
  }

  /// The mapping at the root; nil when there is nothing or it cannot be read.
  func root(
    maximumBytes: Int, maximumItems: Int = .max, log: inout [Diagnostic]
  ) -> YAMLNode? {
    if let problem = refusal(maximumBytes: maximumBytes) {
      log.append(problem)
      return nil
    }
    do {
      // Every scalar is read as text here, so Yams need not find out what else it may be.
      let parser = try Yams.Parser(yaml: shielded(String(yaml)), resolver: .basic, encoding: .utf8)
      // Nodes hold their anchors weakly, so the parser must outlive the walk.
      return try withExtendedLifetime(parser) {
        guard let node = try parser.singleRoot() else { return nil }
        if let scalar = node.scalar, scalar.style == .plain, YAMLNode.isNull(scalar.string) {
          return nil
        }
        guard node.mapping != nil else {
          throw Unreadable(
            range: range(line: 1), problem: "a list of `key: value` lines is needed")
        }
        let root = try value(of: node, depth: 0, log: &log)
        if let list = root.list(longerThan: maximumItems) {
          log.append(
            Rule.frontMatterTooLarge.breach(
              in: path, at: list.range, en: "A list of more than \(maximumItems) items",
              zh: "列表超过 \(maximumItems) 项"))
          return nil
        }
        return root
      }
    } catch let error as Unreadable {
      log.append(syntaxError(error.problem, at: error.range))
    } catch let error as Reference {
      log.append(
        Rule.yamlAlias.breach(
          in: path, at: error.range, en: "Anchors and aliases are not allowed in YAML here",
          zh: "这里的 YAML 不能使用锚点和别名"))
    } catch let error as YamlError {
      log.append(syntaxError(error))
    } catch {
      log.append(syntaxError("\(error)", at: range(line: 1)))
    }
    return nil
  }

  private struct Unreadable: Error {
    let range: SourceRange
    let problem: String
  }

  /// An anchor or an alias.
  private struct Reference: Error {
    let range: SourceRange
  }

  // MARK: Shields

  /// A scalar for private use that the text does not hold; where it holds all of them, the last one.
  private static func freeScalar(_ text: Substring) -> Unicode.Scalar {
    let taken = Set(text.unicodeScalars.lazy.filter { (0xE000...0xF8FF).contains($0.value) })
    let free = (UInt32(0xE000)...0xF8FF).lazy.compactMap(Unicode.Scalar.init)
      .first { !taken.contains($0) }
    return free ?? "\u{F8FF}"
  }

  private func shielded(_ text: String) -> String {
    exchanged(text, "*", for: shield)
  }

  private func unshielded(_ text: String) -> String {
    exchanged(text, shield, for: "*")
  }

  private func exchanged(
    _ text: String, _ old: Unicode.Scalar, for new: Unicode.Scalar
  ) -> String {
    guard text.unicodeScalars.contains(old) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == old ? new : $0 }))
  }

  // MARK: Guards, before Yams sees the text

  private func refusal(maximumBytes: Int) -> Diagnostic? {
    guard yaml.utf8.count <= maximumBytes else {
      return Rule.frontMatterTooLarge.breach(
        in: path, at: range(line: 1),
        en: "This YAML has \(yaml.utf8.count) bytes; the limit is \(maximumBytes)",
        zh: "这段 YAML 有 \(yaml.utf8.count) 字节，上限是 \(maximumBytes) 字节")
    }
    let deepLine = lines.texts.firstIndex { markers($0) > Self.maximumDepth }
    guard deepLine != nil || nestedBrackets() > Self.maximumDepth else { return nil }
    return Rule.frontMatterTooLarge.breach(
      in: path, at: range(line: (deepLine ?? 0) + 1), en: "This YAML has too many levels",
      zh: "这段 YAML 的层数太多")
  }

  /// How many block markers (`- `, `? `, `: `) begin a line.
  private func markers(_ line: Substring) -> Int {
    var count = 0
    var isBehindMarker = false
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): isBehindMarker = false
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        guard !isBehindMarker else { return count }
        isBehindMarker = true
        count += 1
      default: return count
      }
    }
    return count
  }

  /// The greatest depth of brackets, whatever they mean.
  private func nestedBrackets() -> Int {
    var depth = 0
    var deepest = 0
    for byte in yaml.utf8 {
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth = max(0, depth - 1) }
      deepest = max(deepest, depth)
    }
    return deepest
  }

  // MARK: Nodes to values

  private func value(of node: Yams.Node, depth: Int, log: inout [Diagnostic]) throws -> YAMLNode {
    let place = range(of: node)
    guard depth < Self.maximumDepth else {
      throw Unreadable(range: place, problem: "too many levels")
    }
    guard !isReference(node) else { throw Reference(range: lineRange(of: node)) }
    switch node {
    case .scalar(let scalar):
      let text = unshielded(scalar.string)
      if text.unicodeScalars.contains(where: \.isForbiddenInContent) {
        log.append(
          Rule.controlCharacter.breach(
            in: path, at: place, en: "Control character in a value", zh: "值里有控制字符"))
      }
      // What is written as itself was reported with the text; this one hides behind an escape.
      if let hidden = InvisibleScalars.all(in: text).first,
        !yaml.unicodeScalars.contains(hidden.scalar)
      {
        log.append(InvisibleCharacter.breach(hidden.code, in: path, at: place))
      }
      let clean = text.unicodeScalars.filter { !$0.isForbiddenInContent }
      return YAMLNode(
        value: .scalar(String(String.UnicodeScalarView(clean)), isPlain: scalar.style == .plain),
        range: place)
    case .sequence(let sequence):
      let items = try sequence.map { try value(of: $0, depth: depth + 1, log: &log) }
      return YAMLNode(value: .sequence(items), range: place)
    case .mapping(let mapping):
      let entries = try mapping.map { key, item in
        YAMLNode.Entry(
          key: try text(ofKey: key), keyRange: range(of: key),
          value: try value(of: item, depth: depth + 1, log: &log))
      }
      return YAMLNode(value: .mapping(entries), range: place)
    case .alias: throw Reference(range: lineRange(of: node))
    }
  }

  private func text(ofKey key: Yams.Node) throws -> String {
    guard !isReference(key) else { throw Reference(range: lineRange(of: key)) }
    guard let scalar = key.scalar else {
      throw Unreadable(range: range(of: key), problem: "a key must be a text")
    }
    return unshielded(scalar.string)
  }

  private func isReference(_ node: Yams.Node) -> Bool {
    if node.anchor != nil { return true }
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return scalar.string.unicodeScalars.first == shield
  }

  // MARK: Places

  private func range(of node: Yams.Node) -> SourceRange {
    guard let mark = node.mark else { return range(line: 1) }
    let start = position(mark)
    if case .scalar(let scalar) = node {
      let rest = lines.text(from: start, firstLine: firstLine)
      switch scalar.style {
      case .plain:
        let text = unshielded(scalar.string)
        if rest.utf8.starts(with: text.utf8) { return sameLine(start, bytes: text.utf8.count) }
      case .doubleQuoted, .singleQuoted:
        if let close = closingQuote(rest) { return sameLine(start, bytes: close) }
      default: break
      }
    }
    return SourceRange(start, end(of: start))
  }

  private func sameLine(_ start: SourcePosition, bytes: Int) -> SourceRange {
    SourceRange(line: start.line, columns: start.column..<start.column + bytes)
  }

  /// From a node to the end of its line.
  private func lineRange(of node: Yams.Node) -> SourceRange {
    guard let mark = node.mark else { return range(line: 1) }
    return SourceRange(position(mark), end(of: position(mark)))
  }

  /// How many bytes a quoted scalar takes that ends in its first line.
  private func closingQuote(_ text: Substring) -> Int? {
    guard let quote = text.utf8.first else { return nil }
    let isDouble = quote == UInt8(ascii: "\"")
    var isEscaped = false
    for (offset, byte) in text.utf8.enumerated().dropFirst() {
      if isEscaped {
        isEscaped = false
        // Two single quotation marks are one in the text; one alone was the end.
        if !isDouble, byte != quote { return offset }
      } else if byte == (isDouble ? UInt8(ascii: "\\") : quote) {
        isEscaped = true
      } else if byte == quote {
        return offset + 1
      }
    }
    return isEscaped && !isDouble ? text.utf8.count : nil
  }

  private func position(_ mark: Mark) -> SourcePosition {
    lines.position(line: mark.line, scalar: mark.column, firstLine: firstLine)
  }

  /// The end of the line, without blanks and a comment.
  private func end(of place: SourcePosition) -> SourcePosition {
    let column = lines.end(ofLine: place.line - firstLine, from: place.column)
    return SourcePosition(line: place.line, column: column)
  }

  private func range(line: Int) -> SourceRange {
    let start = SourcePosition(line: line + firstLine - 1, column: 1)
    return SourceRange(start, end(of: start))
  }

  // MARK: Errors

  private func syntaxError(_ problem: String, at range: SourceRange) -> Diagnostic {
    Rule.yamlSyntax.breach(
      in: path, at: range, en: "YAML cannot be read: \(problem)", zh: "YAML 读不懂：\(problem)")
  }

  private func syntaxError(_ error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let start = position(mark)
      let prefix = context.map { $0.text + ", " } ?? ""
      return syntaxError(prefix + problem, at: SourceRange(start, end(of: start)))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = unshielded(keys.first ?? "")
      return Rule.yamlSyntax.breach(
        in: path, at: secondPlace(of: key, after: position(context.mark)),
        en: "Key '\(key)' occurs twice", zh: "键“\(key)”出现了两次")
    case .reader(let problem, _, _, _):
      return syntaxError(problem, at: range(line: 1))
    default:
      return syntaxError("unknown problem", at: range(line: 1))
    }
  }

  /// Where a key stands again, below its first place; that place when it is not found.
  private func secondPlace(of key: String, after first: SourcePosition) -> SourceRange {
    for line in lines.texts.indices where line > first.line - firstLine {
      let bytes = lines.texts[line].utf8
      let before = bytes.prefix(first.column - 1)
      let rest = bytes.dropFirst(first.column - 1)
      if before.allSatisfy({ $0 == UInt8(ascii: " ") }), rest.starts(with: key.utf8),
        rest.dropFirst(key.utf8.count).first(where: { $0 != UInt8(ascii: " ") })
          == UInt8(ascii: ":")
      {
        let start = SourcePosition(line: line + firstLine, column: first.column)
        return sameLine(start, bytes: key.utf8.count)
      }
    }
    return SourceRange(first, end(of: first))
  }
}

/// The lines of a text, for places: Yams counts columns in Unicode scalars, diagnostics in bytes.
private struct LineTable {
  let texts: [Substring]
  /// The byte at which each scalar of a line begins; empty where every scalar is one byte.
  private let offsets: [[Int]]
  /// The end of each line in bytes, without blanks and a comment.
  private let ends: [Int]

  init(_ text: Substring) {
    texts = text.lines
    offsets = texts.map { line in
      guard line.utf8.contains(where: { $0 >= 0x80 }) else { return [] }
      var next = 0
      return line.unicodeScalars.map { scalar in
        defer { next += UTF8.width(scalar) }
        return next
      }
    }
    ends = texts.map { line in
      let value = line.firstByteRange(of: " #").map { line[..<$0.lowerBound] } ?? line
      return value.utf8.count - value.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
    }
  }

  /// The place of a scalar, counted from 1 like its line.
  func position(line: Int, scalar: Int, firstLine: Int) -> SourcePosition {
    let index = min(max(0, line - 1), texts.count - 1)
    let count = texts[index].utf8.count
    let before = index == line - 1 ? max(0, scalar - 1) : count
    let byte: Int
    if offsets[index].isEmpty {
      byte = min(before, count)
    } else {
      byte = before < offsets[index].count ? offsets[index][before] : count
    }
    return SourcePosition(line: index + firstLine, column: byte + 1)
  }

  /// What stands from a place to the end of its line.
  func text(from place: SourcePosition, firstLine: Int) -> Substring {
    let index = place.line - firstLine
    guard texts.indices.contains(index) else { return "" }
    return Substring(texts[index].utf8.dropFirst(place.column - 1))
  }

  /// The column behind the value that begins at a column; that column itself at the line's end.
  func end(ofLine index: Int, from column: Int) -> Int {
    guard texts.indices.contains(index) else { return column }
    let end = ends[index] + 1
    return max(end > column ? end : texts[index].utf8.count + 1, column)
  }
}
