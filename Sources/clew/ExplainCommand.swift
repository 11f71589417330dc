internal import ArgumentParser
internal import Diagnostics
internal import Site

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells the rule behind a diagnostic, with an example of wrong and right.",
    discussion: """
      EXAMPLE
        clew explain cause-without-solution
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The code that a diagnostic shows in brackets. Without one: every code.")
  var code: String?

  @Flag(help: "Print every code in both languages as a page of Markdown.")
  var markdown = false

  func run() async throws {
    let console = Console(common)
    if markdown {
      try console.output(RuleDocument.markdown(Rule.all))
      return
    }
    guard let code else {
      for rule in Rule.all { try console.output("\(rule.code)\t\(rule.severity.rawValue)\n") }
      return
    }
    guard let rule = Rule.named(code) else {
      let nearest = nearestName(to: code, among: Rule.all.map(\.code))
      console.message(
        LocalizedText(
          en: "error: no code '\(code)'\(nearest.map { "; did you mean '\($0)'?" } ?? "")\n",
          zh: "错误：没有“\(code)”这个代码\(nearest.map { "；是不是“\($0)”？" } ?? "")\n")(console.language))
      throw Exit.inputMissing
    }
    let (wrong, right) =
      console.language == .chinese ? ("错误的写法", "正确的写法") : ("Wrong", "Right")
    try console.output(
      """
      \(rule.code) (\(rule.severity.rawValue))

      \(rule.explanation(console.language))

      \(wrong):
      \(indented(rule.wrong.withVisibleControls))

      \(right):
      \(indented(rule.right.withVisibleControls))

      """)
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
      .joined(separator: "\n")
  }
}
