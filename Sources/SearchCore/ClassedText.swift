/// Folded text with the class of every scalar in its highest bits, as the index cuts it.
struct ClassedText {
  static let classShift: UInt32 = 24

  /// The scalars with their classes.
  private(set) var classed: [UInt32] = []

  var count: Int { classed.count }

  subscript(index: Int) -> UInt32 { classed[index] }

  static func scalar(_ classed: UInt32) -> UInt32 { classed & (1 << classShift - 1) }

  static func classed(_ scalar: UInt32) -> UInt32 {
    UInt32(ScalarClass(scalar).rawValue) << classShift | scalar
  }

  /// Its scalars without the classes.
  var scalars: [UInt32] { classed.map(Self.scalar) }

  private func isClass(_ kind: ScalarClass, at index: Int) -> Bool {
    index < classed.count && classed[index] >> Self.classShift == UInt32(kind.rawValue)
  }

  /// Where a word ends: see `Segmentation`.
  func endOfWord(from start: Int) -> Int {
    var end = start + 1
    while isClass(.word, at: end) { end += 1 }
    guard isClass(.connector, at: end) else { return end }
    return Segmentation.endOfWord(classed.count, from: end) {
      (Self.scalar(classed[$0]), ScalarClass(rawValue: UInt8(classed[$0] >> Self.classShift)))
    }
  }

  func hasConnector(in range: Range<Int>) -> Bool {
    range.contains { isClass(.connector, at: $0) }
  }
}

/// `Folding` as a table, for the many texts of an index.
struct FoldingTable {
  /// For each of the first 65,536 scalars what it is folded to, with its class.
  private var folded: [UInt32]
  private let folding: Folding
  private let rules: [WordPair]

  private static let size: UInt32 = 0x10000
  /// What a scalar is folded to that is not typed.
  private static let invisible = UInt32.max

  init(_ folding: Folding) {
    self.folding = Folding(variants: folding.variants)
    folded = (0..<Self.size).map { scalar in
      Folding.isInvisible(scalar) ? Self.invisible : ClassedText.classed(Folding.folded(scalar))
    }
    for (variant, usual) in zip(folding.variants.keys, folding.variants.values)
    where variant < Self.size && variant >= 0x3400 {
      folded[Int(variant)] = ClassedText.classed(usual)
    }
    rules = folding.rules.map { ($0.from.map(ClassedText.classed), $0.to.map(ClassedText.classed)) }
  }

  /// Folds a text.
  func classed(_ text: [UInt8]) -> ClassedText {
    var result = ClassedText()
    result.reserve(text.count / 2)
    var offset = 0
    while offset < text.count {
      let (scalar, length) = UTF8Text.scalar(text, at: offset)
      offset += length
      if scalar < Self.size {
        let entry = folded[Int(scalar)]
        if entry != Self.invisible { result.append(entry) }
      } else {
        for scalar in folding.folded([scalar]).scalars {
          result.append(ClassedText.classed(scalar))
        }
      }
    }
    let limit = Folding.longest(result.count)
    for rule in rules { result.replace(rule.from, by: rule.to, upTo: limit) }
    return result
  }
}

extension ClassedText {
  fileprivate mutating func reserve(_ count: Int) { classed.reserveCapacity(count) }

  fileprivate mutating func append(_ entry: UInt32) { classed.append(entry) }

  fileprivate mutating func replace(_ from: [UInt32], by to: [UInt32], upTo limit: Int) {
    let places = classed.places(of: from, by: to, upTo: limit)
    guard !places.isEmpty else { return }
    var replaced: [UInt32] = []
    var start = 0
    for place in places {
      replaced += classed[start..<place] + to
      start = place + from.count
    }
    classed = replaced + classed[start...]
  }
}
