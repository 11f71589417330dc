/// A QR code for an address, so that a phone in the same network needs no typing.
///
/// Byte mode, error correction L, versions 1 to 5 (106 bytes), which need no interleaving. The mask
/// is always pattern 0: every reader accepts any, and a screen is not a scratched label.
public struct QRCode: Hashable, Sendable {
  /// How many modules a side has.
  public let size: Int
  /// Dark modules, row by row.
  private var isDark: [Bool]
  /// Modules that hold no data.
  private var isReserved: [Bool]

  /// Codewords for data and for correction, by version.
  private static let capacities = [(19, 7), (34, 10), (55, 15), (80, 20), (108, 26)]

  /// Encodes a text; nil when it is too long.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let index = Self.capacities.firstIndex(where: { bytes.count + 2 <= $0.0 }) else {
      return nil
    }
    size = 21 + 4 * index
    isDark = [Bool](repeating: false, count: size * size)
    isReserved = isDark
    let (dataCount, correctionCount) = Self.capacities[index]
    let data = Self.codewords(bytes, count: dataCount)
    drawPatterns()
    drawFormat()
    draw(data + Self.correction(data, count: correctionCount))
  }

  /// Whether the module at a place is dark; outside of the code all are light.
  public func isDark(row: Int, column: Int) -> Bool {
    (0..<size).contains(row) && (0..<size).contains(column) && isDark[row * size + column]
  }

  /// The code for a terminal, black on white, two rows in a line.
  public var terminalText: String {
    let quiet = 4
    return stride(from: -quiet, to: size + quiet, by: 2).map { row in
      let line = (-quiet..<size + quiet).map { column in
        switch (isDark(row: row, column: column), isDark(row: row + 1, column: column)) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
      }
      return "\u{1B}[30;107m\(line.joined())\u{1B}[0m\n"
    }.joined()
  }

  // MARK: Codewords

  /// Mode, length, bytes and padding.
  private static func codewords(_ bytes: [UInt8], count: Int) -> [UInt8] {
    // Four bits of mode and eight of length shift every byte by half.
    var halves: [UInt8] = [4, UInt8(bytes.count >> 4), UInt8(bytes.count & 15)]
    for byte in bytes { halves += [byte >> 4, byte & 15] }
    halves.append(0)
    var words = stride(from: 0, to: halves.count, by: 2).map { halves[$0] << 4 | halves[$0 + 1] }
    for index in 0..<(count - words.count) { words.append(index.isMultiple(of: 2) ? 0xEC : 0x11) }
    return words
  }

  /// The remainder of Reed and Solomon.
  private static func correction(_ data: [UInt8], count: Int) -> [UInt8] {
    var divisor = [UInt8](repeating: 0, count: count - 1) + [1]
    var root: UInt8 = 1
    for _ in 0..<count {
      for index in 0..<count {
        let next = index + 1 < count ? divisor[index + 1] : 0
        divisor[index] = product(divisor[index], root) ^ next
      }
      root = product(root, 2)
    }
    var remainder = [UInt8](repeating: 0, count: count)
    for byte in data {
      let factor = byte ^ remainder.removeFirst()
      remainder.append(0)
      for index in 0..<count { remainder[index] ^= product(divisor[index], factor) }
    }
    return remainder
  }

  /// The product in the field of 256 elements.
  private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var result: UInt8 = 0
    for bit in (0..<8 as Range<UInt8>).reversed() {
      result = (result << 1) ^ (result >> 7 == 1 ? 0x1D : 0)
      if right >> bit & 1 == 1 { result ^= left }
    }
    return result
  }

  // MARK: Modules

  private mutating func set(_ row: Int, _ column: Int, _ dark: Bool) {
    guard (0..<size).contains(row), (0..<size).contains(column) else { return }
    isDark[row * size + column] = dark
    isReserved[row * size + column] = true
  }

  /// The squares in three corners, the small one in the fourth, and the dotted lines.
  private mutating func drawPatterns() {
    for index in 0..<size {
      set(6, index, index.isMultiple(of: 2))
      set(index, 6, index.isMultiple(of: 2))
    }
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
      for down in -4...4 {
        for right in -4...4 {
          let ring = max(abs(down), abs(right))
          set(row + down, column + right, ring != 2 && ring != 4)
        }
      }
    }
    guard size > 21 else { return }
    for down in -2...2 {
      for right in -2...2 {
        set(size - 7 + down, size - 7 + right, max(abs(down), abs(right)) != 1)
      }
    }
  }

  /// Level L and mask 0, written twice.
  private mutating func drawFormat() {
    let bits = 0b111_0111_1100_0100
    func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
    for index in 0..<15 {
      // Up the column beside the first square, past the dotted line, then left along the row.
      let along = [0, 1, 2, 3, 4, 5, 7, 8, 8, 8, 8, 8, 8, 8, 8]
      let across = [8, 8, 8, 8, 8, 8, 8, 8, 7, 5, 4, 3, 2, 1, 0]
      set(along[index], across[index], bit(index))
      if index < 8 {
        set(8, size - 1 - index, bit(index))
      } else {
        set(size - 15 + index, 8, bit(index))
      }
    }
    set(size - 8, 8, true)
  }

  /// The codewords in columns of two, up and down from the right, under the mask.
  private mutating func draw(_ words: [UInt8]) {
    var bits: [Bool] = []
    for word in words {
      for place in (0..<8).reversed() { bits.append(word >> UInt8(place) & 1 == 1) }
    }
    var rest = bits[...]
    var isUpward = true
    // The dotted column is left out of the count.
    let columns = Array(stride(from: size - 1, to: 6, by: -2)) + [5, 3, 1]
    for right in columns {
      for step in 0..<size {
        let row = isUpward ? size - 1 - step : step
        for column in [right, right - 1] where !isReserved[row * size + column] {
          let bit = rest.popFirst() ?? false
          isDark[row * size + column] = bit != (row + column).isMultiple(of: 2)
        }
      }
      isUpward.toggle()
    }
  }
}
