public import Diagnostics
internal import Markup

/// Reports solutions, prevention entries and terms to which nothing leads.
enum UnusedEntry {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let used = usedKeys(guide)
    return guide.index.entries.compactMap { entry in
      guard [.solution, .prevention, .term].contains(entry.kind), !used.contains(entry.key) else {
        return nil
      }
      return Rule.unusedEntry.breach(
        in: entry.file, at: entry.frontMatterRange, en: message(entry), zh: chineseMessage(entry))
    }
  }

  /// Every entry that front matter names or a body of another entry links. A misspelt name is
  /// reported where it stands, so the entry that is meant counts as used.
  private static func usedKeys(_ guide: UncheckedGuide) -> Set<EntryKey> {
    var used: Set<EntryKey> = []
    for entry in guide.index.entries {
      for (kind, ids) in entry.references {
        used.formUnion(ids.map { EntryKey(kind, guide.index.meantID($0.value, kind)) })
      }
      guide.index.insertMeantKeys(of: entry, into: &used)
    }
    return used
  }

  private static func message(_ entry: Entry) -> String {
    switch entry.kind {
    case .solution: "Solution '\(entry.id)' is reached from no cause, checklist or tree"
    case .prevention: "Prevention '\(entry.id)' is named by nothing"
    default: "Term '\(entry.id)' is used nowhere"
    }
  }

  private static func chineseMessage(_ entry: Entry) -> String {
    switch entry.kind {
    case .solution: "办法“\(entry.id)”没有任何原因、清单或决策树指向它"
    case .prevention: "预防“\(entry.id)”没有被任何内容提到"
    default: "词语“\(entry.id)”没有地方用到"
    }
  }
}

extension Rule {
  /// An entry to which nothing leads.
  public static let unusedEntry = Rule(
    "unused-entry", .warning,
    en:
      "A solution is named by a cause or linked from a checklist or tree; a prevention entry and a term are named or linked somewhere. Link it, or delete it.",
    zh: "办法要有原因写到它，或者有清单、决策树链接它；预防和词语也要有地方用到。请加上链接，或者删掉。",
    wrong: "solutions: [check-network] # and none names wait",
    right: "solutions: [check-network, wait]")
}

extension EntryIndex {
  /// An id of a kind, or the nearest one where there is no such id.
  fileprivate func meantID(_ id: String, _ kind: EntryKind) -> String {
    guard self[kind, id] == nil else { return id }
    return nearestName(to: id, among: entries(kind).map(\.id)) ?? id
  }

  /// Adds the other entries that an entry links, and those that its broken links may mean.
  fileprivate func insertMeantKeys(of entry: Entry, into keys: inout Set<EntryKey>) {
    for address in entry.addresses.values {
      guard case .file(_, let resolved, _) = address else { continue }
      if let other = resolved.flatMap(self.entry) {
        if other !== entry { keys.insert(other.key) }
      } else if case .failure(.unknownFile(let nearest?)) = target(address, from: entry),
        let other = self.entry(in: nearest)
      {
        keys.insert(other.key)
      }
    }
  }

  /// The other entries that an entry links, in order of first link.
  func linkedKeys(of entry: Entry) -> [EntryKey] {
    linkedKeys(entry.links.lazy.map(\.value), of: entry)
  }

  /// The other entries to which addresses in an entry lead, in order of first link.
  func linkedKeys(_ addresses: some Sequence<String>, of entry: Entry) -> [EntryKey] {
    var seen: Set<EntryKey> = [entry.key]
    var keys: [EntryKey] = []
    for address in addresses {
      guard case .success(let target) = self.target(of: address, from: entry) else {
        continue
      }
      switch target {
      case .entry(let key, _), .node(let key, _):
        if seen.insert(key).inserted { keys.append(key) }
      case .index, .asset, .fact, .external: break
      }
    }
    return keys
  }
}
