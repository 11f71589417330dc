internal import Knowledge

/// The order in which readers meet the entries of a kind.
enum ReadingOrder {
  /// Causes come by likelihood, then all by the sound of their titles in Chinese, else by title.
  static func entries(
    of guide: Guide, readings: [EntryKey: String]
  ) -> [EntryKind: [Entry]] {
    var order: [EntryKind: [Entry]] = [:]
    for (kind, entries) in Dictionary(grouping: guide.index.entries, by: \.kind) {
      let keyed = entries.map { (rank: rank($0), reading: readings[$0.key] ?? "", entry: $0) }
      order[kind] = keyed.sorted {
        ($0.rank, $0.reading, $0.entry.key) < ($1.rank, $1.reading, $1.entry.key)
      }.map(\.entry)
    }
    return order
  }

  private static func rank(_ entry: Entry) -> Int {
    guard case .cause(let cause) = entry.content else { return 0 }
    switch cause.likelihood {
    case .common: return 0
    case .occasional, nil: return 1
    case .rare: return 2
    }
  }
}
