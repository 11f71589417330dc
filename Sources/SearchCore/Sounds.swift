/// Queries by sound: pinyin, initials, homophones.
enum Sounds {
  /// How many ways of cutting letters into syllables are looked up.
  static let mostReadings = 6

  /// The terms of a query with its Han pairs by sound.
  static func homophones(_ query: Query, _ han: HanTable) -> [QueryTerm] {
    query.terms.map { term in
      var result = term
      guard let key = term.keys.first else { return term }
      let scalars = UTF8Text.scalars(key)
      guard scalars.count == 2 else { return term }
      let readings = scalars.map { han.readings($0) }
      guard !readings[0].isEmpty, !readings[1].isEmpty else { return term }
      result.keys = readings[0].flatMap { first in
        readings[1].map { SoundKeys.pairKey(first, $0) }
      }
      return result
    }
  }

  /// Whether every letter of the query can be part of pinyin: Latin letters, and nothing else but
  /// Han and blanks.
  static func words(_ query: Query) -> [[UInt8]]? {
    var words: [[UInt8]] = []
    for segment in Segmentation.segments(query.text.scalars, joinsBlanks: false) {
      guard !segment.isHan else { return nil }
      var word: [UInt8] = []
      for index in segment.indices {
        let scalar = query.text.scalars[index]
        guard scalar >= 0x61, scalar <= 0x7A else { return nil }
        word.append(UInt8(truncatingIfNeeded: scalar))
      }
      words.append(word)
    }
    return words
  }

  /// The ways of reading words as pinyin, each as terms; words that are none stay words.
  static func pinyin(_ words: [[UInt8]]) -> [[QueryTerm]] {
    let parses = words.enumerated().map { index, word in
      Syllables.parses(word, allowsPrefix: index == words.count - 1)
    }
    guard parses.contains(where: { !$0.isEmpty }) else { return [] }
    var ways: [[QueryTerm]] = [[]]
    var last: [[UInt8]?] = [nil]
    for (word, options) in zip(words, parses) {
      var next: [[QueryTerm]] = []
      var nextLast: [[UInt8]?] = []
      for (way, before) in zip(ways, last) {
        if options.isEmpty {
          next.append(way + [term([word], prefix: word, isChained: false)])
          nextLast.append(nil)
        }
        for parse in options where next.count < mostReadings {
          next.append(way + terms(parse, after: before))
          nextLast.append(parse.syllables.last)
        }
      }
      (ways, last) = (next, nextLast)
    }
    return ways.map { Array($0.prefix(Query.mostTerms)) }.filter { !$0.isEmpty }
  }

  private static func terms(_ parse: Syllables.Parse, after before: [UInt8]?) -> [QueryTerm] {
    var result: [QueryTerm] = []
    var previous = before
    for (index, syllable) in parse.syllables.enumerated() {
      let isPrefix = parse.endsInPrefix && index == parse.syllables.count - 1
      if let previous {
        let key = SoundKeys.pairKey(previous, syllable)
        var term = term([key], prefix: isPrefix ? key : nil, isChained: true)
        if index == 0 { (term.weight, term.isRequired) = (0.3, false) }
        result.append(term)
      }
      previous = syllable
    }
    if parse.syllables.count == 1, before == nil, let only = parse.syllables.first {
      let beginning = [SoundKeys.pair] + only + (parse.endsInPrefix ? [] : [0x20])
      result.append(term([], prefix: beginning, isChained: false))
    }
    return result
  }

  /// The terms of letters as initials; nil when they are too few or too many.
  static func initials(_ words: [[UInt8]]) -> [QueryTerm]? {
    guard words.count == 1, let word = words.first, (2...10).contains(word.count) else {
      return nil
    }
    let count = min(SoundKeys.initialCount, word.count)
    return (0...word.count - count).map { start in
      term([[SoundKeys.initials] + word[start..<start + count]], prefix: nil, isChained: start > 0)
    }
  }

  private static func term(
    _ keys: [[UInt8]], prefix: [UInt8]?, isChained: Bool
  ) -> QueryTerm {
    QueryTerm(
      keys: keys, prefix: prefix, weight: 1, range: 0..<0, isChained: isChained, isRequired: true)
  }
}

/// The syllables of Mandarin, and how letters can be cut into them.
enum Syllables {
  /// A way to cut letters.
  struct Parse {
    var syllables: [[UInt8]]
    /// Whether the last syllable may go on.
    var endsInPrefix: Bool
  }

  private static let initials: [(String, String)] = [
    ("", " a ai an ang ao e ei en eng er o ou "),
    ("b", " a ai an ang ao ei en eng i ian iao ie in ing o u "),
    ("p", " a ai an ang ao ei en eng i ian iao ie in ing o ou u "),
    ("m", " a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u "),
    ("f", " a an ang ei en eng o ou u "),
    ("d", " a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo "),
    ("t", " a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo "),
    ("n", " a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ue "),
    ("l", " a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ue "),
    ("g", " a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo "),
    ("k", " a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo "),
    ("h", " a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo "),
    ("j", " i ia ian iang iao ie in ing iong iu u uan ue un "),
    ("q", " i ia ian iang iao ie in ing iong iu u uan ue un "),
    ("x", " i ia ian iang iao ie in ing iong iu u uan ue un "),
    ("zh", " a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo "),
    ("ch", " a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo "),
    ("sh", " a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo "),
    ("r", " an ang ao e en eng i ong ou u ua uan ui un uo "),
    ("z", " a ai an ang ao e ei en eng i ong ou u uan ui un uo "),
    ("c", " a ai an ang ao e en eng i ong ou u uan ui un uo "),
    ("s", " a ai an ang ao e en eng i ong ou u uan ui un uo "),
    ("y", " a an ang ao e i in ing o ong ou u uan ue un "),
    ("w", " a ai an ang ei en eng o u "),
  ]

  /// Every syllable, in order.
  private static let all: [[UInt8]] = {
    var all: [[UInt8]] = []
    for (initial, finals) in initials {
      for final in finals.utf8.split(separator: 0x20) { all.append(Array(initial.utf8) + final) }
    }
    return all.sorted(by: precedes)
  }()

  /// Whether letters are a syllable, and whether they begin one.
  private static func find(_ letters: ArraySlice<UInt8>) -> (isWhole: Bool, isBeginning: Bool) {
    let letters = Array(letters)
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(all[middle], letters) { low = middle + 1 } else { high = middle }
    }
    guard low < all.count, all[low].hasPrefix(letters) else { return (false, false) }
    return (all[low] == letters, true)
  }

  /// The ways to cut letters, those with the fewest syllables first.
  static func parses(_ word: [UInt8], allowsPrefix: Bool) -> [Parse] {
    var letters: [UInt8] = []
    for (index, letter) in word.enumerated() {
      // ü is typed v; the index writes u.
      letters.append(letter == 0x76 && index > 0 ? 0x75 : letter)
    }
    guard letters.count <= 60 else { return [] }
    // The best few ways to cut every beginning of the letters, shortest first.
    var ways: [[Parse]] = [[Parse(syllables: [], endsInPrefix: false)]]
    for end in 1...letters.count {
      var here: [Parse] = []
      for start in max(0, end - 6)..<end where !ways[start].isEmpty {
        let (isWhole, isBeginning) = find(letters[start..<end])
        let isLast = end == letters.count
        guard isWhole || isLast && allowsPrefix && isBeginning else { continue }
        for way in ways[start] where !way.endsInPrefix {
          here.append(
            Parse(
              syllables: way.syllables + [Array(letters[start..<end])],
              endsInPrefix: isLast && allowsPrefix && (!isWhole || isBeginning)))
        }
      }
      here.sort { $0.syllables.count < $1.syllables.count }
      ways.append(Array(here.prefix(Sounds.mostReadings)))
    }
    return ways[letters.count]
  }
}
