extension SearchEngine {
  /// Findings as results: titles and texts looked at, and put in order once more.
  mutating func results(
    _ query: Query, _ findings: Findings, _ ranked: [Finding]
  ) -> [SearchResult] {
    // Marks by sound need the readings; they come with the pages, in one round.
    let table = ranked.contains { $0.why == .sound } ? readings() : nil
    let pages = ranked.map { page($0.match.document, section: $0.match.section) }
    guard isReady else { return [] }
    var results: [(result: SearchResult, document: Int)] = []
    for (finding, page) in zip(ranked, pages) {
      guard let page else { continue }
      let marker = Marker(
        query, terms: findings.sources[finding.source], why: finding.why, han: table,
        folding: folding)
      results.append((result(page, finding, query, marker), finding.match.document))
    }
    results.sort {
      $0.result.score == $1.result.score
        ? $0.document < $1.document : $0.result.score > $1.result.score
    }
    return results.map { $0.result }
  }

  private func result(
    _ page: SearchDocument, _ finding: Finding, _ query: Query, _ marker: Marker
  ) -> SearchResult {
    let index = min(finding.match.section, max(0, page.sections.count - 1))
    let section = page.sections.isEmpty ? SearchSection(text: []) : page.sections[index]
    let text = SearchedText(section.text, folding)
    var why = finding.why
    if why == .verbatim, !finding.match.isComplete { why = .near }
    let closeness = closeness(page, section, text, query, &why)
    let kind = root.weight(of: finding.match.document)
    let parts = ScoreParts(
      match: finding.match.score / kind, coverage: finding.match.coverage,
      labelRun: finding.match.labelPhrase, kind: kind, closeness: closeness)
    return SearchResult(
      url: Self.address(page.url, section.anchor), title: marker.marked(page.title),
      heading: marker.marked(section.heading), kind: page.kind,
      excerpt: Excerpt.piece(of: section.text, marks: marker.marks(text)), why: why,
      score: finding.match.score * closeness, parts: parts)
  }

  /// What the words themselves say, which the index cannot know: the title is what was typed, or
  /// has it; or nothing has it word for word, although all of its pairs are there.
  private func closeness(
    _ page: SearchDocument, _ section: SearchSection, _ text: SearchedText, _ query: Query,
    _ why: inout MatchReason
  ) -> Double {
    let whole = Excerpt.squeezed(query.text.scalars)
    guard !whole.isEmpty else { return 1 }
    let title = SearchedText(page.title, folding)
    if title.scalars == whole { return 2 }
    let heading = SearchedText(section.heading, folding)
    if heading.scalars == whole { return 1.3 }
    let labels = (page.keywords + page.synonyms).map { SearchedText($0, folding) }
    if labels.contains(where: { $0.scalars == whole }) { return 1.3 }
    guard query.isPhrase else { return 1 }
    if title.holds(whole) { return 1.25 }
    guard root.hasText, why == .verbatim || why == .variant else { return 1 }
    let isVerbatim =
      heading.holds(whole) || text.holds(whole) || labels.contains { $0.holds(whole) }
    if isVerbatim { return 1 }
    why = .near
    return 0.5
  }

  /// A piece of a text that the index does not hold, for a result whose page has it.
  ///
  /// - Returns: the piece with its marks, and whether the text has the query word for word.
  public mutating func excerpt(
    _ text: [UInt8], for typed: [UInt8]
  ) -> (piece: MarkedText, holdsAll: Bool) {
    guard let query = query(typed) else { return (MarkedText(), false) }
    let searched = SearchedText(text, folding)
    let marker = Marker(
      query, terms: query.terms, why: .verbatim, han: nil, folding: folding)
    let piece = Excerpt.piece(of: text, marks: marker.marks(searched))
    return (piece, searched.holds(Excerpt.squeezed(query.text.scalars)))
  }

  /// The address of a section of a page.
  public static func address(_ page: [UInt8], _ anchor: [UInt8]) -> [UInt8] {
    if anchor.isEmpty { return page }
    // A section with a page of its own has an address where others have an anchor.
    return anchor.contains(0x2F) ? anchor : page + [0x23] + anchor
  }
}
