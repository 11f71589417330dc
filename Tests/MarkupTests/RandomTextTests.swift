import Diagnostics
import Testing

@testable import Markup

@Suite("Random texts")
struct RandomTextTests {
  /// The same numbers in every run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private func text(of tokens: [String], numbers: inout Numbers) -> String {
    (0..<Int.random(in: 1...40, using: &numbers)).map { _ in
      tokens.randomElement(using: &numbers) ?? ""
    }.joined()
  }

  @Test("texts without extensions come out as libcmark writes them, with whatever escapes")
  func plainTexts() {
    let tokens = [
      "a", "b ", " ", "\n", "\n\n", "*", "**", "_", "\\*", "\\_", "\\\\", "\\", "`", "``", "[", "]",
      "](u)", "![", "\\[", "\\]", "\\!", "&#42;", "&ast;", "&amp;", "<b>", "<", ">", "\n> ", "\n- ",
      "\n1. ", "\n# ", "\n    ", "\n\t", "\n```\n", "!", "(", ")", "\"", "\n===\n", "\n---\n", ".",
      "{",
      "[a]", "\n[a]: u\n", "é", "\\.", "\\:", "\\{", "<a:\\*>",
    ]
    var numbers = Numbers(state: 1)
    for _ in 0..<1_000 {
      let text = text(of: tokens, numbers: &numbers)
      let plain = Outline.blocks(CommonMark.blocks(text, nesting: 100).blocks)
      #expect(Parsed(text).outline == plain, "\(text.debugDescription)")
    }
  }

  @Test("no text is too odd, every place is in the file, and all is unpacked as it was packed")
  func oddTexts() {
    let tokens = [
      "a", " ", "\n", "\n\n", "**", "*", "~", "~~", "|", "|-|\n", "| a | b |\n|---|---|\n", ":-",
      "[^a]",
      "\n[^a]: ", "\n[^b]:\n", "\n    ", "\t", "\n> ", "> ", "\n- ", "- ", "[ ] ", "[x] ", "{#a}",
      "{k=\"v\"}", "\n# ", "\n---", "\n===", "\n```\n", "[!NOTE]", "\n> [!TIP]\n", "www.a.b",
      "http://a.b",
      "a@b.c", "：", "甲", "“", "”", "（", "）", "\\*", "\\", "`", "<!--", "-->", "<div>\n", "[a](b)",
      "![",
      "][fact:x]", "&#xFFFE;", "\\|", "1. ", "2) ", "+ ", "\n[a]: /u\n", "]", "[",
    ]
    var numbers = Numbers(state: 2)
    for _ in 0..<1_000 {
      let text = text(of: tokens, numbers: &numbers)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let parsed = Parsed(text)
      let ranges =
        parsed.blocks.map(\.range) + parsed.addresses.map(\.range)
        + parsed.diagnostics.compactMap(\.range)
      for range in ranges {
        let isInside = [range.start, range.end].allSatisfy { place in
          (1...lines.count).contains(place.line)
            && (1...(lines[place.line - 1].utf8.count + 1)).contains(place.column)
        }
        #expect(isInside, "\(text.debugDescription): \(range)")
      }
      let isClean = parsed.outline.unicodeScalars.allSatisfy { !$0.isForbiddenInContent }
      #expect(isClean, "\(text.debugDescription)")
      let packed = PackedBody(parsed.blocks, footnotes: parsed.footnotes)
      #expect(everything(in: packed.blocks) == everything(in: parsed.blocks))
      #expect(everything(in: packed.footnotes) == everything(in: parsed.footnotes))
    }
  }
}
