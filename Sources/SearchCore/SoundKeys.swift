/// The keys of what stands in titles, keywords and headings.
enum LabelKeys {
  static let label: UInt8 = 0x03

  static func key(_ key: [UInt8]) -> [UInt8] { [label] + key }
}

/// The keys of sounds: pairs of syllables, and initials.
enum SoundKeys {
  static let pair: UInt8 = 0x01
  static let initials: UInt8 = 0x02
  /// How many initials stand in a key.
  static let initialCount = 3

  /// The key of two syllables.
  static func pairKey(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
    [pair] + first + [0x20] + second
  }

  /// The keys that begin at the first of a few characters, and how many characters each takes.
  static func keys(startingAt readings: [[[UInt8]]]) -> [(key: [UInt8], length: Int)] {
    var keys: [(key: [UInt8], length: Int)] = []
    if readings.count > 1 {
      for first in readings[0] {
        for second in readings[1] { keys.append((pairKey(first, second), 2)) }
      }
    }
    var strings: [[UInt8]] = [[initials]]
    for (offset, options) in readings.enumerated() {
      strings = strings.flatMap { string in letters(options).map { string + [$0] } }
      if offset > 0 { keys += strings.map { ($0, offset + 1) } }
    }
    return keys
  }

  /// The distinct first letters of readings.
  static func letters(_ readings: [[UInt8]]) -> [UInt8] {
    var letters: [UInt8] = []
    for letter in readings.compactMap({ $0.first }) where !letters.contains(letter) {
      letters.append(letter)
    }
    return letters
  }
}
