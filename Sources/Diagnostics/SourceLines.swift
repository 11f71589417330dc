/// The lines of source files, for those who show them or count their columns otherwise.
public struct SourceLines: Sendable {
  private let lines: [String: [Substring]]

  /// Cuts files into lines; a mark of the byte order is no part of the first one.
  public init(_ files: [(path: String, bytes: [UInt8])]) {
    lines = Dictionary(
      files.map { file in
        let text = String(decoding: file.bytes, as: UTF8.self)
        // Unicode has more line breaks than a source has lines.
        let lines = (text.first == "\u{FEFF}" ? text.dropFirst() : text[...])
          .split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
        return (file.path, lines)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// A line of a file, counted from 1; nil when there is none.
  public subscript(file: String, line: Int) -> String? {
    guard let lines = lines[file], lines.indices.contains(line - 1) else { return nil }
    return String(lines[line - 1])
  }

  /// A column as editors count it: from 1, in UTF-16 code units.
  public func utf16Column(of position: SourcePosition, in file: String) -> Int {
    let line = self[file, position.line] ?? ""
    let before = line.utf8.prefix(max(0, position.column - 1))
    // What stands behind the end of the line counts on.
    let rest = position.column - 1 - before.count
    return String(decoding: before, as: UTF8.self).utf16.count + max(0, rest) + 1
  }
}
