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

  @Test("readings that are known without ICU are those of ICU")
  func readings() {
    #expect(SearchTables.common.count == 3_755)
    #expect(Pinyin.known.count > 6_763)
    #expect(Pinyin.askedOfICU(Set(Pinyin.known.keys)) == Pinyin.known)
  }
}
