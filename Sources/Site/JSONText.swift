internal import Foundation

/// Values as JSON: keys in order, so that equal values give equal bytes.
enum JSONText {
  /// The bytes of a value.
  ///
  /// A value that JSON cannot hold, such as a number that is none, does not occur in what this
  /// module writes; it would be `null`.
  static func bytes(_ value: some Encodable, isPretty: Bool = false) -> [UInt8] {
    [UInt8]((try? (isPretty ? pretty : plain).encode(value)) ?? Data("null".utf8))
  }

  private static let plain = encoder([])
  private static let pretty = encoder(.prettyPrinted)

  private static func encoder(_ formatting: JSONEncoder.OutputFormatting) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, formatting]
    return encoder
  }
}
