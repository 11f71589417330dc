internal import Diagnostics

/// One tag of a mustache template, for checks that the library does not make.
struct TemplateTag: Hashable, Sendable {
  /// What a tag does.
  enum Kind: Hashable, Sendable {
    case variable, section, end, partial
  }

  let kind: Kind
  let name: String
  /// The line, counted from 1.
  let line: Int
  /// The columns of the tag, counted from 1 in UTF-8 bytes.
  let columns: Range<Int>

  /// The tags of a template, in order; comments and settings are left out.
  static func all(in template: String) -> [TemplateTag] {
    var tags: [TemplateTag] = []
    for (index, line) in template.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      var rest = line
      while let open = rest.firstRange(of: "{{"),
        let close = rest[open.upperBound...].firstRange(of: "}}")
      {
        let inner = rest[open.upperBound..<close.lowerBound]
        let start = line.utf8.distance(from: line.startIndex, to: open.lowerBound) + 1
        let end = line.utf8.distance(from: line.startIndex, to: close.upperBound) + 1
        if let tag = tag(inner, line: index + 1, columns: start..<end) { tags.append(tag) }
        rest = rest[close.upperBound...]
      }
    }
    return tags
  }

  /// The first tag at fault: a section that nothing closes, or an end without its section.
  static func misplaced(among tags: [TemplateTag]) -> TemplateTag? {
    var open: [TemplateTag] = []
    for tag in tags {
      if tag.kind == .section { open.append(tag) }
      if tag.kind == .end {
        guard open.popLast()?.name == tag.name else { return tag }
      }
    }
    return open.last
  }

  /// The place of the first `{{` without its `}}` in the same line.
  static func unclosed(in template: String) -> SourceRange? {
    for (index, line) in template.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard let open = line.ranges(of: "{{").last,
        line[open.upperBound...].firstRange(of: "}}") == nil
      else { continue }
      let start = line.utf8.distance(from: line.startIndex, to: open.lowerBound) + 1
      return SourceRange(line: index + 1, columns: start..<line.utf8.count + 1)
    }
    return nil
  }

  private static func tag(_ inner: Substring, line: Int, columns: Range<Int>) -> TemplateTag? {
    let kind: Kind
    switch inner.first {
    case "!", "%", "=", "$": return nil
    case "#", "^": kind = .section
    case "/": kind = .end
    case ">", "<": kind = .partial
    default: kind = .variable
    }
    let name = inner.filter { !"#^/><&{}".contains($0) && !$0.isWhitespace }
    return TemplateTag(kind: kind, name: String(name), line: line, columns: columns)
  }
}
