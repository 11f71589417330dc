/// One thing that a query asks for: a token, or one of several that will do.
struct QueryTerm {
  /// The keys that will do, the wanted one first.
  var keys: [[UInt8]]
  /// A beginning of keys that will do as well, at less weight.
  var prefix: [UInt8]?
  /// How much it counts: question words and seams count little.
  var weight: Double
  /// Where it stands in the folded query.
  var range: Range<Int>
  /// Whether the term before it stands right before it in one stretch.
  var isChained: Bool
  /// Whether a section that lacks it cannot hold the query word for word.
  var isRequired: Bool
  /// For a pair the character behind it in the query.
  var next: UInt32?
}

/// A query, folded and cut.
struct Query {
  /// More is not looked at: nobody means more.
  static let longest = 120
  /// As many terms as a number of 32 bits has bits to spare, for scripts.
  static let mostTerms = 31

  let text: FoldedText
  let terms: [QueryTerm]
  /// Whether the words stand without a break, so that a text can hold them word for word.
  let isPhrase: Bool
  /// The scalars of the stretches and words, without blanks and punctuation.
  let length: Int

  /// Whether it is so short a phrase that whoever types it wants it word for word.
  var isShortPhrase: Bool { isPhrase && length <= 6 }

  init(_ text: FoldedText, stops: [[UInt32]]) {
    self.text = text
    let scalars = text.scalars
    let segments = Segmentation.segments(scalars, joinsBlanks: false)
    let stops = StopWords.marks(scalars, stops)
    var terms: [QueryTerm] = []
    var isPhrase = true
    var length = 0
    for (index, segment) in segments.enumerated() {
      length += segment.indices.count
      if index > 0,
        !segment.follows || segment.followsBlank && segment.isHan == segments[index - 1].isHan
      {
        isPhrase = false
      }
      if index > 0, segment.follows, segment.isHan || segments[index - 1].isHan {
        let last = segments[index - 1].indices[segments[index - 1].indices.count - 1]
        let isLone =
          segment.isHan && segment.indices.count == 1
          || segments[index - 1].isHan && segments[index - 1].indices.count == 1
        terms.append(Self.seam(scalars, last, segment, isLone: isLone))
      }
      let isTied =
        segments.count > 1
        && (index > 0 && segment.follows && !segments[index - 1].isHan
          || index + 1 < segments.count && segments[index + 1].follows
            && !segments[index + 1].isHan)
      terms +=
        segment.isHan
        ? Self.pairs(scalars, segment.indices, stops, isTied: isTied)
        : Self.words(scalars, segment, isLast: index == segments.count - 1)
    }
    if !terms.contains(where: { $0.weight > 0.2 }) {
      for index in terms.indices { terms[index].weight = 1 }
    }
    Self.link(&terms, scalars)
    self.terms = Array(terms.prefix(Self.mostTerms))
    self.isPhrase = isPhrase && !terms.isEmpty
    self.length = length
  }

  /// Tells every pair what follows it, where that is asked for.
  private static func link(_ terms: inout [QueryTerm], _ scalars: [UInt32]) {
    for index in terms.indices.dropLast() where terms[index + 1].isChained {
      let next = terms[index + 1]
      let isPair = terms[index].range.count == 2 && terms[index].prefix == nil
      if isPair, next.isRequired, next.range.count == 2, next.prefix == nil {
        terms[index].next = scalars[next.range.upperBound - 1]
      }
    }
  }

  /// The pair over the seam of Han and Latin. Where a blank stands between them, the two are
  /// often two notions, so the pair is welcome and not asked for.
  private static func seam(
    _ scalars: [UInt32], _ last: Int, _ segment: Segment, isLone: Bool
  ) -> QueryTerm {
    let first = segment.indices[0]
    return QueryTerm(
      keys: [Token.pair(scalars[last], scalars[first]).key], prefix: nil,
      weight: isLone ? 0.8 : segment.followsBlank ? 0.25 : 0.5, range: last..<first + 1,
      isChained: true, isRequired: isLone)
  }

  /// The pairs of a stretch of Han; `isTied` where a word stands beside, so that the seam speaks
  /// for a lone character.
  private static func pairs(
    _ scalars: [UInt32], _ indices: [Int], _ stops: [Bool], isTied: Bool
  ) -> [QueryTerm] {
    guard indices.count > 1 else {
      let index = indices[0]
      return [
        QueryTerm(
          keys: [Token.single(scalars[index]).key], prefix: nil,
          weight: isTied ? 0.1 : stops[index] ? 0.05 : 1, range: index..<index + 1,
          isChained: true, isRequired: !isTied)
      ]
    }
    return (1..<indices.count).map { offset in
      let (first, second) = (indices[offset - 1], indices[offset])
      let stopped = (stops[first] ? 1 : 0) + (stops[second] ? 1 : 0)
      return QueryTerm(
        keys: [Token.pair(scalars[first], scalars[second]).key], prefix: nil,
        weight: stopped == 2 ? 0.05 : stopped == 1 ? 0.4 : 1, range: first..<second + 1,
        isChained: offset > 1, isRequired: true)
    }
  }

  private static func words(
    _ scalars: [UInt32], _ segment: Segment, isLast: Bool
  ) -> [QueryTerm] {
    let range = segment.indices[0]..<segment.indices[0] + segment.indices.count
    let (parts, wholes) = Segmentation.words(scalars[range])
    if wholes.isEmpty {
      return parts.map { part in
        let key = Token.word(part).key
        return QueryTerm(
          keys: [key], prefix: part.count > 1 ? key : nil, weight: 1, range: range,
          isChained: true, isRequired: true)
      }
    }
    // The code whole, however it is written; and its parts for the texts that have it otherwise.
    let whole = QueryTerm(
      keys: wholes.map { Token.word($0).key }, prefix: wholes.last.map { Token.word($0).key },
      weight: 1, range: range, isChained: true, isRequired: false)
    return [whole]
      + parts.filter { $0.count > 1 || parts.count == 1 }.map { part in
        QueryTerm(
          keys: [Token.word(part).key], prefix: nil, weight: 0.4, range: range, isChained: true,
          isRequired: true)
      }
  }
}

/// The words of questions: they say that something is asked and not what.
enum StopWords {
  /// The words, longer ones before those that they contain.
  static let usual: [[UInt8]] = [
    "什么意思", "怎么回事", "怎么处理", "为什么会", "怎么办", "为什么", "是什么", "有什么", "怎么样", "能不能",
    "可不可以", "是不是", "有没有", "会不会", "请问", "如何", "怎么", "怎样", "什么", "为何", "哪里", "哪个",
    "多少", "吗", "呢", "吧", "啊",
  ].map { Array($0.utf8) }

  /// For each scalar whether it belongs to such a word.
  static func marks(_ scalars: [UInt32], _ words: [[UInt32]]) -> [Bool] {
    var marks = [Bool](repeating: false, count: scalars.count)
    for word in words {
      var start = 0
      while let index = scalars.firstIndex(of: word, from: start) {
        for offset in index..<index + word.count { marks[offset] = true }
        start = index + word.count
      }
    }
    return marks
  }
}
