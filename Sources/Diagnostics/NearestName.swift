/// The name nearest to a mistyped one, when one is near enough to be meant.
///
/// Distance counts insertions, deletions, substitutions and swaps of neighbours; near enough is a
/// third of the longer name. Of equally near names the first in order wins. Full-width letters count
/// as the half-width ones.
///
/// - Complexity: O(names × length²).
public func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let target = Array(name.inHalfWidth.unicodeScalars)
  guard !target.isEmpty, target.count <= 100 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in names where candidate != name {
    let scalars = Array(candidate.unicodeScalars)
    let longest = max(target.count, scalars.count)
    let allowed = max(1, longest / 3)
    guard abs(target.count - scalars.count) <= allowed, scalars.count <= 100 else { continue }
    let distance = editDistance(target, scalars)
    guard distance <= allowed, distance < longest else { continue }
    guard let known = best else {
      best = (candidate, distance)
      continue
    }
    if (distance, candidate) < (known.distance, known.name) { best = (candidate, distance) }
  }
  return best?.name
}

/// The least number of edits (insert, delete, replace, swap neighbours) between two texts.
private func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
  var beforeLast = [Int](repeating: 0, count: second.count + 1)
  var last = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      let cost = first[row] == second[column] ? 0 : 1
      var least = min(last[column + 1] + 1, current[column] + 1, last[column] + cost)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        least = min(least, beforeLast[column - 1] + 1)
      }
      current.append(least)
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}

extension StringProtocol {
  /// The text with full-width Latin letters, digits and signs, such as `ｃｈｅｃｋ－ｉｎ`, as ASCII has
  /// them.
  public var inHalfWidth: String {
    guard unicodeScalars.contains(where: \.isFullWidth) else { return String(self) }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let narrow = scalar.isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) : nil
      result.append(narrow ?? scalar)
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  fileprivate var isFullWidth: Bool { 0xFF01...0xFF5E ~= value }
}

extension Diagnostic.Fix {
  /// The mend of a name that does not exist: the name that is meant in its place.
  ///
  /// It is safe where both are the same letters in another width, and likely where no other name is
  /// near. A range that does not hold the written text and nothing else is not replaced.
  ///
  /// - Parameters:
  ///   - written: the name that does not exist.
  ///   - nearest: the name that may be meant; nil makes no mend.
  ///   - names: all names.
  ///   - range: where the written text stands.
  ///   - around: makes the text in the file of a name.
  /// - Returns: the mend, if there is one.
  /// - Complexity: O(names × length²).
  public static func name(
    _ written: String, meaning nearest: String?, among names: some Sequence<String>,
    at range: SourceRange, around: (String) -> String = { $0 }
  ) -> [Diagnostic.Fix] {
    let length = range.end.column - range.start.column
    guard let nearest, range.start.line == range.end.line,
      length == around(written).utf8.count
    else { return [] }
    let trust: Trust =
      if nearest == written.inHalfWidth {
        .safe
      } else if nearestName(to: written, among: names.filter { $0 != nearest }) == nil {
        .likely
      } else {
        .choice
      }
    let text = around(nearest)
    return [
      Diagnostic.Fix(
        en: "write '\(text)'", zh: "改成“\(text)”", range: range, replacement: text, trust: trust)
    ]
  }
}
