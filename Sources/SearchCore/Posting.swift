/// One section that holds a token, and how, in 64 bits: sorted, they stand in the order of places.
struct Posting: Equatable {
  /// The place in the highest 26 bits, the label in six, the followers in 32.
  let bits: UInt64

  /// How many sections of a document have places of their own, as a power of two.
  static let sectionBits: UInt32 = 6
  static let sectionsPerDocument = 1 << Int(sectionBits)
  /// How many documents have places.
  static let mostDocuments = 1 << 20

  init(bits: UInt64) { self.bits = bits }

  init(place: UInt32, occurrence: Occurrence) {
    bits = UInt64(place) << 38 | occurrence.bits
  }

  init(document: Int, section: Int, occurrence: Occurrence) {
    self.init(place: Self.place(document: document, section: section), occurrence: occurrence)
  }

  /// The place of a section of a document.
  static func place(document: Int, section: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: document << Int(sectionBits) | section)
  }

  /// The document above, its section in the lowest `sectionBits`.
  var place: UInt32 { UInt32(truncatingIfNeeded: bits >> 38) }

  /// How it holds the token.
  var occurrence: Occurrence { Occurrence(bits: bits & 0x3F_FFFF_FFFF) }

  /// Whether it is in a title, keyword or heading.
  var isLabel: Bool { bits >> 36 & 3 != 0 }

  /// What weighs more is the greater number: the field, how often, short labels before long.
  var rank: Int { Int(bits >> 32 & 0x3F) ^ 3 }
}

/// How a section holds a token: the field, how often, for a label how long it is, and for a pair
/// what follows it.
struct Occurrence: Equatable {
  /// Where: the weightiest field counts.
  enum Field: UInt8 {
    case body, heading, keyword, title
  }

  /// All of it in 38 bits; what weighs more is the greater number.
  let bits: UInt64

  /// More followers than these are kept as “not known”.
  static let mostFollowers = 14

  init(bits: UInt64) { self.bits = bits }

  init(label: Int, followers: UInt32) {
    bits = UInt64(truncatingIfNeeded: label & 0x3F) << 32 | UInt64(followers)
  }

  /// Creates an occurrence; `length` is that of a label, and zero in the body.
  init(field: Field, count: Int, length: Int = 0, followers: UInt32 = .max) {
    let lengthClass = length <= 4 ? 0 : length <= 8 ? 1 : length <= 16 ? 2 : 3
    let isKnown = followers.nonzeroBitCount <= Self.mostFollowers
    self.init(
      label: Int(field.rawValue) << 4 | Self.frequencyClass(count) << 2 | lengthClass,
      followers: isKnown ? followers : .max)
  }

  private static func frequencyClass(_ count: Int) -> Int {
    count <= 1 ? 0 : count == 2 ? 1 : count <= 4 ? 2 : 3
  }

  /// Field, frequency and length in six bits.
  var label: Int { Int(bits >> 32 & 0x3F) }

  var field: Field { Field(rawValue: UInt8(bits >> 36 & 3)) ?? .body }

  /// How often: once, twice, up to four times, more.
  var frequency: Int { Int(bits >> 34 & 3) }

  /// The length class of a label, from 0 to 3.
  var length: Int { Int(bits >> 32 & 3) }

  /// The classes of the characters that follow a pair, a bit of 32 each; all bits where that is
  /// not known.
  var followers: UInt32 { UInt32(truncatingIfNeeded: bits) }

  /// The class of a character that follows a pair. It tells most sections that hold AB and BC from
  /// those that hold ABC. A list learns which classes follow its pair, so that five bits cost
  /// fewer; positions would take ten.
  static func follower(_ scalar: UInt32) -> UInt32 {
    1 << ((scalar &* 0x9E37_79B1) >> 27)
  }

  /// Whether a character may follow the pair.
  func canPrecede(_ scalar: UInt32) -> Bool {
    followers & Self.follower(scalar) != 0
  }
}

/// All sections that hold a token.
struct PostingList {
  let key: [UInt8]
  /// In the order of their places.
  let postings: [Posting]
  /// How many sections hold the token; more than are listed where the list is cut.
  let frequency: Int
}
