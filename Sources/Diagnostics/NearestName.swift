/// The name nearest to a mistyped one, when one is near enough to be meant.
///
/// Distance counts insertions, deletions, substitutions and swaps of neighbours; near enough is a
/// third of the longer name. Of equally near names the first in order wins.
///
/// - Complexity: O(names × length²).
public func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let target = Array(name.unicodeScalars)
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
