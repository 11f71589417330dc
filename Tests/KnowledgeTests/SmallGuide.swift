import Diagnostics
import Knowledge
import Markup

/// Content files in memory, with marks such as 1️⃣ where findings are expected.
struct SmallGuide {
  /// The text of each file by its path, marks removed.
  private(set) var files: [String: String] = [:]
  /// Where each mark stood.
  private(set) var marks: [Character: Place] = [:]

  /// A place in a file.
  struct Place: Hashable, CustomStringConvertible {
    let file: String
    let line: Int
    let column: Int

    var description: String { "\(file):\(line):\(column)" }
  }

  static let markers: [Character] = ["1️⃣", "2️⃣", "3️⃣", "4️⃣"]

  init(_ marked: [String: String]) {
    for (file, text) in marked {
      var lines: [String] = []
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        var clean = ""
        for character in line {
          if Self.markers.contains(character) {
            marks[character] = Place(file: file, line: number + 1, column: clean.utf8.count + 1)
          } else {
            clean.append(character)
          }
        }
        lines.append(clean)
      }
      files[file] = lines.joined(separator: "\n")
    }
    entries = Self.entries(files)
  }

  /// What was read.
  let entries: [(entry: Entry, diagnostics: [Diagnostic])]

  private static func entries(
    _ files: [String: String]
  ) -> [(entry: Entry, diagnostics: [Diagnostic])] {
    files.sorted { $0.key < $1.key }.compactMap { path, text in
      let parts = path.dropFirst("content/".count).split(separator: "/")
      guard parts.count == 2, let kind = EntryKind(folder: String(parts[0])) else { return nil }
      let document = Document(Source(path: path, text: text))
      let key = EntryKey(kind, String(parts[1].dropLast(3)))
      let (entry, diagnostics) = EntryReader.entry(document, key: key)
      return (entry.entry, diagnostics)
    }
  }

  var unchecked: UncheckedGuide {
    UncheckedGuide(entries.map(\.entry))
  }

  /// Everything that is found, sorted.
  var diagnostics: [Diagnostic] {
    let guide = unchecked
    let single = guide.index.entries.flatMap { EntryRules().diagnostics(of: $0.unpacked) }
    return (entries.flatMap(\.diagnostics) + single + guide.diagnostics()).sorted()
  }

  /// The codes and places of everything that is found.
  var findings: [String] {
    diagnostics.map { "\($0.code) \(Self.place(of: $0))" }
  }

  /// What is expected: a code at each mark.
  func expected(_ codes: [(mark: Character, code: String)]) -> [String] {
    codes.map { "\($0.code) \(marks[$0.mark]?.description ?? "no mark")" }
  }

  static func place(of diagnostic: Diagnostic) -> Place {
    Place(
      file: diagnostic.file, line: diagnostic.range?.start.line ?? 0,
      column: diagnostic.range?.start.column ?? 0)
  }

  /// The tree with an id.
  func tree(_ id: String) -> DecisionTree? {
    guard case .tree(let tree)? = unchecked.index[.tree, id]?.content else { return nil }
    return tree
  }
}

extension DecisionTree {
  /// The tree in a file's text.
  static func read(_ text: String, id: String = "main") -> DecisionTree? {
    SmallGuide(["content/trees/\(id).md": text]).tree(id)
  }
}
