public import Diagnostics

/// The addresses of headings within their page.
///
/// A heading keeps the id that is written behind it. Any other gets GitHub's slug of its text,
/// made unique by `-1`, `-2` and so on.
struct HeadingAnchors {
  private let path: String
  /// The ids that are written, and where.
  private var written: [String: SourceRange] = [:]
  /// How often each slug was given out.
  private var given: [String: Int] = [:]

  init(path: String) {
    self.path = path
  }

  /// Gives every heading its anchor and reports ids that are written twice.
  mutating func assign(
    to blocks: inout [Block], _ footnotes: inout [Footnote], log: inout [Diagnostic]
  ) {
    // All written ids first: a slug gives way to an id that stands further down.
    var duplicates: [Diagnostic] = []
    visit(&blocks, &footnotes) { anchors, heading in anchors.note(heading, log: &duplicates) }
    visit(&blocks, &footnotes) { anchors, heading in
      let slug = Self.slug(heading.content.plainText)
      heading.anchor = heading.attributes?.id ?? anchors.unique(slug)
    }
    log += duplicates
  }

  private mutating func visit(
    _ blocks: inout [Block], _ footnotes: inout [Footnote],
    _ action: (inout HeadingAnchors, inout Heading) -> Void
  ) {
    blocks.visitHeadings { action(&self, &$0) }
    for index in footnotes.indices {
      footnotes[index].blocks.visitHeadings { action(&self, &$0) }
    }
  }

  private mutating func note(_ heading: Heading, log: inout [Diagnostic]) {
    guard let attributes = heading.attributes, let id = attributes.id else { return }
    guard let first = written[id] else {
      written[id] = attributes.range
      return
    }
    log.append(
      Rule.duplicateAnchor.breach(
        in: path, at: attributes.range, en: "'#\(id)' is the id of another heading of this file",
        zh: "“#\(id)”已经是本文件另一个标题的编号",
        notes: [
          Diagnostic.Note(
            en: "the first is here", zh: "第一个在这里", file: path, position: first.start)
        ]))
  }

  private mutating func unique(_ slug: String) -> String {
    var candidate = slug
    while written[candidate] != nil || given[candidate] != nil {
      let count = (given[slug] ?? 0) + 1
      given[slug] = count
      candidate = "\(slug)-\(count)"
    }
    given[candidate] = given[candidate] ?? 0
    return candidate
  }

  /// GitHub's slug of a text: lower case, letters, digits, `-` and `_` kept, blanks as hyphens,
  /// everything else dropped. A text without any of them gives `section`.
  static func slug(_ text: String) -> String {
    var slug = String.UnicodeScalarView()
    for scalar in text.trimmingSpace.lowercased().unicodeScalars {
      if scalar.isHan || scalar.isASCIIAlphanumeric {
        slug.append(scalar)
        continue
      }
      switch scalar.properties.generalCategory {
      case _ where scalar == " ": slug.append("-")
      case _ where scalar == "-": slug.append(scalar)
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
        .connectorPunctuation:
        slug.append(scalar)
      default: break
      }
    }
    return slug.isEmpty ? "section" : String(slug)
  }
}

extension [Block] {
  /// Whether a heading stands among them or within them.
  fileprivate var holdHeadings: Bool {
    contains { block in
      switch block {
      case .heading: true
      case .quote(let quote): quote.blocks.holdHeadings
      case .alert(let alert): alert.blocks.holdHeadings
      case .list(let list): list.items.contains { $0.blocks.holdHeadings }
      default: false
      }
    }
  }

  /// Changes every heading, in order.
  fileprivate mutating func visitHeadings(_ visit: (inout Heading) -> Void) {
    for index in indices {
      switch self[index] {
      case .heading(var heading):
        visit(&heading)
        self[index] = .heading(heading)
      case .quote(var quote):
        quote.blocks.visitHeadings(visit)
        self[index] = .quote(quote)
      case .alert(var alert):
        alert.blocks.visitHeadings(visit)
        self[index] = .alert(alert)
      case .list(var list):
        // To change an item is to copy the list, and few lists hold headings.
        guard list.items.contains(where: { $0.blocks.holdHeadings }) else { continue }
        for item in list.items.indices { list.items[item].blocks.visitHeadings(visit) }
        self[index] = .list(list)
      default: break
      }
    }
  }
}

extension Rule {
  /// Two headings of a file with the same written id.
  public static let duplicateAnchor = Rule(
    "duplicate-anchor", .error,
    en:
      "An id in braces behind a heading occurs once in a file. Give one of the headings another id.",
    zh: "标题后面花括号里的编号在一个文件里只能出现一次。请给其中一个标题换个编号。",
    wrong: "## A {#fees}\n\n## B {#fees}", right: "## A {#fees}\n\n## B {#fees-abroad}")

  static let anchorRules: [Rule] = [.duplicateAnchor]
}
