import Markup
import Testing

@Suite("Texts by their bytes")
struct StringBytesTests {
  @Test(
    "a text is exchanged wherever its bytes stand",
    arguments: [
      ("", ""), ("abc", "abc"), ("<", "["), ("<a<<", "[a[["), ("到<账", "到[账"),
      ("<\u{338}", "[\u{338}"),
    ])
  func exchanging(text: String, expected: String) {
    #expect(Array(text.exchanging("<", for: "[").utf8) == Array(expected.utf8))
  }
}
