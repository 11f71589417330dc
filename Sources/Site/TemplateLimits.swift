internal import Diagnostics

/// What a template may hold, so that none keeps the build for minutes or fills the stack.
enum TemplateLimits {
  private static let tags = 5_000
  private static let nesting = 50

  /// What is too much in a template; nil when nothing is.
  static func refusal(of all: [TemplateTag], file: String) -> Diagnostic? {
    if all.count > tags {
      return Rule.templateSyntax.breach(
        in: file, at: place(all[tags]), en: "Template has more than \(tags) tags",
        zh: "模板的标签超过 \(tags) 个")
    }
    var depth = 0
    for tag in all {
      if tag.kind == .section { depth += 1 }
      if tag.kind == .end { depth -= 1 }
      guard depth > nesting else { continue }
      return Rule.templateSyntax.breach(
        in: file, at: place(tag), en: "Sections are nested more than \(nesting) deep",
        zh: "段的嵌套超过 \(nesting) 层")
    }
    return nil
  }

  /// Templates that include themselves, by way of others or not: filling them would never end.
  ///
  /// - Parameter tags: the tags of every template, by its name.
  /// - Returns: a finding for each of them.
  static func circles(_ tags: [String: [TemplateTag]]) -> [Diagnostic] {
    tags.keys.sorted().compactMap { name in
      for tag in tags[name] ?? [] where tag.kind == .partial {
        guard reaches(name, from: tag.name, tags) else { continue }
        return Rule.templateSyntax.breach(
          in: "templates/\(name).mustache", at: place(tag),
          en: "Template includes itself by '\(tag.name)'", zh: "模板通过“\(tag.name)”包含了自己")
      }
      return nil
    }
  }

  private static func reaches(
    _ goal: String, from start: String, _ tags: [String: [TemplateTag]]
  ) -> Bool {
    var seen: Set<String> = []
    var open = [start]
    while let name = open.popLast() {
      if name == goal { return true }
      guard seen.insert(name).inserted else { continue }
      open += (tags[name] ?? []).filter { $0.kind == .partial }.map(\.name)
    }
    return false
  }

  private static func place(_ tag: TemplateTag) -> SourceRange {
    SourceRange(line: tag.line, columns: tag.columns)
  }
}
