internal import Markup
internal import Synchronization

/// What a template makes of all contexts of one shape: the markup that they share, and the places
/// of the values that differ.
///
/// A template asks of a value whether it is there and how many items it has, and puts it in; it
/// never looks into a text. So two contexts that differ in their texts alone give pages that differ
/// in those places alone, and mustache, which takes its time, fills one page of a kind where there
/// are thousands.
struct TemplateForm: Sendable {
  /// The markup before each place, and what follows the last one.
  private let literals: [String]
  /// The number of the value at each place.
  private let places: [Int]

  /// Cuts up what a template has made of ``TemplateShape/probe(_:)``.
  init(_ filled: String) {
    var literals: [String] = []
    var places: [Int] = []
    var rest = filled[...]
    while let start = rest.utf8.firstIndex(of: TemplateShape.mark) {
      literals.append(String(rest[..<start]))
      let number = rest[rest.utf8.index(after: start)...].prefix { $0.isNumber }
      places.append(Int(number) ?? 0)
      rest = rest[rest.utf8.index(after: number.endIndex)...]
    }
    self.literals = literals + [String(rest)]
    self.places = places
  }

  /// The markup with the values at their places.
  func filled(with values: [String]) -> HTML {
    var size = literals.reduce(0) { $0 + $1.utf8.count }
    for place in places { size += values[place].utf8.count }
    var text = ""
    text.reserveCapacity(size)
    for (index, place) in places.enumerated() {
      text += literals[index]
      text += values[place]
    }
    text += literals[places.count]
    return HTML(unescaped: text)
  }
}

/// The shape of a context: the names, which values are there, how long the lists are; and beside it
/// the values themselves, in the same order.
struct TemplateShape {
  /// The byte around the number of a value: neither content nor a template may hold it.
  static let mark: UInt8 = 0x01

  /// Two contexts with the same key are of the same shape.
  private(set) var key: [UInt8]
  /// The texts, escaped, and the markup.
  private(set) var values: [String] = []

  init(_ template: String, _ context: TemplateContext) {
    key = Array(template.utf8)
    key.reserveCapacity(512)
    append(context)
  }

  private mutating func append(_ context: TemplateContext) {
    for (name, value) in context.values {
      key.append(UInt8(ascii: ";"))
      key += name.utf8
      switch value {
      case .text(let text): append(HTML(text: text))
      case .html(let html): append(html)
      case .flag(let flag): key.append(UInt8(ascii: flag ? "+" : "-"))
      case .list(let items):
        key.append(UInt8(ascii: "["))
        for item in items {
          append(item)
          key.append(UInt8(ascii: ","))
        }
        key.append(UInt8(ascii: "]"))
      case .words: key.append(UInt8(ascii: "w"))
      }
    }
  }

  private mutating func append(_ html: HTML) {
    key.append(UInt8(ascii: html.isEmpty ? "0" : "1"))
    if !html.isEmpty { values.append(html.description) }
  }

  /// The context with the number of each value in its place.
  static func probe(_ context: TemplateContext) -> TemplateContext {
    var count = 0
    return probe(context, &count)
  }

  private static func probe(_ context: TemplateContext, _ count: inout Int) -> TemplateContext {
    TemplateContext(
      context.values.map { name, value in
        switch value {
        case .text(let text) where !text.isEmpty: return (name, numbered(&count))
        case .html(let html) where !html.isEmpty: return (name, numbered(&count))
        case .list(let items): return (name, .list(items.map { probe($0, &count) }))
        case .text, .html, .flag, .words: return (name, value)
        }
      })
  }

  private static func numbered(_ count: inout Int) -> TemplateValue {
    defer { count += 1 }
    let mark = String(UnicodeScalar(mark))
    return .html(HTML(unescaped: mark + String(count) + mark))
  }
}

/// The forms that have come up so far. Which of them are known changes the time that a page takes,
/// and nothing else.
final class TemplateForms: Sendable {
  private let known = Mutex<[[UInt8]: TemplateForm]>([:])

  /// What is longer is a list of its own, which no other page shares.
  static let keyLimit = 8_000
  private static let countLimit = 4_000

  /// The form of a shape; `make` is asked where it is new.
  func form(_ key: [UInt8], _ make: () -> TemplateForm) -> TemplateForm {
    if let form = known.withLock({ $0[key] }) { return form }
    let form = make()
    known.withLock { known in
      if known.count < Self.countLimit { known[key] = form }
    }
    return form
  }
}
