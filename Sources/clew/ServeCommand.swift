internal import ArgumentParser
internal import Diagnostics
internal import Dispatch
internal import Foundation
internal import Glibc
internal import Knowledge
internal import Preview
internal import Publishing
internal import Site

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Shows the guide in a browser while it is edited.",
    discussion: """
      Builds in memory and again after every save. Pages reload by themselves and show what is
      wrong; the last good build stays up while there are errors. Ctrl-C ends it.

      EXAMPLE
        clew serve --drafts --open
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Option(help: "The address to listen at; 0.0.0.0 lets phones in the same network look.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen at; 0 takes a free one.")
  var port = 8080

  @Flag(help: "Open the browser.")
  var open = false

  @Flag(help: "Look for changes four times a second, where the system does not tell of them.")
  var poll = false

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port takes a number from 0 to 65535")
    }
  }

  func run() async throws {
    let folder = try common.folder()
    let server = try listening()
    let common = self.common
    let build = PreviewBuild(folder, options: guide.buildOptions(), server: server) { language in
      Console(common, siteLanguage: language).language
    }
    // Watching begins before the first reading, so that no save is missed.
    let changes = FolderChanges.stream(of: folder, polls: poll)
    // The first build is complete, with its search, before anyone is told where to look.
    try await refresh(build)?.value
    server.start()
    try announce(server)
    let watching = Task {
      for await _ in changes {
        // Editors save in several steps, and often several files.
        try await Task.sleep(for: .milliseconds(5))
        await refresh(build)
      }
    }
    await Self.interruption()
    watching.cancel()
    server.stop()
  }

  private func listening() throws -> PreviewServer {
    do {
      return try PreviewServer(host: host, port: port)
    } catch {
      let console = Console(common)
      console.message(
        LocalizedText(
          en: "error: cannot listen at \(host):\(port): \(error.reason); try another --port\n",
          zh: "错误：无法监听 \(host):\(port)：\(error.reason)；请换一个 --port\n")(console.language))
      throw Exit.cannotWrite
    }
  }

  /// Builds once more and tells how it went; returns what is still to be told, when the rest of the
  /// build has been looked at.
  @discardableResult
  private func refresh(_ build: PreviewBuild) async -> Task<Void, any Error>? {
    let start = ContinuousClock.now
    do {
      guard let outcome = try await build.refresh() else { return nil }
      let time = Int((ContinuousClock.now - start) / .milliseconds(1))
      let console = Console(common, siteLanguage: outcome.draft.unchecked.settings.language)
      let report = Report(console: console, format: .human, files: outcome.files)
      try report.show(outcome.draft.diagnostics.sorted())
      guard let rest = outcome.rest else {
        console.remark(en: "the last good build stays up", zh: "继续显示上一次成功的版本")
        return nil
      }
      console.remark(en: "shown after \(time) ms", zh: "显示用时 \(time) 毫秒")
      return Task {
        let late = await rest.value
        if !late.isEmpty { try report.show(late) }
      }
    } catch let error as GuideFolder.ReadError {
      let console = Console(common)
      console.message(
        LocalizedText(
          en: "error: '\(error.path)' cannot be read: \(error.reason)\n",
          zh: "错误：读不了“\(error.path)”：\(error.reason)\n")(console.language))
    } catch {
      Console(common).message("\(error)\n")
    }
    return nil
  }

  /// Prints where to look, and opens the browser when asked.
  private func announce(_ server: PreviewServer) throws {
    let console = Console(common)
    for address in [server.address] + server.networkAddresses {
      try console.output(address + "\n")
    }
    if console.isWatched, let address = server.networkAddresses.first,
      let code = QRCode(address)
    {
      console.message(code.terminalText)
    }
    guard open else { return }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["xdg-open", server.address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      console.remark(en: "no browser could be opened", zh: "打不开浏览器")
    }
  }

  /// Waits for Ctrl-C, or for the system to ask for an end.
  private static func interruption() async {
    let (signals, asked) = AsyncStream.makeStream(of: Void.self)
    let sources = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { asked.yield() }
      source.activate()
      return source
    }
    for await _ in signals { break }
    for source in sources { source.cancel() }
  }
}
