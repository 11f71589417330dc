/// The name of a file of the index: a hash of its bytes, so that a stale or damaged copy shows.
public struct ChunkName: Hashable, Sendable {
  /// The hash.
  public let hash: UInt32

  init(hash: UInt32) { self.hash = hash }

  /// The name of bytes (FNV-1a of 32 bits, which scripts can reckon as well).
  public init(of bytes: [UInt8]) {
    var value: UInt32 = 0x811C_9DC5
    for byte in bytes { value = (value ^ UInt32(byte)) &* 0x0100_0193 }
    hash = value
  }

  /// Eight hexadecimal digits.
  public var text: [UInt8] {
    let digits: [UInt8] = Array("0123456789abcdef".utf8)
    return (0..<8).map { digits[Int(hash >> UInt32(28 - 4 * $0) & 0xF)] }
  }

  /// The name that eight hexadecimal digits write.
  public init?(text: [UInt8]) {
    guard text.count == 8 else { return nil }
    var value: UInt32 = 0
    for byte in text {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
      default: return nil
      }
    }
    hash = value
  }
}
