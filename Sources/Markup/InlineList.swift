/// A list of inlines that grows; text joins the text before it.
///
/// Text that grows is kept apart, where it grows in place: within the list each addition would
/// copy it.
struct InlineList {
  private var finished: [Inline] = []
  private var text = ""

  /// The inlines so far.
  var inlines: [Inline] {
    text.isEmpty ? finished : finished + [.text(text)]
  }

  init() {}

  init(_ inline: Inline) {
    append(inline)
  }

  mutating func append(_ inline: Inline) {
    if case .text(let more) = inline {
      append(more)
      return
    }
    if !text.isEmpty { finished.append(.text(text)) }
    text = ""
    finished.append(inline)
  }

  mutating func append(_ more: some StringProtocol) {
    text += more
  }

  mutating func append(_ other: InlineList) {
    for inline in other.finished { append(inline) }
    text += other.text
  }
}
