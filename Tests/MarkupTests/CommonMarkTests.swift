import Diagnostics
import Foundation
import Testing

@testable import Markup

@Suite("CommonMark as libcmark reads it")
struct CommonMarkTests {
  @Test("every example of the specification in CLEW_COMMONMARK_SPEC comes out as it says")
  func specification() throws {
    guard let path = ProcessInfo.processInfo.environment["CLEW_COMMONMARK_SPEC"] else {
      print("CLEW_COMMONMARK_SPEC is not set: the CommonMark specification is not tested.")
      return
    }
    let examples = try SpecificationExample.all(inFile: path)
    #expect(examples.count == 652)
    for example in examples {
      #expect(CommonMark.html(example.markdown) == example.html, "example \(example.number)")
    }
  }

  @Test("blocks know their lines and their columns in bytes")
  func placesOfBlocks() throws {
    let blocks = CommonMark.blocks("# 标题\n\n> 引文\n> 第二行\n", nesting: 100).blocks
    #expect(blocks.map(\.range.start) == [.init(line: 1, column: 1), .init(line: 3, column: 1)])
    guard case .quote(let quote) = blocks[1] else {
      Issue.record("no quotation")
      return
    }
    #expect(quote.blocks.first?.range.start == SourcePosition(line: 3, column: 3))
    #expect(quote.blocks.first?.range.end == SourcePosition(line: 4, column: 12))
  }

  @Test("what is nested too deep is dropped, and the first such line is told")
  func depth() {
    let reading = CommonMark.blocks("a\n\n> > > deep\n", nesting: 2)
    #expect(reading.tooDeep == 3)
    #expect(reading.blocks.count == 2)
  }

  @Test("inlines that are nested too deep become plain text")
  func depthOfInlines() throws {
    let reading = CommonMark.blocks("*a **b _c_** d*\n", nesting: 2)
    guard case .paragraph(let paragraph) = reading.blocks.first else {
      Issue.record("no paragraph")
      return
    }
    #expect(paragraph.content.plainText == "a b c d")
    #expect(reading.tooDeep == 1)
  }

  @Test("a character that libcmark writes as no UTF-8 is replaced")
  func invalidCharacters() {
    #expect(CommonMark.html("&#xFFFE;") == "<p>\u{FFFD}</p>\n")
  }
}

/// An example of the specification: `test/spec.txt` of libcmark's source, or its JSON form.
struct SpecificationExample {
  var number: Int
  var markdown: String
  var html: String

  /// The examples of a file in which a block of 32 backquotes and `example` holds a text and,
  /// behind a line with a full stop, its HTML; an arrow stands for a tab.
  static func all(inFile path: String) throws -> [SpecificationExample] {
    let fence = String(repeating: "`", count: 32)
    var examples: [SpecificationExample] = []
    var parts: [String]?
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(fence + " example") {
        parts = [""]
      } else if line == fence, let done = parts, done.count == 2 {
        examples.append(
          SpecificationExample(number: examples.count + 1, markdown: done[0], html: done[1]))
        parts = nil
      } else if line == ".", parts?.count == 1 {
        parts?.append("")
      } else if let last = parts?.indices.last {
        parts?[last] += line.replacing("→", with: "\t") + "\n"
      }
    }
    return examples
  }
}
