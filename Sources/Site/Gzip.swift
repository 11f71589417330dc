internal import CDeflate

/// Files on their way to a reader, as gzip (RFC 1952). The only file that knows libdeflate.
enum Gzip {
  /// How hard to try. The quickest takes a fraction of the time and makes files larger, so what it
  /// fits into a budget fits.
  enum Effort: Int32 {
    case quickest = 1
    case best = 9
  }

  /// The size of some bytes as a gzip file.
  static func size(of bytes: [UInt8], effort: Effort) -> Int {
    packed(bytes, effort)?.count ?? bytes.count
  }

  /// Some bytes as a gzip file; nil where that is no smaller. No time, name or system stands in it,
  /// so equal bytes make equal files, whenever and wherever.
  static func file(of bytes: [UInt8]) -> [UInt8]? {
    packed(bytes, .best).flatMap { $0.count < bytes.count ? $0 : nil }
  }

  /// nil where memory runs out.
  private static func packed(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
    guard let compressor = unsafe libdeflate_alloc_compressor(effort.rawValue) else { return nil }
    defer { unsafe libdeflate_free_compressor(compressor) }
    let room = unsafe libdeflate_gzip_compress_bound(compressor, bytes.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
      count = unsafe libdeflate_gzip_compress(
        compressor, bytes, bytes.count, target.baseAddress, target.count)
    }
  }
}
