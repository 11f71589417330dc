/// Text cut into lines for a diagram, by the room that it takes: a Han character takes two places.
enum TreeLabel {
  /// How many lines a text may have; what is longer ends in `…`.
  static let mostLines = 8

  /// The lines of a text.
  ///
  /// Lines break at spaces and between Han characters; opening punctuation stays with what follows,
  /// closing punctuation hangs over rather than to begin a line; a word that is longer than a line
  /// is cut. Of all ways with as few lines, that one is taken which breaks most often behind
  /// punctuation and least often within a word, and then the one whose lines are most alike.
  ///
  /// - Complexity: O(length × width).
  static func lines(_ text: String, width: Int, bonds: WordBonds = WordBonds()) -> [String] {
    let full = filled(text, width: width)
    let pieces = pieces(text)
    guard 2..<mostLines ~= full.count, pieces.allSatisfy({ Self.width($0) <= width }) else {
      return full
    }
    return divided(pieces, into: full.count, width: width, bonds) ?? full
  }

  /// A way to divide the first pieces into lines.
  private struct Division {
    var cost = 0
    /// The squares of what is left free in each line: the more alike the lines, the less.
    var raggedness = 0
    /// Where its last line begins.
    var start = 0
  }

  /// The best way to divide pieces into a number of lines; nil when they do not fit.
  private static func divided(
    _ pieces: [String], into count: Int, width: Int, _ bonds: WordBonds
  ) -> [String]? {
    let ends = pieces.indices.map { Self.ends(pieces, from: $0, width: width) }
    // For each number of lines the best division of the first pieces, by their number.
    var rows: [[Division?]] = [[Division()] + pieces.map { _ in nil }]
    for row in 1...count {
      rows.append([nil] + pieces.map { _ in nil })
      for start in pieces.indices {
        guard let before = rows[row - 1][start] else { continue }
        let cost = start == 0 ? 0 : breakCost(pieces[start - 1], pieces[start], bonds)
        for (end, free) in ends[start] {
          let division = Division(
            cost: before.cost + cost, raggedness: before.raggedness + free * free, start: start)
          if let best = rows[row][end],
            (best.cost, best.raggedness) <= (division.cost, division.raggedness)
          {
            continue
          }
          rows[row][end] = division
        }
      }
    }
    var lines: [String] = []
    var end = pieces.count
    for row in (1...count).reversed() {
      guard let start = rows[row][end]?.start else { return nil }
      lines.append(pieces[start..<end].joined().trimmed())
      end = start
    }
    return lines.reversed()
  }

  /// Where a line may end that begins with a piece, and how many places are left free.
  private static func ends(
    _ pieces: [String], from start: Int, width: Int
  ) -> [(end: Int, free: Int)] {
    guard pieces[start] != " ", start == 0 || !isClosing(pieces[start]) else { return [] }
    var ends: [(end: Int, free: Int)] = []
    var used = 0
    for index in pieces[start...].indices {
      let hangs = (pieces[index] == " " || isClosing(pieces[index])) && used <= width
      used += Self.width(pieces[index])
      if used > width, !hangs { break }
      // The blank at the end of a line takes no room, and the next line does not begin with it.
      ends.append((index + 1, max(0, width - used)))
    }
    return ends
  }

  private static func breakCost(_ left: String, _ right: String, _ bonds: WordBonds) -> Int {
    guard let left = left.last, let right = right.first else { return 0 }
    if closing.contains(left) { return 0 }
    if opening.contains(right) { return 1 }
    return left == " " ? 1 : bonds.cost(between: left, right)
  }

  private static func isClosing(_ piece: String) -> Bool {
    guard let first = piece.first, closing.contains(first) else { return false }
    return piece.index(after: piece.startIndex) == piece.endIndex
  }

  /// The lines of a text, each as full as it can be.
  private static func filled(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in pieces(text) {
      let room = Self.width(piece)
      let hangs = isClosing(piece) && used <= width
      if used + room <= width || hangs {
        line += piece
        used += room
      } else {
        if !line.trimmed().isEmpty { lines.append(line.trimmed()) }
        line = ""
        used = 0
        for character in piece where !(line.isEmpty && character == " ") {
          let room = Self.width(String(character))
          if used + room > width {
            lines.append(line)
            line = ""
            used = 0
          }
          line.append(character)
          used += room
        }
      }
      if lines.count > mostLines { break }
    }
    if !line.trimmed().isEmpty { lines.append(line.trimmed()) }
    guard lines.count > mostLines else { return lines }
    return lines[..<(mostLines - 1)] + [String(lines[mostLines - 1].dropLast()) + "…"]
  }

  /// How many places a text takes.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
  }

  /// The parts between which a line may break: words, spaces, single wide characters.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var word = ""
    for character in text {
      if opening.contains(character) {
        if !word.isEmpty { pieces.append(word) }
        word = String(character)
      } else if word.count == 1, word.allSatisfy(opening.contains), !character.isWhitespace {
        pieces.append(word + String(character))
        word = ""
      } else if character.isWide || character.isWhitespace {
        if !word.isEmpty { pieces.append(word) }
        word = ""
        pieces.append(character.isWhitespace ? " " : String(character))
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? pieces : pieces + [word]
  }

  private static let opening = Set("（《「『【“‘")
  private static let closing = Set("，。？！、；：）》」』】”’…·／")
}

extension Character {
  /// Whether it takes two places, as Han characters, full-width forms and emoji do.
  var isWide: Bool {
    guard let scalar = unicodeScalars.first else { return false }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return true
    // Quotation marks and dashes are as wide as Han characters in Chinese fonts.
    case 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026:
      return true
    default: return false
    }
  }
}
