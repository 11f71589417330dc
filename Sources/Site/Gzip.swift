internal import CZlib

/// Files on their way to a reader, as gzip (RFC 1952). The only file that knows zlib.
enum Gzip {
  /// How hard to try. The quickest looks back only a little way, takes a fraction of the time and
  /// makes files larger, so what it fits into a budget fits.
  enum Effort {
    case quickest, best
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
  private static func deflated(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
    var stream = unsafe z_stream()
    // A window below zero asks for the data without a frame of zlib's own.
    let (level, window, memory): (Int32, Int32, Int32) =
      effort == .best ? (9, -15, 8) : (1, -12, 5)
    guard
      unsafe deflateInit2_(
        &stream, level, Z_DEFLATED, window, memory, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { _ = unsafe deflateEnd(&stream) }
    var input = bytes
    let room = Int(unsafe deflateBound(&stream, uLong(bytes.count)))
    var isWhole = false
    let packed = unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
      unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = uInt(source.count)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = uInt(target.count)
        isWhole = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
      count = Int(unsafe stream.total_out)
    }
    return isWhole ? packed : nil
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
