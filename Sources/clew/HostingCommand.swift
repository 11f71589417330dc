public import ArgumentParser
internal import Diagnostics
internal import Knowledge
public import Site

struct HostingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hosting",
    abstract: "Prints the configuration of a web server or a host for this guide.",
    discussion: """
      Headers, how long to cache what, where old addresses lead, the page for unknown ones.

      EXAMPLE
        clew hosting nginx --root /srv/www > /etc/nginx/snippets/guide.conf
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var guide: GuideOptions

  @Argument(help: "nginx, caddy, netlify, cloudflare.")
  var host: HostingConfiguration.Host

  @Option(help: "The folder that the server takes for the root of the address.")
  var root: String?

  @Option(help: "The address of the site, in the place of base_url in site.yml.")
  var baseURL: String?

  func validate() throws {
    guard let root else { return }
    let isPlain = root.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789-._~/".contains(Character($0))
    }
    if root.isEmpty || !isPlain {
      throw ValidationError("--root takes letters, digits and the signs - . _ ~ /")
    }
  }

  func run() async throws {
    let files = try common.files(in: try common.folder())
    var options = guide.buildOptions()
    options.baseURL = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    let draft = await BuildPipeline.draft(of: files, options: options)
    let console = Console(common, siteLanguage: draft.unchecked.settings.language)
    guard let guide = draft.guide else {
      try Report(console: console, format: .human, files: files).show(draft.diagnostics.sorted())
      throw Exit.contentErrors
    }
    let folder = root ?? (host == .netlify ? "public" : "/srv/www")
    try console.output(HostingConfiguration(guide, root: folder).text(for: host))
  }
}

extension HostingConfiguration.Host: ExpressibleByArgument {}
