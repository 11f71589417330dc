public import Diagnostics
public import Knowledge
public import SearchCore

/// The search of a guide, as the page and the command line have it.
public struct GuideSearch: Sendable {
  private let index: SearchIndex
  private let files: [ChunkName: [UInt8]]

  /// Indexes a guide with a number of tasks at once, of which some parts may be in a cache.
  init(
    _ guide: Guide, synonyms: SynonymRegister, jobs: Int, cache: SiteCache? = nil
  ) async throws(CancellationError) {
    let sources = SearchDocuments.sources(guide, synonyms: synonyms)
    let draft = try await Self.draft(sources, guide.index.entries.map(\.key), jobs, cache)
    let places = cache?.key(of: draft.places)
    let chunks = try await cancellableMap(draft.chunks, jobs: jobs) { chunk in
      guard let cache, let places else { return draft.encoded(chunk) }
      return cache.lists(draft.material(of: chunk), places) { draft.encoded(chunk) }
    }
    index = draft.index(chunks)
    files = Dictionary(
      index.files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  /// What the index of some entries is made of, all lists joined; each step lets go of the one before.
  private static func draft(
    _ sources: SearchSources, _ entries: [EntryKey], _ jobs: Int, _ cache: SiteCache?
  ) async throws(CancellationError) -> SearchIndexDraft {
    let plan = SearchIndexPlan(sources)
    let runs = try await cancellableMap(plan.runs, jobs: jobs) { run in
      guard let cache else { return plan.inverted(run) }
      let own = plan.pages(of: run).map { entries[$0] }
      return cache.runs(of: own, from: run.lowerBound) { plan.inverted(run) }
    }
    let pages = plan.pages(of: (consume runs).flatMap(\.self))
    let sounds = cache?.key(ofSounds: pages.sounds)
    let heard = try await cancellableMap(Array(pages.runs), jobs: jobs) { [pages] run in
      guard let cache, let sounds else { return pages.heard(run) }
      return cache.heard(pages.material(of: run), sounds) { pages.heard(run) }
    }
    return (consume pages).joined(consume heard)
  }

  /// The best pages for a query.
  public func answer(_ query: String, limit: Int, kind: EntryKind? = nil) -> SearchAnswer {
    guard var engine = SearchEngine(root: index.root) else { return SearchAnswer() }
    return engine.answer(
      Array(query.utf8), limit: limit, kind: kind.map { Array($0.rawValue.utf8) }
    ) { files[$0] }
  }

  /// The files to publish, each made when it is asked for.
  func published(script: String) -> [(path: String, bytes: @Sendable () -> [UInt8])] {
    let module = SearchFiles.module(importing: script)
    return SearchFiles.files(index) + [(module.path, { @Sendable in module.bytes })]
  }

  /// A test that editors wrote, run.
  struct TestResult: Sendable {
    let test: SearchTest
    /// The place at which the first target was found, counted from 1.
    let rank: Int?
    /// The addresses that were found, the best first.
    let urls: [String]

    var passes: Bool { rank.map { $0 <= test.within } ?? false }
  }

  /// Runs the tests that editors wrote.
  func results(of register: SearchTestRegister) -> [TestResult] {
    guard var engine = SearchEngine(root: index.root) else { return [] }
    return register.tests.compactMap { test in
      let query = Array(test.query.value.utf8)
      let answer = engine.answer(query, limit: max(10, test.within)) { files[$0] }
      let urls = answer.results.map { String(decoding: $0.url, as: UTF8.self) }
      guard let target = test.targets.first else { return nil }
      let rank = urls.firstIndex { Self.leads($0, to: target) }.map { $0 + 1 }
      return TestResult(test: test, rank: rank, urls: urls)
    }
  }

  /// What the tests that editors wrote find wrong.
  func check(_ register: SearchTestRegister, of index: EntryIndex) -> [Diagnostic] {
    results(of: register).compactMap { result in
      guard !result.passes, let target = result.test.targets.first else { return nil }
      var breach = Self.breach(result.test, target, result.rank, result.urls)
      if let entry = index[target.key] {
        breach.notes.append(Self.keywords(result.test, of: entry))
      }
      return breach
    }
  }

  /// A remark that leads to the keyword that looks most like a query, else to the first one.
  private static func keywords(_ test: SearchTest, of entry: Entry) -> Diagnostic.Note {
    let nearest = nearestName(to: test.query.value, among: entry.keywords)
    let place = nearest.flatMap { entry.keywords.firstIndex(of: $0) } ?? 0
    let range = place < entry.keywordRanges.count ? entry.keywordRanges[place] : nil
    return Diagnostic.Note(
      en: "the keywords of its page stand here", zh: "那一页的 keywords 写在这里", file: entry.file,
      position: (range ?? entry.frontMatterRange).start)
  }

  /// Whether an address leads to an entry, and to the anchor where one is asked for.
  static func leads(_ url: String, to target: SearchTest.Target) -> Bool {
    let page = SiteAddress.page(target.key)
    guard let anchor = target.anchor else {
      let nodes = page.dropLast(".html".count) + "/"
      return url.split(separator: "#").first.map(String.init) == page || url.hasPrefix(nodes)
    }
    return url == "\(page)#\(anchor)" || url == SiteAddress.node(target.key, anchor)
  }

  private static func breach(
    _ test: SearchTest, _ target: SearchTest.Target, _ rank: Int?, _ urls: [String]
  ) -> Diagnostic {
    let name = SiteAddress.page(target.key) + (target.anchor.map { "#" + $0 } ?? "")
    let found = urls.prefix(3).joined(separator: ", ")
    let query = test.query.value
    return Rule.searchTestFailed.breach(
      in: SearchTestRegister.file, at: test.query.range,
      en: "'\(query)' finds \(name) \(rank.map { "at place \($0)" } ?? "not at all"), "
        + "not among the first \(test.within)",
      zh: "搜“\(query)”，\(name) \(rank.map { "排在第 \($0)" } ?? "没有出现")，没进前 \(test.within)",
      notes: [Diagnostic.Note(en: "found: \(found)", zh: "找到的是：\(found)")])
  }
}

extension Rule {
  /// A query that does not find what it must find.
  public static let searchTestFailed = Rule(
    "search-test-failed", .error,
    en:
      "What readers type must find its entry. Add the words to the keywords of the entry or to content/synonyms.yml.",
    zh: "读者这样搜，就要找得到。请把这些词加进该内容的 keywords，或者 content/synonyms.yml。",
    wrong: "keywords: [断网]", right: "keywords: [断网, 没信号]")
}
