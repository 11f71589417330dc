internal import Caching
internal import Diagnostics
internal import Knowledge
internal import Markup
internal import Publishing

/// A file that was handed over, and its packed copy where there is one.
struct HandedFile: Sendable {
  let file: OutputFile
  let copy: OutputFile?

  var all: [OutputFile] { [file] + (copy.map { [$0] } ?? []) }
}

/// Makes the files of a site and hands each over as soon as it is made, so that a site need not fit
/// into memory.
struct SiteFiles: Sendable {
  let draft: SiteDraft.Proof
  /// How many threads work at once.
  let jobs: Int
  let target: any OutputTarget

  /// What came out.
  struct Result: Sendable {
    /// What was handed over.
    var files: [OutputFile] = []
    /// What is wrong with the files; with an error the site is not to be published.
    var diagnostics: [Diagnostic] = []
  }

  /// All files but those that tell of others, handed over.
  struct Made: Sendable {
    fileprivate var files: [HandedFile]
    fileprivate var diagnostics: [Diagnostic] = []
    /// Takes the other files.
    fileprivate let target: any OutputTarget
    /// The script that reads the index.
    fileprivate var script = ""
  }

  /// Makes every file that needs no index.
  func made() async throws(CancellationError) -> Made {
    // Both take one thread.
    async let beginning: Void = jobs > 1 ? target.begin() : ()
    let assets = AssetCatalog(theme: draft.theme, content: draft.content)
    let renderer = PageRenderer(guide: draft.guide, theme: draft.theme, assets: assets)
    if draft.options.isSingleFile {
      let page = hand(SiteAddress.print, renderer.singleFile().bytes, to: target)
      return Made(files: [page], target: target)
    }
    let budget = PageBudget(settings: draft.guide.settings, assets: assets)
    let others =
      Feeds(guide: draft.guide, plan: draft.plan).files() + PathTable.published(draft.guide)
      + renderer.descriptions() + assets.files()
    let index = draft.guide.settings.hasSearch ? SearchFiles.places : []
    let collisions = collisions(others.map(\.path) + index + [ServiceWorker.path])
    // Files that cannot stand together are made to see what else is wrong, and go nowhere.
    let target = collisions.isEmpty ? self.target : OutputCollector()
    await beginning
    let pages = try await cancellableMap(draft.plan.pages, jobs: jobs) { page in
      let key = draft.cache?.key(of: page)
      if let key, let standing = standing(key, in: target) {
        return (files: standing, fault: nil as Diagnostic?)
      }
      let rendered = RenderedPage(page, by: renderer, budget: budget)
      let files = rendered.files.map { hand($0.path, $0.bytes, to: target) }
      if let key, rendered.fault == nil { draft.cache?.keep(files, as: key) }
      return (files: files, fault: rendered.fault)
    }
    let rest = try await cancellableMap(others, jobs: jobs) { hand($0.path, $0.bytes, to: target) }
    return Made(
      files: pages.flatMap(\.files) + rest,
      diagnostics: pages.compactMap(\.fault) + budget.scriptFaults() + collisions,
      target: target, script: assets[SearchFiles.script]?.path ?? "")
  }

  /// Adds the index, and the worker that keeps files on a phone.
  func completed(
    _ made: Made, search: GuideSearch?
  ) async throws(CancellationError) -> Result {
    guard !draft.options.isSingleFile else {
      return Result(files: made.files.flatMap(\.all), diagnostics: made.diagnostics)
    }
    let index = search?.published(script: made.script) ?? []
    let chunks = try await cancellableMap(index, jobs: jobs) { file in
      hand(file.path, file.bytes(), to: made.target)
    }
    let files = made.files + chunks
    let worker = ServiceWorker(script: draft.theme.worker).file(for: files.map(\.file))
    return Result(
      files: (files + [hand(worker.path, worker.bytes, to: made.target)]).flatMap(\.all),
      diagnostics: made.diagnostics)
  }

  /// The files that were made under a key, where the target has them: they need not be made again.
  private func standing(_ key: CacheKey, in target: any OutputTarget) -> [HandedFile]? {
    guard let files = draft.cache?.files(key), target.take(files.flatMap(\.all)) else {
      return nil
    }
    return files
  }

  /// Hands over a file with its packed copy.
  private func hand(
    _ path: String, _ bytes: [UInt8], to target: any OutputTarget
  ) -> HandedFile {
    func added(_ path: String, _ bytes: [UInt8]) -> OutputFile {
      let file = OutputFile(path, bytes)
      target.add(file, bytes)
      return file
    }
    let copy = draft.options.compresses ? CompressedCopies.of(path, bytes) : nil
    return HandedFile(file: added(path, bytes), copy: copy.map(added))
  }

  /// Two files at one path, reported where one of them is named, such as an alias that needs a folder
  /// where the site has a file.
  private func collisions(_ others: [String]) -> [Diagnostic] {
    let paths = draft.plan.pages.flatMap(RenderedPage.paths) + others
    let copies = draft.options.compresses ? paths.compactMap(CompressedCopies.path) : []
    var names = OutputNames()
    return (paths + copies).compactMap { path in
      guard let refusal = names.add(path) else { return nil }
      let message = refusal.message
      let page = draft.plan.pages.first { $0.path == refusal.other || $0.path == path }
      return Rule.duplicateAddress.breach(
        in: page?.file ?? SiteSettings.file, at: page?.range, en: message.english,
        zh: message.chinese)
    }
  }
}
