/// The lists of a term, as one.
struct TermList {
  let term: QueryTerm
  /// In the order of their places; of several lists the weightiest posting of a place.
  var postings: [Posting]
  /// The postings of longer words that begin like the term.
  var near: [Posting] = []
  /// How many sections hold it.
  var frequency: Int
  /// Whether the list names only the weightiest sections.
  var isCut: Bool
  /// Whether the planner did without it.
  var isSkipped = false
  /// How much the term tells: rare ones tell more.
  var weight = 0.0

  /// Whether the term is welcome, not asked for, and nowhere.
  var isMoot: Bool { !term.isRequired && !isKnown }

  /// Whether the index knows the term.
  var isKnown: Bool { isSkipped || !postings.isEmpty || !near.isEmpty }
}

/// A page that matches, by its best section.
struct Match {
  let document: Int
  let section: Int
  var score: Double
  /// How much of the query the page covers, from 0 to 1.
  let coverage: Double
  /// Whether a section holds every term.
  let isComplete: Bool
  /// How much of the query stands in the title, a keyword or a heading in one run.
  let labelPhrase: Double
}

/// Matches lists page by page and scores what comes together.
struct Matcher {
  private let lists: [TermList]
  private let links: [Bool]
  private let total: Double
  private let required: UInt64

  /// What one section holds of the query, a bit for each term.
  private struct Held {
    var section = 0
    var any: UInt64 = 0
    var title: UInt64 = 0
    var keyword: UInt64 = 0
    var heading: UInt64 = 0
    /// The terms behind which the next one does not stand.
    var broken: UInt64 = 0
    var score = 0.0
    var certainty = 1.0
    var length = 0
  }

  init(_ lists: [TermList], sections: Int) {
    var weighted = lists.filter { !$0.isSkipped }
    for index in weighted.indices {
      let frequency = Double(weighted[index].frequency)
      let count = Double(max(sections, 1))
      weighted[index].weight =
        weighted[index].isMoot
        ? 0 : weighted[index].term.weight * logarithm(1 + (count + 0.5) / (frequency + 0.5))
    }
    self.lists = weighted
    links = weighted.map { $0.term.isChained }
    total = weighted.reduce(0) { $0 + $1.weight }
    var required: UInt64 = 0
    var cut: UInt64 = 0
    for (index, list) in weighted.enumerated() where list.term.isRequired {
      required |= 1 << UInt64(index)
      if list.isCut { cut |= 1 << UInt64(index) }
    }
    // A cut list cannot tell that a section lacks the term.
    self.required = required & ~cut == 0 ? required : required & ~cut
  }

  /// Every page that holds a term, unordered.
  func matches() -> [Match] {
    var matches: [Match] = []
    var cursors = [Int](repeating: 0, count: lists.count)
    var nearCursors = cursors
    var held: [Held] = []
    var document = -1
    while let place = nextPlace(cursors, nearCursors) {
      let next = Int(place >> Posting.sectionBits)
      if next != document {
        if !held.isEmpty { matches.append(match(document, held)) }
        held.removeAll(keepingCapacity: true)
        document = next
      }
      var section = Held()
      section.section = Int(place) & (Posting.sectionsPerDocument - 1)
      for index in lists.indices {
        let exact = Self.take(lists[index].postings, at: place, &cursors[index])
        let near = Self.take(lists[index].near, at: place, &nearCursors[index])
        if let exact {
          add(exact, of: index, factor: 1, to: &section)
        } else if let near {
          add(near, of: index, factor: lists[index].postings.isEmpty ? 0.7 : 0.3, to: &section)
        }
      }
      held.append(section)
    }
    if !held.isEmpty { matches.append(match(document, held)) }
    return matches
  }

  private static func take(
    _ postings: [Posting], at place: UInt32, _ cursor: inout Int
  ) -> Occurrence? {
    guard cursor < postings.count, postings[cursor].place == place else { return nil }
    cursor += 1
    return postings[cursor - 1].occurrence
  }

  private func nextPlace(_ cursors: [Int], _ nearCursors: [Int]) -> UInt32? {
    var place = UInt32.max
    for index in lists.indices {
      let (list, cursor, near) = (lists[index], cursors[index], nearCursors[index])
      if cursor < list.postings.count { place = min(place, list.postings[cursor].place) }
      if near < list.near.count { place = min(place, list.near[near].place) }
    }
    return place == .max ? nil : place
  }

  /// BM25F: the weight of the field and how often, damped by length and by repetition.
  private func add(
    _ occurrence: Occurrence, of index: Int, factor: Double, to section: inout Held
  ) {
    let bit: UInt64 = 1 << UInt64(index)
    section.any |= bit
    var weight: Double
    switch occurrence.field {
    case .title:
      section.title |= bit
      section.length = max(section.length, occurrence.length)
      weight = 6
    case .keyword:
      section.keyword |= bit
      weight = 4.5
    case .heading:
      section.heading |= bit
      section.length = max(section.length, occurrence.length)
      weight = 2.5
    case .body:
      weight = 1
    }
    switch occurrence.frequency {
    case 0: break
    case 1: weight += 1
    case 2: weight += 2
    default: weight += 4
    }
    if occurrence.field != .body { weight /= 0.85 + 0.15 * Double(occurrence.length) }
    if let next = lists[index].term.next {
      section.certainty *= Self.certainty(occurrence, next)
      if occurrence.field == .body, !occurrence.canPrecede(next) { section.broken |= bit }
    }
    section.score += factor * lists[index].weight * weight / (1.2 + weight)
  }

  /// How much a pair says of the one that follows it in the query. In the body the less, the more
  /// characters follow it in the section. The notions of a label may stand apart from each other,
  /// as keywords do, so that there what follows says something, and does not decide.
  private static func certainty(_ occurrence: Occurrence, _ next: UInt32) -> Double {
    if occurrence.field == .body {
      return 1 - 0.02 * Double(occurrence.followers.nonzeroBitCount)
    }
    return occurrence.canPrecede(next) ? 0.84 : 0.6
  }

  // MARK: Scores

  private func match(_ document: Int, _ held: [Held]) -> Match {
    var all: UInt64 = 0
    var labels: UInt64 = 0
    var labelScore = 0.0
    for section in held {
      all |= section.any
      if section.section == 0 { labels = section.title | section.keyword }
    }
    if let first = held.first, first.section == 0, labels != 0 { labelScore = first.score }
    let documentCoverage = weight(of: all)
    var best = (section: 0, score: -1.0, coverage: 0.0, isComplete: false, phrase: 0.0)
    for section in held {
      let isFirst = section.section == 0
      let inherited = isFirst ? 0 : labels & ~section.any
      let coverage = 0.65 * weight(of: section.any | inherited) + 0.35 * documentCoverage
      let isComplete = section.any & required == required && section.broken & required == 0
      let phrase = phraseScore(section, isComplete: isComplete)
      var score = section.score
      if !isFirst, labels != 0 {
        score += labelScore * 0.6 * weight(of: inherited) / max(0.01, weight(of: labels))
      }
      score *= coverage * coverage * (1 + phrase.bonus) * section.certainty
      if score > best.score {
        best = (
          section.section, score, max(coverage, documentCoverage * 0.8), isComplete, phrase.label
        )
      }
    }
    return Match(
      document: document, section: best.section, score: best.score, coverage: best.coverage,
      isComplete: best.isComplete, labelPhrase: best.phrase)
  }

  /// How much of the query the terms are, from 0 to 1.
  private func weight(of terms: UInt64) -> Double {
    var sum = 0.0
    for index in lists.indices where terms >> UInt64(index) & 1 == 1 { sum += lists[index].weight }
    return total > 0 ? sum / total : 0
  }

  /// How much of the query the longest run of terms is that stand next to each other.
  private func run(_ terms: UInt64, broken: UInt64) -> Double {
    guard terms != 0 else { return 0 }
    var best = 0.0
    var sum = 0.0
    for index in lists.indices {
      if !links[index] { sum = 0 }
      if terms >> UInt64(index) & 1 == 1 {
        sum += lists[index].weight
        best = max(best, sum)
        if broken >> UInt64(index) & 1 == 1 { sum = 0 }
      } else {
        sum = 0
      }
    }
    return total > 0 ? best / total : 0
  }

  private func phraseScore(
    _ section: Held, isComplete: Bool
  ) -> (bonus: Double, label: Double) {
    let title = run(section.title, broken: 0)
    // A token of the title may stand in a keyword as well; only the title shows.
    let keyword = section.keyword == 0 ? 0 : run(section.keyword | section.title, broken: 0)
    let heading = run(section.heading, broken: 0)
    let body = run(section.any, broken: section.broken)
    let exactness = 1 + 0.25 * Double(3 - section.length)
    let bonus =
      3 * title * title * exactness + 2.2 * keyword * keyword
      + 1.6 * heading * heading * exactness + 0.5 * body * body
    return (bonus, max(title, max(keyword, heading)))
  }
}

/// The logarithm to base 2 of a number from 1, without a library: the same bits everywhere.
func logarithm(_ value: Double) -> Double {
  var exponent = 0.0
  var rest = value
  while rest >= 2 {
    rest /= 2
    exponent += 1
  }
  // A rational approximation on 1..<2, exact at both ends, off by less than 0.001.
  let part = rest - 1
  return exponent + part
    * (1.4425 + part * (-0.7180 + part * (0.4571 + part * (-0.2764 + part * 0.0948))))
}
