internal import CZlib

/// Files on their way to a reader, as gzip (RFC 1952). The only file that knows zlib.
enum Gzip {
  /// How hard to try. The quickest takes a third of the time and makes files a tenth larger, so
  /// what it fits into a budget fits.
  enum Effort: Int32 {
    case quickest = 1
    case best = 9
  }

  /// What stands before the data: the mark of the format, deflate, no name, no time, the best
  /// effort, no operating system. So equal bytes make equal files, whenever and wherever.
  private static let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 0xFF]
  /// A checksum and the length follow the data.
  private static let tailLength = 8

  /// The size of some bytes as a gzip file.
  static func size(of bytes: [UInt8], effort: Effort) -> Int {
    (deflated(bytes, effort)?.count ?? bytes.count) + head.count + tailLength
  }

  /// Some bytes as a gzip file; nil where that is no smaller.
  static func file(of bytes: [UInt8]) -> [UInt8]? {
    guard let data = deflated(bytes, .best),
      data.count + head.count + tailLength < bytes.count
    else { return nil }
    let checksum = unsafe UInt32(truncatingIfNeeded: crc32(0, bytes, uInt(bytes.count)))
    return head + data + littleEndian(checksum) + littleEndian(UInt32(bytes.count))
  }

  /// The packed data alone; nil where memory runs out.
  private static func deflated(_ bytes: [UInt8], _ effort: Effort) -> ArraySlice<UInt8>? {
    var size = compressBound(uLong(bytes.count))
    let room = Int(size)
    let packed = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      let status = unsafe compress2(
        buffer.baseAddress, &size, bytes, uLong(bytes.count), effort.rawValue)
      count = status == Z_OK ? Int(size) : 0
    }
    // zlib's own format has two bytes before the same data and four behind it.
    return packed.isEmpty ? nil : packed.dropFirst(2).dropLast(4)
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
