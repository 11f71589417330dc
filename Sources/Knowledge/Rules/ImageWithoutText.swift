public import Diagnostics
internal import Markup

/// Reports images that say nothing to those who do not see them.
enum ImageWithoutText {
  static func check(_ unpacked: UnpackedEntry, _ rules: EntryRules) -> [Diagnostic] {
    let entry = unpacked.entry
    return entry.images.filter { $0.alternative.allSatisfy(\.isWhitespace) }.map { image in
      Rule.imageWithoutText.breach(
        in: entry.file, at: image.range, en: "Image '\(image.source)' has no alternative text",
        zh: "图片“\(image.source)”没有替代文字")
    }
  }
}

extension Rule {
  /// An image without alternative text.
  public static let imageWithoutText = Rule(
    "image-without-text", .warning,
    en: "An image says in words what it shows, for readers who do not see it.",
    zh: "图片要用文字说明画了什么，给看不见图的读者。",
    wrong: "![](../assets/path.svg)", right: "![钱经过的五个地方](../assets/path.svg)")
}
