/// The rules as a page of Markdown: `docs/diagnostics.md`.
public enum RuleDocument {
  /// Every rule with its wording in both languages and an example of wrong and right.
  public static func markdown(_ rules: [Rule]) -> String {
    let table = rules.map { "| [`\($0.code)`](#\($0.code)) | \($0.severity.rawValue) |\n" }.joined()
    return """
      # Diagnostics

      Every code that `clew check` shows in brackets. `clew explain CODE` tells the same in the terminal.
      This page is written by `make docs`.

      An error keeps a guide from being published. A warning is something to mend; `--strict` makes it an
      error. A note is something to know, and is shown with `--verbose`.

      | code | severity |
      |---|---|
      \(table)
      \(rules.map(section).joined(separator: "\n"))
      """
  }

  private static func section(_ rule: Rule) -> String {
    """
    ## \(rule.code)

    \(rule.severity.rawValue)

    \(rule.explanation(.english))

    \(rule.explanation(.chinese))

    Wrong · 错误的写法

    \(MarkdownFence.fenced(rule.wrong.withVisibleControls, info: "text"))

    Right · 正确的写法

    \(MarkdownFence.fenced(rule.right.withVisibleControls, info: "text"))

    """
  }
}
