import Foundation
import Testing

@testable import Markup

/// A text that libcmark must not see, under a name that fits a line of output.
private struct CostlyText: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  let code: String

  init(_ name: String, _ text: String, _ code: String) {
    self.name = name
    self.text = text
    self.code = code
  }

  var testDescription: String { name }
}

@Suite("Texts that would take libcmark minutes")
struct MarkupGuardTests {
  @Test(
    "are refused or read within two seconds",
    arguments: [
      CostlyText(
        "items above empty lines", "- " * 16_000 + "x" + "\n" * 16_000, "nesting-too-deep"),
      CostlyText(
        "items in a quotation", "> " + "- " * 16_000 + "x\n" + ">\n" * 16_000, "nesting-too-deep"),
      CostlyText("unclosed images", "![[]()" * 100_000, "costly-markup"),
      CostlyText("emphasis in quotations", ">" * 100_000 + "a*" * 100_000, "nesting-too-deep"),
      CostlyText("quotations", "> " * 50_000, "nesting-too-deep"),
      CostlyText("empty lines in deep items", "- " * 90 + "a" + "\n" * 300_000, "costly-markup"),
      CostlyText("empty lines below deep items", staircase(500) + "\n" * 300_000, "costly-markup"),
      CostlyText(
        "a long reference", "[a]: " + "u" * 200_000 + "\n\n" + "[a] " * 50_000, "costly-markup"),
      CostlyText(
        "a long title", "[a]: u '" + "\n[t" * 50_000 + "'\n\n" + "[a] " * 50_000, "costly-markup"),
    ])
  fileprivate func refused(costly: CostlyText) {
    let (parsed, seconds) = timed(costly.text)
    #expect(parsed.codes == [costly.code])
    #expect(parsed.blocks.isEmpty)
    #expect(seconds < 2)
  }

  @Test(
    "many of one mark are read in linear time",
    arguments: [
      "[", "]", "`", "*a ", "a* ", "_a ", "*a_ ", "a**b c* ", "[a](", "[a](<b", "![", "[a][",
      "<!--",
      "<?", "<![CDATA[", "&", "\\", "\\*", "~a ", "a~ ", "~~a~ ", "~a ~~a~~ ", "{", "# {\n", "| ",
      "|a\n|-\n",
      "**（", "）**甲", "甲**", "**甲：", "[^", "[^a]", "[^a]: b\n", "www.", "http://", "a@", "_www.a",
      "][fact:", "[a][fact:a]\n", "&#42;", "- [ ] a {a=\"\n", "> [!NOTE]\n", "甲\n", "1. ",
      "[a]: b\n",
    ])
  func linear(mark: String) {
    let (_, seconds) = timed(mark * (20_000 / mark.utf8.count))
    #expect(seconds < 2, "\(mark)")
  }

  @Test("sane texts are not refused")
  func sane() {
    #expect(Parsed("- " * 30 + "a\n" + "\n" * 100 + "> " * 30 + "a\n").codes.isEmpty)
    #expect(Parsed("* " * 200 + "\n").outline == "<hr />\n")
    #expect(Parsed(String(repeating: "![a](b) [c](d) ", count: 2_000)).codes.isEmpty)
  }

  @Test("what is nested too deep across lines is left out and reported")
  func deepStaircase() {
    let parsed = Parsed(staircase(150))
    #expect(parsed.codes == ["nesting-too-deep"])
    #expect(!parsed.blocks.isEmpty)
  }

  @Test("repaired emphasis is not nested deeper than the limit")
  func deepEmphasis() {
    let parsed = Parsed("**（" * 2_000 + "甲" + "）**" * 2_000)
    guard case .paragraph(let paragraph)? = parsed.blocks.first else { return }
    #expect(paragraph.content.map(\.depth).max() ?? 0 <= 100)
  }

  private func timed(_ text: String) -> (Parsed, Double) {
    let start = threadSeconds()
    let parsed = Parsed(text)
    return (parsed, threadSeconds() - start)
  }

  /// The processor's time of this thread, since other tests run beside it.
  private func threadSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

private func staircase(_ depth: Int) -> String {
  (0..<depth).map { "  " * $0 + "- a\n" }.joined()
}

private func * (text: String, count: Int) -> String {
  String(repeating: text, count: count)
}
