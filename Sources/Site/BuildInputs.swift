internal import Caching
internal import Knowledge
internal import Markup

/// All that an output depends on, as digests.
public struct BuildInputs: Sendable {
  /// The digest of the program, of what is asked for, and of every file, as hexadecimal digits.
  public let digest: String
  /// The digests of the files' bytes, by path.
  let files: [String: CacheKey]

  /// Reckons the digests; each file is read once, several at a time.
  ///
  /// - Parameters:
  ///   - files: the files of the guide.
  ///   - options: what is asked for; the number of threads changes no byte and is left out.
  ///   - program: what tells this program from another that might write other bytes.
  public init(of files: GuideFiles, options: BuildOptions, program: String) async {
    let all = files.content + files.templates
    let keys = await concurrentMap(all, jobs: options.jobs) { $0.key }
    var maker = CacheKeyMaker("inputs")
    maker.add(program)
    var options = options
    options.jobs = 1
    maker.add(String(describing: options))
    for (file, key) in zip(all, keys) {
      maker.add(file.path)
      maker.add(key)
    }
    digest = maker.key().description
    self.files = Dictionary(
      zip(all.map(\.path), keys), uniquingKeysWith: { first, _ in first })
  }
}

extension GuideFiles.File {
  /// The digest of the file's bytes.
  var key: CacheKey { CacheKey("file", of: [bytes]) }
}

extension GuideFiles {
  /// The language of the guide, as its settings name it.
  public var siteLanguage: String {
    let file = content.first { $0.path == SiteSettings.file }
    let source = file.flatMap {
      Source.decoded($0.bytes, path: $0.path, limit: MarkupLimits().fileBytes).source
    }
    return source.map { SiteSettings.parsed($0).settings.language } ?? SiteSettings().language
  }
}
