public import Diagnostics
internal import Markup

/// A guide that holds together: no reference in it leads nowhere.
///
/// There is no way to make one but ``init(_:)``, which refuses what the rules find wrong, so code
/// that holds a guide looks entries up without asking whether they exist.
public struct Guide: Sendable {
  /// The settings.
  public let settings: SiteSettings
  /// The days off, by which working days are counted.
  public let holidays: HolidayRegister
  /// The entries by name and file.
  public private(set) var index: EntryIndex
  /// What leads to what, both ways.
  public let relations: [EntryKey: Relations]

  /// The entries that belong to an entry.
  public struct Relations: Sendable {
    /// What an entry names or links, and what names or links it, by kind, without repeats.
    public fileprivate(set) var keys: [EntryKind: [EntryKey]] = [:]
    /// Nodes of decision trees whose text links the entry.
    public fileprivate(set) var nodes: [(tree: EntryKey, node: String)] = []

    /// The related entries of a kind, in order.
    public subscript(kind: EntryKind) -> [EntryKey] {
      keys[kind] ?? []
    }

    fileprivate mutating func add(_ key: EntryKey) {
      if !self[key.kind].contains(key) { keys[key.kind, default: []].append(key) }
    }
  }

  /// The guide in what was read; nil when a rule finds an error.
  public init?(_ unchecked: UncheckedGuide, diagnostics: [Diagnostic]) {
    guard diagnostics.count(of: .error) == 0 else { return nil }
    settings = unchecked.settings
    holidays = unchecked.holidays
    index = unchecked.index
    relations = Self.relations(index)
  }

  /// The same guide with entries that take the place of others (`Entry.canReplace`), so that it
  /// holds together as before.
  public func replacing(_ entries: [Entry]) -> Guide {
    var copy = self
    copy.index = index.replacing(entries)
    return copy
  }

  /// What belongs to an entry.
  public func relations(of key: EntryKey) -> Relations {
    relations[key] ?? Relations()
  }

  /// The entries of a kind that belong to an entry.
  public func related(_ kind: EntryKind, of key: EntryKey) -> [Entry] {
    relations(of: key)[kind].compactMap { index[$0] }
  }

  private static func relations(_ index: EntryIndex) -> [EntryKey: Relations] {
    var relations: [EntryKey: Relations] = [:]
    func join(_ first: EntryKey, _ second: EntryKey) {
      relations[first, default: Relations()].add(second)
      relations[second, default: Relations()].add(first)
    }
    for entry in index.entries {
      for (kind, ids) in entry.references where entry.kind != .home {
        for id in ids { join(entry.key, EntryKey(kind, id.value)) }
      }
    }
    for entry in index.entries where [.tree, .checklist].contains(entry.kind) {
      for key in index.linkedKeys(of: entry) where [.cause, .solution].contains(key.kind) {
        join(entry.key, key)
      }
    }
    for entry in index.entries {
      guard case .tree(let tree) = entry.content else { continue }
      for node in tree.nodes where node.kind == .outcome {
        for key in index.linkedKeys(node.body.links.map(\.destination), of: entry) {
          relations[key, default: Relations()].nodes.append((entry.key, node.id))
        }
      }
    }
    return relations
  }
}
