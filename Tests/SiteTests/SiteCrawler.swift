import Foundation
import Publishing

/// Walks a published site as a browser would, from every page to everything that it names.
struct SiteCrawler {
  private let pages: [String: Page]
  private let paths: Set<String>
  /// The path of the base address, from which the page for unknown addresses links.
  private let root: String

  /// What one page names.
  private struct Page {
    var ids: [String] = []
    var addresses: [String] = []
    /// Ids that attributes such as `aria-labelledby` name.
    var references: [String] = []
    var unclosed: String?
  }

  init(_ tree: OutputTree, root: String = "/") {
    let files = tree.files
    self.root = root
    paths = Set(files.map(\.path))
    pages = Dictionary(
      uniqueKeysWithValues: files.filter { $0.path.hasSuffix(".html") }.map { file in
        (file.path, Self.page(String(decoding: file.bytes, as: UTF8.self)))
      })
  }

  var pageCount: Int { pages.count }

  /// Everything that leads nowhere, ordered; ids that occur twice; elements that nothing closes.
  func faults() -> [String] {
    pages.flatMap { path, page in
      var faults = page.addresses.compactMap { address in
        leadsSomewhere(address, from: path) ? nil : "\(path): dead \(address)"
      }
      let ids = Dictionary(grouping: page.ids) { $0 }
      faults += ids.filter { $0.value.count > 1 }.keys.map { "\(path): id twice \($0)" }
      faults += page.references.filter { ids[$0] == nil }.map { "\(path): no id \($0)" }
      faults += page.unclosed.map { ["\(path): not closed \($0)"] } ?? []
      return faults
    }.sorted()
  }

  /// The addresses on a page, as written.
  func addresses(on path: String) -> [String] {
    pages[path]?.addresses ?? []
  }

  private func leadsSomewhere(_ address: String, from page: String) -> Bool {
    if ["http://", "https://", "mailto:", "tel:", "data:image/"].contains(where: address.hasPrefix)
    {
      return true
    }
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let target = resolved(String(parts[0]), from: page) else { return false }
    guard paths.contains(target) else { return false }
    guard parts.count == 2, let fragment = String(parts[1]).removingPercentEncoding else {
      return parts.count == 1
    }
    let ids = pages[target]?.ids ?? []
    return ids.contains(fragment) || ids.contains(String(parts[1]))
  }

  private func resolved(_ address: String, from page: String) -> String? {
    guard let path = address.removingPercentEncoding, !path.hasSuffix("/") else { return nil }
    if path.isEmpty { return address.isEmpty ? page : nil }
    if path.hasPrefix("/") {
      return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : nil
    }
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  // MARK: Reading

  /// Text holds no quotation mark that is not escaped, so a page cut at them shows its attributes.
  private static func page(_ html: String) -> Page {
    var page = Page()
    let pieces = html.components(separatedBy: "\"")
    for (name, value) in zip(pieces, pieces.dropFirst()) {
      let text = value.replacingOccurrences(of: "&amp;", with: "&")
        .replacingOccurrences(of: "&#x27;", with: "'").replacingOccurrences(of: "&#39;", with: "'")
      if name.hasSuffix("href=") || name.hasSuffix(" src=") { page.addresses.append(text) }
      if name.hasSuffix(" id=") { page.ids.append(text) }
      if name.hasSuffix(" aria-labelledby=") { page.references.append(text) }
      if name.hasSuffix(" content="), let url = text.firstRange(of: "url=") {
        page.addresses.append(String(text[url.upperBound...]))
      }
    }
    page.unclosed = unclosed(html)
    return page
  }

  private static let void: Set<Substring> = [
    "meta", "link", "img", "br", "hr", "input", "col", "wbr",
  ]

  /// The first element that is closed by another one's tag, or not at all.
  private static func unclosed(_ html: String) -> String? {
    var open: [Substring] = []
    for piece in html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1) {
      guard let first = piece.utf8.first, first != UInt8(ascii: "!") else { continue }
      if first == UInt8(ascii: "/") {
        let name = piece.dropFirst().prefix { $0.isLetter || $0.isNumber }
        guard open.popLast() == name else { return String(piece.prefix(60)) }
      } else {
        let name = piece.prefix { $0.isLetter || $0.isNumber }
        let tag = piece.prefix { $0 != ">" }
        if !void.contains(name), !tag.hasSuffix("/") { open.append(name) }
      }
    }
    return open.last.map(String.init)
  }
}
