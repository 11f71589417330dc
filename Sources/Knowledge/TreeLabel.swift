/// Text cut into lines for a diagram, by the room that it takes: a Han character takes two places.
enum TreeLabel {
  /// How many lines a text may have; what is longer ends in `…`.
  static let mostLines = 8

  /// The lines of a text.
  ///
  /// Lines break at spaces and between Han characters; opening punctuation stays with what follows,
  /// closing punctuation hangs over rather than to begin a line; a word that is longer than a line
  /// is cut. Of all ways with as few lines, that one is taken which breaks most often behind
  /// punctuation, and then the one whose lines are most alike: no word stands alone at the end.
  ///
  /// - Complexity: O(length × width).
  static func lines(_ text: String, width: Int) -> [String] {
    var best = filled(text, width: width)
    guard 2..<mostLines ~= best.count else { return best }
    var most = goodBreaks(best) - 1
    // A line holds half of the width at least, else there would be one more.
    for narrower in width / 2...width {
      let lines = filled(text, width: narrower)
      guard lines.count == best.count, goodBreaks(lines) > most else { continue }
      (best, most) = (lines, goodBreaks(lines))
    }
    return best
  }

  private static func goodBreaks(_ lines: [String]) -> Int {
    lines.dropLast().count { $0.last.map(closing.contains) ?? false }
  }

  /// The lines of a text, each as full as it can be.
  private static func filled(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in pieces(text) {
      let room = Self.width(piece)
      let hangs = piece.count == 1 && closing.contains(piece) && used <= width
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
    text.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
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

  private static let opening = "（《「『【“‘"
  private static let closing = "，。？！、；：）》」』】”’…·／"
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
