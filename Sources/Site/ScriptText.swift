/// Scripts as they are published: without the lines that hold only a comment.
///
/// Comments are for those who read the source; every reader of the guide would wait for them, and
/// they make a third of a script. Nothing else changes, so what browsers name is found by its words.
enum ScriptText {
  /// A script without its comment lines; `/*!` begins a comment that stays, such as a licence.
  static func published(_ bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    var isComment = false
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let text = line.drop { $0 == 0x20 || $0 == 0x09 }
      let opens = text.starts(with: "/*".utf8) && !text.starts(with: "/*!".utf8)
      if isComment || opens {
        isComment = !text.ends(with: "*/")
      } else if !text.starts(with: "//".utf8) {
        kept += line
        kept.append(0x0A)
      }
    }
    return kept.isEmpty ? [] : kept.dropLast()
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: StaticString) -> Bool {
    suffix(text.utf8CodeUnitCount).elementsEqual(text.description.utf8)
  }
}
