import Diagnostics
import Markup
import Testing

@Suite("Bytes of a file as text")
struct SourceTests {
  @Test("a byte-order mark is dropped, and every line break becomes a line feed")
  func lineBreaks() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("a\r\nb\rc\n\r\n".utf8)
    let source = try #require(decoded(bytes).source)
    #expect(Array(source.text.utf8) == Array("a\nb\nc\n\n".utf8))
    #expect(source.line(2) == "b" && source.line(5) == "" && source.line(6) == nil)
  }

  @Test("an empty file is an empty text")
  func empty() throws {
    #expect(try #require(decoded([]).source).text == "")
    #expect(try #require(decoded([0xEF, 0xBB, 0xBF]).source).text == "")
  }

  @Test(
    "the first byte that is not UTF-8 is shown where it stands",
    arguments: [
      ([0xFF], 1), ([0xE4, 0xBD], 1), ([0xC0, 0x80], 1), ([0xED, 0xA0, 0x80], 1),
      ([0xE4, 0xBD, 0xA0, 0xC4, 0xE3], 4),
    ] as [([UInt8], Int)])
  func invalid(bytes: [UInt8], column: Int) throws {
    let (source, found) = decoded(Array("第一行\n".utf8) + bytes)
    #expect(source == nil)
    #expect(found.map(\.code) == ["invalid-utf8"])
    #expect(found.first?.range?.start == SourcePosition(line: 2, column: column))
  }

  @Test("a file saved as UTF-16 is no text")
  func utf16() {
    let (source, found) = decoded([0xFF, 0xFE, 0x61, 0x00])
    #expect(source == nil && found.map(\.code) == ["invalid-utf8"])
  }

  @Test(
    "control characters and non-characters are shown where they stand, in bytes",
    arguments: [0, 1, 0xB, 0x7F, 0x85, 0xFDD0, 0xFFFE, 0x1FFFF] as [UInt32])
  func controls(value: UInt32) throws {
    let character = String(try #require(Unicode.Scalar(value)))
    let (source, found) = decoded(Array("好\n中\(character)文\n".utf8))
    #expect(source == nil)
    #expect(found.map(\.code) == ["control-character"])
    let end = 4 + character.utf8.count
    #expect(found.first?.range == SourceRange(line: 2, columns: 4..<end))
  }

  @Test("tabs, spaces of any width and private characters may stand in a text")
  func harmless() {
    let text = "\t\u{A0}\u{3000}\u{200B}\u{E000}\u{FFFD}\u{10FFFD}"
    #expect(decoded(Array(text.utf8)).source?.text == text)
  }

  @Test("a file of nothing but NUL is reported twenty times at most")
  func manyControls() {
    #expect(decoded([UInt8](repeating: 0, count: 1_000)).diagnostics.count == 20)
  }

  @Test("a file over the limit is not looked at")
  func tooLarge() {
    let (source, found) = Source.decoded([0xFF, 0xFF, 0xFF], path: "content/a.md", limit: 2)
    #expect(source == nil && found.map(\.code) == ["file-too-large"])
    #expect(Source.decoded([0x61, 0x62], path: "content/a.md", limit: 2).source != nil)
  }

  private func decoded(_ bytes: [UInt8]) -> (source: Source?, diagnostics: [Diagnostic]) {
    Source.decoded(bytes, path: "content/a.md", limit: 10_000)
  }
}
