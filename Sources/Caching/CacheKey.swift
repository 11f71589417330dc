internal import CDeflate
internal import Crypto

/// Names a value by all that it was made of: 128 bits of a SHA-256.
public struct CacheKey: Hashable, Sendable, CustomStringConvertible {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  /// The key in 16 bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(high, to: &bytes)
    append(low, to: &bytes)
    return bytes
  }

  /// The key that ``bytes`` are of; nil where they are none's.
  public init?(decoding bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    high = number(bytes, at: 0, count: 8)
    low = number(bytes, at: 8, count: 8)
  }

  /// The key in 32 hexadecimal digits.
  public var description: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The key of a value that was made of these parts.
  public init(_ kind: String, of parts: [[UInt8]] = [], _ keys: [CacheKey] = []) {
    var maker = CacheKeyMaker(kind)
    for part in parts { maker.add(part) }
    for key in keys { maker.add(key) }
    self = maker.key()
  }
}

/// Makes a key of parts that come one by one.
public struct CacheKeyMaker {
  private var hash = SHA256()

  /// Begins with what kind of a value it is that the key will name.
  public init(_ kind: String) { add(kind) }

  /// Adds bytes. Their number is added too, so that no two lists of parts are the same.
  public mutating func add(_ bytes: [UInt8]) {
    add(bytes.count)
    hash.update(data: bytes)
  }

  /// Adds a text.
  public mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// Adds the key of another value.
  public mutating func add(_ key: CacheKey) { hash.update(data: key.bytes) }

  /// Adds a number.
  public mutating func add(_ number: Int) {
    var bytes: [UInt8] = []
    append(UInt64(bitPattern: Int64(number)), to: &bytes)
    hash.update(data: bytes)
  }

  /// The key of what was added.
  public func key() -> CacheKey {
    let digest = Array(hash.finalize())
    return CacheKey(
      high: number(digest, at: 0, count: 8), low: number(digest, at: 8, count: 8))
  }
}

/// What tells whether bytes are those that were written: their CRC-32 (RFC 1952), which is for what
/// disks do to bytes. Against people who write into the cache nothing would help.
func checksum(_ bytes: [UInt8]) -> UInt32 { unsafe libdeflate_crc32(0, bytes, bytes.count) }

/// Appends the lowest bytes of a number, the lowest first.
func append(_ number: UInt64, count: Int = 8, to bytes: inout [UInt8]) {
  for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * place))) }
}

/// The number that ``append(_:count:to:)`` wrote.
func number(_ bytes: [UInt8], at offset: Int, count: Int) -> UInt64 {
  (0..<count).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
}
