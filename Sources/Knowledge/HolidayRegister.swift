public import Diagnostics
public import Markup

/// The days on which banks do not work, and the weekends on which they do: `content/holidays.yml`.
///
/// What is not listed is a working day from Monday to Friday. The list is as the authorities publish
/// it, year by year; where it ends, nobody knows yet.
public struct HolidayRegister: Sendable {
  /// What was published for a year.
  public struct Year: Sendable {
    /// The year.
    public let year: Int
    /// The publication.
    public let source: EntrySource
    /// The day on which it was compared with the source.
    public let checked: CalendarDate?
    /// The day by which it must be compared again.
    public let reviewBy: Located<CalendarDate>?
    /// The days off, in order.
    public let daysOff: [CalendarDate]
    /// The days of a weekend that are worked, in order.
    public let workDays: [CalendarDate]
    /// Where the year stands in the file.
    public let range: SourceRange
  }

  /// The years, in order.
  public let years: [Year]

  /// The file, relative to the guide's folder.
  public static let file = "content/holidays.yml"

  /// Creates a register.
  public init(_ years: [Year] = []) {
    self.years = years.sorted { $0.year < $1.year }
  }

  /// The last day that the list covers; nil for an empty list.
  public var lastDay: CalendarDate? {
    years.last.flatMap { CalendarDate("\($0.year)-12-31") }
  }

  /// The days off that are no weekend anyway, in order.
  public var daysOff: [CalendarDate] {
    years.flatMap(\.daysOff).filter { !$0.isWeekend }.sorted()
  }

  /// The days of a weekend that are worked, in order.
  public var workDays: [CalendarDate] { years.flatMap(\.workDays).sorted() }

  /// Reads a register.
  public static func parsed(
    _ source: Source
  ) -> (register: HolidayRegister, diagnostics: [Diagnostic]) {
    var reader = HolidayReader(file: source.path)
    let years = reader.years(source)
    return (HolidayRegister(years), reader.log)
  }
}

/// Reads the years of a register and reports what is wrong with them.
private struct HolidayReader {
  let file: String
  private(set) var log: [Diagnostic] = []
  /// The days that were read.
  private var known: [CalendarDate: SourceRange] = [:]

  init(file: String) {
    self.file = file
  }

  mutating func years(_ source: Source) -> [HolidayRegister.Year] {
    guard let root = YAMLNode.parsed(source, log: &log) else { return [] }
    return root.entries.compactMap { year($0) }
  }

  private mutating func year(_ entry: YAMLNode.Entry) -> HolidayRegister.Year? {
    guard entry.key.utf8.count == 4, let number = Int(entry.key), number > 0 else {
      report(at: entry.keyRange, en: "'\(entry.key)' is no year", zh: "“\(entry.key)”不是年份")
      return nil
    }
    var fields = FieldReader(entry.value, file: file, range: entry.keyRange)
    let source = FactRegister.source(&fields, log: &log)
    let checked = fields.date("checked")
    let reviewBy = fields.date("review_by")
    var daysOff: [CalendarDate] = []
    var workDays: [CalendarDate] = []
    if fields.entry("holidays")?.value.isNull ?? true { fields.reportMissing("holidays") }
    for var holiday in fields.mappings("holidays") {
      daysOff += self.daysOff(&holiday, in: number)
      workDays += self.workDays(&holiday, in: number)
      log += holiday.finish()
    }
    log += fields.finish()
    guard let source else { return nil }
    return HolidayRegister.Year(
      year: number, source: source, checked: checked?.value, reviewBy: reviewBy,
      daysOff: daysOff.sorted(), workDays: workDays.sorted(), range: entry.keyRange)
  }

  /// Every day from `from` to `to`; without `to` that day alone.
  private mutating func daysOff(_ holiday: inout FieldReader, in year: Int) -> [CalendarDate] {
    _ = holiday.text("name", required: true)
    let first = holiday.date("from")
    let last = holiday.date("to")
    guard let first else {
      if holiday.log.isEmpty { holiday.reportMissing("from") }
      return []
    }
    let end = last ?? first
    guard isPart(first, of: year), isPart(end, of: year) else { return [] }
    guard first.value <= end.value else {
      report(
        at: end.range, en: "'\(end.value)' comes before '\(first.value)'",
        zh: "“\(end.value)”在“\(first.value)”之前")
      return []
    }
    var days: [CalendarDate] = []
    var day = first.value
    while day <= end.value {
      if isNew(Located(day, at: day == first.value ? first.range : end.range)) { days.append(day) }
      day = day.next
    }
    return days
  }

  /// The days under `work`, each of a weekend.
  private mutating func workDays(_ holiday: inout FieldReader, in year: Int) -> [CalendarDate] {
    holiday.dates("work").compactMap { day in
      guard isPart(day, of: year) else { return nil }
      guard day.value.isWeekend else {
        report(
          at: day.range, en: "'\(day.value)' is worked anyway: it is no Saturday and no Sunday",
          zh: "“\(day.value)”不是周六周日，本来就上班")
        return nil
      }
      return isNew(day) ? day.value : nil
    }
  }

  /// Whether a day belongs to what is published for a year: New Year may begin in December.
  private mutating func isPart(_ day: Located<CalendarDate>, of year: Int) -> Bool {
    let (own, month) = (day.value.year, day.value.month)
    if own == year || (own == year - 1 && month == 12) { return true }
    report(
      at: day.range, en: "'\(day.value)' is no day of \(year)", zh: "“\(day.value)”不是 \(year) 年的日子")
    return false
  }

  private mutating func isNew(_ day: Located<CalendarDate>) -> Bool {
    guard let first = known[day.value] else {
      known[day.value] = day.range
      return true
    }
    log.append(
      Rule.duplicateHoliday.breach(
        in: file, at: day.range, en: "'\(day.value)' is listed twice",
        zh: "“\(day.value)”登记了两次",
        notes: [
          Diagnostic.Note(
            en: "the first one stands here", zh: "第一次在这里", file: file, position: first.start)
        ]))
    return false
  }

  private mutating func report(at range: SourceRange, en: String, zh: String) {
    log.append(Rule.invalidHoliday.breach(in: file, at: range, en: en, zh: zh))
  }
}

extension Rule {
  /// A day that cannot be a holiday or a working day of its year.
  public static let invalidHoliday = Rule(
    "invalid-holiday", .error,
    en:
      "content/holidays.yml lists by year the days off, from their first to their last, and the weekends that are worked.",
    zh: "content/holidays.yml 按年份登记放假的头一天和末一天，以及要上班的周末。",
    wrong: "work: [2026-02-27]", right: "work: [2026-02-28]")

  /// A day that is listed twice.
  public static let duplicateHoliday = Rule(
    "duplicate-holiday", .error,
    en: "A day is off or worked, and listed once. Delete one of the two.",
    zh: "一天要么放假要么上班，只登记一次。请删掉一处。",
    wrong: "- {name: 春节, from: 2026-02-15, to: 2026-02-23, work: [2026-02-22]}",
    right: "- {name: 春节, from: 2026-02-15, to: 2026-02-23, work: [2026-02-28]}")

  static let holidayRules: [Rule] = [.invalidHoliday, .duplicateHoliday]
}
