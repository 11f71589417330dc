/// The lists of a run as bytes, while they wait to be joined with those of other runs.
///
/// A list begins with how many postings it has and whether what is rare follows: how many sections
/// were left out, how many postings name titles, keywords or headings. Then comes for each posting
/// how many sections of the run lie since the last one, and in a byte or two how it holds the token.
struct PackedLists: Sendable {
  /// The place of every section of the run.
  let places: [UInt32]
  private var bytes: [UInt8] = []

  /// What stands before the postings of a list.
  struct Head: Equatable {
    /// How many sections hold the token.
    var frequency: Int
    /// How many postings of them are kept.
    var count: Int
    /// How many of those are in titles, keywords or headings.
    var labels: Int
  }

  private static let hasLabels = 1
  private static let isCut = 2
  /// Codes for what follows a pair: below them the number of the only class that does.
  private static let noFollower: UInt8 = 32
  private static let anyFollower: UInt8 = 33
  private static let someFollowers: UInt8 = 34
  /// Marks a label that is not zero; what follows comes in the next byte.
  private static let labelMark: UInt8 = 0x40

  /// Creates no lists, of sections with places.
  init(places: [UInt32]) { self.places = places }

  /// Reads lists that ``write(to:)`` wrote.
  init(_ reader: inout RunReader) { (places, bytes) = (reader.numbers(), reader.byteArray()) }

  func write(to writer: inout RunWriter) {
    writer.add(places)
    writer.add(bytes)
  }

  /// Appends the bytes of a list, from where it begins to where the next one does.
  func append(_ range: Range<Int>, to material: inout [UInt8]) {
    material += bytes[range]
  }

  /// Where the next list will begin.
  var end: Int { bytes.count }

  /// Gives back memory that was reserved in vain.
  mutating func trim() { bytes = bytes.trimmed() }

  // MARK: Writing

  /// Makes room for so many bytes.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Adds a list, its postings as `append` put them into a chain.
  mutating func append(_ head: Head, _ postings: ByteChains.Chain, of chains: ByteChains) {
    let left = head.frequency - head.count
    let marks = (left > 0 ? Self.isCut : 0) | (head.labels > 0 ? Self.hasLabels : 0)
    append(number: head.count << 2 | marks)
    if left > 0 { append(number: left) }
    if head.labels > 0 { append(number: head.labels) }
    chains.copy(postings, to: &bytes)
  }

  private mutating func append(number: Int) {
    var left = number
    while left > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: left) | 0x80)
      left >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: left))
  }

  /// Appends a posting to a chain: how many sections lie since the last one of its list, from the
  /// first of the run, and how it holds the token.
  static func append(
    gap: UInt32, _ occurrence: Occurrence, to chain: inout ByteChains.Chain,
    of chains: inout ByteChains
  ) {
    var bytes: UInt64 = 0
    var count = 0
    func add(_ byte: UInt8) {
      bytes |= UInt64(byte) &<< UInt64(count &* 8)
      count &+= 1
    }
    var left = gap
    while left > 0x7F {
      add(UInt8(truncatingIfNeeded: left) | 0x80)
      left >>= 7
    }
    add(UInt8(truncatingIfNeeded: left))
    if occurrence.label != 0 { add(labelMark | UInt8(truncatingIfNeeded: occurrence.label)) }
    let followers = occurrence.followers
    let code = code(followers)
    add(code)
    chains.append(bytes, count: count, to: &chain)
    if code == someFollowers { chains.append(UInt64(followers), count: 4, to: &chain) }
  }

  private static func code(_ followers: UInt32) -> UInt8 {
    if followers == .max { return anyFollower }
    if followers == 0 { return noFollower }
    return followers & (followers &- 1) == 0
      ? UInt8(truncatingIfNeeded: followers.trailingZeroBitCount) : someFollowers
  }

  // MARK: Reading

  /// What stands before the postings of the list that begins at an offset.
  func head(at start: Int) -> Head {
    var offset = start
    return Self.head(bytes.span, &offset)
  }

  /// Appends the postings of the list that begins at an offset.
  func read(at start: Int, to postings: inout [Posting]) {
    let (bytes, places) = (bytes.span, places.span)
    var offset = start
    var section = 0
    for _ in 0..<Self.head(bytes, &offset).count {
      section &+= Self.number(bytes, &offset)
      let occurrence = Self.occurrence(bytes, &offset)
      postings.append(Posting(place: places[section], occurrence: occurrence))
    }
  }

  @inline(__always)
  private static func number(_ bytes: Span<UInt8>, _ offset: inout Int) -> Int {
    var byte = bytes[offset]
    offset &+= 1
    var value = Int(byte & 0x7F)
    var shift = 7
    while byte > 0x7F {
      byte = bytes[offset]
      offset &+= 1
      value |= Int(byte & 0x7F) &<< shift
      shift &+= 7
    }
    return value
  }

  private static func head(_ bytes: Span<UInt8>, _ offset: inout Int) -> Head {
    let first = number(bytes, &offset)
    let count = first >> 2
    let left = first & isCut != 0 ? number(bytes, &offset) : 0
    let labels = first & hasLabels != 0 ? number(bytes, &offset) : 0
    return Head(frequency: count + left, count: count, labels: labels)
  }

  @inline(__always)
  private static func occurrence(_ bytes: Span<UInt8>, _ offset: inout Int) -> Occurrence {
    var code = bytes[offset]
    offset &+= 1
    var label = 0
    if code & labelMark != 0 {
      label = Int(code & ~labelMark)
      code = bytes[offset]
      offset &+= 1
    }
    if code < noFollower { return Occurrence(label: label, followers: 1 &<< UInt32(code)) }
    if code == anyFollower { return Occurrence(label: label, followers: .max) }
    var followers: UInt32 = 0
    if code == someFollowers {
      for shift in stride(from: 0, to: 32, by: 8) {
        followers |= UInt32(bytes[offset]) << UInt32(shift)
        offset &+= 1
      }
    }
    return Occurrence(label: label, followers: followers)
  }
}

extension Array {
  /// The same elements in no more memory than they need.
  func trimmed() -> [Element] {
    var copy: [Element] = []
    copy.reserveCapacity(count)
    copy += self
    return copy
  }
}
