internal import Foundation
public import Knowledge

/// Entries as `clew list` shows them; the JSON is a promise of `docs/cli.md`.
public struct EntryListing: Encodable, Sendable {
  /// The kind.
  public let kind: String
  /// The id.
  public let id: String
  /// The title.
  public let title: String
  /// The address relative to the site's root.
  public let url: String
  /// The file relative to the guide's folder.
  public let file: String
  /// The day of the next review.
  public let reviewBy: String?
  private let draft: Bool
  private let relations: [String: [String]]

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Writes the entry as one flat object.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: Key("kind"))
    try container.encode(id, forKey: Key("id"))
    try container.encode(title, forKey: Key("title"))
    try container.encode(url, forKey: Key("url"))
    try container.encode(file, forKey: Key("file"))
    if draft { try container.encode(true, forKey: Key("draft")) }
    for (name, ids) in relations { try container.encode(ids, forKey: Key(name)) }
    try container.encodeIfPresent(reviewBy, forKey: Key("review_by"))
  }

  /// The entries of a guide, ordered by kind and id.
  public static func entries(of guide: Guide, kind: EntryKind?) -> [EntryListing] {
    guide.index.entries.filter { kind == nil || $0.kind == kind }.map { entry in
      EntryListing(
        kind: entry.kind.rawValue, id: entry.id, title: entry.title,
        url: SiteAddress.page(entry.key), file: entry.file,
        reviewBy: entry.reviewBy?.value.description, draft: entry.isDraft,
        relations: relations(of: entry, guide))
    }
  }

  /// The related ids under the plural of their kind; terms name each other under `see`.
  private static func relations(of entry: Entry, _ guide: Guide) -> [String: [String]] {
    let names: [(EntryKind, String)] = [
      (.cause, "causes"), (.solution, "solutions"), (.prevention, "prevention"),
      (.checklist, "checklists"), (.tree, "trees"), (.term, entry.kind == .term ? "see" : "terms"),
    ]
    let related = guide.relations(of: entry.key)
    var result: [String: [String]] = [:]
    for (kind, name) in names where !related[kind].isEmpty {
      result[name] = related[kind].map(\.id)
    }
    return result
  }

  /// An array of entries as JSON.
  public static func json(_ entries: [EntryListing]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(entries), as: UTF8.self) + "\n"
  }
}
