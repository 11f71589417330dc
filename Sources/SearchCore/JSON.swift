/// Answers as JSON, for other programs.
extension SearchAnswer {
  /// The results as an array, best first. Marks are pairs of UTF-16 offsets, as scripts count.
  public var json: [UInt8] {
    var out = JSONBytes()
    out.raw("[")
    for (index, result) in results.enumerated() {
      if index > 0 { out.raw(",") }
      result.write(to: &out)
    }
    out.raw("]")
    return out.bytes
  }
}

extension SearchResult {
  fileprivate func write(to out: inout JSONBytes) {
    out.raw("{\"url\":")
    out.string(url)
    out.raw(",\"title\":")
    out.string(title.text)
    out.raw(",\"heading\":")
    out.string(heading.text)
    out.raw(",\"kind\":")
    out.string(kind)
    out.raw(",\"excerpt\":")
    out.string(excerpt.text)
    out.raw(",\"why\":\"")
    out.raw(why.name)
    out.raw("\",\"reason\":\"")
    out.raw(why.label)
    out.raw("\",\"score\":")
    out.number(Int(score * 1_000))
    out.raw(",\"marks\":{\"title\":")
    out.marks(title)
    out.raw(",\"heading\":")
    out.marks(heading)
    out.raw(",\"excerpt\":")
    out.marks(excerpt)
    out.raw("}}")
  }
}

/// JSON being written.
public struct JSONBytes {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// Creates an empty text.
  public init() {}

  /// Writes syntax as it is.
  public mutating func raw(_ text: String) { bytes += text.utf8 }

  /// Writes a whole number.
  public mutating func number(_ value: Int) {
    var digits: [UInt8] = []
    var rest = value.magnitude
    repeat {
      digits.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    if value < 0 { digits.append(0x2D) }
    bytes += digits.reversed()
  }

  /// Writes a text in quotation marks; ill-formed bytes become replacement characters.
  public mutating func string(_ text: [UInt8]) {
    bytes.append(0x22)
    var written = 0
    var offset = 0
    while offset < text.count {
      let (scalar, length) = UTF8Text.scalar(text, at: offset)
      if scalar < 0x20 || scalar == 0x22 || scalar == 0x5C || scalar == UTF8Text.replacement {
        bytes += text[written..<offset]
        escape(scalar)
        written = offset + length
      }
      offset += length
    }
    bytes += text[written...]
    bytes.append(0x22)
  }

  private mutating func escape(_ scalar: UInt32) {
    switch scalar {
    case 0x22, 0x5C:
      bytes += [0x5C, UInt8(scalar)]
    case ..<0x20:
      let digits: [UInt8] = Array("0123456789abcdef".utf8)
      raw("\\u00")
      bytes += [digits[Int(scalar >> 4)], digits[Int(scalar & 15)]]
    default: UTF8Text.append(scalar, to: &bytes)
    }
  }

  /// Writes marks as pairs of UTF-16 offsets.
  public mutating func marks(_ text: MarkedText) {
    let scalars = UTF8Text.scalars(text.text)
    var offsets = [0]
    for scalar in scalars { offsets.append((offsets.last ?? 0) + (scalar > 0xFFFF ? 2 : 1)) }
    raw("[")
    var isFirst = true
    for mark in text.marks where mark.upperBound < offsets.count {
      raw(isFirst ? "[" : ",[")
      number(offsets[mark.lowerBound])
      raw(",")
      number(offsets[mark.upperBound])
      raw("]")
      isFirst = false
    }
    raw("]")
  }
}
