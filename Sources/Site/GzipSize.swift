internal import CZlib

/// How large files are on their way to a reader. The only file that knows zlib.
enum GzipSize {
  /// How hard to try. The quickest looks back only a little way, takes a fraction of the time and
  /// makes files larger, so what it fits into a budget fits.
  enum Effort {
    case quickest, best
  }

  /// A gzip file has a longer frame around the same data than zlib's format: 18 bytes in the place
  /// of 6.
  private static let frame = 12

  /// The size of some bytes as a gzip file.
  static func of(_ bytes: [UInt8], effort: Effort) -> Int {
    var stream = unsafe z_stream()
    let (level, window, memory): (Int32, Int32, Int32) =
      effort == .best ? (9, 15, 8) : (1, 12, 5)
    // Only memory can run out; then the size of what is not packed is the honest answer.
    guard
      unsafe deflateInit2_(
        &stream, level, Z_DEFLATED, window, memory, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return bytes.count + frame }
    defer { _ = unsafe deflateEnd(&stream) }
    let bound = Int(unsafe deflateBound(&stream, uLong(bytes.count)))
    var input = bytes
    var room = [UInt8](repeating: 0, count: bound)
    let status = unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe room.withUnsafeMutableBufferPointer { target in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = uInt(source.count)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = uInt(target.count)
        return unsafe deflate(&stream, Z_FINISH)
      }
    }
    return (status == Z_STREAM_END ? Int(unsafe stream.total_out) : bytes.count) + frame
  }
}
