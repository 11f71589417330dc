internal import Foundation
internal import SearchCore
#if canImport(Site)
  internal import Site
#endif

/// Makes the index of a folder of Markdown files, writes it, and answers queries.
///
///     search-bench PAGES [--out FOLDER] [--bytes] < queries.txt
///
/// Every line of standard input is a query; every line of output a JSON array of addresses, or with
/// `--bytes` an object that also has what a first query loads: the bytes of lists and of pages, as
/// they are before a host compresses them, and how many files.
@main
enum SearchBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      print("usage: search-bench PAGES [--out FOLDER] < queries.txt")
      return
    }
    let clock = ContinuousClock()
    var start = clock.now
    func lap(_ name: String) {
      FileHandle.standardError.write(Data("\(name): \(clock.now - start)\n".utf8))
      start = clock.now
    }
    let documents = try Corpus.documents(arguments[1])
    lap("read")
    let variants = SearchTables.variants
    let han = SearchTables.han(of: documents.map(\.title), variants: variants)
    lap("tables")
    let plan = SearchIndexPlan(
      SearchSources(documents: documents, variants: variants, han: han))
    lap("plan")
    let runs = plan.runs.flatMap(plan.inverted)
    lap("invert")
    let draft = plan.joined(runs)
    lap("join")
    let chunks = draft.chunks.map(draft.encoded)
    lap("encode")
    let index = draft.index(chunks)
    lap("index")
    let postings = index.files.reduce(0) { $0 + ($1.isText ? 0 : $1.bytes.count) }
    let texts = index.files.reduce(0) { $0 + ($1.isText ? $1.bytes.count : 0) }
    FileHandle.standardError.write(
      Data(
        "root \(index.root.count), \(index.files.count) files, postings \(postings), texts \(texts)\n"
          .utf8))
    if let flag = arguments.firstIndex(of: "--out"), flag + 1 < arguments.count {
      try write(index, to: arguments[flag + 1])
    }
    try answer(index)
    lap("queries")
  }

  /// Writes the index and the script that reads it as `clew build` publishes them.
  private static func write(_ index: SearchIndex, to folder: String) throws {
    let parts = try FileManager.default.contentsOfDirectory(atPath: "templates/assets/search")
      .sorted().map { try Data(contentsOf: URL(filePath: "templates/assets/search/" + $0)) }
    let script = SearchFiles.script(parts.map { [UInt8]($0) })
    try write(script, to: folder, "assets/engine.js")
    let module = SearchFiles.module(importing: "assets/engine.js")
    try write(module.bytes, to: folder, module.path)
    for file in SearchFiles.files(index) { try write(file.bytes(), to: folder, file.path) }
  }

  private static func write(_ bytes: [UInt8], to folder: String, _ path: String) throws {
    let url = URL(filePath: folder + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  private static func answer(_ index: SearchIndex) throws {
    guard var engine = SearchEngine(root: index.root) else { return }
    var bytes: [ChunkName: [UInt8]] = [:]
    for file in index.files { bytes[file.name] = file.bytes }
    let explain = CommandLine.arguments.contains("--why")
    var slowest = Duration.zero
    while let query = readLine() {
      var answer = engine.answer(Array(query.utf8), limit: 50) { bytes[$0] }
      let time = ContinuousClock().measure {
        answer = engine.search(Array(query.utf8), limit: 50)
      }
      slowest = max(slowest, time)
      let urls = answer.results.map { String(decoding: $0.url, as: UTF8.self) }
      let list = "[" + urls.map { "\"\($0)\"" }.joined(separator: ",") + "]"
      guard CommandLine.arguments.contains("--bytes") else {
        print(list)
        continue
      }
      let (lists, files) = loaded(query, limit: 0, index, bytes)
      let (all, allFiles) = loaded(query, limit: 10, index, bytes)
      print(
        "{\"urls\":\(list),\"bytes\":\(lists),\"files\":\(files),"
          + "\"pages\":\(all - lists),\"pageFiles\":\(allFiles - files)}")
      if explain {
        for result in answer.results.prefix(5) {
          print(
            "  ", result.score, result.why.name, String(decoding: result.title.text, as: UTF8.self),
            "|", String(decoding: result.heading.text, as: UTF8.self))
        }
      }
    }
    FileHandle.standardError.write(Data("slowest \(slowest)\n".utf8))
  }

  /// The bytes and files that a first query loads besides the root.
  private static func loaded(
    _ query: String, limit: Int, _ index: SearchIndex, _ bytes: [ChunkName: [UInt8]]
  ) -> (bytes: Int, files: Int) {
    guard var engine = SearchEngine(root: index.root) else { return (0, 0) }
    var loaded = (bytes: 0, files: 0)
    _ = engine.answer(Array(query.utf8), limit: limit) { name in
      loaded.bytes += bytes[name]?.count ?? 0
      loaded.files += 1
      return bytes[name]
    }
    return loaded
  }
}
