internal import Crypto
internal import Knowledge
internal import Markup

/// All that an output depends on, in one digest.
public enum BuildInputs {
  /// The SHA-256 over the program, what is asked for, and every file.
  ///
  /// - Parameters:
  ///   - files: the files of the guide.
  ///   - options: what is asked for; the number of threads changes no byte and is left out.
  ///   - program: what tells this program from another that might write other bytes.
  /// - Returns: the digest, as hexadecimal digits.
  public static func digest(
    of files: GuideFiles, options: BuildOptions, program: String
  ) -> String {
    var hash = SHA256()
    func add(_ text: String) {
      hash.update(data: Array("\(text.utf8.count):\(text)\n".utf8))
    }
    add(program)
    var options = options
    options.jobs = 1
    add(String(describing: options))
    for file in files.content + files.templates {
      add(file.path)
      add("\(file.bytes.count)")
      hash.update(data: file.bytes)
    }
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
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
