internal import CZlib

/// How large files are on their way to a reader. The only file that knows zlib.
enum GzipSize {
  /// How hard to try. The quickest takes a third of the time and makes files a tenth larger, so
  /// what it fits into a budget fits.
  enum Effort: Int32 {
    case quickest = 1
    case best = 9
  }

  /// A gzip file has a longer frame around the same data than the format of `compress2`: 18 bytes
  /// in the place of 6.
  private static let frame = 12

  /// The size of some bytes as a gzip file.
  static func of(_ bytes: [UInt8], effort: Effort) -> Int {
    let bound = compressBound(uLong(bytes.count))
    var size = bound
    let room = unsafe [UInt8](unsafeUninitializedCapacity: Int(bound)) { buffer, count in
      let status = unsafe compress2(
        buffer.baseAddress, &size, bytes, uLong(bytes.count), effort.rawValue)
      // Only memory can run out; then the size of what is not packed is the honest answer.
      count = status == Z_OK ? Int(size) : 0
    }
    return room.isEmpty ? bytes.count + frame : room.count + frame
  }
}
