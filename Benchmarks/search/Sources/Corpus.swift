internal import Foundation
internal import SearchCore

/// The pages of a folder of Markdown files: front matter with a title, H2 and H3 as sections.
///
/// It reads what the benchmark writes, plain paragraphs, lists and code, and no more.
enum Corpus {
  static func documents(_ folder: String) throws -> [SearchDocument] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".md") }.sorted()
    return try names.map { name in
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      return document(text, url: "p/\(name.dropLast(3)).html")
    }
  }

  private static func document(_ text: String, url: String) -> SearchDocument {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var title = ""
    if lines.first == "---" {
      lines = lines.dropFirst()
      while let line = lines.popFirst(), line != "---" {
        if line.hasPrefix("title: ") {
          title = line.dropFirst(7).trimmingCharacters(in: ["\"", " "])
            .replacingOccurrences(of: "\\\"", with: "\"")
        }
      }
    }
    var sections = [SearchSection(text: [])]
    var isCode = false
    for line in lines {
      if line.hasPrefix("```") { isCode.toggle() }
      if !isCode, line.hasPrefix("## ") || line.hasPrefix("### ") {
        let heading = plain(String(line.drop { $0 == "#" }.dropFirst()))
        sections.append(
          SearchSection(
            heading: Array(heading.utf8), anchor: Array("s\(sections.count)".utf8), text: []))
      } else if !isCode, line.hasPrefix("####") {
        let label = plain(String(line.drop { $0 == "#" }.dropFirst()))
        sections[sections.count - 1].labels.append(Array(label.utf8))
      } else {
        let text = isCode ? String(line) : plain(String(line))
        sections[sections.count - 1].text += Array(text.utf8) + [0x0A]
      }
    }
    return SearchDocument(
      url: Array(url.utf8), title: Array(title.utf8), kind: Array("page".utf8),
      sections: sections)
  }

  /// A line without the signs of emphasis, code and links.
  private static func plain(_ line: String) -> String {
    var text = line
    while let end = text.range(of: "]("), let close = text[end.upperBound...].firstIndex(of: ")") {
      text.removeSubrange(end.lowerBound...close)
    }
    text = text.replacingOccurrences(of: "**", with: "").replacingOccurrences(of: "`", with: "")
    return text
  }
}
