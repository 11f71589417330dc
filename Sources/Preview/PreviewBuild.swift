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
    /// What came out.
    public let result: BuildResult
  }

  private let folder: GuideFolder
  private var options: BuildOptions
  private let board: NewsBoard
  private let language: @Sendable (_ siteLanguage: String) -> MessageLanguage
  private var lastRead: GuideFiles?

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

  /// Reads the guide and builds it, unless nothing has changed.
  ///
  /// - Returns: what came out; nil when every file is as it was.
  /// - Throws: `GuideFolder.ReadError` when the folder cannot be read.
  public func refresh() async throws(GuideFolder.ReadError) -> Outcome? {
    let files = try folder.files()
    if let lastRead, lastRead.isSame(as: files) { return nil }
    lastRead = files
    let result = await BuildPipeline.run(files, options: options)
    let news = ProblemReport(
      result.diagnostics, files: files, language: language(result.unchecked.settings.language))
    board.update { site in
      site.revision += 1
      if let output = result.output {
        site.output = output
        site.generation += 1
      }
      site.report = news.json(generation: site.generation)
    }
    return Outcome(files: files, result: result)
  }
}

extension GuideFiles {
  /// Whether two readings of a folder found the same.
  fileprivate func isSame(as other: GuideFiles) -> Bool {
    func same(_ left: [File], _ right: [File]) -> Bool {
      left.count == right.count
        && zip(left, right).allSatisfy { $0.path == $1.path && $0.bytes == $1.bytes }
    }
    return same(content, other.content) && same(templates, other.templates)
      && diagnostics == other.diagnostics
  }
}
