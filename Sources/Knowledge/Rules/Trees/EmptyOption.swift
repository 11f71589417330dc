public import Diagnostics

/// Reports options without words.
enum EmptyOption {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    return trees.targets.indices.flatMap { number -> [Diagnostic] in
      let node = trees.node(number)
      return node.options.filter { $0.label.allSatisfy(\.isWhitespace) }.map { option in
        Rule.emptyOption.breach(
          in: trees.file(of: number), at: option.range, en: "Option of '\(node.id)' has no text",
          zh: "“\(node.id)”的一个选项没有文字")
      }
    }
  }
}

extension Rule {
  /// An option without text.
  public static let emptyOption = Rule(
    "empty-option", .error,
    en: "An option says what the reader answers. Write the text between the brackets.",
    zh: "选项要写出读者的回答。请在方括号里写上文字。",
    wrong: "- [](#type)", right: "- [成功](#type)")
}
