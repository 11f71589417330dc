/// Texts as fenced code of Markdown.
public enum MarkdownFence {
  /// A text between fences that are longer than any fence in it.
  public static func fenced(_ text: String, info: String = "") -> String {
    let runs = text.split { $0 != "`" }.map(\.count)
    let fence = String(repeating: "`", count: max(3, (runs.max() ?? 0) + 1))
    return "\(fence)\(info)\n\(text)\n\(fence)"
  }
}
