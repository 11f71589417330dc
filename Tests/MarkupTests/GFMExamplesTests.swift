import Foundation
import Testing

@testable import Markup

@Suite("The examples of cmark-gfm")
struct GFMExamplesTests {
  struct Example: Decodable {
    var example: Int
    var markdown: String
    var html: String
  }

  /// Examples that are compared elsewhere or not met: 19 encodes addresses as HTML does, 20 says
  /// nothing, 22 is the filter of HTML tags, 23 shows footnotes in HTML.
  private static let others: Set = [19, 20, 22, 23]

  @Test("every example in the JSON file in CLEW_GFM_EXAMPLES comes out as it says")
  func examples() throws {
    guard let path = ProcessInfo.processInfo.environment["CLEW_GFM_EXAMPLES"] else {
      print("CLEW_GFM_EXAMPLES is not set: the examples of cmark-gfm are not tested.")
      return
    }
    let data = try Data(contentsOf: URL(filePath: path))
    for example in try JSONDecoder().decode([Example].self, from: data) {
      guard !Self.others.contains(example.example) else { continue }
      #expect(Parsed(example.markdown).outline == example.html, "example \(example.example)")
    }
  }
}
