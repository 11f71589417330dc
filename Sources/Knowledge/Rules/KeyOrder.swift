public import Diagnostics
public import Markup

/// Reports keys of front matter that stand in another order than the documented one.
public enum KeyOrder {
  /// Checks one file. Where a key is unknown, nobody can tell its place, and nothing is reported.
  public static func check(
    _ source: Source, _ document: Document, kind: EntryKind
  ) -> [Diagnostic] {
    guard let order = places[kind] else { return [] }
    let entries = document.frontMatter?.entries ?? []
    let ranks = entries.compactMap { order[$0.key] }
    guard ranks.count == entries.count,
      let wrong = ranks.indices.dropFirst().first(where: { ranks[$0] < ranks[$0 - 1] })
    else { return [] }
    let next = entries[wrong - 1].key
    return [
      Rule.keyOrder.breach(
        in: source.path, at: entries[wrong].keyRange,
        en: "Key '\(entries[wrong].key)' stands below '\(next)'",
        zh: "“\(entries[wrong].key)”写在了“\(next)”下面", fixes: fix(source, document, entries, ranks))
    ]
  }

  /// For each kind, the place of each key.
  private static let places: [EntryKind: [String: Int]] = Dictionary(
    uniqueKeysWithValues: EntryKind.allCases.map { kind in
      let keys = FieldDescription.fields(of: kind).map(\.key)
      return (kind, Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) }))
    })

  /// The lines of the front matter in order. A comment goes with the key below it. Where two keys
  /// share a line, or a key is indented, the front matter is written in a form that is left alone.
  private static func fix(
    _ source: Source, _ document: Document, _ entries: [YAMLNode.Entry], _ ranks: [Int]
  ) -> [Diagnostic.Fix] {
    // The body is one piece, the last.
    let lines = source.text.split(
      separator: "\n", maxSplits: document.bodyLine, omittingEmptySubsequences: false)
    let starts = entries.map(\.keyRange.start)
    guard starts.allSatisfy({ $0.column == 1 }), Set(starts.map(\.line)).count == starts.count,
      starts.map(\.line) == starts.map(\.line).sorted(),
      let end = lines.indices.dropFirst().first(where: { isFence(lines[$0]) })
    else { return [] }
    // Lines count from 1, their indices from 0; the first one is the opening fence.
    var firsts = starts.map { start in
      var first = start.line - 1
      while first > 1, lines[first - 1].hasPrefix("#") { first -= 1 }
      return first
    }
    guard let top = firsts.first, firsts.allSatisfy({ $0 < end }) else { return [] }
    firsts.append(end)
    let parts = ranks.indices.map { lines[firsts[$0]..<firsts[$0 + 1]] }
    let ordered = ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    return [
      Diagnostic.Fix(
        en: "put the keys in order", zh: "按顺序排好各个键",
        range: SourceRange(
          SourcePosition(line: top + 1, column: 1), SourcePosition(line: end + 1, column: 1)),
        replacement: ordered.flatMap { parts[$0].map { $0 + "\n" } }.joined(), trust: .safe)
    ]
  }

  private static func isFence(_ line: Substring) -> Bool {
    line == "..." || line.hasPrefix("---") && line.dropFirst(3).allSatisfy(\.isWhitespace)
  }
}

extension Rule {
  /// Keys in another order.
  public static let keyOrder = Rule(
    "key-order", .note,
    en:
      "Front matter has its keys in the order of `clew schema`, so that files are easy to compare. `clew check --fix` puts them in order.",
    zh: "文件头的键按 clew schema 列出的顺序写，文件之间好对照。clew check --fix 会排好。",
    wrong: "summary: 先看网络\ntitle: 网络故障", right: "title: 网络故障\nsummary: 先看网络")
}
