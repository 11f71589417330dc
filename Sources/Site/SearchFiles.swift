internal import Foundation
public import SearchCore

/// The files of a search index as a site publishes them.
///
/// Each is a script that names itself and its bytes: a page fetches and reads it, or, opened from
/// `file://` where fetching is refused, runs it. So one form serves both.
public enum SearchFiles {
  /// The folder of the index.
  static let folder = "search"
  /// The parts of the script that answers queries, by their name in the theme.
  static let scriptParts = "assets/search/"
  /// The script that they make together.
  static let script = "assets/engine.js"
  /// The script that draws the search box and the search page.
  static let page = "assets/find.js"
  /// The module for pages of others. Its name has no hash: it is an address to write down.
  static let module = "assets/search.js"

  /// The paths that an index takes, of the files of which the names are hashes one that none of them has:
  /// what stands in the way of one stands in the way of all.
  static let places = ["\(folder)/root.js", "\(folder)/0.js", module]

  /// The files of an index, by path, each made when it is asked for.
  public static func files(
    _ index: SearchIndex
  ) -> [(path: String, bytes: @Sendable () -> [UInt8])] {
    let root = file("root", index.root, isText: false)
    return [root] + index.files.map { file(text($0.name.text), $0.bytes, isText: $0.isText) }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func file(
    _ name: String, _ bytes: [UInt8], isText: Bool
  ) -> (path: String, bytes: @Sendable () -> [UInt8]) {
    ("\(folder)/\(name).js", { script(name, bytes, isText: isText) })
  }

  private static func script(_ name: String, _ bytes: [UInt8], isText: Bool) -> [UInt8] {
    var script = JSONBytes()
    script.raw("clewChunk(\"\(name)\",")
    if isText {
      // Text stays text, so that the host compresses it well.
      script.raw("null,")
      script.string(bytes)
    } else {
      script.raw("\"")
      script.raw(Data(bytes).base64EncodedString())
      script.raw("\"")
    }
    script.raw(")\n")
    return script.bytes
  }

  /// The module by which other pages search: `import {search} from "…/assets/search.js"`.
  /// `script` is the path of the script, which has a hash in its name.
  public static func module(importing script: String) -> (path: String, bytes: [UInt8]) {
    let source = """
      import "../\(script)";
      const base = new URL("../search/", import.meta.url).href;
      export const init = () => clewSearch.init({ base });
      export const search = (query, options) => init().then(() => clewSearch.search(query, options));
      export const excerpt = (result, query) => clewSearch.excerpt(result, query);

      """
    return (module, Array(source.utf8))
  }

  /// The script from its parts, in the order of their names, without comments and indentation.
  public static func script(_ parts: [[UInt8]]) -> [UInt8] {
    var script = "(() => {\n\"use strict\";\n"
    for part in parts {
      for line in text(part).split(separator: "\n") {
        let code = line.drop { $0 == " " }
        let isComment = code.hasPrefix("//") || code.hasPrefix("/**") && code.hasSuffix("*/")
        if !isComment, !code.isEmpty { script += code + "\n" }
      }
    }
    return Array((script + "})();\n").utf8)
  }
}
