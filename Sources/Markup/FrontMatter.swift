public import Diagnostics
internal import Yams

extension Rule {
  /// Front matter that YAML cannot read.
  public static let yamlSyntax = Rule(
    "yaml-syntax", .error,
    en:
      "Front matter and settings are YAML: `key: value`, one a line. Texts with `: `, `#` or a leading quotation mark stand in quotation marks.",
    zh: "文件头和设置用 YAML 写：每行一个“键: 值”。文字里有“: ”“#”，或以引号开头时，要加引号。",
    wrong: "title: 失败: 怎么办", right: "title: \"失败: 怎么办\"")

  /// Front matter without its closing line.
  public static let frontMatterNotClosed = Rule(
    "front-matter-not-closed", .error,
    en: "Front matter ends with a line of three hyphens.",
    zh: "文件头要以一行“---”结束。",
    wrong: "---\ntitle: 网络故障\n\n正文", right: "---\ntitle: 网络故障\n---\n\n正文")

  /// Front matter that is larger than the limit.
  public static let frontMatterTooLarge = Rule(
    "front-matter-too-large", .error,
    en: "Front matter stays under 64 kB and 32 levels. Move text into the body.",
    zh: "文件头不能超过 64 kB，也不能超过 32 层。请把文字移到正文。",
    wrong: "front matter of 1 MB", right: "front matter of a few lines")

  /// An anchor or an alias in YAML.
  public static let yamlAlias = Rule(
    "yaml-alias", .error,
    en:
      "Front matter has no anchors (&name) and no aliases (*name). Write the value out, or put it in quotation marks.",
    zh: "文件头里不能用锚点（&name）和别名（*name）。请直接写出内容，或者加上引号。",
    wrong: "summary: *short", right: "summary: \"*short\"")

  static let frontMatterRules: [Rule] = [
    .yamlSyntax, .frontMatterNotClosed, .frontMatterTooLarge, .yamlAlias,
  ]
}

/// The YAML at the head of a content file, and YAML files as a whole.
enum FrontMatter {
  /// The two parts of a content file.
  struct Parts {
    /// The YAML between the lines of hyphens; nil when the file does not begin with one.
    let yaml: Substring?
    /// Whether the closing line is missing.
    let isOpen: Bool
    /// What follows.
    let body: Substring
    /// The line at which the body begins, counted from 1.
    let bodyLine: Int
  }

  /// Cuts a file into front matter and body.
  static func split(_ source: Source) -> Parts {
    let text = source.text[...]
    let first = text.prefix { $0 != "\n" }
    guard isFence(first), first.endIndex < text.endIndex else {
      return Parts(yaml: nil, isOpen: false, body: text, bodyLine: 1)
    }
    let yamlStart = text.index(after: first.endIndex)
    var lineStart = yamlStart
    var number = 2
    while lineStart < text.endIndex {
      let line = text[lineStart...].prefix { $0 != "\n" }
      let next = line.endIndex < text.endIndex ? text.index(after: line.endIndex) : text.endIndex
      if isFence(line) || line == "..." {
        return Parts(
          yaml: text[yamlStart..<lineStart], isOpen: false, body: text[next...],
          bodyLine: number + 1)
      }
      lineStart = next
      number += 1
    }
    return Parts(
      yaml: text[yamlStart...], isOpen: true, body: text[text.endIndex...], bodyLine: number)
  }

  private static func isFence(_ line: Substring) -> Bool {
    line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// The front matter of a content file; nil when it has none or it cannot be read.
  static func parsed(
    _ parts: Parts, path: String, limits: MarkupLimits, log: inout [Diagnostic]
  ) -> YAMLNode? {
    guard let yaml = parts.yaml else { return nil }
    guard !parts.isOpen else {
      log.append(
        Rule.frontMatterNotClosed.breach(
          in: path, at: SourceRange(line: 1, columns: 1..<4),
          en: "The front matter has no closing line '---'", zh: "文件头没有结束行“---”"))
      return nil
    }
    return YAMLReader(yaml: yaml, firstLine: 2, path: path).root(
      maximumBytes: limits.frontMatterBytes, log: &log)
  }
}

extension YAMLNode {
  /// Reads a whole YAML file, such as `site.yml`.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - maximumBytes: the size up to which it is read.
  ///   - log: takes what is wrong with it.
  /// - Returns: the mapping at its root; nil when the file cannot be read or is empty.
  public static func parsed(
    _ source: Source, maximumBytes: Int = 1_000_000, log: inout [Diagnostic]
  ) -> YAMLNode? {
    YAMLReader(yaml: source.text[...], firstLine: 1, path: source.path).root(
      maximumBytes: maximumBytes, log: &log)
  }
}

/// Turns the nodes of Yams into values with places in the file.
private struct YAMLReader {
  let path: String
  let yaml: Substring
  let firstLine: Int
  /// The lines of the YAML, for byte columns: Yams counts columns in Unicode scalars.
  let lines: [Substring]

  static let maximumDepth = 32

  init(yaml: Substring, firstLine: Int, path: String) {
    self.yaml = yaml
    self.firstLine = firstLine
    self.path = path
    lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
  }

  func root(maximumBytes: Int, log: inout [Diagnostic]) -> YAMLNode? {
    if let problem = refusal(maximumBytes: maximumBytes) {
      log.append(problem)
      return nil
    }
    do {
      guard let node = try Yams.Parser(yaml: String(yaml), encoding: .utf8).singleRoot() else {
        return nil
      }
      if node.tag.description.hasSuffix(":null"), node.scalar != nil { return nil }
      guard node.mapping != nil else {
        throw Unreadable(range: range(line: 1), problem: "a list of `key: value` lines is needed")
      }
      return try value(of: node, depth: 0, log: &log)
    } catch let error as Unreadable {
      log.append(syntaxError(error.problem, at: error.range))
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

  // MARK: Guards, before Yams sees the text

  /// Yams calls itself for every level and expands aliases, so both are refused before.
  private func refusal(maximumBytes: Int) -> Diagnostic? {
    guard yaml.utf8.count <= maximumBytes else {
      return Rule.frontMatterTooLarge.breach(
        in: path, at: range(line: 1),
        en: "This YAML has \(yaml.utf8.count) bytes; the limit is \(maximumBytes)",
        zh: "这段 YAML 有 \(yaml.utf8.count) 字节，上限是 \(maximumBytes) 字节")
    }
    for (index, line) in lines.enumerated() {
      if markers(line) > Self.maximumDepth || brackets(line) > 2_000 {
        return Rule.frontMatterTooLarge.breach(
          in: path, at: range(line: index + 1), en: "This YAML has too many levels",
          zh: "这段 YAML 的层数太多")
      }
      if let column = anchorColumn(line) {
        let place = position(line: index + 1, byte: column)
        return Rule.yamlAlias.breach(
          in: path, at: SourceRange(place, end(of: place)),
          en: "Anchors and aliases are not allowed in front matter",
          zh: "文件头里不能使用锚点和别名")
      }
    }
    return nestedBrackets() > Self.maximumDepth
      ? Rule.frontMatterTooLarge.breach(
        in: path, at: range(line: 1), en: "This YAML has too many levels", zh: "这段 YAML 的层数太多")
      : nil
  }

  /// How many block markers (`- `, `? `) begin a line.
  private func markers(_ line: Substring) -> Int {
    var count = 0
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): count += 1
      case UInt8(ascii: " "): continue
      default: return count
      }
    }
    return count
  }

  private func brackets(_ line: Substring) -> Int {
    line.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "[") || $1 == UInt8(ascii: "{") ? 1 : 0) }
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

  /// The byte at which a value of this line begins with `&name` or `*name`.
  private func anchorColumn(_ line: Substring) -> Int? {
    let bytes = Array(line.utf8)
    for (index, byte) in bytes.enumerated()
    where byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
      guard index + 1 < bytes.count, bytes[index + 1] > 0x20 else { continue }
      let before = bytes[..<index].last { $0 != UInt8(ascii: " ") }
      let spaced = index == 0 || bytes[index - 1] == UInt8(ascii: " ")
      switch before {
      case nil: return index
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): return index
      case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"):
        if spaced, opensValue(bytes[..<index]) { return index }
      default: continue
      }
    }
    return nil
  }

  /// Whether the text before a value is nothing but markers and one key.
  private func opensValue(_ before: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: before, as: UTF8.self)
    return !text.contains("\"") && !text.contains("'") && !text.contains(" #")
      && text.split(separator: ":", omittingEmptySubsequences: false).count <= 2
  }

  // MARK: Nodes to values

  private func value(of node: Yams.Node, depth: Int, log: inout [Diagnostic]) throws -> YAMLNode {
    let place = range(of: node)
    guard depth < Self.maximumDepth else {
      throw Unreadable(range: place, problem: "too many levels")
    }
    switch node {
    case .scalar(let scalar):
      if scalar.string.unicodeScalars.contains(where: \.isForbiddenInContent) {
        log.append(
          Rule.controlCharacter.breach(
            in: path, at: place, en: "Control character in a value", zh: "值里有控制字符"))
      }
      let clean = scalar.string.unicodeScalars.filter { !$0.isForbiddenInContent }
      return YAMLNode(
        value: .scalar(String(String.UnicodeScalarView(clean)), isPlain: scalar.style == .plain),
        range: place)
    case .sequence(let sequence):
      let items = try sequence.map { try value(of: $0, depth: depth + 1, log: &log) }
      return YAMLNode(value: .sequence(items), range: place)
    case .mapping(let mapping):
      let entries = try mapping.map { key, item in
        YAMLNode.Entry(
          key: key.scalar?.string ?? "", keyRange: range(of: key),
          value: try value(of: item, depth: depth + 1, log: &log))
      }
      return YAMLNode(value: .mapping(entries), range: place)
    case .alias:
      throw Unreadable(range: place, problem: "aliases are not allowed")
    }
  }

  // MARK: Places

  private func range(of node: Yams.Node) -> SourceRange {
    guard let mark = node.mark else { return range(line: 1) }
    let start = position(mark)
    if case .scalar(let scalar) = node {
      let rest = text(from: start)
      switch scalar.style {
      case .plain where rest.hasPrefix(scalar.string):
        return SourceRange(
          start, SourcePosition(line: start.line, column: start.column + scalar.string.utf8.count))
      case .doubleQuoted, .singleQuoted:
        if let close = closingQuote(rest) {
          return SourceRange(start, SourcePosition(line: start.line, column: start.column + close))
        }
      default: break
      }
    }
    return SourceRange(start, end(of: start))
  }

  /// How many bytes a quoted scalar takes that ends in its first line.
  private func closingQuote(_ text: Substring) -> Int? {
    guard let quote = text.utf8.first else { return nil }
    var escaped = false
    for (offset, byte) in text.utf8.enumerated().dropFirst() {
      if escaped {
        escaped = false
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        escaped = true
      } else if byte == quote {
        return offset + 1
      }
    }
    return nil
  }

  private func position(_ mark: Mark) -> SourcePosition {
    guard lines.indices.contains(mark.line - 1) else {
      return position(line: max(1, lines.count), byte: lines.last?.utf8.count ?? 0)
    }
    let scalars = lines[mark.line - 1].unicodeScalars.prefix(max(0, mark.column - 1))
    return position(line: mark.line, byte: scalars.reduce(0) { $0 + UTF8.width($1) })
  }

  private func position(line: Int, byte: Int) -> SourcePosition {
    SourcePosition(line: line + firstLine - 1, column: byte + 1)
  }

  private func text(from place: SourcePosition) -> Substring {
    let index = place.line - firstLine
    guard lines.indices.contains(index) else { return "" }
    return Substring(lines[index].utf8.dropFirst(place.column - 1))
  }

  /// The end of the line, without blanks and a comment.
  private func end(of place: SourcePosition) -> SourcePosition {
    let rest = text(from: place)
    let value = rest.firstRange(of: " #").map { rest[..<$0.lowerBound] } ?? rest
    let width = value.utf8.count - value.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
    return SourcePosition(line: place.line, column: place.column + max(width, 1))
  }

  private func range(line: Int) -> SourceRange {
    let start = position(line: line, byte: 0)
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
      let start = position(context.mark)
      let names = keys.joined(separator: "', '")
      return Rule.yamlSyntax.breach(
        in: path, at: SourceRange(start, end(of: start)), en: "Key '\(names)' occurs twice",
        zh: "键“\(names)”出现了两次")
    case .reader(let problem, _, _, _):
      return syntaxError(problem, at: range(line: 1))
    default:
      return syntaxError("unknown problem", at: range(line: 1))
    }
  }
}
