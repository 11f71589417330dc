import Testing

@testable import Preview

/// The expected codes come from python-qrcode 8.2 with error correction L, byte mode and mask 0.
@Suite("QR codes")
struct QRCodeTests {
  private func drawing(_ code: QRCode) -> String {
    (0..<code.size).map { row in
      (0..<code.size).map { code.isDark(row: row, column: $0) ? "#" : "." }.joined()
    }.joined(separator: "\n")
  }

  @Test("the smallest version, module by module")
  func smallest() throws {
    let expected = """
      #######..#....#######
      #.....#...##..#.....#
      #.###.#.#.##..#.###.#
      #.###.#..#....#.###.#
      #.###.#..#.#..#.###.#
      #.....#..###..#.....#
      #######.#.#.#.#######
      ........#.###........
      ###.#####.##.##...#..
      .####...######..#...#
      .######.#.#.###.#.###
      ..#.....#.##.#..#..#.
      .#.#####.##.##.#.#...
      ........#.#.##.##..##
      #######.###.#.#.#.###
      #.....#.######..#..#.
      #.###.#.##.#...#.#..#
      #.###.#....##.####...
      #.###.#.##..#...#.#.#
      #.....#.##.#.#.###.#.
      #######.###.##...#.##
      """
    #expect(drawing(try #require(QRCode("http://10.0.0.7/"))) == expected)
  }

  @Test(
    "every version, by a checksum of its modules",
    arguments: [
      (17, 21, 0xCF4D5FBFE2218EED),
      (30, 25, 0x33545867B8367D8F),
      (32, 25, 0x2D012369CB040699),
      (53, 29, 0x93D4C48E5FBD1A65),
      (60, 33, 0xDD11B2DFF136D24F),
      (78, 33, 0xD721DF6B6A437C2F),
      (106, 37, 0xBA8410C48BA069CD),
    ] as [(Int, Int, UInt64)])
  func versions(length: Int, size: Int, checksum: UInt64) throws {
    let text = "http://a/" + String(repeating: "x", count: length - 9)
    let code = try #require(QRCode(text))
    let sum = drawing(code).utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { sum, byte in
      (sum ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    #expect(code.size == size && sum == checksum)
  }

  @Test("a text that is too long has no code")
  func tooLong() {
    #expect(QRCode(String(repeating: "x", count: 107)) == nil)
  }
}
