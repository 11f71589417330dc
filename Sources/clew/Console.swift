public import ArgumentParser
public import Diagnostics
internal import Foundation
internal import Glibc

/// When to colour.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never
}

/// Where a command speaks: results to standard output, everything else to standard error.
struct Console: Sendable {
  let language: MessageLanguage
  let isColored: Bool
  let isQuiet: Bool
  let isVerbose: Bool
  /// Whether someone watches: progress is shown on a terminal and nowhere else.
  let isWatched: Bool

  init(_ options: CommonOptions, siteLanguage: String? = nil) {
    let environment = ProcessInfo.processInfo.environment
    language = Self.language(options.lang, environment, siteLanguage)
    isQuiet = options.quiet
    isVerbose = options.verbose
    isWatched = isatty(STDERR_FILENO) == 1
    isColored =
      switch options.color {
      case .always: true
      case .never: false
      case .auto:
        isWatched && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
      }
  }

  /// `--lang`, else the locale, else the language of the site.
  private static func language(
    _ chosen: MessageLanguage?, _ environment: [String: String], _ site: String?
  ) -> MessageLanguage {
    if let chosen { return chosen }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    if let locale, !["C", "POSIX"].contains(locale.prefix { $0 != "." }) {
      return locale.hasPrefix("zh") ? .chinese : .english
    }
    return site?.lowercased().hasPrefix("zh") ?? false ? .chinese : .english
  }

  /// Writes a result; one that is lost is an error.
  func output(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      message(
        LocalizedText(
          en: "error: the result cannot be written to standard output\n",
          zh: "错误：结果写不进标准输出\n")(language))
      throw Exit.cannotWrite
    }
  }

  /// Writes a message for people. Where nobody can be told, there is nothing to do about it.
  func message(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Writes a message unless `--quiet` asks for silence.
  func remark(en: String, zh: String) {
    if !isQuiet { message(LocalizedText(en: en, zh: zh)(language) + "\n") }
  }

  /// Shows the step at hand in one line that the next one overwrites.
  func progress(en: String, zh: String) {
    guard isWatched, !isQuiet else { return }
    message("\r\u{1B}[2K" + LocalizedText(en: en, zh: zh)(language))
  }

  /// Removes the progress line.
  func endProgress() {
    if isWatched, !isQuiet { message("\r\u{1B}[2K") }
  }

}

/// How a command ends when it is not done, as `sysexits.h` numbers it.
enum Exit {
  static let contentErrors = ExitCode(1)
  static let usage = ExitCode(64)
  static let inputMissing = ExitCode(66)
  static let defect = ExitCode(70)
  static let cannotWrite = ExitCode(73)
}

extension MessageLanguage: ExpressibleByArgument {}
