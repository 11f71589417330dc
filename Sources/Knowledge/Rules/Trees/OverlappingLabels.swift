public import Diagnostics

/// Reports options of one question whose labels are equal, or contained in one another.
enum OverlappingLabels {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return trees.targets.indices.flatMap { number -> [Diagnostic] in
      let node = trees.node(number)
      return overlaps(node.options.map(\.label)).map { inner, outer in
        breach(node.options[inner], node.options[outer], of: node, in: trees.file(of: number))
      }
    }
  }

  private static func breach(
    _ inner: TreeOption, _ outer: TreeOption, of node: TreeNode, in file: String
  ) -> Diagnostic {
    let isSame = folded(inner.label) == folded(outer.label)
    let (first, second) = inner.range.start < outer.range.start ? (inner, outer) : (outer, inner)
    return Rule.overlappingLabels.breach(
      in: file, at: second.range,
      en: isSame
        ? "Option '\(inner.label)' occurs twice in '\(node.id)'"
        : "Option '\(inner.label)' is a part of option '\(outer.label)' of '\(node.id)'",
      zh: isSame
        ? "“\(node.id)”有两个选项都是“\(inner.label)”"
        : "“\(node.id)”的选项“\(inner.label)”是选项“\(outer.label)”的一部分",
      notes: [
        Diagnostic.Note(
          en: "the other one", zh: "另一个在这里", file: file, position: first.range.start)
      ])
  }

  /// The labels that are a part of another one, and that one, by their places.
  ///
  /// Every part of a label that is as long as some other label is looked up in a table, so the time
  /// grows with the text and not with the square of the number of labels. Parts of a label longer
  /// than a sentence are not looked at.
  ///
  /// - Complexity: O(length of all labels × number of their different lengths).
  static func overlaps(_ labels: [String]) -> [(inner: Int, outer: Int)] {
    let texts = labels.map { Array(folded($0).unicodeScalars) }
    var places: [ArraySlice<Unicode.Scalar>: Int] = [:]
    var found: [(inner: Int, outer: Int)] = []
    for (place, text) in texts.enumerated() where !text.isEmpty {
      if let first = places[text[...]] {
        found.append((place, first))
      } else {
        places[text[...]] = place
      }
    }
    let lengths = Set(places.keys.map(\.count)).sorted()
    var reported: Set<Int> = []
    for (outer, text) in texts.enumerated() where text.count <= longest {
      for length in lengths.prefix(while: { $0 < text.count }) {
        for start in 0...text.count - length {
          guard let inner = places[text[start..<start + length]],
            reported.insert(inner).inserted
          else { continue }
          found.append((inner, outer))
        }
      }
    }
    return found
  }

  private static let longest = 100

  private static func folded(_ label: String) -> String {
    label.trimmed().lowercased()
  }
}

extension Rule {
  /// Two options that are easily taken for one another.
  public static let overlappingLabels = Rule(
    "overlapping-labels", .warning,
    en:
      "The labels of a question differ, and none is a part of another: readers in a hurry and scenarios tell them apart by their words. Say in each what the other does not.",
    zh: "同一个问题的选项不能相同，也不能一个包含另一个：着急的人和情景测试都靠文字来分。请写得分得开。",
    wrong: "- [有](#found)\n- [没有](#none)", right: "- [找到了](#found)\n- [没有](#none)")
}
