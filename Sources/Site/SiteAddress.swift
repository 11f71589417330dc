internal import Foundation
internal import Knowledge

/// The addresses of pages: paths relative to the site's root that mirror the content files.
enum SiteAddress {
  static let home = "index.html"
  static let search = "search.html"
  static let print = "print.html"
  static let notFound = "404.html"
  static let facts = "facts.html"
  static let tags = "tags/index.html"

  /// The page of an entry, such as `causes/network-failure.html`.
  static func page(_ key: EntryKey) -> String {
    guard let folder = key.kind.folder else { return home }
    return "\(folder)/\(key.id).html"
  }

  /// The page of a node of a tree, such as `trees/safe-to-apply/c-fee.html`.
  static func node(_ tree: EntryKey, _ id: String) -> String {
    "trees/\(tree.id)/\(id).html"
  }

  /// The page of a whole tree.
  static func wholeTree(_ tree: EntryKey) -> String {
    "trees/\(tree.id)/all.html"
  }

  /// The list of a kind.
  static func index(_ kind: EntryKind) -> String {
    kind.folder.map { "\($0)/index.html" } ?? home
  }

  /// The page of a tag. The list of all tags has the name `index` already.
  static func tag(_ tag: String) -> String {
    let slug = slug(tag)
    return "tags/\(slug == "index" ? "tag-index" : slug).html"
  }

  /// A text as a file name: letters and digits, all else a hyphen; `tag` where nothing is left.
  static func slug(_ text: String) -> String {
    let words = text.precomposedStringWithCanonicalMapping.lowercased()
      .split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? "tag" : words.joined(separator: "-")
  }

  /// The way from one page to another, such as `../solutions/wait.html`.
  static func relative(from page: String, to target: String) -> String {
    let (from, to) = (Array(page.utf8), Array(target.utf8))
    let slash = UInt8(ascii: "/")
    // What follows the last slash before which both are the same.
    var common = 0
    var index = 0
    while index < from.count, index < to.count, from[index] == to[index] {
      index += 1
      if from[index - 1] == slash { common = index }
    }
    let up = from[common...].reduce(0) { $0 + ($1 == slash ? 1 : 0) }
    return String(repeating: "../", count: up) + String(decoding: to[common...], as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      true
    default: false
    }
  }

  /// A path with every byte percent-encoded that an address may not hold.
  static func percentEncoded(_ path: String) -> String {
    guard !path.utf8.allSatisfy(isPlain) else { return path }
    var result = ""
    for byte in path.utf8 {
      if isPlain(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return result
  }
}
