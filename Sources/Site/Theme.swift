public import Diagnostics
internal import Foundation
internal import Markup
internal import Mustache

/// The templates and static files of a site: those in `templates/`, and for each that is missing
/// the one that the program carries.
struct Theme: Sendable {
  /// The style sheet, the script and other files under `templates/assets`, by name.
  let assets: [String: [UInt8]]
  /// The colours of its style sheet for browsers.
  let colors: ThemeColors
  /// The service worker, without what it keeps.
  let worker: [UInt8]
  /// What the report for editors has beside the style sheet.
  let reportStyle: [UInt8]
  private let library: MustacheLibrary
  private let forms = TemplateForms()

  /// Makes a theme of the files in `templates/`.
  ///
  /// - Returns: the theme, nil when a template is at fault, and what is wrong.
  static func loaded(
    _ files: [GuideFiles.File]
  ) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    var log = FileNames.check(files.map(\.path))
    var assets: [String: [UInt8]] = [:]
    var worker: [UInt8] = []
    var reportStyle: [UInt8] = []
    var templates: [String: MustacheTemplate] = [:]
    var tags: [String: [TemplateTag]] = [:]
    let merged = merged(files)
    let partials = merged.map(\.path).filter { $0.hasSuffix(".mustache") }
      .map { String($0.dropLast(".mustache".count)) }
    for (path, bytes) in merged {
      if path.hasPrefix("assets/") {
        assets[path] = published(path, bytes)
      } else if path == ServiceWorker.path {
        worker = bytes
      } else if path == "report.css" {
        reportStyle = StyleText.published(bytes)
      } else if path.hasSuffix(".mustache") {
        let name = String(path.dropLast(".mustache".count))
        templates[name] = template(name, bytes, partials: partials, tags: &tags, log: &log)
      }
    }
    log += TemplateLimits.circles(tags)
    guard log.count(of: .error) == 0 else { return (nil, log) }
    let library = MustacheLibrary(templates: templates)
    let theme = Theme(
      assets: assets, colors: ThemeColors(styleSheet: assets["assets/style.css"] ?? []),
      worker: worker, reportStyle: reportStyle, library: library)
    return (theme, log)
  }

  /// Fills a template.
  func html(_ name: String, _ context: TemplateContext) -> HTML {
    let shape = TemplateShape(name, context)
    guard shape.key.count <= TemplateForms.keyLimit else {
      return HTML(unescaped: mustache(name, context))
    }
    let form = forms.form(shape.key) {
      TemplateForm(mustache(name, TemplateShape.probe(context)))
    }
    return form.filled(with: shape.values)
  }

  /// What the library makes of a template.
  func mustache(_ name: String, _ context: TemplateContext) -> String {
    library.render(context, withTemplate: name) ?? ""
  }

  /// The carried files, with those of the folder in their place, ordered by path.
  private static func merged(_ files: [GuideFiles.File]) -> [(path: String, bytes: [UInt8])] {
    var merged: [String: [UInt8]] = [:]
    for file in EmbeddedTemplates.files {
      merged[file.path] = Data(base64Encoded: file.base64).map { [UInt8]($0) } ?? []
    }
    for file in files where file.path.hasPrefix("templates/") {
      merged[String(file.path.dropFirst("templates/".count))] = file.bytes
    }
    return merged.sorted { $0.key < $1.key }.map { (path: $0.key, bytes: $0.value) }
  }

  /// A file of the theme as readers get it.
  private static func published(_ path: String, _ bytes: [UInt8]) -> [UInt8] {
    if path.hasSuffix(".js") { return ScriptText.published(bytes) }
    return path.hasSuffix(".css") ? StyleText.published(bytes) : bytes
  }

  static func template(
    _ name: String, _ bytes: [UInt8], partials: [String], tags: inout [String: [TemplateTag]],
    log: inout [Diagnostic]
  ) -> MustacheTemplate? {
    let file = "templates/\(name).mustache"
    let (source, problems) = Source.decoded(bytes, path: file, limit: MarkupLimits().fileBytes)
    log += problems
    guard let text = source?.text else { return nil }
    let all = TemplateTag.all(in: text)
    if let refusal = TemplateLimits.refusal(of: all, file: file) {
      log.append(refusal)
      return nil
    }
    tags[name] = all
    log += unknownNames(among: all, template: name, file: file, partials: partials)
    do {
      // Types escape, so the library must not do it once more.
      return try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
    } catch {
      log.append(syntaxFault(error, in: text, file: file))
    }
    return nil
  }

  /// What keeps mustache from reading a template, at the tag that is at fault where it can be told:
  /// the library names the end of the file for what is never closed.
  private static func syntaxFault(
    _ error: any Error, in text: String, file: String
  ) -> Diagnostic {
    if let tag = TemplateTag.misplaced(among: TemplateTag.all(in: text)) {
      let range = SourceRange(line: tag.line, columns: tag.columns)
      return tag.kind == .section
        ? Rule.templateSyntax.breach(
          in: file, at: range, en: "Section '\(tag.name)' is not closed",
          zh: "段“\(tag.name)”没有关上")
        : Rule.templateSyntax.breach(
          in: file, at: range, en: "'\(tag.name)' closes a section that is not open here",
          zh: "这里没有打开的段“\(tag.name)”，不能关")
    }
    if let range = TemplateTag.unclosed(in: text) {
      return Rule.templateSyntax.breach(
        in: file, at: range, en: "Tag is not closed by '}}' in its line",
        zh: "标签在这一行里没有用“}}”关上")
    }
    var range: SourceRange?
    if let context = (error as? MustacheTemplate.ParserError)?.context {
      // The library's first line is the setting above the template.
      let line = max(1, context.lineNumber - 1)
      range = SourceRange(line: line, columns: 1..<max(2, context.columnNumber + 1))
    }
    return Rule.templateSyntax.breach(
      in: file, at: range, en: "Template cannot be read: \(error)", zh: "模板读不懂：\(error)")
  }

  /// Reports names that no page gives to a template: mustache would leave them empty.
  private static func unknownNames(
    among tags: [TemplateTag], template: String, file: String, partials: [String]
  ) -> [Diagnostic] {
    tags.compactMap { tag in
      switch tag.kind {
      case .end: return nil
      case .partial:
        guard !partials.contains(tag.name) else { return nil }
        return unknown(tag, "partial", among: partials, file: file)
      case .variable, .section:
        let path = tag.name.split(separator: ".").map(String.init)
        guard let name = path.first else { return nil }
        if name == "w", path.count == 2, Words.chinese[path[1]] == nil {
          return unknown(tag, "word", among: Words.chinese.keys.sorted(), file: file)
        }
        guard !TemplateNames.knows(name, in: template) else { return nil }
        return unknown(tag, "name", among: TemplateNames.names(of: template), file: file)
      }
    }
  }

  private static func unknown(
    _ tag: TemplateTag, _ what: String, among names: [String], file: String
  ) -> Diagnostic {
    Rule.unknownTemplateName.breach(
      in: file, at: SourceRange(line: tag.line, columns: tag.columns),
      en: "Template has no \(what) '\(tag.name)'", zh: "模板里没有“\(tag.name)”这个名字",
      notes: Diagnostic.Note.didYouMean(nearestName(to: tag.name, among: names)))
  }
}

extension Rule {
  /// A template that mustache cannot read.
  public static let templateSyntax = Rule(
    "template-syntax", .error,
    en: "Templates are mustache: every section that is opened is closed.",
    zh: "模板用 mustache 写：每个打开的段都要关上。",
    wrong: "{{#summary}}{{summary}}", right: "{{#summary}}{{summary}}{{/summary}}")

  /// A name that no page gives.
  public static let unknownTemplateName = Rule(
    "unknown-template-name", .error,
    en: "A template uses only the names that its page gives; docs/templates.md lists them.",
    zh: "模板只能用页面提供的名字，见 docs/templates.md。",
    wrong: "{{titel}}", right: "{{title}}")

  static let themeRules: [Rule] = [.templateSyntax, .unknownTemplateName]
}
