extension String {
  /// The text with what nobody sees written out, as in `money⟨U+0000⟩arrives`: a document or a
  /// terminal that shows an example must not hold the character itself.
  public var withVisibleControls: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where scalar != "\n" && scalar != "\t", .format:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "⟨U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)⟩"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
