/// A number that no content may hold: of a card, of a person, of a private telephone.
///
/// Numbers are written in one run or grouped as people group them; what is grouped otherwise, such
/// as two dates in a row, is no such number. Digits of full width count as digits.
public struct SensitiveNumber: Hashable, Sendable {
  /// Whose number it is.
  public enum Kind: Hashable, Sendable {
    case card, identity, mobile
  }

  /// Whose number it is.
  public let kind: Kind
  /// Its digits, without what groups them.
  public let digits: String
  /// Where it stands, in UTF-8 bytes of the text.
  public let range: Range<Int>

  /// Every such number of a text, in order.
  public static func all(in text: String) -> [SensitiveNumber] {
    runs(of: text).compactMap { run in
      kind(of: run).map { SensitiveNumber(kind: $0, digits: run.digits, range: run.range) }
    }
  }

  /// The lines of a text, counted from 1, that have as many digits as the shortest of such numbers:
  /// most have not, and need no closer look.
  static func linesToLookAt(in text: String) -> [(number: Int, text: String)] {
    let bytes = text.utf8.span
    var lines: [(number: Int, text: String)] = []
    var (number, start, digits) = (1, 0, 0)
    for place in 0...bytes.count {
      guard place < bytes.count, bytes[place] != 0x0A else {
        if digits >= 11 {
          let from = text.utf8.index(text.startIndex, offsetBy: start)
          let to = text.utf8.index(text.startIndex, offsetBy: place)
          lines.append((number, String(text[from..<to])))
        }
        (number, start, digits) = (number + 1, place + 1, 0)
        continue
      }
      switch bytes[place] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      // U+FF10 to U+FF19 are EF BC 90 to EF BC 99.
      case 0x90...0x99
      where place > 1 && bytes[place - 1] == 0xBC && bytes[place - 2] == 0xEF:
        digits += 1
      default: break
      }
    }
    return lines
  }

  /// Digits, in groups between which single spaces and hyphens stand.
  private struct Run {
    var digits = ""
    var groups: [Int] = []
    var range: Range<Int>
  }

  private static func kind(of run: Run) -> Kind? {
    let digits = run.digits
    if [[18], [6, 8, 4], [6, 4, 4, 4]].contains(run.groups), hasIdentitySum(digits) {
      return .identity
    }
    let isGroupedAsCard =
      run.groups.count == 1 || run.groups == [4, 6, 5]
      || run.groups.starts(with: [4, 4, 4])
        && run.groups.dropFirst(3).dropLast().allSatisfy { $0 == 4 } && (run.groups.last ?? 5) <= 4
      || run.groups.count == 2 && run.groups[0] == 6
    if isGroupedAsCard, 13...19 ~= digits.count, isIssued(digits), hasLuhnSum(digits) {
      return .card
    }
    return isMobile(run) ? .mobile : nil
  }

  /// Whether a number begins as cards of banks do: with 2 to 6, or 9.
  private static func isIssued(_ digits: String) -> Bool {
    digits.first.map { "234569".contains($0) } ?? false
  }

  private static func isMobile(_ run: Run) -> Bool {
    var (digits, groups) = (run.digits[...], run.groups)
    if digits.count == 13, digits.hasPrefix("86") {
      digits = digits.dropFirst(2)
      groups = groups[0] == 2 ? Array(groups.dropFirst()) : [groups[0] - 2] + groups.dropFirst()
    }
    guard digits.count == 11, [[11], [3, 4, 4], [3, 8], [7, 4]].contains(groups) else {
      return false
    }
    return digits.first == "1" && ("3"..."9").contains(digits.dropFirst().first ?? "0")
  }

  private static func hasLuhnSum(_ digits: String) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let value = digit.element.wholeNumberValue ?? 0
      guard digit.offset % 2 == 1 else { return sum + value }
      return sum + (value < 5 ? 2 * value : 2 * value - 9)
    }
    return sum % 10 == 0
  }

  private static func hasIdentitySum(_ digits: String) -> Bool {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * ($1.1.wholeNumberValue ?? 0) }
    return Array("10X98765432")[sum % 11] == digits.uppercased().last
  }
}

extension SensitiveNumber {
  /// The runs of digits of a text. One within a word or an address, where numbers name pages and
  /// files, is left out.
  private static func runs(of text: String) -> [Run] {
    var runs: [Run] = []
    var run: Run?
    var (offset, gap) = (0, false)
    var before: Unicode.Scalar = " "
    var isNamed = false
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if let digit = digit(scalar, in: run) {
        if run == nil { isNamed = isPartOfName(before) }
        var current = run ?? Run(range: offset..<offset)
        if gap || current.groups.isEmpty { current.groups.append(0) }
        current.digits.append(digit)
        current.groups[current.groups.count - 1] += 1
        current.range = current.range.lowerBound..<offset + width
        (run, gap) = (current, false)
      } else if run != nil, !gap, separators.contains(scalar) {
        gap = true
      } else {
        if let run, !isNamed, gap || !isLetter(scalar) { runs.append(run) }
        (run, gap) = (nil, false)
      }
      before = scalar
      offset += width
    }
    if let run, !isNamed { runs.append(run) }
    return runs
  }

  private static let separators: Set<Unicode.Scalar> = [
    " ", "-", "\u{A0}", "\u{2011}", "\u{2013}", "\u{3000}", "\u{FF0D}",
  ]

  /// A digit as ASCII writes it; the last one of a person's number may be an X.
  private static func digit(_ scalar: Unicode.Scalar, in run: Run?) -> Character? {
    switch scalar {
    case "0"..."9": Character(scalar)
    case "\u{FF10}"..."\u{FF19}": Unicode.Scalar(scalar.value - 0xFEE0).map { Character($0) }
    case "x", "X", "\u{FF38}", "\u{FF58}": run?.digits.count == 17 ? "X" : nil
    default: nil
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.isASCII && scalar.properties.isAlphabetic
  }

  private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || ["/", "=", ".", "#", "%", "&", "?", "-"].contains(scalar)
  }
}
