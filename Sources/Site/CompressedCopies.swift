/// What a web server may send in the place of a file: `X.gz` beside `X`, packed once, at the best
/// effort, and not at each request.
enum CompressedCopies {
  /// The ends of names whose files are text. Pictures and fonts are packed as they are.
  private static let suffixes: Set<Substring> = [
    "css", "html", "js", "json", "md", "svg", "txt", "webmanifest", "xml",
  ]

  /// Where the copy of a file stands; nil for what is not packed.
  static func path(of path: String) -> String? {
    suffixes.contains(path.split(separator: ".").last ?? "") ? path + ".gz" : nil
  }

  /// The copy of a file, where that is smaller.
  static func of(_ path: String, _ bytes: [UInt8]) -> (path: String, bytes: [UInt8])? {
    guard let copy = self.path(of: path), let packed = Gzip.file(of: bytes) else { return nil }
    return (copy, packed)
  }
}
