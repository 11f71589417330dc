internal import Markup
public import Publishing

/// What changes for readers between two builds of a site.
public struct SiteDifference: Hashable, Sendable {
  /// A page that is in one build or in both.
  public struct Page: Hashable, Sendable {
    /// The address relative to the site's root.
    public let path: String
    /// The title.
    public let title: String
  }

  /// A way through a decision tree that ends elsewhere now.
  public struct Answer: Hashable, Sendable {
    /// The answers, as `question=label › question=label`.
    public let answers: String
    /// The title of the old end; nil for a way that did not exist.
    public let old: String?
    /// The title of the new end; nil for a way that does not exist any more.
    public let new: String?
  }

  /// The changes of one decision tree.
  public struct Tree: Hashable, Sendable {
    /// The id.
    public let id: String
    /// The ways that changed, ordered by their answers.
    public let answers: [Answer]
  }

  /// Pages that are new, ordered by address.
  public let added: [Page]
  /// Pages that are gone.
  public let removed: [Page]
  /// Pages whose main part differs.
  public let changed: [Page]
  /// Decision trees whose ways differ.
  public let trees: [Tree]

  /// Whether readers notice nothing.
  public var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && changed.isEmpty && trees.isEmpty
  }

  /// Compares two builds by the main part of their pages and the tables of their trees.
  public init(old: OutputTree, new: OutputTree) {
    let (oldPages, newPages) = (Self.pages(old), Self.pages(new))
    added = newPages.keys.filter { oldPages[$0] == nil }.sorted().map { Self.page($0, new) }
    removed = oldPages.keys.filter { newPages[$0] == nil }.sorted().map { Self.page($0, old) }
    changed = newPages.filter { path, main in oldPages[path].map { $0 != main } ?? false }
      .keys.sorted().map { Self.page($0, new) }
    trees = Self.trees(old, new)
  }

  // MARK: Pages

  /// The main part of every page by its address: what readers see, without names of assets.
  private static func pages(_ tree: OutputTree) -> [String: Substring] {
    var pages: [String: Substring] = [:]
    for file in tree.files where file.path.hasSuffix(".html") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      pages[file.path] = between("<main", "</main>", text) ?? text[...]
    }
    return pages
  }

  private static func page(_ path: String, _ tree: OutputTree) -> Page {
    Page(path: path, title: title(path, tree) ?? path)
  }

  private static func title(_ path: String, _ tree: OutputTree) -> String? {
    guard let bytes = tree[path] else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let heading = between("<h1", "</h1>", text), let end = heading.firstIndex(of: ">") else {
      return nil
    }
    return PlainText.unescaped(heading[heading.index(after: end)...])
  }

  private static func between(_ start: String, _ end: String, _ text: String) -> Substring? {
    guard let open = text.firstRange(of: start),
      let close = text[open.upperBound...].firstRange(of: end)
    else { return nil }
    return text[open.upperBound..<close.lowerBound]
  }

  // MARK: Trees

  private static func trees(_ old: OutputTree, _ new: OutputTree) -> [Tree] {
    let (oldTables, newTables) = (tables(old), tables(new))
    return Set(oldTables.keys).union(newTables.keys).sorted().compactMap { id in
      let (before, after) = (oldTables[id] ?? [:], newTables[id] ?? [:])
      let ways = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
      guard !ways.isEmpty else { return nil }
      let answers = ways.sorted().map { way in
        Answer(
          answers: way, old: before[way].map { name($0, id, old) },
          new: after[way].map { name($0, id, new) })
      }
      return Tree(id: id, answers: answers)
    }
  }

  /// The ends of all ways by their answers, for each tree.
  private static func tables(_ tree: OutputTree) -> [String: [String: String]] {
    var tables: [String: [String: String]] = [:]
    for file in tree.files where file.path.hasPrefix("trees/") && file.path.hasSuffix(".paths.txt")
    {
      let id = file.path.dropFirst("trees/".count).dropLast(".paths.txt".count)
      var ends: [String: String] = [:]
      for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
        guard let arrow = line.lastRange(of: " ⇒ ") else { continue }
        ends[String(line[..<arrow.lowerBound])] = String(line[arrow.upperBound...])
      }
      tables[String(id)] = ends
    }
    return tables
  }

  /// The title of the node in which a way ends.
  private static func name(_ end: String, _ id: String, _ tree: OutputTree) -> String {
    title("trees/\(id)/\(end).html", tree) ?? end
  }
}

extension Substring {
  /// The last place of a text.
  fileprivate func lastRange(of text: String) -> Range<Index>? {
    ranges(of: text).last
  }
}

/// Text out of markup that this program wrote.
enum PlainText {
  /// The text of a heading: tags dropped, the five entities decoded.
  static func unescaped(_ markup: Substring) -> String {
    var text = ""
    var isTag = false
    for character in markup {
      switch character {
      case "<": isTag = true
      case ">" where isTag: isTag = false
      default: if !isTag { text.append(character) }
      }
    }
    for (entity, plain) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      text = text.replacing(entity, with: plain)
    }
    return text
  }
}
