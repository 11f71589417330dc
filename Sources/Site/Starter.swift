public import Diagnostics
internal import Foundation
public import Knowledge

/// What the program carries for those who begin: a small guide that shows every kind of content,
/// and an entry of each kind to fill in. Both are files in `starters/`.
public struct Starter: Sendable {
  private let language: MessageLanguage
  private let updated: CalendarDate
  private let reviewBy: CalendarDate

  /// Creates a starter.
  ///
  /// - Parameters:
  ///   - language: the language of the content and of its comments.
  ///   - updated: the day that the content bears.
  ///   - reviewBy: the day by which somebody must look at it again.
  public init(language: MessageLanguage, updated: CalendarDate, reviewBy: CalendarDate) {
    self.language = language
    self.updated = updated
    self.reviewBy = reviewBy
  }

  /// The files of a small guide; their paths are relative to its folder.
  public func guide() -> [GuideFiles.File] {
    let folder = "\(language.rawValue)/guide/"
    return EmbeddedStarters.files.filter { $0.path.hasPrefix(folder) }.map { file in
      GuideFiles.File(
        path: String(file.path.dropFirst(folder.count)),
        bytes: Array(filled(file.base64, with: [:]).utf8))
    }
  }

  /// The text of a new entry: a draft with every key that its kind needs.
  ///
  /// - Parameters:
  ///   - kind: the kind.
  ///   - title: the title.
  ///   - solution: the id of a solution, to stand where the kind needs one.
  /// - Returns: front matter with comments that guide, and the usual parts of a body.
  public func entry(_ kind: EntryKind, title: String, solution: String) -> String {
    let path = "\(language.rawValue)/entries/\(kind.rawValue).md"
    guard let file = EmbeddedStarters.files.first(where: { $0.path == path }) else { return "" }
    return filled(file.base64, with: ["title": quoted(title), "solution": solution])
  }

  /// Replaces the marks of a starter in one pass, so that no value is taken for a mark.
  private func filled(_ base64: String, with values: [String: String]) -> String {
    let all = values.merging(
      ["today": updated.description, "review_by": reviewBy.description]) { first, _ in first }
    let text = String(decoding: Data(base64Encoded: base64) ?? Data(), as: UTF8.self)
    let parts = text.components(separatedBy: "{{")
    return parts.dropFirst().reduce(into: parts.first ?? "") { result, part in
      guard let end = part.range(of: "}}"), let value = all[String(part[..<end.lowerBound])] else {
        result += "{{" + part
        return
      }
      result += value + part[end.upperBound...]
    }
  }

  /// A text as YAML quotes it.
  private func quoted(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let kept = String(String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 0x20 }))
    return "\"" + kept.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
