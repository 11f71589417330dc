import Diagnostics
import Foundation
import Knowledge
import Markup
import Site

/// The guide that this repository holds, read once for every test about it.
struct OwnGuide: Sendable {
  /// The files of `content/`.
  let files: GuideFiles
  /// The entries, the register of facts, and how links resolve.
  let index: EntryIndex
  /// The settings.
  let settings: SiteSettings
  /// What a strict check finds.
  let diagnostics: [Diagnostic]

  private static let reading = Task { try await read() }

  /// The guide; the first caller reads it, the others wait for the same reading.
  static func loaded() async throws -> OwnGuide {
    try await reading.value
  }

  private static func read() async throws -> OwnGuide {
    let repository = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let files = try GuideFolder(repository.path(percentEncoded: false)).files()
    var options = BuildOptions()
    options.isStrict = true
    let result = await BuildPipeline.run(files, options: options, into: nil)
    return OwnGuide(
      files: files, index: result.unchecked.index, settings: result.unchecked.settings,
      diagnostics: result.diagnostics)
  }

  /// The causes with their entries.
  var causes: [(entry: Entry, cause: Cause)] {
    index.entries.compactMap { entry in
      guard case .cause(let cause) = entry.content else { return nil }
      return (entry, cause)
    }
  }

  /// The trees with their entries.
  var trees: [(entry: Entry, tree: DecisionTree)] {
    index.entries.compactMap { entry in
      guard case .tree(let tree) = entry.content else { return nil }
      return (entry, tree)
    }
  }

  /// The texts of the files that readers see or search, by path; raw, so that nothing hides in
  /// markup.
  var rawTexts: [(path: String, text: String)] {
    files.content.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
  }
}

extension Entry {
  /// The blocks below the H2 with an id, up to the next H2; empty when there is no such heading.
  func section(_ id: String) -> [Block] {
    var found: [Block] = []
    var isInside = false
    for block in body {
      if case .heading(let heading) = block, heading.level == 2 {
        isInside = heading.anchor == id
      } else if isInside {
        found.append(block)
      }
    }
    return found
  }

  /// The texts of the front matter that a reader sees: all but search words.
  var frontTexts: [String] {
    [title, summary] + sources.map(\.title) + kindTexts
  }

  private var kindTexts: [String] {
    switch content {
    case .cause(let cause):
      cause.symptoms + cause.evidence + [cause.fixedBy, cause.expectedTime, cause.say].compacted
    case .solution(let solution):
      solution.evidence + [solution.who, solution.takes].compacted
    case .prevention(let prevention): [prevention.howOften].compacted
    case .tree(let tree): tree.scenarios.map(\.name)
    case .home, .page, .checklist, .term: []
    }
  }
}

extension [String?] {
  fileprivate var compacted: [String] { compactMap(\.self) }
}

extension [Block] {
  /// The ordered lists among these blocks, not those within other blocks.
  var orderedLists: [Markup.List] {
    compactMap { block in
      guard case .list(let list) = block, list.start != nil else { return nil }
      return list
    }
  }

  /// The number of characters of prose: paragraphs and items, without headings and blanks.
  var proseLength: Int {
    var length = 0
    forEachNested { block in
      guard case .paragraph(let paragraph) = block else { return }
      length += paragraph.content.plainText.count { !$0.isWhitespace }
    }
    return length
  }

  /// The addresses of the links, in order.
  var destinations: [String] {
    var found: [String] = []
    forEachInline { inline in
      if case .link(let link) = inline { found.append(link.destination) }
    }
    return found
  }
}
