/// The lines of source files, for those who show them or count their columns otherwise.
public struct SourceLines: Sendable {
  private let lines: [String: [ArraySlice<UInt8>]]

  /// Cuts files into lines; a mark of the byte order is no part of the first one.
  public init(_ files: [(path: String, bytes: [UInt8])]) {
    lines = Dictionary(
      files.map { ($0.path, Self.lines(of: $0.bytes)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The lines between line feeds and carriage returns; both together are one break.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var place = start
    while place < bytes.count {
      let byte = bytes[place]
      if byte == feed || byte == carriage {
        lines.append(bytes[start..<place])
        if byte == carriage, place + 1 < bytes.count, bytes[place + 1] == feed { place += 1 }
        start = place + 1
      }
      place += 1
    }
    return lines + [bytes[start...]]
  }

  /// A line of a file, counted from 1; nil when there is none.
  public subscript(file: String, line: Int) -> String? {
    guard let lines = lines[file], lines.indices.contains(line - 1) else { return nil }
    return String(decoding: lines[line - 1], as: UTF8.self)
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
