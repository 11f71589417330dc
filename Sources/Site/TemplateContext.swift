internal import Markup
internal import Mustache

/// What stands behind a name in a template. Text is escaped by its type, markup is not.
indirect enum TemplateValue: Sendable {
  case text(String)
  case html(HTML)
  case flag(Bool)
  case list([TemplateContext])
  /// The site's own words, the same on every page.
  case words([String: String])

  /// A text that may be missing; a missing one is false in a section and empty elsewhere.
  static func optional(_ text: String?) -> TemplateValue {
    .text(text ?? "")
  }

  /// A list of texts, each under the name `text`.
  static func texts(_ texts: [String]) -> TemplateValue {
    .list(texts.map { ["text": .text($0)] })
  }
}

/// The values that a template sees by name, in the order in which they were set.
struct TemplateContext: MustacheParent, ExpressibleByDictionaryLiteral, Sendable {
  private(set) var values: [(name: String, value: TemplateValue)]

  init(dictionaryLiteral elements: (String, TemplateValue)...) {
    values = elements.map { (name: $0.0, value: $0.1) }
  }

  init(_ values: [(name: String, value: TemplateValue)]) {
    self.values = values
  }

  /// The value of a name. Contexts are small, so they are looked through.
  subscript(name: String) -> TemplateValue? {
    get { values.last { $0.name == name }?.value }
    set {
      values.removeAll { $0.name == name }
      if let newValue { values.append((name, newValue)) }
    }
  }

  /// Adds the values of another context, whose names are new.
  mutating func add(_ other: TemplateContext) {
    values += other.values
  }

  /// The value in the form that swift-mustache takes, already escaped: templates are rendered with
  /// escaping switched off, because types do it here.
  func child(named name: String) -> Any? {
    switch self[name] {
    case .text(let text): text.isEmpty ? Nothing() : HTML(text: text).description
    case .html(let html): html.isEmpty ? Nothing() : html.description
    case .flag(let flag): flag
    case .list(let items): items
    case .words(let words): words
    case nil: presence(name)
    }
  }

  /// `has_x`: whether the list `x` has items. Mustache repeats a section for every item, so what
  /// stands once around a list, such as its heading, asks for this.
  private func presence(_ name: String) -> Any? {
    guard name.hasPrefix("has_"), case .list(let items) = self[String(name.dropFirst(4))] else {
      return nil
    }
    return !items.isEmpty
  }
}

/// An empty value: false in a section, and it ends the search for its name.
private struct Nothing: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
