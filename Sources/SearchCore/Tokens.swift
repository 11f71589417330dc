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

  private static func endOfWord(_ scalars: [UInt32], from start: Int) -> Int {
    endOfWord(scalars.count, from: start) { (scalars[$0], ScalarClass(scalars[$0])) }
  }

  /// A word goes on over single connectors between letters or digits, and ends with the signs of
  /// `c++` and `c#`.
  static func endOfWord(
    _ count: Int, from start: Int, at scalar: (Int) -> (value: UInt32, class: ScalarClass?)
  ) -> Int {
    var end = start
    while end < count {
      switch scalar(end).class {
      case .word:
        end += 1
      case .connector:
        if end + 1 < count, scalar(end + 1).class == .word {
          end += 1
          continue
        }
        var sign = end
        while sign < count, sign < end + 2, scalar(sign).value == 0x2B || scalar(sign).value == 0x23
        {
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

  /// Hands over every token of a text that has a key in the index.
  static func feed(_ text: ClassedText, to sink: inout some TokenSink) {
    var scanner = TextScanner()
    var index = 0
    while index < text.count {
      let classed = text[index]
      index += 1
      switch classed >> ClassedText.classShift {
      case UInt32(ScalarClass.han.rawValue):
        scanner.take(han: ClassedText.scalar(classed), &sink)
      case UInt32(ScalarClass.word.rawValue):
        let start = index - 1
        index = text.endOfWord(from: start)
        scanner.take(word: text, start..<index, &sink)
      case UInt32(ScalarClass.blank.rawValue):
        break
      default:
        scanner.pause(&sink)
      }
    }
    scanner.pause(&sink)
  }
}

/// Takes the tokens of a text one by one.
protocol TokenSink {
  /// Two neighbours of which one at least is written without blanks; `next` is the character
  /// behind them.
  mutating func pair(_ first: UInt32, _ second: UInt32, next: UInt32?)
  /// One character that is written without blanks.
  mutating func single(_ scalar: UInt32)
  /// Letters and digits; a code such as `t+1` whole, too.
  mutating func word(_ scalars: ArraySlice<UInt32>)
}

/// Cuts a text as `Segmentation.segments` cuts a query, where blanks join Han, without keeping
/// the segments.
private struct TextScanner {
  /// The last scalar, while nothing but blanks stands behind it.
  private var last: UInt32?
  private var isHan = false
  /// A pair that waits for what follows it.
  private var pair: (UInt32, UInt32)?

  mutating func take(han scalar: UInt32, _ sink: inout some TokenSink) {
    emit(next: scalar, &sink)
    if let last { pair = (last, scalar) }
    sink.single(scalar)
    (last, isHan) = (scalar, true)
  }

  mutating func take(word text: ClassedText, _ range: Range<Int>, _ sink: inout some TokenSink) {
    let first = ClassedText.scalar(text[range.lowerBound])
    emit(next: first, &sink)
    if let last, isHan {
      // The pair over the seam of Han and Latin finds what is typed across it.
      let next = range.count > 1 ? ClassedText.scalar(text[range.lowerBound + 1]) : nil
      sink.pair(last, first, next: next)
    }
    let scalars = range.map { ClassedText.scalar(text[$0]) }
    if range.count <= Segmentation.longestWord, !text.hasConnector(in: range) {
      sink.word(scalars[...])
    } else {
      let (parts, wholes) = Segmentation.words(scalars[...])
      for word in parts + wholes { sink.word(word[...]) }
    }
    (last, isHan) = (ClassedText.scalar(text[range.upperBound - 1]), false)
  }

  /// What stands here is part of no token.
  mutating func pause(_ sink: inout some TokenSink) {
    emit(next: nil, &sink)
    last = nil
  }

  private mutating func emit(next: UInt32?, _ sink: inout some TokenSink) {
    guard let (first, second) = pair else { return }
    pair = nil
    sink.pair(first, second, next: next)
  }
}
