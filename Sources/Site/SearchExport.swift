public import Knowledge
internal import SearchCore

/// The sections of a guide as documents for a search server.
///
/// A section is the unit of the site's own index, so that a server's results lead to the same
/// places. Keys: `id`, `url`, `title`, `heading`, `kind`, `keywords`, `synonyms`, `labels`, `text`.
public enum SearchExport {
  /// What a server takes.
  public enum Format: String, CaseIterable, Sendable {
    /// Lines for the bulk interface of OpenSearch and Elasticsearch: an action, then a document.
    case opensearch
    /// One array of documents, whose `id` has only letters, digits, `-` and `_`.
    case meilisearch
    /// A document a line.
    case jsonl
  }

  /// The documents of a guide, as UTF-8.
  public static func text(_ guide: Guide, format: Format) -> [UInt8] {
    var out = JSONBytes()
    if format == .meilisearch { out.raw("[\n") }
    var isFirst = true
    for entry in guide.index.entries {
      for document in records(SearchDocuments.document(entry)) {
        if format == .opensearch {
          out.raw("{\"index\":{\"_id\":")
          out.string(document.id)
          out.raw("}}\n")
        }
        if format == .meilisearch, !isFirst { out.raw(",\n") }
        document.write(to: &out)
        if format != .meilisearch { out.raw("\n") }
        isFirst = false
      }
    }
    if format == .meilisearch { out.raw("\n]\n") }
    return out.bytes
  }

  private static func records(_ document: SearchDocument) -> [Record] {
    document.sections.enumerated().map { number, section in
      Record(
        id: identifier(document.url, number), document: document, section: section)
    }
  }

  /// `causes/network-failure.html` and 2 as `causes-network-failure-2`.
  private static func identifier(_ url: [UInt8], _ number: Int) -> [UInt8] {
    let path = url.dropLast(".html".utf8.count)
    let letters = path.map { byte -> UInt8 in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: byte
      default: 0x2D
      }
    }
    return letters + Array("-\(number)".utf8)
  }

  private struct Record {
    let id: [UInt8]
    let document: SearchDocument
    let section: SearchSection

    func write(to out: inout JSONBytes) {
      out.raw("{\"id\":")
      out.string(id)
      for (name, value) in texts {
        out.raw(",\"\(name)\":")
        out.string(value)
      }
      for (name, values) in lists {
        out.raw(",\"\(name)\":[")
        for (index, value) in values.enumerated() {
          if index > 0 { out.raw(",") }
          out.string(value)
        }
        out.raw("]")
      }
      out.raw("}")
    }

    private var texts: [(String, [UInt8])] {
      [
        ("url", SearchEngine.address(document.url, section.anchor)), ("title", document.title),
        ("heading", section.heading), ("kind", document.kind), ("text", section.text),
      ]
    }

    private var lists: [(String, [[UInt8]])] {
      [
        ("keywords", document.keywords), ("synonyms", document.synonyms),
        ("labels", section.labels),
      ]
    }
  }
}
