import Diagnostics
import Knowledge
import Markup

/// Front matter of every kind, and each of the YAML files.
func fuzzFrontMatter(_ bytes: [UInt8]) {
  guard let source = decoded(bytes) else { return }
  let headed = Source(path: source.path, text: "---\n" + source.text + "\n---\n")
  let document = Document(headed)
  for kind in EntryKind.allCases {
    let (_, log) = EntryReader.entry(document, key: EntryKey(kind, "a"))
    checkPlaces(log, in: headed)
  }
  checkPlaces(SiteSettings.parsed(source).diagnostics, in: source)
  checkPlaces(FactRegister.parsed(source).diagnostics, in: source)
  checkPlaces(HolidayRegister.parsed(source).diagnostics, in: source)
  checkPlaces(SynonymRegister.parsed(source).diagnostics, in: source)
  checkPlaces(SearchTestRegister.parsed(source) { _ in true }.diagnostics, in: source)
}

/// A whole content file: parsed, rendered in both ways, and written as Markdown.
func fuzzMarkdown(_ bytes: [UInt8]) {
  guard let source = decoded(bytes) else { return }
  let document = Document(source)
  checkPlaces(document.diagnostics, in: source)
  for options in [HTMLOptions(), .site(labels: .chinese)] {
    let renderer = HTMLRenderer(resolver: PlainResolver(), options: options)
    let html =
      renderer.html(document.blocks).description + renderer.html(document.footnotes).description
    precondition(html.unicodeScalars.allSatisfy { !$0.isForbiddenInContent }, "unclean output")
    precondition(!html.contains("<script"), "markup came through")
  }
  let writer = MarkdownWriter(resolver: PlainResolver())
  let copy = writer.markdown(document.blocks) + writer.markdown(document.footnotes)
  precondition(copy.unicodeScalars.allSatisfy { !$0.isForbiddenInContent }, "unclean copy")
}

/// A decision tree: read, checked by every rule, measured, drawn.
func fuzzTree(_ bytes: [UInt8]) {
  guard let source = decoded(bytes) else { return }
  let (entry, log) = EntryReader.entry(Document(source), key: EntryKey(.tree, "a"))
  checkPlaces(log, in: source)
  checkPlaces(UncheckedGuide([entry.entry]).diagnostics(), in: source)
  guard case .tree(let tree) = entry.entry.content else { return }
  let paths = TreePaths(tree)
  for node in tree.nodes { _ = paths.answers(to: node.id, atMost: 100) }
  _ = (TreeLayout(tree), TreeOutline(tree), TreeWeights(paths).text(.english))
}

private func decoded(_ bytes: [UInt8]) -> Source? {
  Source.decoded(bytes, path: "content/trees/a.md", limit: 1_000_000).source
}

/// Every finding is shown at a place that the file has.
private func checkPlaces(_ log: [Diagnostic], in source: Source) {
  guard !log.isEmpty else { return }
  let lines = source.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
  for diagnostic in log {
    guard let range = diagnostic.range else { continue }
    for place in [range.start, range.end] {
      precondition((1...lines.count).contains(place.line), "\(diagnostic.code) at \(range)")
      precondition(
        (1...lines[place.line - 1].count + 1).contains(place.column),
        "\(diagnostic.code) at \(range)")
    }
  }
}
