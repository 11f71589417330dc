/// What a web server may send in the place of a file: `X.gz` beside `X`, packed once, at the best
/// effort, and not at each request.
enum CompressedCopies {
  /// The ends of names whose files are text. Pictures and fonts are packed as they are.
  private static let suffixes: Set<Substring> = [
    "css", "html", "js", "json", "md", "svg", "txt", "webmanifest", "xml",
  ]

  /// The copies of those files that become smaller.
  static func of(
    _ files: [(path: String, bytes: [UInt8])], jobs: Int
  ) async throws(CancellationError) -> [(path: String, bytes: [UInt8])] {
    let text = files.filter { suffixes.contains($0.path.split(separator: ".").last ?? "") }
    let copies = try await cancellableMap(text, jobs: jobs) { file in
      Gzip.file(of: file.bytes).map { (path: file.path + ".gz", bytes: $0) }
    }
    return copies.compactMap { $0 }
  }
}
