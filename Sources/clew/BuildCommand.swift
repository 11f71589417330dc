internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Knowledge
internal import Publishing
internal import Site

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Checks, renders and publishes the site in one atomic step.",
    discussion: """
      A guide with errors is never published: the old site stays up.

      EXAMPLE
        clew build --output public --base-url https://example.com/help/
        clew build --output /srv/www --compress
        clew build --single-file guide.html
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Option(name: .shortAndLong, help: "The folder to publish into, relative to the guide's folder.")
  var output = "public"

  @Option(help: "The address of the site, in the place of base_url in site.yml.")
  var baseURL: String?

  @Option(help: "Write the whole guide as one page into this file, and publish nothing.")
  var singleFile: String?

  @Flag(help: "Put a gzip copy beside every file that becomes smaller, for a server to send.")
  var compress = false

  @Option(help: "How to report problems: human, json, sarif, github.")
  var format = ReportFormat.human

  @Flag(help: "Build even if the output was published from the same files and nobody touched it.")
  var noCache = false

  @Flag(help: "Print the time that each stage takes.")
  var timings = false

  func validate() throws {
    guard let baseURL else { return }
    let isWeb = baseURL.hasPrefix("https://") || baseURL.hasPrefix("http://")
    if !isWeb || baseURL.contains(where: { $0.isWhitespace || "\"'<>\\?#".contains($0) }) {
      throw ValidationError("--base-url takes an http or https address")
    }
  }

  func run() async throws {
    let stopwatch = StepTimes()
    stopwatch.begin(.read)
    let folder = try common.folder()
    let files = try common.files(in: folder)
    var options = guide.buildOptions()
    options.baseURL = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    options.isSingleFile = singleFile != nil
    options.compresses = compress
    let program = Program.identity
    var inputs: BuildInputs?
    if let program, singleFile == nil {
      inputs = await BuildInputs(of: files, options: options, program: program)
    }
    if let inputs, try isPublished(inputs.digest, files, folder) {
      if timings { Console(common).message(stopwatch.table()) }
      return
    }
    if singleFile != nil {
      try await writeSingleFile(files, options, folder, stopwatch)
    } else {
      // From here on the pipeline alone has the files, and lets go of them when it has read them.
      try await publish(consume files, options, inputs, folder, stopwatch)
    }
    if timings { Console(common).message(stopwatch.table()) }
  }

  private func publish(
    _ files: consuming GuideFiles, _ options: BuildOptions, _ inputs: BuildInputs?,
    _ folder: GuideFolder, _ stopwatch: StepTimes
  ) async throws {
    let early = Console(common, siteLanguage: files.siteLanguage)
    let target = try Output.path(output, in: folder, early)
    let generation = Publisher(output: target, keeping: LastingName.isLasting)
      .newGeneration(trustsRecord: !noCache)
    var cache: BuildCache?
    if let inputs, let program = Program.identity, !noCache {
      cache = BuildCache(of: folder, program: program, inputs: inputs)
    }
    let result = await BuildPipeline.run(
      files, options: options, into: generation, cache: cache, progress: told(stopwatch))
    cache?.close(isComplete: result.files != nil)
    early.endProgress()
    let console = Console(common, siteLanguage: result.unchecked.settings.language)
    try Report(console: console, format: format, files: try common.files(in: folder))
      .show(result.diagnostics)
    stopwatch.begin(.publish)
    guard let published = result.files else {
      generation.discard()
      throw nothingPublished(console)
    }
    // Only a build that has nothing to tell may be left out the next time.
    let isSilent = result.diagnostics.allSatisfy { $0.severity == .note }
    let recorded = inputs.map { isSilent ? $0.digest : "\($0.digest) with warnings" }
    do {
      let publication = try generation.publish(
        generator: Program.generator, inputs: recorded)
      tell(publication, published.count, console)
    } catch {
      throw Output.failure(error, console)
    }
  }

  private func told(_ stopwatch: StepTimes) -> @Sendable (BuildStep) -> Void {
    let console = Console(common)
    return { step in
      stopwatch.begin(step)
      console.progress(en: "\(step.rawValue) …", zh: "\(step.chineseName)……")
    }
  }

  private func nothingPublished(_ console: Console) -> any Error {
    console.remark(en: "nothing was published", zh: "没有发布，原来的网站不变")
    return Exit.contentErrors
  }

  private func writeSingleFile(
    _ files: GuideFiles, _ options: BuildOptions, _ folder: GuideFolder, _ stopwatch: StepTimes
  ) async throws {
    let result = await BuildPipeline.run(files, options: options, progress: told(stopwatch))
    let console = Console(common, siteLanguage: result.unchecked.settings.language)
    console.endProgress()
    try Report(console: console, format: format, files: files).show(result.diagnostics)
    guard let file = singleFile, let page = result.output?.files.first?.bytes else {
      throw nothingPublished(console)
    }
    try write(page, to: file, folder, console)
  }

  private func write(
    _ page: [UInt8], to file: String, _ folder: GuideFolder, _ console: Console
  ) throws {
    do {
      let target = try Output.file(file, in: folder, besides: output, console)
      try FilePublisher(path: target).publish(page)
      let size = (page.count + 512) / 1024
      console.remark(
        en: "\(file): the whole guide in one file, \(size) kB",
        zh: "\(file)：整本指南，一个文件，\(size) kB")
    } catch let error as PublishingError {
      throw Output.failure(error, console)
    }
  }

  /// Whether the output was published from the same inputs and is as it was left; tells so. What
  /// could not be read, such as a link, is no part of the inputs and has to be told.
  private func isPublished(
    _ inputs: String, _ files: GuideFiles, _ folder: GuideFolder
  ) throws -> Bool {
    guard !noCache, singleFile == nil, !common.verbose, format == .human,
      files.diagnostics.isEmpty
    else { return false }
    let console = Console(common, siteLanguage: files.siteLanguage)
    let target = try Output.path(output, in: folder, console)
    guard let count = Publisher(output: target).fileCount(publishedFrom: inputs) else {
      return false
    }
    tellUnchanged(count, console)
    return true
  }

  private func tellUnchanged(_ count: Int, _ console: Console) {
    console.remark(
      en: "\(output): \(count) files, nothing changed", zh: "\(output)：\(count) 个文件，没有变化")
  }

  private func tell(_ publication: Publication, _ count: Int, _ console: Console) {
    if let problem = publication.unfinished {
      console.message(problem.message(console.language) + "\n")
    }
    guard !publication.isUnchanged else { return tellUnchanged(count, console) }
    console.remark(
      en: "\(output): \(count) files, \(publication.written) written, "
        + "\(publication.linked) unchanged, \(publication.removed) removed",
      zh: "\(output)：\(count) 个文件，新写 \(publication.written) 个，"
        + "沿用 \(publication.linked) 个，删去 \(publication.removed) 个")
  }
}

extension BuildStep {
  fileprivate var chineseName: String {
    switch self {
    case .read: "读取"
    case .parse: "解析"
    case .check: "检查"
    case .search: "编索引"
    case .render: "生成页面"
    case .publish: "发布"
    }
  }
}
