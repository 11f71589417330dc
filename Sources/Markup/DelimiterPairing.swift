/// Pairs runs of one delimiter, such as `**` or `~~`, within one list of siblings.
///
/// This is the algorithm of the CommonMark specification. What stands behind an opening run is
/// gathered in its frame; a run that closes it wraps the frame's content, and the frames above,
/// which nothing closed, become plain text.
///
/// - Complexity: linear in the number of runs and inlines.
struct DelimiterPairing {
  /// A run of delimiters.
  struct Run {
    var count: Int
    var canOpen: Bool
    var canClose: Bool
  }

  /// An opening run and what stands behind it. The first frame has no run.
  private struct Frame {
    var run: Run
    /// How many delimiters the run had before some of them were paired.
    let length: Int
    var content = InlineList()
    /// How deep the content is nested.
    var depth = 0

    init(run: Run) {
      self.run = run
      length = run.count
    }
  }

  /// What the delimiters mean.
  enum Meaning {
    /// Asterisks: one for emphasis, two for strong emphasis.
    case emphasis
    /// Tildes: one or two, as many on either side.
    case strikethrough
  }

  private let meaning: Meaning
  /// How deep the result may be nested.
  private let nesting: Int
  private var frames = [Frame(run: Run(count: 0, canOpen: false, canClose: false))]
  /// For each kind of closing run, the frames below which none can open it.
  private var floors = Array(repeating: 0, count: 6)
  /// How many delimiters were left as text.
  private(set) var unpaired = 0

  init(_ meaning: Meaning, nesting: Int) {
    self.meaning = meaning
    self.nesting = nesting
  }

  private var delimiter: String {
    switch meaning {
    case .emphasis: "*"
    case .strikethrough: "~"
    }
  }

  // MARK: Adding

  mutating func append(_ inline: Inline) {
    append(inline, depth: inline.depth, to: frames.count - 1)
  }

  private mutating func append(_ inline: Inline, depth: Int, to frame: Int) {
    frames[frame].content.append(inline)
    frames[frame].depth = max(frames[frame].depth, depth)
  }

  mutating func append(_ run: Run) {
    var run = run
    if run.canClose { close(with: &run) }
    guard run.count > 0 else { return }
    if run.canOpen {
      frames.append(Frame(run: run))
    } else {
      appendText(run.count)
    }
  }

  /// The list with all runs paired or turned into text.
  mutating func finish() -> [Inline] {
    collapse(above: 0)
    return frames[0].content.inlines
  }

  private mutating func appendText(_ count: Int) {
    unpaired += count
    append(.text(String(repeating: delimiter, count: count)))
  }

  // MARK: Pairing

  private mutating func close(with run: inout Run) {
    let length = run.count
    let kind = (run.canOpen ? 3 : 0) + length % 3
    while run.count > 0 {
      guard let opener = opener(for: run, length: length, floor: floors[kind]) else {
        floors[kind] = frames.count - 1
        return
      }
      collapse(above: opener)
      let isPair: Bool
      switch meaning {
      case .emphasis: isPair = true
      case .strikethrough: isPair = frames[opener].run.count == run.count
      }
      let count = isPair ? taken(from: frames[opener].run, and: run) : 0
      guard isPair, frames[opener].depth + 1 < nesting else {
        // Neither pairs with anything else.
        collapse(above: opener - 1)
        appendText(run.count)
        run.count = 0
        return
      }
      wrap(opener, count: count)
      run.count -= count
    }
  }

  private func taken(from opener: Run, and closer: Run) -> Int {
    switch meaning {
    case .emphasis: min(opener.count, closer.count, 2)
    case .strikethrough: closer.count
    }
  }

  private mutating func opener(for run: Run, length: Int, floor: Int) -> Int? {
    var index = frames.count - 1
    while index > min(floor, frames.count - 1), index > 0 {
      let frame = frames[index]
      // The rule of three: `*foo**bar*` is emphasis around two asterisks.
      let isOdd =
        (run.canOpen || frame.run.canClose) && (frame.length + length) % 3 == 0
        && (frame.length % 3 != 0 || length % 3 != 0)
      if meaning == .strikethrough || !isOdd { return index }
      index -= 1
    }
    return nil
  }

  /// Puts what stands in a frame between so many delimiters.
  private mutating func wrap(_ index: Int, count: Int) {
    let content = frames[index].content.inlines
    let node: Inline =
      switch meaning {
      case .emphasis: count == 2 ? .strong(content) : .emphasis(content)
      case .strikethrough: .strikethrough(content)
      }
    let depth = frames[index].depth + 1
    frames[index].run.count -= count
    if frames[index].run.count > 0 {
      frames[index].content = InlineList(node)
      frames[index].depth = depth
    } else {
      frames.removeLast()
      append(node, depth: depth, to: index - 1)
    }
    for kind in floors.indices { floors[kind] = min(floors[kind], frames.count - 1) }
  }

  /// Turns the runs of all frames above one into text, within that one.
  private mutating func collapse(above index: Int) {
    // A slice would hold on to all frames, and so make the texts that grow below be copied.
    let above = Array(frames[(index + 1)...])
    frames.removeLast(above.count)
    for frame in above {
      unpaired += frame.run.count
      frames[index].content.append(String(repeating: delimiter, count: frame.run.count))
      frames[index].content.append(frame.content)
      frames[index].depth = max(frames[index].depth, frame.depth)
    }
    for kind in floors.indices { floors[kind] = min(floors[kind], index) }
  }
}

extension DelimiterPairing.Run {
  /// A run between two characters, with the flanking rules of CommonMark; nil is a space.
  init(count: Int, after previous: Unicode.Scalar?, before next: Unicode.Scalar?) {
    let isAfterSpace = previous?.isMarkdownSpace ?? true
    let isBeforeSpace = next?.isMarkdownSpace ?? true
    let isAfterMark = previous?.isMarkdownPunctuation ?? false
    let isBeforeMark = next?.isMarkdownPunctuation ?? false
    self.init(
      count: count,
      canOpen: !isBeforeSpace && (!isBeforeMark || isAfterSpace || isAfterMark),
      canClose: !isAfterSpace && (!isAfterMark || isBeforeSpace || isBeforeMark))
  }
}
