internal import Diagnostics

/// What the extensions make of the inlines of one block.
///
/// The order matters: runs of delimiters are paired before their text is cut up, bare addresses
/// are found before escapes are undone, and places are looked for last, in the text as written.
struct InlineRefinement {
  let shield: EscapeShield
  let limits: MarkupLimits
  let path: String
  /// The number of each footnote's definition by its label's key.
  let footnotes: [String: Int]
  var lines: BodyLines
  var log: [Diagnostic] = []

  /// The refined content of a block that stands at a range.
  mutating func refined(_ inlines: [Inline], in range: SourceRange) -> [Inline] {
    let repair = EmphasisRepair(
      nesting: limits.nesting, flattensEmphasis: !lines.haveUnderscore(in: range))
    let repaired = repair.applied(to: inlines)
    report(repaired.unclosed, in: range)
    var result = Strikethrough.applied(to: repaired.content, nesting: limits.nesting)
    if result.containsNested(where: mayHaveReferenceOrAddress) {
      result = withReferencesAndAddresses(result, isInLink: false)
    }
    if result.containsNested(where: \.isSoftBreak) {
      result = result.rewritten { siblings, _ in ChineseLineBreaks.dropped(in: siblings) }
    }
    // Most blocks have neither escapes nor links, and stay as they are.
    guard !shield.isEmpty || result.containsNested(where: \.hasPlace) else { return result }
    return restored(result, in: range)
  }

  private func mayHaveReferenceOrAddress(_ inline: Inline) -> Bool {
    guard case .text(let text) = inline else { return false }
    return !footnotes.isEmpty && text.utf8.contains(UInt8(ascii: "["))
      || BareAddress.mayOccur(in: text)
  }

  private mutating func report(_ unclosed: [UnclosedRun], in range: SourceRange) {
    var start = range.start
    var places: [SourceRange?] = []
    for run in unclosed {
      let before = run.previous.map { String($0) } ?? ""
      let behind = run.next.map { String($0) } ?? ""
      let context = before + run.source + behind
      var place =
        lines.place(of: context, from: start, to: range.end, behind: [])
        // Runs within emphasis come first, those around it later.
        ?? lines.place(of: context, from: range.start, to: range.end, behind: [])
      if let found = place {
        start = found.end
        place?.start.column += before.utf8.count
        place?.end.column -= behind.utf8.count
      }
      places.append(place)
    }
    for (run, place) in zip(unclosed, places) {
      log.append(
        Rule.unclosedEmphasis.breach(
          in: path, at: place ?? range, en: "'\(run.source)' pairs with no other asterisks",
          zh: "“\(run.source)”没有配对的星号",
          fixes: place == places.last ? mends(unclosed, places, in: range) : []))
    }
  }

  private mutating func mends(
    _ unclosed: [UnclosedRun], _ places: [SourceRange?], in range: SourceRange
  ) -> [Diagnostic.Fix] {
    let fixes = closing(unclosed, places)
    return fixes.isEmpty ? opening(unclosed, places, in: range) : fixes
  }

  /// The mend of emphasis such as `** 重要**先看`: the last run would close the one before it, which
  /// may have no Chinese beside it, if no blank stood behind that.
  private mutating func opening(
    _ unclosed: [UnclosedRun], _ places: [SourceRange?], in range: SourceRange
  ) -> [Diagnostic.Fix] {
    guard unclosed.count <= 2, let run = unclosed.last, let last = places.last ?? nil,
      run.previous.map({ !$0.isMarkdownSpace }) ?? false,
      // Asterisks that pair with others may have a blank behind them, too.
      let opening = unclosed.count == 2
        ? places[0] : lines.place(of: "*", from: range.start, to: last.start, behind: []),
      let first = lines.place(
        of: run.source + " ", from: opening.start, to: last.start, behind: []),
      first.start == opening.start,
      first.start.line == last.start.line, first.end < last.start,
      lines.place(of: "*", from: first.end, to: last.start, behind: [])?.start == last.start
    else { return [] }
    var end = first.end
    while let next = lines.place(of: " ", from: end, to: end, behind: []), next.start == end {
      end = next.end
    }
    var start = first.end
    start.column -= 1
    return [
      Diagnostic.Fix(
        en: "delete the blank behind the asterisks", zh: "删掉星号后面的空格",
        range: SourceRange(start, end), replacement: "", trust: .safe)
    ]
  }

  /// The mend of emphasis such as `**重要 **先看`: of two runs in a block the second one would close
  /// the first, if no blank stood before it.
  private func closing(_ unclosed: [UnclosedRun], _ places: [SourceRange?]) -> [Diagnostic.Fix] {
    guard unclosed.count == 2, unclosed[0].count == unclosed[1].count,
      unclosed[0].next.map({ !$0.isMarkdownSpace }) ?? false,
      unclosed[1].previous?.isMarkdownSpace ?? true,
      let first = places[0], let last = places[1], first.end < last.start,
      let blanks = lines.blanks(before: last.start), blanks > 0
    else { return [] }
    var start = last.start
    start.column -= blanks
    return [
      Diagnostic.Fix(
        en: "delete the blank before the asterisks", zh: "删掉星号前面的空格",
        range: SourceRange(start, last.start), replacement: "", trust: .safe)
    ]
  }

  // MARK: Footnotes and addresses

  private func withReferencesAndAddresses(_ inlines: [Inline], isInLink: Bool) -> [Inline] {
    var result: [Inline] = []
    for inline in inlines {
      switch inline {
      case .text(let text):
        let pieces = footnotes.isEmpty ? [.text(text)] : withReferences(text)
        for piece in pieces {
          guard case .text(let text) = piece, !isInLink else {
            result.append(piece)
            continue
          }
          let previous = result.last?.lastSourceCharacter
          result += BareAddress.linked(in: text, after: previous)
        }
      case .link(var link):
        link.content = withReferencesAndAddresses(link.content, isInLink: true)
        result.append(.link(link))
      default:
        guard let children = inline.children else {
          result.append(inline)
          continue
        }
        result.append(
          inline.with(children: withReferencesAndAddresses(children, isInLink: isInLink)))
      }
    }
    return result
  }

  /// A text with its `[^label]` made references where there is such a footnote.
  private func withReferences(_ text: String) -> [Inline] {
    var result = InlineList()
    var rest = text[...]
    var done = text.startIndex
    while let open = rest.firstByteRange(of: "[^") {
      rest = rest[open.upperBound...]
      // A label has neither brackets nor spaces; looking no further keeps this linear.
      guard let close = rest.utf8.firstIndex(where: { "[] ".utf8.contains($0) }),
        rest.utf8[close] == UInt8(ascii: "]")
      else { continue }
      guard let number = footnotes[FootnoteDefinition.key(rest[..<close])] else { continue }
      result.append(text[done..<open.lowerBound])
      result.append(.footnoteReference(FootnoteReference(number: number, occurrence: 0)))
      done = text.utf8.index(after: close)
      rest = text[done...]
    }
    result.append(text[done...])
    return result.inlines
  }

  // MARK: Undoing escapes

  /// The inlines with their escapes undone and the places of links and images filled in.
  private mutating func restored(_ inlines: [Inline], in range: SourceRange) -> [Inline] {
    var start = range.start
    return restored(inlines, in: range, from: &start)
  }

  private mutating func restored(
    _ inlines: [Inline], in range: SourceRange, from start: inout SourcePosition
  ) -> [Inline] {
    var result: [Inline] = []
    for inline in inlines {
      switch inline {
      case .text(let text): result.append(.text(shield.text(text)))
      case .code(let code): result.append(.code(shield.source(code)))
      case .html(let html): result.append(.html(shield.source(html)))
      case .link(var link):
        link.content = restored(link.content, in: range, from: &start)
        link.range = place(of: link.destination, shows: link.content, in: range, from: &start)
        link.titleRange = place(ofTitle: link.title, in: range, from: &start)
        link.destination = shield.text(link.destination)
        link.title = shield.text(link.title)
        result.append(.link(link))
      case .image(var image):
        image.range = place(of: image.source, shows: [], in: range, from: &start)
        image.source = shield.text(image.source)
        image.title = shield.text(image.title)
        image.alternative = shield.text(image.alternative)
        result.append(.image(image))
      default:
        guard let children = inline.children else {
          result.append(inline)
          continue
        }
        result.append(inline.with(children: restored(children, in: range, from: &start)))
      }
    }
    return result
  }

  /// Where an address stands, in `](address)`, in `<address>`, in `][fact:id]`, or by itself.
  private mutating func place(
    of address: String, shows content: [Inline], in range: SourceRange,
    from start: inout SourcePosition
  ) -> SourceRange {
    let written = shield.source(address)
    let text = content.plainText
    let isBare = written == text || written == "http://" + text || written == "mailto:" + text
    let place = lines.place(
      of: isBare ? text : written, from: start, to: range.end,
      behind: isBare ? [] : Array("(<[".utf8))
    start = place?.end ?? start
    return place ?? range
  }

  /// Where a title stands, in `"title"`, `'title'` or `(title)` behind the address.
  private mutating func place(
    ofTitle title: String, in range: SourceRange, from start: inout SourcePosition
  ) -> SourceRange? {
    guard !title.isEmpty else { return nil }
    let place = lines.place(
      of: shield.source(title), from: start, to: range.end, behind: Array("\"'(".utf8))
    start = place?.end ?? start
    return place
  }
}

extension Inline {
  fileprivate var isSoftBreak: Bool {
    if case .softBreak = self { return true }
    return false
  }

  /// Whether its address has a place in the file, which is looked for.
  fileprivate var hasPlace: Bool {
    switch self {
    case .link, .image: true
    default: false
    }
  }
}

/// Line breaks within Chinese, which has no spaces.
enum ChineseLineBreaks {
  /// The list without the breaks between two Chinese characters. Punctuation that Western scripts
  /// have as well, such as `”`, counts as Chinese beside what is certainly Chinese.
  static func dropped(in siblings: [Inline]) -> [Inline] {
    var result = InlineList()
    for (index, inline) in siblings.enumerated() {
      if case .softBreak = inline, index > 0, index + 1 < siblings.count,
        let before = siblings[index - 1].lastVisibleCharacter,
        let after = siblings[index + 1].firstVisibleCharacter,
        before.isChinese && after.isChinese,
        !before.isSharedPunctuation || !after.isSharedPunctuation
      {
        continue
      }
      result.append(inline)
    }
    return result.inlines
  }
}
