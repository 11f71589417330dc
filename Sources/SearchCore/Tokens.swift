/// What the index knows by name: a pair of characters, a character, or a word.
enum Token: Equatable {
  /// Two neighbours of which one at least is written without blanks.
  case pair(UInt32, UInt32)
  /// One character.
  case single(UInt32)
  /// Letters and digits; a code such as `t+1` whole, too.
  case word([UInt32])

  /// The key under which the index lists it.
  var key: [UInt8] {
    switch self {
    case .pair(let first, let second): UTF8Text.bytes([first, second])
    case .single(let scalar): UTF8Text.bytes([scalar])
    case .word(let scalars): UTF8Text.bytes(scalars)
    }
  }
}

/// A stretch of folded text that is written without blanks, or one word.
struct Segment {
  let isHan: Bool
  /// Where its scalars stand in the folded text. Blanks in a stretch are not among them.
  var indices: [Int]
  /// Whether nothing but blanks, or nothing at all, stands between it and the one before.
  let follows: Bool
  /// Whether blanks stand between it and the one before.
  let followsBlank: Bool
}

/// Cuts folded text.
enum Segmentation {
  /// The longest word that has a key of its own; the rest of a longer one is not looked at.
  static let longestWord = 40

  /// The stretches and words of a text; `joinsBlanks` where Han on both sides of a blank are one
  /// stretch. In a text a blank there is a line break of the source; in a query it parts two notions.
  static func segments(_ scalars: [UInt32], joinsBlanks: Bool) -> [Segment] {
    var result: [Segment] = []
    var index = 0
    var follows = false
    var sawBlank = false
    while index < scalars.count {
      switch ScalarClass(scalars[index]) {
      case .han:
        let isJoined = follows && (joinsBlanks || !sawBlank)
        if isJoined, let last = result.last, last.isHan {
          result[result.count - 1].indices.append(index)
        } else {
          result.append(
            Segment(isHan: true, indices: [index], follows: follows, followsBlank: sawBlank))
        }
        index += 1
        (follows, sawBlank) = (true, false)
      case .word:
        let end = endOfWord(scalars, from: index)
        result.append(
          Segment(
            isHan: false, indices: Array(index..<end), follows: follows, followsBlank: sawBlank))
        index = end
        (follows, sawBlank) = (true, false)
      case .blank:
        sawBlank = true
        index += 1
      case .connector, .other:
        (follows, sawBlank) = (false, false)
        index += 1
      }
    }
    return result
  }

  /// A word goes on over single connectors between letters or digits, and ends with the signs of
  /// `c++` and `c#`.
  private static func endOfWord(_ scalars: [UInt32], from start: Int) -> Int {
    var end = start
    while end < scalars.count {
      switch ScalarClass(scalars[end]) {
      case .word:
        end += 1
      case .connector:
        if end + 1 < scalars.count, ScalarClass(scalars[end + 1]) == .word {
          end += 1
          continue
        }
        var sign = end
        while sign < scalars.count, sign < end + 2, scalars[sign] == 0x2B || scalars[sign] == 0x23 {
          sign += 1
        }
        return sign
      default: return end
      }
    }
    return end
  }

  /// The words of a word segment: its parts, and where it has several or signs, the whole and the
  /// whole without signs, so that `t+1`, `t1` and `T 1` meet. Pieces between slashes are wholes of
  /// their own; with the slash only what is short is one, such as `if/else`.
  static func words(_ scalars: ArraySlice<UInt32>) -> (parts: [[UInt32]], wholes: [[UInt32]]) {
    var parts: [[UInt32]] = []
    var wholes: [[UInt32]] = []
    let pieces = scalars.split(separator: slash)
    for piece in pieces {
      let own = piece.split { ScalarClass($0) == .connector }.map { Array($0.prefix(longestWord)) }
      parts += own
      guard let first = own.first, first.count < piece.count, piece.count <= longestWord else {
        continue
      }
      wholes.append(Array(piece))
      if own.count > 1 { wholes.append(own.flatMap { $0 }) }
    }
    if pieces.count > 1, scalars.count <= longestWithSlash { wholes.append(Array(scalars)) }
    return (parts, wholes)
  }

  private static let slash: UInt32 = 0x2F
  private static let longestWithSlash = 16

  /// Calls with every token of a text that has a key in the index, and for a pair with the
  /// character behind it.
  static func eachToken(
    _ scalars: [UInt32], _ body: (_ token: Token, _ next: UInt32?) -> Void
  ) {
    let segments = segments(scalars, joinsBlanks: true)
    for (number, segment) in segments.enumerated() {
      let seam: Segment? =
        number + 1 < segments.count && segments[number + 1].follows ? segments[number + 1] : nil
      let last = scalars[segment.indices[segment.indices.count - 1]]
      if segment.isHan {
        for (offset, index) in segment.indices.enumerated() {
          body(.single(scalars[index]), nil)
          guard offset > 0 else { continue }
          let next =
            offset + 1 < segment.indices.count ? segment.indices[offset + 1] : seam?.indices[0]
          body(
            .pair(scalars[segment.indices[offset - 1]], scalars[index]), next.map { scalars[$0] })
        }
      } else {
        let start = segment.indices[0]
        let (parts, wholes) = words(scalars[start..<start + segment.indices.count])
        for word in parts + wholes { body(.word(word), nil) }
      }
      // The pair over the seam of Han and Latin finds what is typed across it.
      if let seam, seam.isHan || segment.isHan {
        let next = seam.indices.count > 1 ? scalars[seam.indices[1]] : nil
        body(.pair(last, scalars[seam.indices[0]]), next)
      }
    }
  }
}
