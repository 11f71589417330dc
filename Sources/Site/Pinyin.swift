internal import Foundation

/// The sound of Chinese text, for ordering and for the index by letters.
enum Pinyin {
  /// The readings of many texts, in their order: lower-case letters without tones, a blank around
  /// each syllable, so `到账` is `dao zhang`.
  ///
  /// ICU reads every character by itself, whatever stands beside it. To read its rules takes it as
  /// long as building a fifth of a small guide, so it is asked only for what `known` has not, and
  /// once for each character.
  static func readings(_ texts: [String]) -> [String] {
    let syllables = syllables(Set(texts.flatMap(\.unicodeScalars).filter { !$0.isASCII }))
    return texts.map { reading($0, syllables) }
  }

  /// The reading of one text.
  static func reading(_ text: String) -> String {
    readings([text])[0]
  }

  private static func reading(_ text: String, _ syllables: [Unicode.Scalar: String]) -> String {
    var reading = ""
    var isBehindSyllable = false
    for scalar in text.unicodeScalars {
      guard let syllable = syllables[scalar] else {
        if isBehindSyllable, scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        {
          reading += " "
        }
        reading.unicodeScalars.append(scalar)
        isBehindSyllable = false
        continue
      }
      let isSyllable = scalar.properties.isIdeographic
      if isSyllable, let last = reading.last, last.isLetter || last.isNumber { reading += " " }
      if !isSyllable, isBehindSyllable, syllable.first?.isLetter ?? false { reading += " " }
      reading += syllable
      isBehindSyllable = isSyllable
    }
    return reading.lowercased()
  }

  /// What ICU makes of the characters of GB/T 2312 and of the punctuation of titles.
  static let known: [Unicode.Scalar: String] = {
    var known: [Unicode.Scalar: String] = [
      "、": ",", "。": ".", "〈": "‹", "〉": "›", "《": "«", "》": "»", "「": "‘", "」": "’", "『": "“",
      "』": "”",
    ]
    for mark in "，：；！？（）【】“”‘’—…·～％＋－／＝０１２３４５６７８９".unicodeScalars {
      known[mark] = String(mark)
    }
    for (character, reading) in SearchTables.common + SearchTables.listed(rareReadings) {
      if let scalar = Unicode.Scalar(character) { known[scalar] = reading }
    }
    return known
  }()

  private static func syllables(_ scalars: Set<Unicode.Scalar>) -> [Unicode.Scalar: String] {
    var syllables = askedOfICU(scalars.filter { known[$0] == nil })
    for scalar in scalars { if let reading = known[scalar] { syllables[scalar] = reading } }
    return syllables
  }

  /// What ICU makes of each character.
  static func askedOfICU(_ scalars: Set<Unicode.Scalar>) -> [Unicode.Scalar: String] {
    let ordered = scalars.filter { !$0.properties.isWhitespace }.sorted()
    var syllables: [Unicode.Scalar: String] = [:]
    // ICU moves all that follows with every character that it exchanges, so bundles stay short.
    for start in stride(from: 0, to: ordered.count, by: bundle) {
      let part = ordered[start..<min(start + bundle, ordered.count)]
      let lines = latin(part.map { String($0) }.joined(separator: "\n"))
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let texts = lines.count == part.count ? lines : part.map { latin(String($0)) }
      for (scalar, text) in zip(part, texts) { syllables[scalar] = text }
    }
    return syllables
  }

  private static let bundle = 64

  private static func latin(_ text: String) -> String {
    let latin = text.applyingTransform(.mandarinToLatin, reverse: false) ?? text
    return latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin
  }

  /// The letter under which a text is listed: A to Z, or `#`.
  static func initial(_ reading: String) -> String {
    guard let first = reading.first(where: { $0.isLetter || $0.isNumber }), first.isASCII,
      first.isLetter
    else { return "#" }
    return first.uppercased()
  }
}
