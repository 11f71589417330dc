public import Diagnostics
public import Knowledge
internal import Markup
public import Publishing

/// What a build is asked for.
public struct BuildOptions: Sendable, Equatable {
  /// Whether drafts are part of the guide.
  public var includesDrafts = false
  /// Whether warnings are errors.
  public var isStrict = false
  /// How many threads work at once.
  public var jobs = 2
  /// The address of the site in the place of `base_url`.
  public var baseURL: String?
  /// Whether packed copies stand beside the files that become smaller.
  public var compresses = false
  /// Whether the output is the whole guide as one page that needs no other file.
  public var isSingleFile = false
  /// Whether addresses and paths are compared with what was recorded.
  public var checksLocks = true
  /// The day by which reviews are overdue; nil checks none.
  public var today: CalendarDate?

  /// The default options.
  public init() {}
}

/// What a build made of the files of a guide.
public struct BuildResult: Sendable {
  /// The guide; nil when it has errors.
  public let guide: Guide?
  /// The files that were handed over; nil when the guide has errors, and they are not to be
  /// published, or when only a check was asked for.
  public let files: [OutputFile]?
  /// Everything that was found, ordered by place.
  public let diagnostics: [Diagnostic]
  /// What was read, before it was proved to hold together.
  public let unchecked: UncheckedGuide
  /// The search of the guide; nil when the guide has errors, or no search.
  public let search: GuideSearch?
  /// What to publish, where it was kept in memory; nil when there are no files.
  public internal(set) var output: OutputTree?
}

/// The whole program: read, parse, link, check, plan, render, hand over.
///
/// A pure function of the files and the options. Each step turns one value into the next, and
/// diagnostics ride along. `check` stops before rendering; `build` writes each file where it will be
/// published, as soon as it is made; `serve` takes the two halves one by one, and shows pages when the
/// first is done.
public enum BuildPipeline {
  /// Runs every step.
  ///
  /// - Parameters:
  ///   - files: the files of the guide.
  ///   - options: what is asked for.
  ///   - target: takes the files of the site; nil for a check, which ends before rendering.
  ///   - cache: what earlier runs of the program left; it changes the time that this takes and
  ///     nothing else.
  ///   - progress: is told which step begins.
  /// - Returns: the guide, its files, and everything that was found.
  public static func run(
    _ files: consuming GuideFiles, options: BuildOptions, into target: (any OutputTarget)?,
    cache: BuildCache? = nil, progress: @escaping @Sendable (BuildStep) -> Void = { _ in }
  ) async -> BuildResult {
    let draft = await parsed(files, options: options, cache: cache, progress: progress)
    return await result(of: draft, into: target, progress: progress)
  }

  /// The first half for a build of which nothing is remembered: what was parsed is let go of.
  private static func parsed(
    _ files: consuming GuideFiles, options: BuildOptions, cache: BuildCache? = nil,
    progress: @Sendable (BuildStep) -> Void
  ) async -> SiteDraft {
    var memory = BuildMemory(cache: cache)
    var draft = await draft(of: files, options: options, memory: &memory, progress: progress)
    draft.proof?.content.letGoOfEntries()
    return draft
  }

  /// Runs every step, and keeps the files in memory.
  public static func run(
    _ files: GuideFiles, options: BuildOptions,
    progress: @escaping @Sendable (BuildStep) -> Void = { _ in }
  ) async -> BuildResult {
    let draft = await parsed(files, options: options, progress: progress)
    return await result(of: draft, progress: progress)
  }

  /// The first half: from the files to a guide that is proved to hold together, and its pages' places.
  ///
  /// - Parameters:
  ///   - files: the files of the guide.
  ///   - options: what is asked for.
  ///   - memory: what is known of an earlier build, by which files that are the same are not parsed
  ///     again; it changes the time that this takes and nothing else.
  ///   - progress: is told which step begins.
  /// - Returns: the draft, with all that was found so far.
  public static func draft(
    of files: GuideFiles, options: BuildOptions, memory: inout BuildMemory,
    progress: @Sendable (BuildStep) -> Void = { _ in }
  ) async -> SiteDraft {
    if let draft = memory.redraft(of: files, options: options) { return draft }
    let draft = await drafted(files, options, &memory, progress)
    memory.keep(draft, of: files, options: options)
    return draft
  }

  /// The first half, from nothing: enough for whoever asks about the guide and not its search.
  public static func draft(of files: GuideFiles, options: BuildOptions) async -> SiteDraft {
    var memory = BuildMemory()
    return await draft(of: files, options: options, memory: &memory)
  }

  private static func drafted(
    _ files: GuideFiles, _ options: BuildOptions, _ memory: inout BuildMemory,
    _ progress: @Sendable (BuildStep) -> Void
  ) async -> SiteDraft {
    var log = files.diagnostics

    progress(.parse)
    let content = memory.content(files.content)
    let registers = memory.registers(content, baseURL: options.baseURL)
    let read = await memory.readings(of: content.documents, registers, jobs: options.jobs)
    log += registers.diagnostics + content.diagnostics + read.flatMap(\.diagnostics)

    progress(.check)
    let unchecked = UncheckedGuide(
      read.compactMap(\.entry), settings: registers.settings, facts: registers.facts,
      holidays: registers.holidays, assets: Set(content.assets.map(\.name)),
      includesDrafts: options.includesDrafts, today: options.today)
    let isLeftOut = { (entry: Entry?) in entry?.isDraft == true && !options.includesDrafts }
    log += read.filter { !isLeftOut($0.entry) }.flatMap(\.findings) + unchecked.diagnostics()
    let (theme, themeLog) = memory.theme(files.templates)
    log += themeLog
    if options.isStrict { log = log.strict() }

    guard let guide = Guide(unchecked, diagnostics: log), let theme else {
      return SiteDraft(diagnostics: log, unchecked: unchecked, proof: nil)
    }
    let (plan, planLog) = SitePlan.planned(guide)
    log += planLog
    if options.checksLocks {
      log += AddressLock.check(content, plan, guide)
      log += PathTable.check(content.pathTables, guide)
    }
    let cache = memory.cache.map {
      SiteCache($0, options, registers, content, templates: files.templates, readings: read)
    }
    let proof = SiteDraft.Proof(
      guide: guide, plan: plan, theme: theme, content: content, synonyms: registers.synonyms,
      options: options, cache: cache)
    return SiteDraft(diagnostics: log, unchecked: unchecked, proof: proof)
  }

  /// The second half: the search and its tests, then the pages and what stands beside them.
  ///
  /// - Parameters:
  ///   - draft: what the first half made.
  ///   - jobs: how many threads work at once; nil for as many as the draft was asked for.
  ///   - target: takes the files of the site; nil for a check, which ends before rendering.
  ///   - progress: is told which step begins.
  /// - Returns: the guide, its files, and everything that was found. Where the draft has errors, or
  ///   when the task is cancelled, nothing but what the draft found.
  public static func result(
    of draft: SiteDraft, jobs: Int? = nil, into target: (any OutputTarget)?,
    progress: @escaping @Sendable (BuildStep) -> Void = { _ in }
  ) async -> BuildResult {
    if let proof = draft.proof {
      let jobs = jobs ?? proof.options.jobs
      let result = try? await result(draft, proof, jobs, target, progress)
      if let result { return result }
    }
    return BuildResult(
      guide: nil, files: nil, diagnostics: draft.diagnostics.sorted(), unchecked: draft.unchecked,
      search: nil)
  }

  /// The second half, with the files kept in memory.
  public static func result(
    of draft: SiteDraft, jobs: Int? = nil,
    progress: @escaping @Sendable (BuildStep) -> Void = { _ in }
  ) async -> BuildResult {
    let collector = OutputCollector()
    var result = await result(of: draft, jobs: jobs, into: collector, progress: progress)
    result.output = result.files.map { _ in collector.tree }
    return result
  }

  /// The number of entries from which on the search is made before the pages and not beside them. With
  /// 100,000 a build takes 1.75 GB then instead of 1.9, and a twelfth more time where all is new.
  private static let largeGuide = 50_000

  private static func result(
    _ draft: SiteDraft, _ proof: SiteDraft.Proof, _ jobs: Int, _ target: (any OutputTarget)?,
    _ progress: @escaping @Sendable (BuildStep) -> Void
  ) async throws(CancellationError) -> BuildResult {
    var log = draft.diagnostics
    let guide = proof.guide
    let isClean = log.count(of: .error) == 0
    let site = target.flatMap { isClean ? SiteFiles(draft: proof, jobs: jobs, target: $0) : nil }
    progress(guide.settings.hasSearch ? .search : .render)
    // Neither needs the other, and each has work for one thread alone; but each needs memory.
    let isLarge = guide.index.entries.count > largeGuide
    let (search, made) = try await both(jobs: isLarge ? 1 : jobs) { () throws(CancellationError) in
      guard guide.settings.hasSearch else { return nil as GuideSearch? }
      let search = try await GuideSearch(
        guide, synonyms: proof.synonyms, jobs: jobs, cache: proof.cache)
      if site != nil { progress(.render) }
      return search
    } _: { () throws(CancellationError) in
      try await site?.made()
    }
    let (searchTests, searchLog) = proof.content.searchTests(of: guide.index)
    log += searchLog + (search?.check(searchTests, of: guide.index) ?? [])

    var files: [OutputFile]?
    if let site, let made {
      let handed = try await site.completed(made, search: search)
      log += handed.diagnostics
      files = handed.files
    }
    let isSound = log.count(of: .error) == 0
    return BuildResult(
      guide: isSound ? guide : nil, files: isSound ? files : nil, diagnostics: log.sorted(),
      unchecked: draft.unchecked, search: search)
  }
}

/// The steps that take time.
public enum BuildStep: String, Sendable {
  case read, parse, check, search, render, publish
}

extension Rule {
  /// Every rule that content can break, ordered by code.
  public static let all: [Rule] =
    (markupRules + knowledgeRules + themeRules + planRules + contentRules + budgetRules)
    .sorted { $0.code < $1.code }

  /// The rule with a code.
  public static func named(_ code: String) -> Rule? {
    all.first { $0.code == code }
  }
}
