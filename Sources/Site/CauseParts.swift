internal import Markup

/// The body of a cause in the order in which a worried reader needs it.
///
/// A file tells how to recognise a cause before it says what to do, as anyone would write it; on the
/// page what to do comes first: the section with the anchor `now`.
struct CauseParts {
  /// What stands before the first section.
  let lead: [Block]
  /// The section that says what to do; empty without one.
  let now: [Block]
  /// The other sections.
  let rest: [Block]

  init(_ blocks: [Block]) {
    var parts: (lead: [Block], now: [Block], rest: [Block]) = ([], [], [])
    var part = \(lead: [Block], now: [Block], rest: [Block]).lead
    for block in blocks {
      if case .heading(let heading) = block, heading.level <= 2 {
        part = heading.anchor == "now" ? \.now : \.rest
      }
      parts[keyPath: part].append(block)
    }
    (lead, now, rest) = parts
  }
}
