/// Strings of bytes that grow side by side, in blocks of one array: a chain that has filled a block
/// goes on in one of twice the size.
struct ByteChains {
  private var bytes: [UInt8] = []

  /// How many bytes all chains have, with what is left of their blocks.
  var count: Int { bytes.count }

  /// A string of bytes: where it begins, and where it goes on.
  struct Chain {
    fileprivate var first: UInt32 = 0
    fileprivate var next: UInt32 = 0
    /// How many bytes have room in the last block, which is as large as `size` says.
    fileprivate var room: UInt16 = 0
    fileprivate var size: UInt16 = 0
  }

  /// A block ends with the place of the next one.
  private static let linkSize = 4
  private static let firstSize: UInt16 = 8
  private static let lastSize: UInt16 = 512

  /// Appends the lowest bytes of a number, up to eight, to a chain, the lowest first.
  mutating func append(_ number: UInt64, count: Int, to chain: inout Chain) {
    var (number, left) = (number, count)
    while left > 0 {
      if chain.room == 0 { grow(&chain) }
      let part = min(left, Int(chain.room))
      var block = bytes.mutableSpan
      for index in 0..<part {
        block[Int(chain.next) &+ index] = UInt8(truncatingIfNeeded: number)
        number >>= 8
      }
      chain.next &+= UInt32(truncatingIfNeeded: part)
      chain.room &-= UInt16(truncatingIfNeeded: part)
      left &-= part
    }
  }

  private mutating func grow(_ chain: inout Chain) {
    let start = UInt32(bytes.count)
    if chain.size == 0 {
      (chain.first, chain.size) = (start, Self.firstSize)
    } else {
      for index in 0..<Self.linkSize {
        bytes[Int(chain.next) + index] = UInt8(truncatingIfNeeded: start >> UInt32(8 * index))
      }
      chain.size = min(chain.size * 2, Self.lastSize)
    }
    bytes.append(contentsOf: repeatElement(0, count: Int(chain.size)))
    (chain.next, chain.room) = (start, chain.size - UInt16(Self.linkSize))
  }

  /// The bytes of a chain, appended to others.
  func copy(_ chain: Chain, to other: inout [UInt8]) {
    guard chain.size > 0 else { return }
    var start = Int(chain.first)
    var size = Self.firstSize
    while true {
      let end = start + Int(size) - Self.linkSize
      if start...end ~= Int(chain.next) {
        other += bytes[start..<Int(chain.next)]
        return
      }
      other += bytes[start..<end]
      start = (0..<Self.linkSize).reduce(0) { $0 | Int(bytes[end + $1]) << (8 * $1) }
      size = min(size * 2, Self.lastSize)
    }
  }
}
