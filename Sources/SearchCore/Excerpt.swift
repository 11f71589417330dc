/// A text as marks are looked for in it: folded, without blanks and punctuation.
struct SearchedText {
  /// The folded letters and characters.
  let scalars: [UInt32]
  /// For each where it stands in the original.
  let origins: [Int]

  init(_ text: [UInt8], _ folding: Folding) {
    let folded = folding.folded(text)
    var scalars: [UInt32] = []
    var origins: [Int] = []
    for (scalar, origin) in zip(folded.scalars, folded.origins) {
      let kind = ScalarClass(scalar)
      guard kind == .han || kind == .word else { continue }
      scalars.append(scalar)
      origins.append(Int(origin))
    }
    self.scalars = scalars
    self.origins = origins
  }

  /// Whether the whole stands in the text.
  func holds(_ phrase: [UInt32]) -> Bool { scalars.firstIndex(of: phrase) != nil }
}

/// What to mark in texts: exactly what was typed or, where a text has it otherwise, its parts.
struct Marker {
  private let phrase: [UInt32]
  private let parts: [[UInt32]]
  private let sounds: [QueryTerm]
  private let han: HanTable?
  private let folding: Folding

  init(_ query: Query, terms: [QueryTerm], why: MatchReason, han: HanTable?, folding: Folding) {
    phrase = query.isPhrase && why != .synonym ? Excerpt.squeezed(query.text.scalars) : []
    var parts: [[UInt32]] = []
    for term in terms where term.weight >= 0.3 {
      for key in term.keys where (key.first ?? 0) > SoundKeys.initials {
        let part = Excerpt.squeezed(UTF8Text.scalars(key))
        if !part.isEmpty { parts.append(part) }
      }
    }
    self.parts = parts
    sounds = why == .sound ? terms : []
    self.han = han
    self.folding = folding
  }

  /// A text with its marks.
  func marked(_ text: [UInt8]) -> MarkedText {
    MarkedText(text, marks: marks(SearchedText(text, folding)))
  }

  /// The ranges of original scalars to mark, in order.
  func marks(_ text: SearchedText) -> [Range<Int>] {
    var isMarked = [Bool](repeating: false, count: text.scalars.count)
    func mark(_ part: [UInt32]) {
      // A word is marked from its beginning: `pos` in `post`, not in `compose`.
      let isWord = part.first.map { ScalarClass($0) == .word } ?? false
      var start = 0
      while let index = text.scalars.firstIndex(of: part, from: start) {
        start = index + 1
        let joins = index > 0 && text.origins[index - 1] + 1 == text.origins[index]
        if isWord, joins, ScalarClass(text.scalars[index - 1]) == .word { continue }
        for offset in index..<index + part.count { isMarked[offset] = true }
      }
    }
    mark(phrase)
    if !isMarked.contains(true) {
      for part in parts { mark(part) }
      markSounds(text, &isMarked)
    }
    return ranges(isMarked, text)
  }

  private func markSounds(_ text: SearchedText, _ isMarked: inout [Bool]) {
    guard let han, !sounds.isEmpty else { return }
    let readings = text.scalars.map { han.readings($0) }
    for index in readings.indices {
      let end = min(readings.count, index + SoundKeys.initialCount)
      let keys = SoundKeys.keys(startingAt: Array(readings[index..<end]))
      for (key, length) in keys where sounds.contains(where: { $0.accepts(key) }) {
        for offset in index..<index + length { isMarked[offset] = true }
      }
    }
  }

  /// Marks that only blanks and punctuation part are one.
  private func ranges(_ isMarked: [Bool], _ text: SearchedText) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for index in isMarked.indices where isMarked[index] {
      let origin = text.origins[index]
      if let last = ranges.last, index > 0, isMarked[index - 1], origin - last.upperBound <= 1 {
        ranges[ranges.count - 1] = last.lowerBound..<origin + 1
      } else {
        ranges.append(origin..<origin + 1)
      }
    }
    return ranges
  }
}

extension QueryTerm {
  /// Whether a key is one of those that will do.
  fileprivate func accepts(_ key: [UInt8]) -> Bool {
    if keys.contains(key) { return true }
    if let prefix { return key.hasPrefix(prefix) }
    return false
  }
}

/// A piece of a text around the densest match.
enum Excerpt {
  /// How many characters a piece has.
  static let length = 90
  /// How many stand before the first mark.
  private static let lead = 24

  /// Scalars without blanks and punctuation.
  static func squeezed(_ scalars: [UInt32]) -> [UInt32] {
    scalars.filter { scalar in
      let kind = ScalarClass(scalar)
      return kind == .han || kind == .word
    }
  }

  /// The piece with its marks.
  static func piece(of text: [UInt8], marks: [Range<Int>]) -> MarkedText {
    let scalars = UTF8Text.scalars(text)
    guard scalars.count > length else { return MarkedText(text, marks: marks) }
    let start = start(scalars, marks)
    let end = min(scalars.count, start + length)
    var piece: [UInt32] = start > 0 ? [0x2026] : []
    let shift = piece.count - start
    piece += scalars[start..<end]
    if end < scalars.count { piece.append(0x2026) }
    let shown = marks.filter { $0.lowerBound >= start && $0.upperBound <= end }
    return MarkedText(
      UTF8Text.bytes(piece),
      marks: shown.map { $0.lowerBound + shift..<$0.upperBound + shift })
  }

  /// Where the piece begins that holds most marked characters; behind the end of a sentence where
  /// one is near.
  private static func start(_ scalars: [UInt32], _ marks: [Range<Int>]) -> Int {
    var best = (start: 0, count: 0)
    for (index, mark) in marks.enumerated() {
      let end = mark.lowerBound + length - lead
      var count = 0
      for other in marks[index...] {
        if other.upperBound > end { break }
        count += other.count
      }
      if count > best.count { best = (mark.lowerBound, count) }
    }
    let earliest = max(0, best.start - lead)
    if earliest == 0 { return 0 }
    var start = earliest
    for index in earliest..<best.start {
      switch scalars[index] {
      case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0x0A: start = index + 1
      default: break
      }
    }
    return min(start, max(0, scalars.count - length))
  }
}
