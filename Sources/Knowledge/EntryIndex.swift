internal import Diagnostics
internal import Markup

/// Where a link of a content file leads.
public enum LinkTarget: Hashable, Sendable {
  /// An entry, and an anchor within its page.
  case entry(EntryKey, anchor: String?)
  /// A node of a decision tree.
  case node(EntryKey, id: String)
  /// The index of a kind: a link to its folder.
  case index(EntryKind)
  /// A file of `content/assets`, by its path relative to `content/`.
  case asset(String)
  /// A fact of the register.
  case fact(String)
  /// An address outside the guide.
  case external(String)
}

/// Why a link leads nowhere.
public enum LinkFault: Error, Hashable, Sendable {
  /// No such file; the nearest file, relative to `content/`.
  case unknownFile(nearest: String?)
  /// No such anchor in the file; the nearest anchor.
  case unknownAnchor(String, file: String, nearest: String?)
  /// No such fact; the nearest id.
  case unknownFact(String, nearest: String?)
  /// A scheme that is not allowed.
  case unsafe
}

/// Finds entries by name and by file, and resolves links between files.
public struct EntryIndex: Sendable {
  /// The entries, ordered by kind and id; the first one of each name.
  public let entries: [Entry]
  /// The files of `content/assets`, relative to `content/`.
  public let assets: Set<String>
  /// The register of facts.
  public let facts: FactRegister
  private let positions: [EntryKey: Int]
  private let keysByFile: [String: EntryKey]
  /// The kinds that have entries, and so a page that lists them.
  private let kinds: Set<EntryKind>

  /// Creates an index; of entries with the same name the first one counts.
  public init(_ entries: [Entry], assets: Set<String>, facts: FactRegister) {
    var seen: Set<EntryKey> = []
    let unique = entries.sorted { ($0.key, $0.file) < ($1.key, $1.file) }
      .filter { seen.insert($0.key).inserted }
    self.entries = unique
    self.assets = assets
    self.facts = facts
    positions = Dictionary(uniqueKeysWithValues: unique.enumerated().map { ($1.key, $0) })
    keysByFile = Dictionary(
      unique.map { ($0.contentPath, $0.key) }, uniquingKeysWith: { first, _ in first })
    kinds = Set(unique.map(\.kind))
  }

  /// The entry with a name.
  public subscript(key: EntryKey) -> Entry? {
    positions[key].map { entries[$0] }
  }

  /// The entry with a name.
  public subscript(kind: EntryKind, id: String) -> Entry? {
    self[EntryKey(kind, id)]
  }

  /// The anchors of an entry's page: headings and the items of checklists.
  public func anchors(of key: EntryKey) -> Set<String> {
    self[key]?.anchors ?? []
  }

  /// The anchors of a file, relative to the guide's folder: the ids of nodes, when it is a tree.
  func anchors(in file: String) -> [String] {
    guard let entry = entries.first(where: { $0.file == file }) else { return [] }
    if case .tree(let tree) = entry.content { return tree.nodes.map(\.id) }
    return entry.anchors.sorted()
  }

  /// Every file to which a link may lead, relative to `content/`.
  var files: [String] { keysByFile.keys.sorted() + assets.sorted() }

  /// The entries of a kind, ordered by id.
  public func entries(_ kind: EntryKind) -> [Entry] {
    entries.filter { $0.kind == kind }
  }

  /// Where a link leads, written in a file.
  ///
  /// - Parameters:
  ///   - destination: the address as written, such as `../solutions/check-network.md#steps`.
  ///   - entry: the entry that holds the link.
  /// - Returns: where it leads, or why it leads nowhere.
  public func target(
    of destination: String, from entry: Entry
  ) -> Result<LinkTarget, LinkFault> {
    let bytes = destination.utf8
    if bytes.starts(with: "fact:".utf8) { return fact(String(destination.dropFirst(5))) }
    let mark = bytes.firstIndex(of: UInt8(ascii: "#"))
    let fragment = mark.map {
      String(destination[bytes.index(after: $0)...]).removingPercentEncoding
    }
    if mark == destination.startIndex { return anchor(fragment ?? "", in: entry) }
    guard URLScheme.isAllowed(destination) else { return .failure(.unsafe) }
    guard !URLScheme.isComplete(destination), !URLScheme.isExternal(destination) else {
      return .success(.external(destination))
    }
    let written = mark.map { String(destination[..<$0]) } ?? destination
    return file(written.removingPercentEncoding, fragment: fragment, from: entry.contentPath)
  }

  /// Where a path leads that is written in a file of `content/`, both relative to `content/`.
  public func file(
    _ path: String, fragment: String?, from file: String
  ) -> Result<LinkTarget, LinkFault> {
    guard let resolved = Self.resolved(path, from: file) else {
      return .failure(.unknownFile(nearest: nearestFile(path)))
    }
    if let key = keysByFile[resolved], let entry = self[key] {
      guard let fragment, !fragment.isEmpty else { return .success(.entry(key, anchor: nil)) }
      return anchor(fragment, in: entry)
    }
    if assets.contains(resolved) { return .success(.asset(resolved)) }
    let folder = resolved.hasSuffix("/") ? String(resolved.dropLast()) : resolved
    if let kind = EntryKind(folder: folder), kind != .page, kinds.contains(kind) {
      return .success(.index(kind))
    }
    return .failure(.unknownFile(nearest: nearestFile(resolved)))
  }

  private func anchor(_ anchor: String, in entry: Entry) -> Result<LinkTarget, LinkFault> {
    if case .tree(let tree) = entry.content {
      if tree.node(anchor) != nil { return .success(.node(entry.key, id: anchor)) }
      let nearest = nearestName(to: anchor, among: tree.nodes.map(\.id))
      return .failure(.unknownAnchor(anchor, file: entry.file, nearest: nearest))
    }
    let known = entry.anchors
    if known.contains(anchor) { return .success(.entry(entry.key, anchor: anchor)) }
    if anchor == entry.titleAnchor { return .success(.entry(entry.key, anchor: nil)) }
    let nearest = nearestName(to: anchor, among: known.sorted())
    return .failure(.unknownAnchor(anchor, file: entry.file, nearest: nearest))
  }

  private func fact(_ id: String) -> Result<LinkTarget, LinkFault> {
    if facts[id] != nil { return .success(.fact(id)) }
    let nearest = nearestName(to: id, among: facts.facts.map(\.id))
    return .failure(.unknownFact(id, nearest: nearest))
  }

  /// The file that may be meant: first by its name alone, then by its whole path.
  private func nearestFile(_ path: String) -> String? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let sameName = files.first(where: { $0.hasSuffix("/" + name) }) { return sameName }
    return nearestName(to: path, among: files)
  }

  /// A path relative to a file, as a path relative to `content/`; nil when it leads out of it.
  static func resolved(_ path: String, from file: String) -> String? {
    guard let first = path.utf8.first, first != UInt8(ascii: "/"),
      !path.utf8.contains(UInt8(ascii: "\\"))
    else { return nil }
    var parts = file.utf8.split(separator: UInt8(ascii: "/")).dropLast()
    for part in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.map { String(Substring($0)) }.joined(separator: "/")
  }
}

extension Entry {
  /// The file relative to `content/`, as links between files see it.
  public var contentPath: String {
    let folder = "content/".utf8
    return file.utf8.starts(with: folder)
      ? String(Substring(file.utf8.dropFirst(folder.count))) : file
  }
}

extension [Block] {
  /// The anchors of headings and of the items of checklists.
  var anchors: Set<String> {
    var found: Set<String> = []
    forEachNested { block in
      switch block {
      case .heading(let heading): found.insert(heading.anchor)
      case .list(let list): found.formUnion(list.items.compactMap { $0.attributes?.id })
      default: break
      }
    }
    return found
  }
}

extension String {
  /// The text with `%E4…` decoded; unchanged where that is no valid UTF-8.
  var removingPercentEncoding: String {
    guard utf8.contains(UInt8(ascii: "%")) else { return self }
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? self
  }
}
