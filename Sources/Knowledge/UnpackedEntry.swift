public import Markup

/// An entry with its body as blocks, for as long as somebody looks at them.
///
/// An ``Entry`` keeps its body packed. Who needs the blocks more than once takes this.
public struct UnpackedEntry: Sendable {
  /// The entry.
  public let entry: Entry
  /// The blocks of its body, without an H1 that is the title.
  public let body: [Block]
  /// The footnotes of its body.
  public let footnotes: [Footnote]

  /// Every block: the body, then the footnotes.
  let blocks: [Block]

  /// An entry with the blocks of which it was made.
  init(_ entry: Entry, body: [Block], footnotes: [Footnote]) {
    (self.entry, self.body, self.footnotes) = (entry, body, footnotes)
    blocks = footnotes.isEmpty ? body : body + footnotes.flatMap(\.blocks)
  }
}

extension Entry {
  /// The entry with its body and its footnotes unpacked.
  public var unpacked: UnpackedEntry {
    UnpackedEntry(self, body: body, footnotes: footnotes)
  }
}
