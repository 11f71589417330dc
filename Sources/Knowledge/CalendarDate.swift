/// A day of the calendar, written `2026-11-22`.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The year, from 1 to 9999.
  public let year: Int
  /// The month, from 1 to 12.
  public let month: Int
  /// The day, from 1 to 31.
  public let day: Int

  /// Reads a day; nil when the text is no day of the Gregorian calendar in the form YYYY-MM-DD.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == 0x2D || 0x30...0x39 ~= $0 }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      year >= 1, 1...12 ~= month, day >= 1, day <= Self.days(of: month, in: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day on which a moment falls in UTC; `seconds` counts from 1970-01-01. Before the first and
  /// behind the last year that a day can have, it is the first or the last day of them.
  ///
  /// After Howard Hinnant's `civil_from_days`.
  public init(secondsSince1970 seconds: Int) {
    let seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400 + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// How many days lie between 1970-01-01 and the day.
  ///
  /// After Howard Hinnant's `days_from_civil`.
  var dayNumber: Int {
    let year = month <= 2 ? self.year - 1 : self.year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day after.
  var next: CalendarDate { CalendarDate(secondsSince1970: (dayNumber + 1) * 86_400) }

  /// Whether it is a Saturday or a Sunday; 1970-01-01 was a Thursday.
  public var isWeekend: Bool { ((dayNumber + 3) % 7 + 7) % 7 >= 5 }

  /// The day in the form YYYY-MM-DD.
  public var description: String {
    let year = String(repeating: "0", count: 4 - String(self.year).count) + String(self.year)
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// Whether one day comes before another.
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private static func days(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
