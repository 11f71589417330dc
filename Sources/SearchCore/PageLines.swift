/// What files of pages show of some pages without their text, as `DocumentChunk` writes it.
struct PageLines: Sendable {
  private var bytes: [UInt8] = []
  private(set) var pages: [Page] = []

  /// Where a page stands, and the sizes by which pages are put into files.
  struct Page: Sendable {
    fileprivate let start: UInt32
    fileprivate let headEnd: UInt32
    fileprivate let end: UInt32
    /// About how many bytes it is, without the words that only find it.
    let size: UInt32
    /// The same, up to its first section.
    let headSize: UInt32
    /// How many sections it has.
    let sections: UInt32
  }

  init() {}

  /// Reads what ``write(to:)`` wrote.
  init(_ reader: inout RunReader) {
    bytes = reader.byteArray()
    let numbers: [UInt32] = reader.numbers()
    pages = stride(from: 0, to: numbers.count, by: 6).map { place in
      Page(
        start: numbers[place], headEnd: numbers[place + 1], end: numbers[place + 2],
        size: numbers[place + 3], headSize: numbers[place + 4], sections: numbers[place + 5])
    }
  }

  func write(to writer: inout RunWriter) {
    writer.add(bytes)
    writer.add(
      pages.flatMap { [$0.start, $0.headEnd, $0.end, $0.size, $0.headSize, $0.sections] })
  }

  /// Adds a page.
  mutating func append(_ document: SearchDocument) {
    let start = bytes.count
    bytes += DocumentChunk.encoded(CollectionOfOne(document), withText: false)
    let head = DocumentChunk.encoded(CollectionOfOne(document.head), withText: false).count
    pages.append(
      Page(
        start: UInt32(start), headEnd: UInt32(start + head), end: UInt32(bytes.count),
        size: UInt32(document.size(withText: false)),
        headSize: UInt32(document.head.size(withText: false)),
        sections: UInt32(document.sections.count)))
  }

  /// Gives back memory that was reserved in vain.
  mutating func trim() { bytes = bytes.trimmed() }

  /// The lines of a page, or of it up to its first section.
  func lines(of page: Page, isHead: Bool) -> ArraySlice<UInt8> {
    bytes[Int(page.start)..<Int(isHead ? page.headEnd : page.end)]
  }
}
