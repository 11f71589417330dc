import Diagnostics
import Knowledge
import Markup
import Testing

@Suite("Numbers that belong to somebody")
struct SensitiveNumberTests {
  @Test(
    "cards, people and private telephones, also grouped and of full width",
    arguments: [
      ("卡 4111 1111-1111 1111。", SensitiveNumber.Kind.card, "4111111111111111"),
      ("4222222222222", .card, "4222222222222"), ("378282246310005", .card, "378282246310005"),
      ("3782 822463 10005", .card, "378282246310005"),
      ("6200 0000 0000 0000 000", .card, "6200000000000000000"),
      ("622202 0000000000000", .card, "6222020000000000000"),
      ("11010519491231002X", .identity, "11010519491231002X"),
      ("身份证110105 19491231 002x，", .identity, "11010519491231002X"),
      ("138-0013-8000", .mobile, "13800138000"), ("+86 138 0013 8000", .mobile, "8613800138000"),
      ("8613800138000", .mobile, "8613800138000"), ("１３８００１３８０００", .mobile, "13800138000"),
      ("[打电话](tel:13800138000)", .mobile, "13800138000"),
    ])
  func found(text: String, kind: SensitiveNumber.Kind, digits: String) {
    let numbers = SensitiveNumber.all(in: text)
    #expect(numbers.map(\.kind) == [kind] && numbers.map(\.digits) == [digits])
  }

  @Test(
    "other numbers are left alone",
    arguments: [
      "4111111111111112", "110105194912310021", "12363、010-66001918", "400-800-1234",
      "2026-11-22 2027-05-22", "12363 95516 96110", "23800138000", "12800138000", "1380013800",
      "138001380001", "https://a.cn/4111111111111111", "id=13800138000", "a13800138000",
      "0.4111111111111111", "1700000000004", "0000000000000000", "____ ____ ____ 1111",
    ])
  func others(text: String) {
    #expect(SensitiveNumber.all(in: text) == [])
  }

  @Test("they are shown where they stand, without being repeated")
  func places() {
    let source = Source(
      path: "content/pages/a.md",
      text: """
        ---
        title: 卡 4111 1111 1111 1111
        # 13800138000
        ---
        身份证 11010519491231002X 和 138 0013 8000。
        """)
    let found = PersonalNumber.check(source)
    #expect(found.allSatisfy { $0.code == "personal-number" && $0.severity == .error })
    #expect(
      found.map(\.range) == [
        SourceRange(line: 2, columns: 12..<31), SourceRange(line: 3, columns: 3..<14),
        SourceRange(line: 5, columns: 11..<29), SourceRange(line: 5, columns: 34..<47),
      ])
    #expect(found[0].message.english == "'…1111' is the number of a card")
    #expect(found[2].message.chinese == "“……002X”是身份证号")
  }
}

@Suite("Long sentences")
struct LongSentenceTests {
  private func notes(_ body: String) -> [Diagnostic] {
    MarkedGuide("--- content/pages/a.md\n---\ntitle: a\n---\n\n" + body).read().diagnostics
      .filter { $0.code == "long-sentence" }
  }

  @Test("a sentence of more than 80 characters or 40 words is a note at its paragraph")
  func long() {
    let found = notes("短句。\n\n- " + String(repeating: "长", count: 81) + "。\n")
    #expect(found.map(\.range?.start) == [SourcePosition(line: 7, column: 3)])
    #expect(found.first?.severity == .note)
    #expect(found.first?.message.chinese == "“长长长长长长长长……”这一句有 81 个字")
    let words = notes(Array(repeating: "word", count: 41).joined(separator: " ") + ".\n")
    #expect(words.map(\.message.english) == ["Sentence 'word wor…' has 41 words"])
  }

  @Test("words are counted whatever stands between them, and rare characters as others")
  func mixed() {
    #expect(notes(Array(repeating: "word", count: 41).joined(separator: "， ") + "\n").count == 1)
    #expect(notes(String(repeating: "㐀", count: 81) + "\n").count == 1)
    #expect(notes(String(repeating: "a ", count: 41) + "\n").count == 1)
  }

  @Test("sentences end at marks, and short ones are fine")
  func short() {
    let han = String(repeating: "字", count: 80)
    #expect(notes("\(han)。\(han)！\(han)？\(han)\n") == [])
    #expect(notes(Array(repeating: "word", count: 40).joined(separator: " ") + "\n") == [])
  }

  @Test("they are found in every line, also in digits of full width")
  func lines() {
    let text = "１３８００１３８０００\n1380013\n8000\n\n13800138000"
    let found = PersonalNumber.check(Source(path: "content/pages/a.md", text: text))
    #expect(
      found.map(\.range) == [
        SourceRange(line: 1, columns: 1..<34), SourceRange(line: 5, columns: 1..<12),
      ])
  }
}
