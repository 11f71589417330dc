internal import Foundation

/// Values as JSON: keys in order, so that equal values give equal bytes.
enum JSONText {
  /// The bytes of a value.
  ///
  /// A value that JSON cannot hold, such as a number that is none, does not occur in what this
  /// module writes; it would be `null`.
  static func bytes(_ value: some Encodable, isPretty: Bool = false) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return [UInt8]((try? encoder.encode(value)) ?? Data("null".utf8))
  }
}
