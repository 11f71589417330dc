internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Knowledge
internal import Site

/// The options that every command has.
struct CommonOptions: ParsableArguments {
  @Option(help: "The guide's folder, which holds content/. Default: found from the current folder.")
  var site: String?

  @Flag(name: .shortAndLong, help: "Say nothing but results and errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more.")
  var verbose = false

  @Option(help: "When to colour: auto, always, never.")
  var color = ColorChoice.auto

  @Option(help: "The language of messages: en, zh. Default: the locale, else the site's language.")
  var lang: MessageLanguage?

  init() {}

  /// The guide's folder.
  func folder() throws -> GuideFolder {
    let console = Console(self)
    if let site {
      var isFolder: ObjCBool = false
      let exists = unsafe FileManager.default.fileExists(
        atPath: site + "/content", isDirectory: &isFolder)
      guard exists, isFolder.boolValue else {
        console.message(
          LocalizedText(
            en: "error: '\(site)' has no folder content/\n",
            zh: "错误：“\(site)”里没有 content/ 文件夹\n")(console.language))
        throw Exit.inputMissing
      }
      return GuideFolder(site)
    }
    guard let folder = GuideFolder.enclosing(FileManager.default.currentDirectoryPath) else {
      console.message(
        LocalizedText(
          en:
            "error: no content/site.yml here or in a folder above; name the guide with --site DIR\n",
          zh: "错误：这里和上层文件夹都没有 content/site.yml；请用 --site 指定指南的文件夹\n")(
            console.language))
      throw Exit.inputMissing
    }
    return folder
  }

  /// The files of the guide.
  func files(in folder: GuideFolder) throws -> GuideFiles {
    do {
      return try folder.files()
    } catch {
      let console = Console(self)
      console.message(
        LocalizedText(
          en: "error: '\(error.path)' cannot be read: \(error.reason)\n",
          zh: "错误：读不了“\(error.path)”：\(error.reason)\n")(console.language))
      throw Exit.inputMissing
    }
  }
}

/// The options of commands that read a guide.
struct GuideOptions: ParsableArguments {
  @Flag(help: "Take drafts in.")
  var drafts = false

  @Flag(help: "Make every warning an error.")
  var strict = false

  @Option(help: "How many threads work at once. Default: the number of processors.")
  var jobs: Int?

  init() {}

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 256")
    }
  }

  /// The options of a build.
  func buildOptions() -> BuildOptions {
    var options = BuildOptions()
    options.includesDrafts = drafts
    options.isStrict = strict
    options.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    options.today = Self.today()
    return options
  }

  /// The day by which reviews are overdue: `SOURCE_DATE_EPOCH`, else the clock. It reaches
  /// diagnostics and new files only, never the output of a build.
  ///
  /// - Parameter days: how many days later is asked for.
  /// - Returns: the day.
  static func today(plusDays days: Int = 0) -> CalendarDate {
    let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int($0) }
    let later = (epoch ?? Int(Date().timeIntervalSince1970)).addingReportingOverflow(days * 86_400)
    return CalendarDate(secondsSince1970: later.overflow ? .max : later.partialValue)
  }
}
