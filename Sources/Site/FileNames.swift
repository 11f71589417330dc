public import Diagnostics
internal import Foundation
internal import Markup
internal import Publishing

/// Holds the names of files to what every system can keep, and no two of them to be one file.
enum FileNames {
  /// What is wrong with the names of files.
  ///
  /// - Complexity: O(n) for n files, each path as long as it may be.
  static func check(_ paths: [String]) -> [Diagnostic] {
    var taken = OutputNames()
    return paths.compactMap { path in
      if let fault = fault(in: path) { return breach(path, fault) }
      guard let refusal = taken.add(path) else { return nil }
      if case .invalidPath(_, let fault) = refusal { return breach(path, fault.reason) }
      return collision(path, refusal)
    }
  }

  private static func fault(in path: String) -> LocalizedText? {
    let bytes = path.utf8
    let isPlain = bytes.allSatisfy { byte in
      byte < 0x80 && byte != UInt8(ascii: "%") && byte != UInt8(ascii: "\\")
    }
    if !isPlain {
      if let hidden = InvisibleScalars.all(in: path).first {
        return LocalizedText(
          en: "the name holds the invisible character \(hidden.code)",
          zh: "名字里有看不见的字符 \(hidden.code)")
      }
      if leadsAway(path) {
        return LocalizedText(
          en: "read once more, the name holds '/', '\\' or a component '.' or '..'",
          zh: "再解码一次，名字里会有“/”“\\”，或者有一级是“.”“..”")
      }
    }
    return path.utf8.split(separator: UInt8(ascii: "/")).lazy.compactMap(systemFault).first
  }

  /// Whether a path leads elsewhere for whoever decodes percent signs once more, or takes full-width
  /// dots and slashes for their narrow ones.
  private static func leadsAway(_ path: String) -> Bool {
    let decoded = path.removingPercentEncoding ?? path
    if slashes(decoded) != slashes(path) || decoded.utf8.contains(0) { return true }
    return decoded.precomposedStringWithCompatibilityMapping
      .split { $0 == "/" || $0 == "\\" }.contains { $0 == "." || $0 == ".." }
  }

  private static func slashes(_ path: String) -> Int {
    path.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "/") || $1 == UInt8(ascii: "\\") ? 1 : 0) }
  }

  /// What Windows cannot keep: the names of its devices with any suffix, a dot or blank at the end.
  private static func systemFault(_ component: Substring.UTF8View) -> LocalizedText? {
    if let last = component.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") {
      return LocalizedText(
        en: "a component ends in a dot or a blank, which Windows drops",
        zh: "名字以点或空格结尾，Windows 会去掉它")
    }
    let bytes = component.prefix { $0 != UInt8(ascii: ".") }
    guard 3...7 ~= bytes.count else { return nil }
    let stem = Substring(bytes).uppercased()
    guard devices.contains(stem) else { return nil }
    return LocalizedText(
      en: "'\(stem)' is the name of a device on Windows", zh: "“\(stem)”在 Windows 上是设备名")
  }

  private static let devices: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
      + (0...9).flatMap { ["COM\($0)", "LPT\($0)"] })

  private static func breach(_ path: String, _ reason: LocalizedText) -> Diagnostic {
    Rule.unsafeName.breach(
      in: path, at: nil, en: "File name cannot be kept everywhere: \(reason.english)",
      zh: "这个文件名有的系统存不了：\(reason.chinese)")
  }

  private static func collision(_ path: String, _ refusal: OutputTree.Refusal) -> Diagnostic {
    let message = refusal.message
    let notes = refusal.other.map {
      [Diagnostic.Note(en: "the first one", zh: "第一个", file: $0)]
    }
    return Rule.duplicateAddress.breach(
      in: path, at: nil, en: message.english, zh: message.chinese, notes: notes ?? [])
  }
}

extension Rule {
  /// A file name that some system cannot keep.
  public static let unsafeName = Rule(
    "unsafe-name", .error,
    en: """
      Names of files are kept by every system and read by everybody alike: no control or \
      invisible characters, no backslash, no way to '..' however it is decoded, Unicode normal \
      form C, no names of Windows' devices. Rename the file.
      """,
    zh:
      "文件名要在每个系统上都能存、谁读都一样：不能有控制字符、看不见的字符、反斜杠，怎么解码都不能变成“..”，用 Unicode 规范形式 C，不能是 Windows 的设备名。请改名。",
    wrong: "content/pages/aux.md", right: "content/pages/auxiliary.md")
}
