internal import Crypto

/// What tells two contents apart.
enum ContentHash {
  /// The beginning of the SHA-256 of some bytes, as hexadecimal digits.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - count: how many bytes of the hash; each is two digits.
  /// - Returns: the digits.
  static func digits(of bytes: some Sequence<UInt8>, bytes count: Int) -> String {
    var hash = SHA256()
    hash.update(data: Array(bytes))
    return hash.finalize().prefix(count).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
