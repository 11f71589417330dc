/// A page as the index takes it: plain text, UTF-8.
public struct SearchDocument: Sendable {
  /// The address relative to the site's root.
  public var url: [UInt8]
  /// The title.
  public var title: [UInt8]
  /// What it is, such as `cause`.
  public var kind: [UInt8]
  /// Words that a reader would type.
  public var keywords: [[UInt8]]
  /// Words that mean the same as the title, and its misspellings.
  public var synonyms: [[UInt8]]
  /// The text; the first section is what stands before the first heading.
  public var sections: [SearchSection]

  /// Creates a page.
  public init(
    url: [UInt8], title: [UInt8], kind: [UInt8], keywords: [[UInt8]] = [],
    synonyms: [[UInt8]] = [], sections: [SearchSection]
  ) {
    self.url = url
    self.title = title
    self.kind = kind
    self.keywords = keywords
    self.synonyms = synonyms
    self.sections = sections
  }
}

/// A part of a page under one heading.
public struct SearchSection: Sendable {
  /// The heading; empty for what stands before the first.
  public var heading: [UInt8]
  /// What counts like the heading and is not shown as one: deeper headings, labels of options.
  public var labels: [[UInt8]]
  /// Where it is: the name of an anchor in the page, or, with a slash or `.html`, a page of its
  /// own such as a question of a decision tree.
  public var anchor: [UInt8]
  /// What it says.
  public var text: [UInt8]

  /// Creates a section.
  public init(
    heading: [UInt8] = [], labels: [[UInt8]] = [], anchor: [UInt8] = [], text: [UInt8]
  ) {
    self.heading = heading
    self.labels = labels
    self.anchor = anchor
    self.text = text
  }
}

extension SearchDocument {
  /// The page with at most as many sections as have places: the shortest neighbours become one.
  func merged(limit: Int) -> SearchDocument {
    guard sections.count > limit else { return self }
    var result = self
    while result.sections.count > limit {
      var best = 1
      var size = Int.max
      for index in 1..<result.sections.count - 1 {
        let sum = result.sections[index].text.count + result.sections[index + 1].text.count
        if sum < size { (best, size) = (index, sum) }
      }
      let next = result.sections.remove(at: best + 1)
      result.sections[best].text += [0x0A] + next.text
      result.sections[best].labels += [next.heading] + next.labels
    }
    return result
  }
}

extension SearchDocument {
  /// The page with its first section alone: all that a result for the page as a whole shows.
  var head: SearchDocument {
    var head = self
    head.sections = Array(sections.prefix(1))
    return head
  }

  /// About how many bytes a file has of it.
  func size(withText: Bool) -> Int {
    sections.reduce(url.count + title.count) {
      $0 + $1.heading.count + $1.anchor.count + (withText ? $1.text.count : 0)
    }
  }
}

/// Some pages with what is shown of them, in one file: a line of fields for each page and section.
struct DocumentChunk {
  private static let tab: UInt8 = 0x09
  private static let newline: UInt8 = 0x0A

  /// Pages in their order.
  private(set) var documents: [SearchDocument] = []

  /// Creates an empty chunk: what a missing one holds.
  init() {}

  /// Pages as bytes, with or without their text.
  static func encoded(_ documents: some Sequence<SearchDocument>, withText: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for document in documents {
      line([document.url, document.title, document.kind], &bytes)
      line([joined(document.keywords), joined(document.synonyms)], &bytes)
      for section in document.sections {
        bytes.append(tab)
        line([section.anchor, section.heading, withText ? section.text : []], &bytes)
      }
    }
    return bytes
  }

  /// Words in one field, parted by a character that no word has.
  private static func joined(_ words: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for word in words {
      if !bytes.isEmpty { bytes.append(0x1F) }
      bytes += word
    }
    return bytes
  }

  private static func line(_ fields: [[UInt8]], _ bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(tab) }
      for byte in field { bytes.append(byte == tab || byte == newline ? 0x20 : byte) }
    }
    bytes.append(newline)
  }

  /// Reads pages; lines that are none of this form are passed over.
  init(_ bytes: [UInt8]) {
    var expectsWords = false
    for line in bytes.split(separator: Self.newline) {
      let fields = line.split(separator: Self.tab, omittingEmptySubsequences: false)
        .map { Array($0) }
      if fields.count == 4, fields[0].isEmpty, !documents.isEmpty {
        documents[documents.count - 1].sections.append(
          SearchSection(heading: fields[2], anchor: fields[1], text: fields[3]))
      } else if fields.count == 3, !fields[0].isEmpty {
        documents.append(
          SearchDocument(url: fields[0], title: fields[1], kind: fields[2], sections: []))
        expectsWords = true
      } else if fields.count == 2, expectsWords {
        expectsWords = false
        documents[documents.count - 1].keywords = Self.words(fields[0])
        documents[documents.count - 1].synonyms = Self.words(fields[1])
      }
    }
  }

  private static func words(_ field: [UInt8]) -> [[UInt8]] {
    field.split(separator: 0x1F).map { Array($0) }
  }
}
