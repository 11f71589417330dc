import Diagnostics
@testable import Knowledge
import Markup
import Testing

@Suite("Holidays and waits")
struct HolidayTests {
  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  @Test(
    "the calendar knows its weekends",
    arguments: [("2026-11-21", true), ("2026-11-22", true)]
      + ["2026-11-20", "2026-11-23", "2024-02-29", "1969-12-31"].map { ($0, false) }
      + [("1969-12-28", true), ("0001-01-06", true)])
  func weekends(text: String, isWeekend: Bool) throws {
    #expect(try day(text).isWeekend == isWeekend)
  }

  @Test("the day after is counted over the ends of months and years")
  func next() throws {
    for (text, next) in [
      ("2026-12-31", "2027-01-01"), ("2024-02-28", "2024-02-29"), ("2100-02-28", "2100-03-01"),
      ("1969-12-31", "1970-01-01"), ("0001-02-28", "0001-03-01"),
    ] {
      #expect(try day(text).next.description == next)
    }
  }

  @Test("a register lists days off that are no weekend, and weekends that are worked")
  func register() {
    let (register, log) = HolidayRegister.parsed(
      Source(
        path: HolidayRegister.file,
        text: """
          2027:
            source: 通知二
            holidays: [{name: 元旦, from: 2026-12-31, to: 2027-01-01, work: [2026-12-26]}]
          2026:
            source: {title: 通知一, url: "https://a.cn/"}
            checked: 2026-11-23
            holidays:
              - {name: 中秋节, from: 2026-09-25, to: 2026-09-27}
              - {name: 一天, from: 2026-05-01}
          """))
    #expect(log.isEmpty)
    #expect(register.years.map(\.source.title) == ["通知一", "通知二"])
    #expect(
      register.daysOff.map(\.description) == [
        "2026-05-01", "2026-09-25", "2026-12-31", "2027-01-01",
      ])
    #expect(register.workDays.map(\.description) == ["2026-12-26"])
    #expect(register.lastDay?.description == "2027-12-31")
  }

  @Test("what cannot be a holiday is reported where it stands")
  func faults() {
    expect(
      "invalid-holiday", "missing-key", "missing-key", "invalid-date", "invalid-date",
      "missing-key", "invalid-holiday", "duplicate-holiday", "duplicate-holiday",
      "invalid-holiday", "invalid-holiday", "unknown-key", "missing-key",
      in: """
        --- content/holidays.yml
        1️⃣next: {source: 通知, holidays: []}
        1️⃣1️⃣2025:
          checked: 2025-01-01
        2026:
          source: 通知
          holidays:
            - {name: 元旦, from: 1️⃣2026-02-30}
            - {name: 春节, from: 2026-02-15, to: 2026-02-16, work: [1️⃣二月, 2026-02-14]}
            - 1️⃣{name: 空}
            - {name: 倒着, from: 2026-04-06, to: 1️⃣2026-04-04}
            - {name: 重复, from: 1️⃣2026-02-15, work: [1️⃣2026-02-14]}
            - {name: 别的年, from: 1️⃣2025-11-30}
            - {name: 平日, from: 2026-05-01, work: [1️⃣2026-05-08], 1️⃣wrok: []}
            - 1️⃣{from: 2026-06-19}
        """)
  }

  @Test(
    "a time to wait is a whole number, once, at a wait or an outcome, beside the same in words",
    arguments: [
      ".wait recheck=\"明天\" days=0", ".wait recheck=\"明天\" days=367", ".wait days=1",
      ".wait recheck=\"明天\" workdays=soon", ".wait recheck=\"明天\" days=1 workdays=1",
      ".wait recheck=\"明天\" days=-1", ".wait recheck=\"明天\" days=99999999999999999999",
      "recheck=\"明天\" days=1",
    ])
  func periods(attributes: String) {
    let text = SoundGuide.main.replacing(
      "## 到点再看 {#wait .wait recheck=\"明天\"}", with: "## 到点再看 1️⃣{#wait \(attributes)}")
    let guide = SmallGuide(SoundGuide.files.merging([SoundGuide.mainFile: text]) { $1 })
    let found = guide.diagnostics.filter { $0.code == "invalid-wait-period" }
    #expect(
      found.map { "\($0.code) \(SmallGuide.place(of: $0))" }
        == guide.expected([("1️⃣", "invalid-wait-period")]))
    #expect(found.allSatisfy { $0.message.chinese != $0.message.english })
  }

  /// A tree that waits for a working day, and the list until the end of 2026.
  private func waiting(_ holidays: String) -> String {
    pair + """
      --- content/trees/main.md
      ---
      title: 等
      start: q
      scenarios:
        - {name: 等, answers: {q: 不知道}, outcome: late}
        - {name: 不等, answers: {q: 到了}, outcome: over}
      ---

      ## 到了吗？ {#q}

      - [到了](#over)
      - [不知道](#late)

      ## 再等等 {#late .outcome recheck="下一个工作日" workdays=1}

      [没到期](../causes/late.md)

      ## 到了 {#over .outcome}

      [等到期](../solutions/wait.md)
      \(holidays)
      """
  }

  @Test("a list that ends before today is reported, and none at all")
  func coverage() {
    let list =
      "--- content/holidays.yml\n%2026: {source: 通知, holidays: [{name: 元旦, from: 2026-01-01}]}"
    let sound = waiting(list.replacing("%", with: ""))
    expect(today: "2026-12-31", in: sound)
    expect(in: sound)
    expect("missing-holidays", today: "2027-01-01", in: waiting(list.replacing("%", with: "1️⃣")))
    let (guide, found) = MarkedGuide(waiting("")).read()
    #expect(found.filter { $0.severity != .note }.map(\.code) == ["missing-holidays"])
    #expect(guide.holidays.lastDay == nil)
  }

  @Test("a list that should have been compared again is reported")
  func overdue() {
    expect(
      "review-overdue", today: "2026-06-01",
      in: """
        --- content/holidays.yml
        2026:
          source: 通知
          review_by: 1️⃣2026-05-31
          holidays: [{name: 元旦, from: 2026-01-01}]
        """)
  }
}
