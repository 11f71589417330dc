import Foundation
import SearchCore
import Testing

@testable import Site

@Suite("What the search knows of characters")
struct SearchTableTests {
  @Test("simplified forms are those of ICU")
  func variants() {
    let transform = StringTransform("Traditional-Simplified")
    var different: [Unicode.Scalar] = []
    for code in Array(0x3400...0x4DBF as ClosedRange<UInt32>) + Array(0x4E00...0x9FFF) {
      guard let scalar = Unicode.Scalar(code), code != 0x5E10, code != 0x5E33 else { continue }
      let simplified = String(scalar).applyingTransform(transform, reverse: false) ?? ""
      let usual = simplified.unicodeScalars.count == 1 ? simplified.unicodeScalars.first : scalar
      if (SearchTables.variants[code] ?? code) != usual?.value { different.append(scalar) }
    }
    #expect(different.isEmpty)
    #expect(SearchTables.variants[0x5E33] == 0x8D26)
  }

  @Test("readings of common characters are those of ICU")
  func readings() {
    let common = SearchTables.common
    let different = common.filter { character, reading in
      Unicode.Scalar(character).map { Pinyin.reading(String($0)) } != reading
    }
    #expect(common.count == 3_755)
    #expect(different.isEmpty)
  }
}
