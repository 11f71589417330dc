internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Markup
internal import Site

struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Renders Markdown to HTML.",
    discussion: """
      EXAMPLE
        echo '**重要：**先看' | clew render
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "A Markdown file, or - for standard input.")
  var file = "-"

  @Flag(help: "CommonMark as libcmark renders it, with nothing added.")
  var commonmark = false

  func run() async throws {
    let console = Console(common)
    let bytes = try read(console)
    if commonmark {
      try console.output(CommonMark.html(String(decoding: bytes, as: UTF8.self)))
      return
    }
    let (source, problems) = Source.decoded(bytes, path: file, limit: MarkupLimits().fileBytes)
    let document = source.map { Document($0) }
    let log = problems + (document?.diagnostics ?? [])
    let files = GuideFiles(content: [GuideFiles.File(path: file, bytes: bytes)])
    if !log.isEmpty {
      try Report(console: console, format: .human, files: files).show(log.sorted())
    }
    guard let document else { throw Exit.contentErrors }
    let renderer = HTMLRenderer(resolver: PlainResolver())
    try console.output(
      (renderer.html(document.blocks) + renderer.html(document.footnotes)).description)
    if log.count(of: .error) > 0 { throw Exit.contentErrors }
  }

  private func read(_ console: Console) throws -> [UInt8] {
    do {
      let handle =
        file == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: file))
      return [UInt8](try handle.readToEnd() ?? Data())
    } catch {
      console.message(
        LocalizedText(en: "error: '\(file)' cannot be read\n", zh: "错误：读不了“\(file)”\n")(
          console.language))
      throw Exit.inputMissing
    }
  }
}
