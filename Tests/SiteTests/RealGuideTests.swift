import Diagnostics
import Foundation
import Knowledge
import Markup
import Publishing
import Testing

@testable import Site

@Suite("The guide of this repository")
struct RealGuideTests {
  @Test("it has no error and no warning, on the day of its last change")
  func sound() async throws {
    let result = try await RealGuide.result(jobs: 1)
    let faults = result.diagnostics.filter { $0.severity != .note }
    #expect(faults.isEmpty, "\(faults.map { "\($0.file) \($0.code)" })")
    #expect(result.guide != nil)
  }

  @Test("every address, fragment and file on every page leads somewhere")
  func links() async throws {
    let output = try #require(try await RealGuide.result(jobs: 1).output)
    let crawler = SiteCrawler(output)
    #expect(crawler.pageCount >= 180)
    #expect(crawler.faults() == [])
  }

  @Test("every canonical address is the base address and the page's path")
  func canonical() async throws {
    let output = try #require(try await RealGuide.result(jobs: 1).output)
    for (path, bytes) in output.files where path.hasSuffix(".html") && path != "404.html" {
      let address = path == "index.html" ? "" : SiteAddress.percentEncoded(path)
      let link = "<link rel=\"canonical\" href=\"https://example.com/\(address)\">"
      let html = String(decoding: bytes, as: UTF8.self)
      let isRedirect = html.contains("http-equiv=\"refresh\"")
      #expect(isRedirect || html.contains(link), "\(path)")
    }
  }

  @Test("no page has an inline script or style, or anything from another host")
  func contentSecurityPolicy() async throws {
    let output = try #require(try await RealGuide.result(jobs: 1).output)
    for (path, bytes) in output.files where path.hasSuffix(".html") {
      let html = String(decoding: bytes, as: UTF8.self)
      for forbidden in [
        "<style", " style=\"", " onclick=", "<script>", "src=\"http", "javascript:",
      ] {
        #expect(!html.contains(forbidden), "\(path): \(forbidden)")
      }
    }
  }

  @Test("the Markdown of every entry, read again, shows the same words")
  func copies() async throws {
    let guide = try #require(try await RealGuide.result(jobs: 1).guide)
    let writer = MarkdownWriter(resolver: PlainResolver())
    func words(_ blocks: [Block], _ footnotes: [Footnote]) -> String {
      let renderer = HTMLRenderer(resolver: PlainResolver(), options: HTMLOptions())
      return (renderer.html(blocks) + renderer.html(footnotes)).description
        .replacing(/<[^>]*>/, with: "")
    }
    for entry in guide.index.entries {
      let copy = writer.markdown(entry.body) + "\n" + writer.markdown(entry.footnotes)
      let again = Document(Source(path: entry.file, text: copy))
      #expect(
        words(again.blocks, again.footnotes) == words(entry.body, entry.footnotes), "\(entry.file)")
    }
  }

  @Test("any number of threads gives the same bytes", arguments: [2, 8])
  func threads(jobs: Int) async throws {
    let one = try #require(try await RealGuide.result(jobs: 1).output)
    let many = try #require(try await RealGuide.result(jobs: jobs).output)
    #expect(one.files.map(\.path) == many.files.map(\.path))
    let differing = one.files.filter { many[$0.path] != $0.bytes }.map(\.path)
    #expect(differing == [])
  }

  @Test("the order in which files are handed over does not matter")
  func order() async throws {
    var files = try RealGuide.files()
    files.content.reverse()
    files.templates.reverse()
    let reversed = try #require(await BuildPipeline.run(files, options: BuildOptions()).output)
    let output = try #require(try await RealGuide.result(jobs: 1).output)
    let differing = output.files.filter { reversed[$0.path] != $0.bytes }.map(\.path)
    #expect(differing == [] && reversed.count == output.count)
  }
}

/// The guide in `content/`, built with the templates of the repository.
enum RealGuide {
  /// The folder of the repository.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

  static func files() throws -> GuideFiles {
    try GuideFolder(folder).files()
  }

  /// One build for all tests that want it with one thread; others are made anew.
  static func result(jobs: Int) async throws -> BuildResult {
    jobs == 1 ? try await shared.value : try await build(jobs: jobs)
  }

  private static let shared = Task { try await build(jobs: 1) }

  private static func build(jobs: Int) async throws -> BuildResult {
    var options = BuildOptions()
    options.jobs = jobs
    return await BuildPipeline.run(try files(), options: options)
  }
}
