/// A match with the reason for it.
struct Finding {
  var match: Match
  var why: MatchReason
  /// The terms that found it, for marking.
  var source: Int
}

/// All that the ways of reading a query have found.
struct Findings {
  private(set) var findings: [Finding] = []
  /// The terms of each way.
  private(set) var sources: [[QueryTerm]] = []
  private var position: [Int: Int] = [:]

  /// Adds what one way of reading found; the better score of a page counts.
  mutating func add(_ matches: [Match], why: MatchReason, terms: [QueryTerm], factor: Double) {
    sources.append(terms)
    for match in matches {
      var match = match
      match.score *= factor
      let finding = Finding(match: match, why: why, source: sources.count - 1)
      if let index = position[match.document] {
        if findings[index].match.score < match.score { findings[index] = finding }
      } else {
        position[match.document] = findings.count
        findings.append(finding)
      }
    }
  }

  /// The most that a page covers of the query.
  var bestCoverage: Double {
    findings.reduce(0) { max($0, $1.match.coverage) }
  }

  /// Weighs every page.
  mutating func weigh(_ weight: (_ document: Int) -> Double) {
    for index in findings.indices {
      findings[index].match.score *= weight(findings[index].match.document)
    }
  }

  var completeCount: Int { findings.count { $0.match.isComplete } }

  var hasComplete: Bool { completeCount > 0 }

  /// Whether a title, keyword or heading has nearly all of the query in one run.
  var isDecisive: Bool {
    findings.contains { $0.match.isComplete && $0.match.labelPhrase > 0.9 }
  }

  /// Whether a title, keyword or heading has all of the query in one run.
  private var hasWholeLabel: Bool {
    findings.contains { $0.match.isComplete && $0.match.labelPhrase > 0.999 }
  }

  /// Below this part of a query nothing is claimed: what covers less shares its small words only.
  private static let leastCoverage = 0.1

  /// The findings worth showing, the best first; `canCheck` tells whether the text of the pages is
  /// at hand. Where it is not, the site is large: those that hold all pairs of a few characters and
  /// not in a row are too many to be claimed, and so are, beside a title that is all of a long
  /// query, those that have but a part of it.
  func ranked(_ query: Query, canCheck: Bool) -> [Finding] {
    guard bestCoverage >= Self.leastCoverage else { return [] }
    var kept = findings
    if query.isShortPhrase, hasComplete {
      kept.removeAll { !$0.match.isComplete }
    } else if query.isPhrase, query.length <= 4, !canCheck {
      kept.removeAll { $0.match.labelPhrase < 0.5 }
    } else {
      let isMet = !canCheck && query.terms.count > 4 && hasWholeLabel
      let bar = bestCoverage * (isMet ? 0.85 : 0.6)
      kept.removeAll { $0.match.coverage < bar }
    }
    return kept.sorted {
      $0.match.score == $1.match.score
        ? $0.match.document < $1.match.document : $0.match.score > $1.match.score
    }
  }
}

extension SearchEngine {
  /// What the query finds as it is written, and with other words for the same.
  mutating func exactMatches(_ query: Query, limit: Int) -> Findings {
    var findings = Findings()
    if hasLabels {
      findings = labelMatches(query)
      // What has all, or most of a long query, in its title is what was meant. A few characters
      // are in many texts, so only enough titles make those needless.
      let enough = query.isPhrase && query.length <= 4 ? max(1, limit) : 1
      let hasMost = query.length > 6 && findings.bestCoverage > Self.mostOfQuery
      if !isReady || hasMost || findings.completeCount >= enough { return findings }
    }
    for rare in mostRare {
      findings = exactMatches(query, rare: rare)
      if !isReady || query.terms.count <= rare { break }
      if hasLabels ? findings.hasComplete : findings.isDecisive { break }
    }
    return findings
  }

  /// The part of a long query that titles and headings have to have where texts are not asked.
  private static let mostOfQuery = 0.65

  /// What the titles, keywords and headings of a large site find: their lists are small.
  private mutating func labelMatches(_ query: Query) -> Findings {
    var findings = Findings()
    let lists = lists(query.terms, rare: mostRare[0], ofLabels: true)
    guard isReady else { return findings }
    findings.add(
      Matcher(lists, sections: root.sections).matches(),
      why: query.text.hasVariants ? .variant : .verbatim, terms: query.terms, factor: 1)
    return findings
  }

  private mutating func exactMatches(_ query: Query, rare: Int) -> Findings {
    var findings = Findings()
    let lists = lists(query.terms, rare: rare)
    let others = synonymQueries(query).map { other in
      (terms: other.terms, lists: self.lists(other.terms, rare: rare))
    }
    guard isReady else { return findings }
    let why: MatchReason = query.text.hasVariants ? .variant : .verbatim
    if Self.isKnown(lists, of: query) {
      findings.add(
        Matcher(lists, sections: root.sections).matches(), why: why, terms: query.terms, factor: 1)
    }
    for other in others where Self.isKnown(other.lists, of: query) {
      findings.add(
        Matcher(other.lists, sections: root.sections).matches(), why: .synonym,
        terms: other.terms, factor: 0.8)
    }
    return findings
  }

  /// Whether enough of the query is known to claim anything: of a short one more than half.
  private static func isKnown(_ lists: [TermList], of query: Query) -> Bool {
    var known = 0.0
    var all = 0.0
    for list in lists where list.term.isRequired && list.term.weight > 0.2 {
      all += 1
      if list.isKnown { known += 1 }
    }
    if all == 0 { return lists.contains { $0.isKnown } }
    let isShort = query.isPhrase && query.length <= 4
    return isShort ? known / all > 0.5 : known / all > 1.0 / 3 + 0.001 || known >= 3
  }

  /// The query with other words for the same in the place of its own.
  private func synonymQueries(_ query: Query) -> [Query] {
    var result: [Query] = []
    if query.text.hasVariants, let text = query.text.replaced(regionalWords) {
      result.append(Query(text, stops: root.stops))
    }
    for group in root.synonyms {
      guard let word = group.first(where: { query.text.scalars.firstIndex(of: $0) != nil }),
        let start = query.text.scalars.firstIndex(of: word)
      else { continue }
      for other in group where other != word && result.count < 6 {
        var text = query.text
        text.scalars.replaceSubrange(start..<start + word.count, with: other)
        text.origins = text.scalars.indices.map { Int32(truncatingIfNeeded: $0) }
        result.append(Query(text, stops: root.stops))
      }
    }
    return result
  }

  // MARK: Sounds

  /// What the query finds by its sound, where its letters find too little.
  mutating func addSoundMatches(_ query: Query, to findings: inout Findings) {
    if let words = Sounds.words(query) {
      if findings.hasComplete, findings.bestCoverage > 0.9 { return }
      addPinyin(words, to: &findings)
    } else if !findings.hasComplete, findings.bestCoverage < 0.75 || query.isShortPhrase {
      addHomophones(query, to: &findings)
    }
  }

  private mutating func addHomophones(_ query: Query, to findings: inout Findings) {
    guard let han = readings() else { return }
    let terms = Sounds.homophones(query, han)
    guard terms.contains(where: { $0.keys.first?.first == SoundKeys.pair }) else { return }
    let lists = lists(terms, rare: mostRare[0])
    guard isReady, Self.isKnown(lists, of: query) else { return }
    // What only sounds alike must explain clearly more of the query than what is written alike.
    let bar = findings.bestCoverage + 0.1
    let phraseBar = query.length <= 4 ? 0.99 : 0.6
    let close = Matcher(lists, sections: root.sections).matches().filter { match in
      match.coverage > bar && (match.isComplete || match.labelPhrase > phraseBar)
    }
    findings.add(close, why: .sound, terms: terms, factor: 0.9)
  }

  private mutating func addPinyin(_ words: [[UInt8]], to findings: inout Findings) {
    let ways = Sounds.pinyin(words)
    let lists = ways.map { self.lists($0, rare: mostRare[0]) }
    let initials = Sounds.initials(words)
    let initialLists = initials.map { self.lists($0, rare: mostRare[0]) } ?? []
    guard isReady else { return }
    for (terms, lists) in zip(ways, lists) {
      let matches = Matcher(lists, sections: root.sections).matches()
      let close = matches.filter { $0.isComplete || $0.labelPhrase > 0.6 }
      findings.add(close, why: .sound, terms: terms, factor: 0.9)
    }
    if let initials {
      let matches = Matcher(initialLists, sections: root.sections).matches()
      findings.add(
        matches.filter { $0.isComplete }, why: .sound, terms: initials, factor: 0.7)
    }
  }
}
