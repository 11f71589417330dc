public import Diagnostics
internal import Foundation
internal import Knowledge
internal import Publishing
public import Site

/// Builds a guide again and again, and gives every result to a preview.
public actor PreviewBuild {
  /// One build.
  public struct Outcome: Sendable {
    /// What was read.
    public let files: GuideFiles
    /// What was proved, and what is wrong.
    public let draft: SiteDraft
    /// What the rest of the build finds: search tests that fail, pages over their budget. Nothing
    /// when a newer build has taken its place, nil where the pages are not shown.
    public let rest: Task<[Diagnostic], Never>?
  }

  private let folder: GuideFolder
  private var options: BuildOptions
  private let board: NewsBoard
  private let language: @Sendable (_ siteLanguage: String) -> MessageLanguage
  private var lastRead: GuideFiles?
  private var folderMemory = FolderMemory()
  private var memory = BuildMemory()
  private var completion: Task<[Diagnostic], Never>?

  /// Prepares builds of a folder.
  ///
  /// - Parameters:
  ///   - folder: the guide.
  ///   - options: what is asked for; addresses are those of the preview.
  ///   - server: who shows the result.
  ///   - language: in which language problems are told, given that of the site.
  public init(
    _ folder: GuideFolder, options: BuildOptions, server: PreviewServer,
    language: @escaping @Sendable (String) -> MessageLanguage
  ) {
    self.folder = folder
    self.options = options
    self.options.baseURL = server.address
    self.board = server.board
    self.language = language
  }

  /// Reads the guide and shows it, unless nothing has changed.
  ///
  /// Pages are shown as soon as the guide is proved, and rendered when a browser asks for them.
  /// Search, sizes and all else that no page waits for follow by themselves a moment later.
  ///
  /// - Returns: what came out; nil when every file is as it was.
  /// - Throws: `GuideFolder.ReadError` when the folder cannot be read.
  public func refresh() async throws(GuideFolder.ReadError) -> Outcome? {
    let files = try folder.files(memory: &folderMemory, now: Date())
    if files == lastRead { return nil }
    let isFirst = lastRead == nil
    lastRead = files
    completion?.cancel()
    var memory = self.memory
    let draft = await BuildPipeline.draft(of: files, options: options, memory: &memory)
    let pages = DraftPages(draft, memory: &memory)
    self.memory = memory
    let report = report(draft.diagnostics, files, draft)
    board.update { site in
      site.revision += 1
      if let pages {
        site.draft = pages
        site.generation += 1
      }
      site.report = report.json(generation: site.generation)
    }
    // Someone waits for the first build. Later ones follow when nobody saves for a moment, on one
    // thread, and leave the others to the browser and to the next save.
    completion =
      pages == nil
      ? nil
      : Task {
        if !isFirst { try? await Task.sleep(for: .seconds(3)) }
        return await complete(draft, files, jobs: isFirst ? nil : 1)
      }
    return Outcome(files: files, draft: draft, rest: completion)
  }

  /// Builds the rest.
  private func complete(
    _ draft: SiteDraft, _ files: GuideFiles, jobs: Int?
  ) async -> [Diagnostic] {
    let result = await BuildPipeline.result(of: draft, jobs: jobs)
    guard !Task.isCancelled else { return [] }
    let report = report(result.diagnostics, files, draft)
    board.update { site in
      site.revision += 1
      if let output = result.output {
        site.output = output
        site.draft = nil
      }
      site.report = report.json(generation: site.generation)
    }
    return result.diagnostics.filter { !draft.diagnostics.contains($0) }
  }

  private func report(
    _ diagnostics: [Diagnostic], _ files: GuideFiles, _ draft: SiteDraft
  ) -> ProblemReport {
    ProblemReport(
      diagnostics, files: files, language: language(draft.unchecked.settings.language))
  }
}
