internal import Foundation

/// The rules that every published path keeps, in the tree, in a manifest and on disk.
enum OutputPath {
  /// What is wrong with a path, or nil.
  static func fault(in path: String) -> OutputTree.PathFault? {
    if path.isEmpty { return .empty }
    if path.utf8.first == UInt8(ascii: "/") { return .absolute }
    for component in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      if component.isEmpty { return .emptyComponent }
      if component.elementsEqual(".".utf8) || component.elementsEqual("..".utf8) {
        return .dotComponent
      }
      if component.count > 255 { return .tooLong }
    }
    for scalar in path.unicodeScalars {
      if scalar == "\\" { return .backslash }
      let isControl =
        scalar.isASCII
        ? scalar.value < 0x20 || scalar.value == 0x7F
        : scalar.properties.generalCategory == .control
      if isControl { return .controlCharacter }
    }
    return isNormalized(path) ? nil : .notNormalized
  }

  /// Whether a path is in Unicode's normal form C.
  ///
  /// Strings that differ only in their form are equal in Swift, but are two files on disk.
  static func isNormalized(_ path: String) -> Bool {
    if path.utf8.allSatisfy({ $0 < 0x80 }) { return true }
    return path.unicodeScalars.elementsEqual(
      path.precomposedStringWithCanonicalMapping.unicodeScalars)
  }

  /// The form in which two paths are equal when some file system takes them for one file.
  ///
  /// Upper case first, so that `ß` meets `ss` and the final sigma meets the other one.
  static func collisionKey(_ path: String) -> String {
    if path.utf8.allSatisfy({ $0 < 0x80 }) { return path.lowercased() }
    return path.uppercased().lowercased().precomposedStringWithCanonicalMapping
  }

  /// The folder that holds a path; nil for one at the top.
  static func folder(above path: String) -> String? {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) }
  }

  /// The names that a path consists of, as the system reads it.
  static func components(of path: String) -> [Substring] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  /// The folders above a path, the nearest first: `a/b/c` gives `a/b` and `a`.
  static func folders(above path: String) -> [String] {
    var folders: [String] = []
    var rest = path.utf8[...]
    while let slash = rest.lastIndex(of: UInt8(ascii: "/")) {
      rest = rest[..<slash]
      folders.append(String(Substring(rest)))
    }
    return folders
  }

  /// Whether a path may stand in an output folder although no manifest knows it: what people and
  /// hosts put there by hand (`.git`, `.well-known`, `.nojekyll`, `CNAME`).
  static func isCarriedOver(_ path: String) -> Bool {
    path.utf8.first == UInt8(ascii: ".") || path == "CNAME"
  }
}
