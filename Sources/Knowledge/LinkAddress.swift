internal import Markup

/// What the address of a link says, before anyone looks whether something is there.
enum LinkAddress: Sendable {
  /// The id of a fact: `fact:fee`.
  case fact(String)
  /// An anchor of the same file: `#steps`.
  case anchor(String)
  /// A complete address with a scheme that is allowed.
  case external(String)
  /// A scheme that is not allowed.
  case unsafe
  /// A file, as written and relative to `content/`, nil where that leads out of it; and an anchor.
  case file(written: String, resolved: String?, fragment: String?)

  /// Takes an address apart.
  ///
  /// - Parameters:
  ///   - destination: the address as written, such as `../solutions/check-network.md#steps`.
  ///   - file: the file that holds the link, relative to `content/`.
  init(_ destination: String, from file: String) {
    let bytes = destination.utf8
    if bytes.starts(with: "fact:".utf8) {
      self = .fact(String(destination.dropFirst(5)))
      return
    }
    let mark = bytes.firstIndex(of: UInt8(ascii: "#"))
    let fragment = mark.map {
      String(destination[bytes.index(after: $0)...]).removingPercentEncoding
    }
    if mark == destination.startIndex {
      self = .anchor(fragment ?? "")
    } else if !destination.isPlainPath, !URLScheme.isAllowed(destination) {
      self = .unsafe
    } else if !destination.isPlainPath,
      URLScheme.isComplete(destination) || URLScheme.isExternal(destination)
    {
      self = .external(destination)
    } else {
      let written = (mark.map { String(destination[..<$0]) } ?? destination).removingPercentEncoding
      self = .file(
        written: written, resolved: Self.resolved(written, from: file), fragment: fragment)
    }
  }

  /// A path relative to a file, as a path relative to `content/`; nil when it leads out of it.
  static func resolved(_ path: String, from file: String) -> String? {
    let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))
    let bytes = path.utf8.span
    guard !bytes.isEmpty, bytes[0] != slash, !path.utf8.contains(UInt8(ascii: "\\")) else {
      return nil
    }
    var result: [UInt8] = []
    result.reserveCapacity(file.utf8.count + bytes.count)
    if let last = file.utf8.lastIndex(of: slash) { result += file.utf8[..<last] }
    var isTop = result.isEmpty
    var start = 0
    for end in 0...bytes.count where end == bytes.count || bytes[end] == slash {
      let part = start..<end
      start = end + 1
      if part.count == 1, bytes[part.lowerBound] == dot { continue }
      if part.count == 2, bytes[part.lowerBound] == dot, bytes[part.lowerBound + 1] == dot {
        guard !isTop else { return nil }
        let last = result.lastIndex(of: slash)
        result.removeSubrange((last ?? 0)...)
        isTop = last == nil
      } else {
        if !isTop { result.append(slash) }
        for place in part { result.append(bytes[place]) }
        isTop = false
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension String {
  /// Whether it has only characters that most paths have: then it has no scheme and names no host,
  /// and nobody needs to look closer.
  fileprivate var isPlainPath: Bool {
    !utf8.starts(with: "//".utf8)
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "#"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// The text with `%E4…` decoded; unchanged where that is no valid UTF-8.
  var removingPercentEncoding: String {
    guard utf8.contains(UInt8(ascii: "%")) else { return self }
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? self
  }
}
