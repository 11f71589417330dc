internal import Foundation

/// The sound of Chinese text, for ordering and for the index by letters.
enum Pinyin {
  /// The reading in lower-case letters without tones: `到账` is `dao zhang`.
  static func reading(_ text: String) -> String {
    let latin = text.applyingTransform(.mandarinToLatin, reverse: false) ?? text
    let plain = latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin
    return plain.lowercased()
  }

  /// The letter under which a text is listed: A to Z, or `#`.
  static func initial(_ reading: String) -> String {
    guard let first = reading.first(where: { $0.isLetter || $0.isNumber }), first.isASCII,
      first.isLetter
    else { return "#" }
    return first.uppercased()
  }
}
