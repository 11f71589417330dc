public import Diagnostics

/// Reports waits for working days of which the list of holidays knows nothing, or nothing any more.
enum MissingHolidays {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    let trees = guide.trees
    let waits = trees.targets.indices.filter { trees.node($0).period?.unit == .workdays }
    guard let first = waits.first else { return [] }
    let last = guide.holidays.lastDay
    if let last, guide.today.map({ $0 <= last }) ?? true { return [] }
    let note = trees.note(
      en: "working days are counted here", zh: "这里要数工作日", at: first)
    guard let last else {
      return [
        Rule.missingHolidays.breach(
          in: HolidayRegister.file, at: nil, en: "No holidays are listed", zh: "没有登记放假安排",
          notes: [note])
      ]
    }
    return [
      Rule.missingHolidays.breach(
        in: HolidayRegister.file, at: guide.holidays.years.last?.range,
        en: "Holidays are listed until \(last) only", zh: "放假安排只登记到 \(last)", notes: [note])
    ]
  }
}

extension Rule {
  /// A list of holidays that ends before today.
  public static let missingHolidays = Rule(
    "missing-holidays", .warning,
    en: "Working days are counted by content/holidays.yml. Add what is published for this year.",
    zh: "工作日按 content/holidays.yml 来数。请登记今年公布的放假安排。",
    wrong: "2020:\n  source: 国务院办公厅的通知\n  holidays:\n    - {name: 元旦, from: 2020-01-01}",
    right: """
      2026:
        source: 国务院办公厅的通知
        holidays:
          - {name: 元旦, from: 2026-01-01, to: 2026-01-03}
      """)
}
