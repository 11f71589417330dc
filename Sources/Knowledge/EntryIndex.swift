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
  public private(set) var entries: [Entry]
  /// The files of `content/assets`, relative to `content/`.
  public let assets: Set<String>
  /// The register of facts.
  public let facts: FactRegister
  private let positions: [EntryKey: Int]
  /// The place of the entry that a file holds, relative to `content/`.
  private let positionsByFile: [String: Int]
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
    positionsByFile = Dictionary(
      unique.enumerated().map { ($1.contentPath, $0) }, uniquingKeysWith: { first, _ in first })
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

  /// The same index with other entries of the same names and files, of which nothing else is other.
  func replacing(_ others: [Entry]) -> EntryIndex {
    var copy = self
    for entry in others {
      if let position = positions[entry.key] { copy.entries[position] = entry }
    }
    return copy
  }

  /// The entry that a file holds, relative to `content/`.
  func entry(in file: String) -> Entry? {
    positionsByFile[file].map { entries[$0] }
  }

  /// The anchors of a file, relative to the guide's folder: the ids of nodes, when it is a tree.
  func anchors(in file: String) -> [String] {
    guard let entry = entries.first(where: { $0.file == file }) else { return [] }
    if case .tree(let tree) = entry.content { return tree.nodes.map(\.id) }
    return entry.anchors.sorted()
  }

  /// Every file to which a link may lead, relative to `content/`.
  var files: [String] { positionsByFile.keys.sorted() + assets.sorted() }

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
    target(
      entry.addresses[destination] ?? LinkAddress(destination, from: entry.contentPath),
      from: entry)
  }

  /// Where an address leads that a link of an entry has.
  func target(_ address: LinkAddress, from entry: Entry) -> Result<LinkTarget, LinkFault> {
    switch address {
    case .fact(let id): fact(id)
    case .anchor(let name): anchor(name, in: entry)
    case .external(let address): .success(.external(address))
    case .unsafe: .failure(.unsafe)
    case .file(let written, let resolved, let fragment): file(written, resolved, fragment)
    }
  }

  /// Where a path leads that is written in a file of `content/`, both relative to `content/`.
  public func file(
    _ path: String, fragment: String?, from file: String
  ) -> Result<LinkTarget, LinkFault> {
    self.file(path, LinkAddress.resolved(path, from: file), fragment)
  }

  private func file(
    _ written: String, _ resolved: String?, _ fragment: String?
  ) -> Result<LinkTarget, LinkFault> {
    guard let resolved else { return .failure(.unknownFile(nearest: nearestFile(written))) }
    if let entry = entry(in: resolved) {
      guard let fragment, !fragment.isEmpty else { return .success(.entry(entry.key, anchor: nil)) }
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
