/// What a piece of code is, as far as its look goes. The raw value ends the name of its class.
enum CodeToken: String, Sendable {
  case keyword = "k"
  case string = "s"
  case comment = "c"
  case number = "n"
  case type = "t"
  case attribute = "a"
  case function = "f"
  case variable = "v"
  case heading = "h"
  case inserted = "i"
  case deleted = "d"
}

/// Where something counts in a language that cares.
enum CodePlace: Sendable {
  case anywhere
  /// At the first column of a line.
  case lineStart
  /// At the start of a line, behind its indentation.
  case indented
  /// At the start of a line or behind white space.
  case spaced
}

/// Code between two marks, such as a comment or a string.
struct CodeSpan: Sendable {
  /// What begins it.
  let open: [UInt8]
  /// What ends it; nil where the end of the line does.
  let close: [UInt8]?
  let token: CodeToken
  /// What takes its meaning from the byte behind it.
  let escape: UInt8?
  let place: CodePlace
  /// Whether it goes on behind the end of a line.
  let crossesLines: Bool
  /// Whether it may hold its like.
  let nests: Bool
  /// Whether it holds one character, so that a lonely apostrophe begins nothing.
  let isCharacter: Bool

  init(
    _ open: String, _ close: String?, _ token: CodeToken, escape: Character? = nil,
    place: CodePlace = .anywhere, crossesLines: Bool = false, nests: Bool = false,
    isCharacter: Bool = false
  ) {
    self.open = Array(open.utf8)
    self.close = close.map { Array($0.utf8) }
    self.token = token
    self.escape = escape?.asciiValue
    self.place = place
    self.crossesLines = crossesLines
    self.nests = nests
    self.isCharacter = isCharacter
  }
}

/// How keys are told from values in a language of settings.
struct CodeKeys: Sendable {
  /// What follows a key.
  let separators: Set<UInt8>
  /// Whether white space or the end of the line must follow in turn.
  let isSpaced: Bool
  /// Where a key begins. One that begins its line may be several words.
  let place: CodePlace

  init(_ separators: String, isSpaced: Bool = false, place: CodePlace = .anywhere) {
    self.separators = Set(separators.utf8)
    self.isSpaced = isSpaced
    self.place = place
  }
}

/// What the scanner knows of a language: enough to make code easy to read, and no more.
struct Grammar: Sendable {
  /// Code between marks, longer opening marks first.
  let spans: [CodeSpan]
  /// Words that mean something, in lower case where case does not matter.
  let words: [String: CodeToken]
  /// Bytes that join the word behind them and say what it is, such as `$` and `@`.
  let sigils: [UInt8: CodeToken]
  /// Bytes that belong to words besides letters, digits and `_`.
  let wordBytes: Set<UInt8>
  let keys: CodeKeys?
  let ignoresCase: Bool
  /// Whether a word with a capital names a type.
  let hasCapitalTypes: Bool
  /// Whether words are told apart and numbers stand out: not in languages of lines and tags.
  let hasWords: Bool
  /// Whether all but comments counts only between `<` and `>`.
  let hasTags: Bool
  /// For each byte whether a span may begin with it, so that most bytes are passed at once.
  let opensSpan: [Bool]

  init(
    spans: [CodeSpan], keywords: String = "", types: String = "", constants: String = "",
    sigils: [Character: CodeToken] = [:], wordBytes: String = "", keys: CodeKeys? = nil,
    ignoresCase: Bool = false, hasCapitalTypes: Bool = false, hasWords: Bool = true,
    hasTags: Bool = false
  ) {
    self.spans = spans
    var words: [String: CodeToken] = [:]
    for (list, token) in [(constants, CodeToken.number), (types, .type), (keywords, .keyword)] {
      for word in list.split(whereSeparator: \.isWhitespace) { words[String(word)] = token }
    }
    self.words = words
    var sigilBytes: [UInt8: CodeToken] = [:]
    for (sigil, token) in sigils {
      if let byte = sigil.asciiValue { sigilBytes[byte] = token }
    }
    self.sigils = sigilBytes
    self.wordBytes = Set(wordBytes.utf8)
    self.keys = keys
    self.ignoresCase = ignoresCase
    self.hasCapitalTypes = hasCapitalTypes
    self.hasWords = hasWords
    self.hasTags = hasTags
    var opensSpan = [Bool](repeating: false, count: 256)
    for span in spans { span.open.first.map { opensSpan[Int($0)] = true } }
    self.opensSpan = opensSpan
  }
}
