public import Diagnostics

/// Everything a build publishes: relative paths with their bytes.
///
/// Paths use `/`, are in Unicode's normal form C and stay inside the output folder. No two of them
/// are one file on any file system: neither equal, nor equal but for case or form, nor a file where
/// another path needs a folder. So a tree that exists can be written anywhere.
public struct OutputTree: Sendable {
  /// What is wrong with a path by itself.
  public enum PathFault: Hashable, Sendable, CaseIterable {
    /// Nothing between the quotes.
    case empty
    /// It begins with `/`.
    case absolute
    /// Two slashes in a row, or one at the end.
    case emptyComponent
    /// A component is `.` or `..`.
    case dotComponent
    /// It holds `\`, which some systems take for a separator.
    case backslash
    /// It holds NUL or another control character.
    case controlCharacter
    /// It is not in Unicode's normal form C.
    case notNormalized
    /// A component has more than 255 bytes.
    case tooLong
  }

  /// Why a file was not added.
  public enum Refusal: Hashable, Sendable {
    /// The path itself is at fault.
    case invalidPath(String, PathFault)
    /// The path is the manifest's.
    case reservedPath(String)
    /// The path is taken already.
    case duplicate(String)
    /// Another path is the same but for case or Unicode form.
    case sameButForm(String, as: String)
    /// One path is a file where the other needs a folder.
    case fileAndFolder(String, and: String)
  }

  private var contents: [String: [UInt8]] = [:]
  private var names = OutputNames()

  /// Creates an empty tree.
  public init() {}

  /// Adds a file.
  ///
  /// - Returns: what is wrong with the path, or with which path it collides; nil when it was added.
  public mutating func add(_ path: String, _ bytes: [UInt8]) -> Refusal? {
    if let refusal = names.add(path) { return refusal }
    contents[path] = bytes
    return nil
  }

  /// How many files there are.
  public var count: Int { contents.count }

  /// The files, ordered by the UTF-8 bytes of their paths.
  ///
  /// - Complexity: O(n log n).
  public var files: [(path: String, bytes: [UInt8])] {
    contents.map { (path: $0.key, bytes: $0.value) }.sorted { $0.path.precedes($1.path) }
  }

  /// The bytes of one file, or nil when the tree does not hold it.
  public subscript(path: String) -> [UInt8]? { contents[path] }
}

extension OutputTree.Refusal {
  /// The path that was there first and is in the way; nil when no other path is.
  public var other: String? {
    switch self {
    case .invalidPath, .reservedPath: nil
    case .duplicate(let path): path
    case .sameButForm(_, let other), .fileAndFolder(_, let other): other
    }
  }

  /// What is wrong, for people.
  public var message: LocalizedText {
    switch self {
    case .invalidPath(let path, let fault):
      LocalizedText(
        en: "'\(path)' cannot be published: \(fault.reason.english)",
        zh: "无法发布“\(path)”：\(fault.reason.chinese)")
    case .reservedPath(let path):
      LocalizedText(
        en: "'\(path)' cannot be published: the name belongs to the manifest",
        zh: "无法发布“\(path)”：该文件名保留给发布清单")
    case .duplicate(let path):
      LocalizedText(en: "'\(path)' is published twice", zh: "“\(path)”被发布了两次")
    case .sameButForm(let path, let other):
      LocalizedText(
        en: "'\(path)' and '\(other)' are one file where case or Unicode form do not count",
        zh: "“\(path)”与“\(other)”仅大小写或 Unicode 形式不同，在部分系统上是同一个文件")
    case .fileAndFolder(let path, let other):
      LocalizedText(
        en: "'\(path)' and '\(other)' collide: one is a file where the other needs a folder",
        zh: "“\(path)”与“\(other)”冲突：一个是文件，另一个需要同名文件夹")
    }
  }
}

extension OutputTree.PathFault {
  /// The broken rule, as the rest of a sentence.
  public var reason: LocalizedText {
    switch self {
    case .empty: LocalizedText(en: "the path is empty", zh: "路径为空")
    case .absolute: LocalizedText(en: "the path begins with '/'", zh: "路径以“/”开头")
    case .emptyComponent:
      LocalizedText(en: "the path has an empty component", zh: "路径中有空的一级")
    case .dotComponent:
      LocalizedText(en: "the path has a component '.' or '..'", zh: "路径中有“.”或“..”")
    case .backslash: LocalizedText(en: "the path holds '\\'", zh: "路径中有“\\”")
    case .controlCharacter:
      LocalizedText(en: "the path holds a control character", zh: "路径中有控制字符")
    case .notNormalized:
      LocalizedText(
        en: "the path is not in Unicode normal form C", zh: "路径不是 Unicode 规范形式 C")
    case .tooLong:
      LocalizedText(
        en: "a component of the path has more than 255 bytes", zh: "路径中有一级超过 255 字节")
    }
  }
}
