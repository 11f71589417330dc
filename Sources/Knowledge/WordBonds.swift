/// Which neighbouring Han characters belong together, as far as a tree's own words show it.
///
/// Two characters that stand side by side again and again are most likely a word. No dictionary is
/// asked: the words of a trade, which matter most, would not be in it.
struct WordBonds {
  private var counts: [Pair: Int] = [:]

  private struct Pair: Hashable {
    let left: Character
    let right: Character
  }

  /// A pair that stands as often as this is a word; more says nothing more.
  private static let surely = 8

  /// Bonds that know nothing.
  init() {}

  /// The bonds that the titles, options and texts of a tree show.
  init(_ tree: DecisionTree) {
    for node in tree.nodes {
      add(node.titleText)
      for option in node.options { add(option.label) }
      add(node.body.plainText)
    }
  }

  private mutating func add(_ text: String) {
    var last: Character?
    for character in text {
      let isHan = Self.isHan(character)
      if isHan, let last { counts[Pair(left: last, right: character), default: 0] += 1 }
      last = isHan ? character : nil
    }
  }

  private static func isHan(_ character: Character) -> Bool {
    (0x3400...0x9FFF).contains(character.unicodeScalars.first?.value ?? 0)
  }

  /// How bad it is to end a line between two characters, from 0.
  func cost(between left: Character, _ right: Character) -> Int {
    guard Self.isHan(left), Self.isHan(right) else { return 4 }
    // A particle belongs to what stands before it, and a word that opens a phrase to what follows.
    if Self.particles.contains(right) { return 2 * Self.surely }
    if Self.particles.contains(left) || Self.openers.contains(right) { return 1 }
    let count = min(Self.surely, counts[Pair(left: left, right: right)] ?? 0)
    return 2 + 2 * count + (Self.openers.contains(left) ? 3 : 0)
  }

  private static let particles: Set<Character> = Set("的了吗呢着过吧们")
  private static let openers: Set<Character> = Set("把被从按给与和或再先去但要就还都也等")
}
