public import Diagnostics

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
    en:
      "Front matter stays under 64 kB, 32 levels and 1,000 items a list. Move text into the body.",
    zh: "文件头不能超过 64 kB 和 32 层，一个列表不能超过 1000 项。请把文字移到正文。",
    wrong: "summary: 先看小票。 (10,000 times)",
    right: "summary: 先看小票。 (10 times)")

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
    let bytes = text.utf8
    let first = line(of: text, from: text.startIndex)
    guard isFence(first), first.endIndex < text.endIndex else {
      return Parts(yaml: nil, isOpen: false, body: text, bodyLine: 1)
    }
    let yamlStart = bytes.index(after: first.endIndex)
    var lineStart = yamlStart
    var number = 2
    while lineStart < text.endIndex {
      let line = line(of: text, from: lineStart)
      let next = line.endIndex < text.endIndex ? bytes.index(after: line.endIndex) : text.endIndex
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

  private static func line(of text: Substring, from start: Substring.Index) -> Substring {
    text[start..<(text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex)]
  }

  /// The line that was most likely meant to close open front matter: one that begins or ends with
  /// hyphens, else the first empty one.
  private static func meantFence(_ yaml: Substring, path: String) -> [Diagnostic.Note] {
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
      lines.firstIndex { $0.hasPrefix("--") || $0.hasSuffix("---") }
      ?? lines.firstIndex { $0.allSatisfy(\.isWhitespace) }
    guard let line else { return [] }
    // The front matter begins in the second line of the file.
    return [
      Diagnostic.Note(
        en: "it was to end here, it seems", zh: "好像应该在这里结束", file: path,
        position: SourcePosition(line: line + 2, column: 1))
    ]
  }

  private static func isFence(_ line: Substring) -> Bool {
    let bytes = line.utf8
    return bytes.starts(with: "---".utf8)
      && bytes.dropFirst(3).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
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
          en: "The front matter has no closing line '---'", zh: "文件头没有结束行“---”",
          notes: meantFence(yaml, path: path)))
      return nil
    }
    return YAMLReader(yaml: yaml, firstLine: 2, path: path).root(
      maximumBytes: limits.frontMatterBytes, maximumItems: 1_000, log: &log)
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
    _ source: Source, maximumBytes: Int = 500_000, log: inout [Diagnostic]
  ) -> YAMLNode? {
    YAMLReader(yaml: source.text[...], firstLine: 1, path: source.path).root(
      maximumBytes: maximumBytes, log: &log)
  }
}
