public import Diagnostics

/// Reports entries, facts and holidays that somebody should have looked at again.
enum OverdueReview {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guard let today = guide.today else { return [] }
    let entries = guide.index.entries.compactMap { entry in
      entry.reviewBy.flatMap { breach($0, of: entry.title, in: entry.file, today) }
    }
    let facts = guide.index.facts.facts.compactMap { fact in
      fact.reviewBy.flatMap { breach($0, of: fact.id, in: FactRegister.file, today) }
    }
    let holidays = guide.holidays.years.compactMap { year in
      year.reviewBy.flatMap { breach($0, of: String(year.year), in: HolidayRegister.file, today) }
    }
    return entries + facts + holidays
  }

  private static func breach(
    _ date: Located<CalendarDate>, of name: String, in file: String, _ today: CalendarDate
  ) -> Diagnostic? {
    guard date.value < today else { return nil }
    return Rule.overdueReview.breach(
      in: file, at: date.range, en: "'\(name)' was to be reviewed by \(date.value)",
      zh: "“\(name)”应在 \(date.value) 前复核")
  }
}

extension Rule {
  /// A review that is overdue.
  public static let overdueReview = Rule(
    "review-overdue", .warning,
    en: "Look at the entry again, correct it, and move `updated` and `review_by`.",
    zh: "请复核内容，改正后更新 updated 和 review_by。",
    wrong: "review_by: 2020-01-01", right: "review_by: 2030-01-01")
}
