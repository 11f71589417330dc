internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Site

/// Writes files that did not exist before.
enum NewFiles {
  /// Writes files below a folder; one that exists is never touched.
  static func write(_ files: [GuideFiles.File], to folder: URL, _ console: Console) throws {
    for file in files {
      let url = folder.appending(path: file.path)
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: url, options: .withoutOverwriting)
      } catch CocoaError.fileWriteFileExists {
        throw refusal(
          console, en: "'\(file.path)' exists already; nothing was changed",
          zh: "“\(file.path)”已经有了，没有改动")
      } catch {
        throw refusal(
          console, en: "'\(file.path)' cannot be written: \(error.localizedDescription)",
          zh: "写不了“\(file.path)”：\(error.localizedDescription)")
      }
    }
  }

  /// Says why nothing can be written, and the exit code for it.
  static func refusal(_ console: Console, en: String, zh: String) -> ExitCode {
    console.message(
      LocalizedText(en: "error: \(en)\n", zh: "错误：\(zh)\n")(console.language))
    return Exit.cannotWrite
  }
}

extension Starter {
  /// A starter that bears the day of the run and is to be reviewed half a year later.
  init(language: MessageLanguage) {
    self.init(
      language: language, updated: GuideOptions.today(),
      reviewBy: GuideOptions.today(plusDays: 182))
  }
}
