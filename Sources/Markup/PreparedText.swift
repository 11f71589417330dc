internal import Diagnostics

/// The text that libcmark reads, and where each of its lines comes from.
///
/// libcmark knows neither tables nor footnotes. Both are rewritten into blocks that it knows, and
/// marked by the line they begin in, so that they can be found in its tree: block structure,
/// references and inline rules then are libcmark's own.
struct PreparedText {
  /// What a line that was written anew stands for.
  enum Role: Equatable {
    /// The first line of a footnote's definition: a list item with an empty heading.
    case definition(Int)
    /// What follows the label of a footnote's definition.
    case definitionText(Int)
    /// A cell of a table, as a heading.
    case cell(table: Int, row: Int, column: Int)
    /// The definition of a reference to a fact.
    case fact
  }

  struct Line {
    var text: Substring
    /// The line of the body that it comes from, from 0.
    var origin: Int
    /// By how many bytes its content stood further to the right in the body.
    var shift = 0
    var role: Role?
  }

  var lines: [Line]
  /// The footnotes that are defined, by the number in ``Role/definition(_:)``.
  var definitions: [FootnoteDefinition] = []
  /// The tables, by the number in ``Role/cell(table:row:column:)``.
  var tables: [TableOutline] = []

  /// The body as it was, when no line of it was written anew.
  private let untouched: String?

  /// What libcmark reads.
  var text: String {
    if let untouched, tables.isEmpty { return untouched }
    var text = ""
    for (index, line) in lines.enumerated() {
      if index > 0 { text += "\n" }
      text += line.text
    }
    return text
  }

  /// Prepares a body: facts get their definitions, and what may be a footnote's definition is
  /// rewritten. Whether it was one is known from libcmark's tree; see ``Rewriting``.
  init(_ body: String) {
    lines = Self.facts(in: body).map { id in
      Line(text: "[fact:\(id)]: <fact:\(id)>", origin: 0, role: .fact)
    }
    if !lines.isEmpty { lines.append(Line(text: "", origin: 0, role: .fact)) }
    let hasFootnotes = body.firstByteRange(of: "[^") != nil
    let texts = body.lines
    lines.reserveCapacity(lines.count + texts.count)
    untouched = lines.isEmpty && !hasFootnotes ? body : nil
    for (index, text) in texts.enumerated() {
      let line = Line(text: text, origin: index)
      if hasFootnotes, let definition = FootnoteDefinition(line) {
        lines += definition.lines(number: definitions.count)
        definitions.append(definition)
      } else {
        lines.append(line)
      }
    }
  }

  /// The ids of the facts that a text refers to as in `[12363][fact:pbc-hotline]`.
  private static func facts(in body: String) -> [String] {
    var ids: [String] = []
    var known: Set<String> = []
    var rest = body[...]
    while let start = rest.firstByteRange(of: "][fact:")?.upperBound {
      rest = rest[start...]
      let id = String(
        rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
      guard !id.isEmpty, rest.dropFirst(id.count).first == "]" else { continue }
      if known.insert(id).inserted { ids.append(id) }
    }
    return ids
  }

  /// The prefix that continues the containers which a prefix opens: a quotation goes on with its
  /// mark, a list item with white space.
  static func continuation(of prefix: some Sequence<UInt8>) -> String {
    String(
      decoding: prefix.map { $0 == UInt8(ascii: ">") || $0 == 0x09 ? $0 : 0x20 }, as: UTF8.self)
  }
}

/// The definition of a footnote: `[^label]: text`, with what follows indented by four columns.
///
/// It is rewritten into a list item whose content is indented by four columns too:
/// ```
/// [^1]: text     -   #
///                    text
/// ```
/// The empty heading keeps the item open whatever the text begins with.
struct FootnoteDefinition {
  /// The label as written.
  let label: Substring
  let line: PreparedText.Line
  /// Whether libcmark agrees that a block begins there, and not a line of code, for example.
  var isConfirmed = true
  private let prefix: [UInt8]
  private let text: Substring

  /// The definition that a line seems to begin.
  init?(_ line: PreparedText.Line) {
    guard let open = line.text.utf8.firstIndex(of: UInt8(ascii: "[")) else { return nil }
    let prefix = Array(line.text.utf8[..<open])
    let rest = line.text[open...]
    guard rest.hasPrefix("[^"), prefix.allSatisfy(Self.isContainerMarker),
      let close = rest.utf8.firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    let label = rest[rest.index(open, offsetBy: 2)..<close]
    let behind = rest[rest.utf8.index(after: close)...]
    guard !label.isEmpty, !label.contains(where: \.isWhitespace), behind.hasPrefix(":") else {
      return nil
    }
    self.label = label
    self.line = line
    self.prefix = prefix
    text = behind.dropFirst().drop { $0 == " " || $0 == "\t" }
  }

  private static func isContainerMarker(_ byte: UInt8) -> Bool {
    " \t>-+*.)0123456789".utf8.contains(byte)
  }

  /// Labels are compared without regard to case.
  static func key(_ label: some StringProtocol) -> String {
    label.lowercased()
  }

  func lines(number: Int, bullet: Character = "-") -> [PreparedText.Line] {
    let marker = String(decoding: prefix, as: UTF8.self) + "\(bullet)   #"
    let first = PreparedText.Line(
      text: marker[...], origin: line.origin, role: .definition(number))
    guard !text.isEmpty else { return [first] }
    let continuation = PreparedText.continuation(of: prefix) + "    "
    let shift = line.text.utf8.count - text.utf8.count - continuation.utf8.count
    let second = PreparedText.Line(
      text: (continuation + text)[...], origin: line.origin, shift: shift,
      role: .definitionText(number))
    return [first, second]
  }
}
