extension Unicode.Scalar {
  /// Whether it is a Chinese character.
  public var isHan: Bool {
    switch value {
    case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
    default: false
    }
  }

  /// Whether it is punctuation that only Chinese and its neighbours use.
  var isFullWidthPunctuation: Bool {
    switch value {
    case 0x3000...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0x3030, 0x30FB: true
    case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65, 0xFFE5: true
    default: false
    }
  }

  /// Whether it is punctuation that Chinese shares with Western scripts: quotation marks, the
  /// dash, the ellipsis, the middle dot.
  var isSharedPunctuation: Bool {
    switch value {
    case 0xB7, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026: true
    default: false
    }
  }

  /// Whether it belongs to Chinese text: a character or punctuation.
  var isChinese: Bool {
    isHan || isFullWidthPunctuation || isSharedPunctuation
  }

  /// Whether CommonMark counts it as punctuation.
  var isMarkdownPunctuation: Bool {
    if isASCII { return (0x21...0x7E).contains(value) && !isASCIIAlphanumeric }
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// Whether CommonMark counts it as white space.
  var isMarkdownSpace: Bool {
    switch value {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20: true
    default: properties.generalCategory == .spaceSeparator
    }
  }

  /// Whether it only begins something: an opening bracket or quotation mark.
  var isOpeningPunctuation: Bool {
    switch properties.generalCategory {
    case .openPunctuation, .initialPunctuation: true
    default: false
    }
  }

  /// Whether it only ends something: a closing bracket or quotation mark, a comma, a full stop.
  var isClosingPunctuation: Bool {
    switch properties.generalCategory {
    case .closePunctuation, .finalPunctuation: true
    default: "，。、；：！？,.;:!?".unicodeScalars.contains(self)
    }
  }

  var isASCIIAlphanumeric: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
