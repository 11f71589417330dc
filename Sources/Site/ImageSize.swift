internal import Foundation

/// The size of an image in pixels, read from its first bytes.
struct ImageSize: Hashable, Sendable {
  let width: Int
  let height: Int

  /// Reads PNG, GIF, JPEG, WebP and SVG; nil for anything else.
  init?(_ bytes: [UInt8], name: String) {
    let size: (Int, Int)? =
      switch name.split(separator: ".").last?.lowercased() {
      case "png": Self.png(bytes)
      case "gif": Self.gif(bytes)
      case "jpg", "jpeg": Self.jpeg(bytes)
      case "webp": Self.webP(bytes)
      case "svg": Self.svg(bytes)
      default: nil
      }
    guard let size, size.0 > 0, size.1 > 0 else { return nil }
    (width, height) = size
  }

  private static func png(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
    return (bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4))
  }

  private static func gif(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.count >= 10, bytes.starts(with: Array("GIF8".utf8)) else { return nil }
    return (littleEndian(bytes, 6, 2), littleEndian(bytes, 8, 2))
  }

  /// JPEG is a chain of segments; the size stands in the first start-of-frame.
  private static func jpeg(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var offset = 2
    while offset + 9 < bytes.count, bytes[offset] == 0xFF {
      let marker = bytes[offset + 1]
      // Any number of fill bytes may stand before a marker.
      if marker == 0xFF {
        offset += 1
        continue
      }
      let isFrame = 0xC0...0xCF ~= marker && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame { return (bigEndian(bytes, offset + 7, 2), bigEndian(bytes, offset + 5, 2)) }
      offset += 2 + max(2, bigEndian(bytes, offset + 2, 2))
    }
    return nil
  }

  private static func webP(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.count >= 30, bytes.starts(with: Array("RIFF".utf8)) else { return nil }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8X": return (littleEndian(bytes, 24, 3) + 1, littleEndian(bytes, 27, 3) + 1)
    case "VP8 ": return (littleEndian(bytes, 26, 2) & 0x3FFF, littleEndian(bytes, 28, 2) & 0x3FFF)
    case "VP8L":
      let bits = littleEndian(bytes, 21, 4)
      return ((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1)
    default: return nil
    }
  }

  /// `width` and `height` of the root element in pixels, else the last two numbers of its `viewBox`.
  private static func svg(_ bytes: [UInt8]) -> (Int, Int)? {
    let text = String(decoding: bytes.prefix(4_096), as: UTF8.self)
    guard let open = text.range(of: "<svg"),
      let close = text.range(of: ">", range: open.upperBound..<text.endIndex)
    else { return nil }
    let tag = text[open.upperBound..<close.lowerBound].split(whereSeparator: \.isWhitespace)
      .map { " " + $0 }.joined()
    if let width = attribute("width", tag).flatMap(pixels),
      let height = attribute("height", tag).flatMap(pixels)
    {
      return (width, height)
    }
    let box = attribute("viewBox", tag)?.split { " ,".contains($0) }.compactMap { Double($0) } ?? []
    guard box.count == 4, box.allSatisfy({ abs($0) < 1e6 }) else { return nil }
    return (Int(box[2].rounded()), Int(box[3].rounded()))
  }

  private static func attribute(_ name: String, _ tag: String) -> String? {
    guard let start = tag.range(of: " \(name)=") else { return nil }
    let value = tag[start.upperBound...]
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    return String(value.dropFirst().prefix { $0 != quote })
  }

  private static func pixels(_ text: String) -> Int? {
    let number = text.hasSuffix("px") ? String(text.dropLast(2)) : text
    return Double(number).flatMap { 0..<1e6 ~= $0 ? Int($0.rounded()) : nil }
  }

  private static func bigEndian(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func littleEndian(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
