import Foundation
import Testing

@testable import Markup

/// The inputs of cmark's own `test/pathological_tests.py`, at a tenth of their size, because these
/// tests run unoptimised. `make bench-hostile` builds them at their full size.
@Suite("Pathological inputs of cmark's own tests")
struct PathologicalTests {
  struct Input: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String

    init(_ name: String, _ text: String) {
      testDescription = name
      self.text = text
    }
  }

  static let inputs = [
    Input("nested strong emphasis", "*a **a " * 6_500 + "b" + " a** a*" * 6_500),
    Input("closers of emphasis without openers", "a_ " * 6_500),
    Input("openers of emphasis without closers", "_a " * 6_500),
    Input("closers of links without openers", "a]" * 6_500),
    Input("openers of links without closers", "[a" * 6_500),
    Input("mismatched openers and closers", "*a_ " * 5_000),
    Input("openers and closers of two kinds", "*a " * 2_000 + "_a*_ " * 2_000),
    Input("a multiple of three", "a**b" + "c* " * 5_000),
    Input("openers of links and closers of emphasis", "[ a_" * 5_000),
    Input("brackets and parentheses", "[ (](" * 8_000),
    Input("images in images", "![[]()" * 16_000),
    Input("a hard case", "**x [a*b**c*](d)"),
    Input("nested brackets", "[" * 5_000 + "a" + "]" * 5_000),
    Input("nested quotations", "> " * 5_000 + "a"),
    Input("nested lists", (0..<100).map { "  " * $0 + "* a\n" }.joined()),
    Input("NUL", "abc\u{0}de\u{0}"),
    Input("backticks", (1..<450).map { "e" + "`" * $0 }.joined()),
    Input("unclosed links in angle brackets", "[a](<b" * 5_000),
    Input("unclosed links", "[a](b" * 5_000),
    Input("unclosed comments", "</" + "<!--" * 30_000),
    Input("empty lines in deep lists", "- " * 3_000 + "x" + "\n" * 3_000),
    Input("empty lines in deep lists in a quotation", "> " + "- " * 3_000 + "x\n" + ">\n" * 3_000),
    Input("emphasis in a deep quotation", ">" * 10_000 + "a*" * 10_000),
    Input("many references", (1..<5_000).map { "[\($0)]: u\n" }.joined() + "[0] " * 5_000),
  ]

  @Test("end within two seconds, read or refused with a reason", arguments: inputs)
  func end(input: Input) {
    var before = timespec()
    var after = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before)
    let parsed = Parsed(input.text)
    let html = HTMLRenderer(resolver: PlainResolver()).html(parsed.blocks).description
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after)
    let nanoseconds =
      (after.tv_sec - before.tv_sec) * 1_000_000_000 + after.tv_nsec - before.tv_nsec
    #expect(nanoseconds < 2_000_000_000)
    #expect(!html.isEmpty || ["nesting-too-deep", "costly-markup"].contains(parsed.codes.first))
  }
}

private func * (text: String, count: Int) -> String {
  String(repeating: text, count: count)
}
