public import Diagnostics
public import Markup

extension Rule {
  /// A file name that cannot be an address.
  public static let invalidID = Rule(
    "invalid-id", .error,
    en:
      "File names of entries are ASCII kebab-case, because they are addresses for good: lower-case letters, digits, hyphens.",
    zh: "内容的文件名就是网址，以后不再改：只用小写字母、数字和连字符。",
    wrong: "content/causes/网络故障.md", right: "content/causes/network-failure.md")

  static let entryRules: [Rule] = [.invalidID]
}

/// Turns a parsed document into a typed entry.
///
/// Like parsing, this reads no second file and never fails: what is wrong is reported, and what is
/// missing is left out.
public struct EntryReader {
  private let document: Document
  private let key: EntryKey
  private var fields: FieldReader
  private var log: [Diagnostic] = []

  /// Reads one document.
  ///
  /// - Parameters:
  ///   - document: the parsed file.
  ///   - key: its kind and id, as its path gives them.
  /// - Returns: the entry with its body unpacked, and everything that is wrong with the file.
  public static func entry(
    _ document: Document, key: EntryKey
  ) -> (entry: UnpackedEntry, diagnostics: [Diagnostic]) {
    var reader = EntryReader(document, key: key)
    let entry = reader.read()
    let log = withoutDuplicateNodes(document.diagnostics, entry.entry) + reader.log
    return (entry, log)
  }

  /// What the parser found, without ids that two nodes of a tree share: a rule of trees reports them
  /// too, and knows what follows.
  private static func withoutDuplicateNodes(
    _ diagnostics: [Diagnostic], _ entry: Entry
  ) -> [Diagnostic] {
    guard !diagnostics.isEmpty, case .tree(let tree) = entry.content else { return diagnostics }
    let duplicates = tree.nodes.enumerated().filter { tree.position[$1.id] != $0 }
    let lines = Set(duplicates.map(\.element.range.start.line))
    return diagnostics.filter { diagnostic in
      guard diagnostic.code == Rule.duplicateAnchor.code, let range = diagnostic.range else {
        return true
      }
      return !lines.contains(range.start.line)
    }
  }

  /// Whether a text is ASCII kebab-case: the form of ids.
  public static func isValidID(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= 100
      && id.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 }
      }
  }

  /// The keys that the front matter of a kind may have: those that are asked for.
  static func keys(of kind: EntryKind) -> [String] {
    let nothing = Document(Source(path: "", text: ""))
    var reader = EntryReader(nothing, key: EntryKey(kind, "none"))
    _ = reader.read()
    return reader.fields.known
  }

  private init(_ document: Document, key: EntryKey) {
    self.document = document
    self.key = key
    let range = document.frontMatter?.range ?? .fileStart
    // What is missing in front matter is reported at its first line of hyphens.
    let start = document.frontMatter == nil ? range : SourceRange(line: 1, columns: 1..<4)
    fields = FieldReader(document.frontMatter, file: document.path, range: start)
  }

  private mutating func read() -> UnpackedEntry {
    checkID()
    let (title, body, titleAnchor) = titleAndBody()
    let summary = fields.text("summary")
    let description = fields.text("description")
    let keywords = fields.texts("keywords")
    let aliases = fields.texts("aliases")
    let tags = fields.texts("tags").map(\.value)
    let isDraft = fields.bool("draft") ?? false
    let date = fields.date("date")?.value
    let updated = fields.date("updated")?.value
    let reviewBy = fields.date("review_by")
    let sources = sources()
    let language = fields.text("lang")
    let content = content(body)
    log += fields.finish()
    let entry = Entry(
      key: key, file: document.path, title: title, summary: summary ?? description ?? "",
      keywords: keywords.map(\.value), keywordRanges: keywords.map(\.range),
      aliases: aliases, tags: tags, isDraft: isDraft, date: date,
      updated: updated, reviewBy: reviewBy, sources: sources, language: language, content: content,
      titleAnchor: titleAnchor, frontMatterRange: fields.range, bodyLine: document.bodyLine,
      body: Entry.Body(body, footnotes: document.footnotes))
    return UnpackedEntry(entry, body: body, footnotes: document.footnotes)
  }

  private mutating func checkID() {
    guard key.kind != .home, key.kind != .page, !Self.isValidID(key.id) else { return }
    log.append(
      Rule.invalidID.breach(
        in: document.path, at: nil,
        en: "'\(key.id)' is no id: lower-case ASCII letters, digits and hyphens",
        zh: "“\(key.id)”不能作文件名：只能用小写字母、数字和连字符"))
  }

  /// The title, and the body without an H1 that says the same, whose anchor is kept.
  private mutating func titleAndBody() -> (title: String, body: [Block], anchor: String?) {
    let written = fields.text("title", required: key.kind != .page)
    if case .heading(let heading) = document.blocks.first, heading.level == 1,
      written == nil || written == heading.content.plainText
    {
      let title = written ?? heading.content.plainText
      return (title, Array(document.blocks.dropFirst()), heading.anchor)
    }
    if let written { return (written, document.blocks, nil) }
    for case .heading(let heading) in document.blocks where heading.level == 1 {
      return (heading.content.plainText, document.blocks, nil)
    }
    let name = key.id.split(separator: "/").last.map(String.init) ?? key.id
    return (name, document.blocks, nil)
  }

  private mutating func sources() -> [EntrySource] {
    fields.mappings("sources").compactMap { item in
      var reader = item
      let title = reader.text("title", required: true)
      let url = reader.locatedText("url")
      let checked = reader.date("checked")?.value
      log += reader.finish()
      let address = url.flatMap { Self.address($0, file: document.path, log: &log) }
      return title.map { EntrySource(title: $0, url: address, checked: checked) }
    }
  }

  /// The address of a publication; nil, with a warning, for what leads nowhere by itself.
  static func address(
    _ url: Located<String>, file: String, log: inout [Diagnostic]
  ) -> String? {
    if URLScheme.isComplete(url.value) { return url.value }
    log.append(
      Rule.unsafeURL.breach(
        in: file, at: url.range, en: "'\(url.value)' is no http, https, mailto or tel address",
        zh: "“\(url.value)”不是 http、https、mailto 或 tel 地址"))
    return nil
  }

  private mutating func content(_ body: [Block]) -> Entry.Content {
    switch key.kind {
    case .home: return .home(Home(start: fields.locatedText("start")))
    case .page: return .page
    case .cause: return .cause(cause())
    case .solution:
      return .solution(
        Solution(
          who: fields.text("who"), takes: fields.text("takes"),
          evidence: fields.texts("evidence").map(\.value), prevention: fields.texts("prevention")))
    case .prevention: return .prevention(Prevention(howOften: fields.text("how_often")))
    case .checklist: return .checklist(ChecklistReader.checklist(body))
    case .tree:
      var reader = DecisionTreeReader(file: document.path)
      let tree = reader.tree(body, fields: &fields)
      log += reader.log
      return .tree(tree)
    case .term:
      return .term(
        Term(
          synonyms: fields.texts("synonyms").map(\.value),
          misspellings: fields.texts("misspellings").map(\.value), see: fields.texts("see")))
    }
  }

  private mutating func cause() -> Cause {
    let solutions = fields.texts("solutions")
    return Cause(
      symptoms: fields.texts("symptoms").map(\.value),
      likelihood: fields.choice("likelihood", of: Likelihood.self),
      fixedBy: fields.text("fixed_by"), expectedTime: fields.text("expected_time"),
      solutions: solutions, prevention: fields.texts("prevention"),
      evidence: fields.texts("evidence").map(\.value), say: fields.text("say"),
      solutionsRange: fields.entry("solutions")?.range ?? fields.range)
  }
}
