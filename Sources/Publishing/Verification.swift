public import Diagnostics

/// How a folder differs from its manifest.
public struct Verification: Hashable, Sendable {
  /// The program that wrote the generation, with its version.
  public let generator: String
  /// How many files the manifest lists.
  public let fileCount: Int
  /// Files that the manifest lists and the folder lacks, ordered by path.
  public let missing: [String]
  /// Files whose bytes are not those of the manifest, ordered by path.
  public let changed: [String]
  /// Files that the manifest does not know, ordered by path; dotfiles and `CNAME` at the top level
  /// are not counted.
  public let unknown: [String]

  /// Whether the folder is one complete generation and nothing else.
  public var isIntact: Bool { missing.isEmpty && changed.isEmpty && unknown.isEmpty }

  /// Whether every file that the manifest lists is as it says.
  var isComplete: Bool { missing.isEmpty && changed.isEmpty }

  /// The counts, for people.
  public var summary: LocalizedText {
    LocalizedText(
      en: "\(missing.count) missing, \(changed.count) changed, \(unknown.count) unknown",
      zh: "缺少 \(missing.count) 个，改动 \(changed.count) 个，多出 \(unknown.count) 个")
  }
}

extension Generation {
  /// Compares every file with the manifest, by size and then by SHA-256.
  ///
  /// - Complexity: O(bytes of all files).
  func verification(against manifest: Manifest) throws(PublishingError) -> Verification {
    var sizes: [String: Int] = [:]
    var unknown: [String] = []
    for file in survey.files {
      if knows(file.path) {
        sizes[file.path] = file.status.size
      } else if file.path != Manifest.path, !OutputPath.isCarriedOver(file.path) {
        unknown.append(file.path)
      }
    }
    var irregular: Set<String> = []
    for item in survey.irregular {
      if knows(item.path) {
        irregular.insert(item.path)
      } else if !OutputPath.isCarriedOver(item.path) {
        unknown.append(item.path)
      }
    }
    var (missing, changed): ([String], [String]) = ([], [])
    for (path, entry) in manifest.files.sorted(by: { $0.key.precedes($1.key) }) {
      if irregular.contains(path) {
        changed.append(path)
      } else if let size = sizes[path] {
        let isEqual = size == entry.size ? try folder.digest(of: path) == entry.sha256 : false
        if !isEqual { changed.append(path) }
      } else {
        missing.append(path)
      }
    }
    return Verification(
      generator: manifest.generator, fileCount: manifest.files.count, missing: missing,
      changed: changed, unknown: unknown.sorted { $0.precedes($1) })
  }
}
