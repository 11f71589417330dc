/// Finds numbers that no content may hold: of cards, of identity, of private telephones.
enum SensitiveNumber {
  /// Runs of 13 to 19 digits whose last digit checks the others as on a bank card.
  static func cards(in text: String) -> [String] {
    digitRuns(of: text).filter { 13...19 ~= $0.count && hasLuhnSum($0) }
  }

  /// Runs of 17 digits and a check digit as on a Chinese identity card.
  static func identities(in text: String) -> [String] {
    let digits = digitRuns(of: text, alsoX: true)
    return digits.filter { $0.count == 18 && hasIdentitySum($0) }
  }

  /// Runs of 11 digits as mobile telephones have them, with or without the country's 86.
  static func mobiles(in text: String) -> [String] {
    digitRuns(of: text).filter { run in
      let number = run.count == 13 && run.hasPrefix("86") ? run.dropFirst(2) : run[...]
      guard number.count == 11, number.first == "1" else { return false }
      return ("3"..."9").contains(number.dropFirst().first ?? "0")
    }
  }

  /// Runs of digits, in which single spaces and hyphens may stand, without those.
  private static func digitRuns(of text: String, alsoX: Bool = false) -> [String] {
    var runs: [String] = []
    var run = ""
    var hasGap = false
    for character in text {
      if ("0"..."9").contains(character) || (alsoX && run.count == 17 && "Xx".contains(character)) {
        run.append(character)
        hasGap = false
      } else if !run.isEmpty, !hasGap, " -".contains(character) {
        hasGap = true
      } else {
        if !run.isEmpty { runs.append(run) }
        run = ""
        hasGap = false
      }
    }
    return run.isEmpty ? runs : runs + [run]
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
