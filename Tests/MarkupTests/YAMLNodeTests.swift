import Diagnostics
import Markup
import Testing

@Suite("YAML with its places")
struct YAMLNodeTests {
  // MARK: Values

  @Test("plain, quoted, folded and literal texts are read as YAML reads them")
  func scalars() {
    let root = parsed(
      """
      plain: 先看 交易状态  # 备注
      single: 'it''s'
      double: "a\\tb\\u4E2D"
      literal: |
        一行
        二行
      folded: >-
        一
        二
      several: one
        two
      """)
    #expect(
      ["plain", "single", "double", "literal", "folded", "several"].map { root?[$0]?.text }
        == ["先看 交易状态", "it's", "a\tb中", "一行\n二行\n", "一 二", "one two"])
  }

  @Test("empty, ~ and null are null; the same in quotation marks is text")
  func nulls() {
    let root = parsed("a:\nb: ~\nc: null\nd: \"\"\ne: 'null'\n")
    #expect(["a", "b", "c"].allSatisfy { root?[$0]?.isNull == true })
    #expect(["d", "e"].allSatisfy { root?[$0]?.isNull == false })
    #expect(root?["d"]?.text == "")
  }

  @Test("numbers, dates and truth values stay the text that was written")
  func typesAreText() {
    let root = parsed("a: 0012363\nb: 2026-11-22\nc: yes\nd: 1e3\n")
    #expect(
      ["a", "b", "c", "d"].map { root?[$0]?.text } == ["0012363", "2026-11-22", "yes", "1e3"])
  }

  @Test("block and flow lists and mappings nest")
  func collections() {
    let root = parsed("a: [x, [y], {k: v}]\nb:\n  - k: v\n    l: w\n  - z\n")
    #expect(outline(root) == "{a: [x, [y], {k: v}], b: [{k: v, l: w}, z]}")
  }

  @Test("a byte-order mark and CRLF change no value and no place")
  func windows() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("标题: 甲\r\nb: 乙\r\n".utf8)
    let source = try #require(Source.decoded(bytes, path: "site.yml", limit: 100).source)
    var log: [Diagnostic] = []
    let root = try #require(YAMLNode.parsed(source, log: &log))
    #expect(outline(root) == "{标题: 甲, b: 乙}")
    #expect(root["b"]?.range == SourceRange(line: 2, columns: 4..<7))
    #expect(root.entries.first?.keyRange == SourceRange(line: 1, columns: 1..<7))
  }

  // MARK: Places

  @Test(
    "a value's place is counted in bytes and ends with the value",
    arguments: [
      ("k: 先看", 4..<10), ("k: 先看  # 备注", 4..<10), ("网络: a", 9..<10),
      ("k: \"先\\\"看\" # 备注", 4..<14), ("k: 'it''s' ", 4..<11), ("k: [一, 二]  # 备注", 4..<14),
      ("k: {a: 一}", 4..<12), ("k: |\n  一", 4..<5), ("k: !!str a", 4..<11),
    ])
  func places(text: String, columns: Range<Int>) {
    #expect(parsed(text)?.entries.first?.value.range == SourceRange(line: 1, columns: columns))
  }

  @Test("items of a list know their places, wherever they stand")
  func itemPlaces() throws {
    let root = try #require(parsed("a: [一二, \"三\", 四]\nb:\n  - 五\n  - 六 # 备注\n"))
    #expect(
      items(root["a"]) == [
        SourceRange(line: 1, columns: 5..<11), SourceRange(line: 1, columns: 13..<18),
        SourceRange(line: 1, columns: 20..<23),
      ])
    #expect(
      items(root["b"]) == [
        SourceRange(line: 3, columns: 5..<8), SourceRange(line: 4, columns: 5..<8),
      ])
  }

  @Test("an entry reaches from its key to the end of its value in the line")
  func entryPlaces() throws {
    let root = try #require(parsed("solutions: []\nsay: |\n  a\n"))
    #expect(root.entries.map(\.range.start.column) == [1, 1])
    #expect(root.entries[0].range == SourceRange(line: 1, columns: 1..<14))
  }

  // MARK: Faults

  @Test(
    "broken YAML is one finding at the place where reading failed",
    arguments: [
      ("a: [b\nc: d\n", 2), ("a: b: c\n", 1), ("a: \"b\n", 2), ("\ta: b\n", 1),
      ("a: b\n  c: d\n", 2), ("a: @x\n", 1), ("a: {b: c\n", 2), ("a: 'x' y\n", 1),
      ("- a\n- b\n", 1), ("just text\n", 1), ("a: b\n---\nc: d\n", 2), ("%FOO\n---\na: b\n", 1),
    ])
  func broken(text: String, line: Int) {
    var log: [Diagnostic] = []
    #expect(parsed(text, log: &log) == nil)
    #expect(log.map(\.code) == ["yaml-syntax"])
    #expect((log.first?.range?.start.line ?? 0) <= line, "\(log)")
    #expect(log.allSatisfy { !$0.message.chinese.isEmpty && !$0.message.english.isEmpty })
  }

  @Test(
    "a fault at the end of a text is shown where the text ends",
    arguments: ["a: [b, \n", "a: [b,\n\n", "a: {b", "a: \"b", "a: \"b\n\n"])
  func end(yaml: String) {
    var log: [Diagnostic] = []
    _ = YAMLNode.parsed(Source(path: "a.yml", text: yaml), log: &log)
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(log.map(\.code) == ["yaml-syntax"])
    for place in log.compactMap(\.range).flatMap({ [$0.start, $0.end] }) {
      #expect((1...lines.count).contains(place.line), "\(place)")
      #expect((1...lines[place.line - 1].utf8.count + 1).contains(place.column), "\(place)")
    }
  }

  @Test("a key that occurs twice is shown at its second place")
  func duplicates() {
    var log: [Diagnostic] = []
    _ = parsed("标题: a\nb: c\n标题: d\n", log: &log)
    #expect(log.map(\.code) == ["yaml-syntax"])
    #expect(log.first?.range == SourceRange(line: 3, columns: 1..<7))
    #expect(log.first?.message.english == "Key '标题' occurs twice")
  }

  @Test("a key that occurs twice in a list within a mapping is shown there too")
  func nestedDuplicates() {
    var log: [Diagnostic] = []
    _ = parsed("a:\n  - k: 1\n    k: 2\nk: 3\n", log: &log)
    #expect(log.first?.range == SourceRange(line: 3, columns: 5..<6))
  }

  @Test(
    "a control character that YAML writes as an escape is refused", arguments: ["\\0", "\\x1b"])
  func escapedControls(escape: String) {
    var log: [Diagnostic] = []
    let root = parsed("a: \"x\(escape)y\"\n", log: &log)
    #expect(log.map(\.code) == ["control-character"])
    #expect(root?["a"]?.text == "xy")
  }

  // MARK: Anchors and aliases

  @Test(
    "anchors and aliases are refused where they stand",
    arguments: [
      ("a: &x b", 4..<8), ("a: *x", 4..<6), ("a: [b, *x]", 8..<10), ("a: {k: *x}", 8..<10),
      ("\"a\": &x b", 6..<10), ("'a': *x", 6..<8), ("? *x\n: b", 3..<5), ("*x : b", 1..<3),
      ("a: !!str &x b", 4..<14), ("a: * b", 4..<7), ("&x a: b", 1..<6),
      ("\"a # b\": *x", 10..<12),
    ])
  func anchors(text: String, columns: Range<Int>) {
    var log: [Diagnostic] = []
    let root = parsed(text, log: &log)
    #expect(root == nil)
    #expect(log.map(\.code) == ["yaml-alias"])
    #expect(log.first?.range?.start == SourcePosition(line: 1, column: columns.lowerBound))
  }

  @Test(
    "ampersands and asterisks within texts are texts",
    arguments: [
      ("a: Q&A", "Q&A"), ("a: 满 *100* 元", "满 *100* 元"), ("a: 现金, *刷卡* 都行", "现金, *刷卡* 都行"),
      ("a: x & y", "x & y"), ("a: \"*x\"", "*x"), ("a: '&x'", "&x"),
      ("a: \"A, *b* 和 &c\"", "A, *b* 和 &c"),
      ("a: 注：*x", "注：*x"), ("a: |\n  *请注意*\n  &x\n  - *y", "*请注意*\n&x\n- *y"),
      ("a: >-\n  *x", "*x"), ("a: 一\n  *二*", "一 *二*"), ("a: \"一\n  *二*\"", "一 *二*"),
      ("a: b # *x &y", "b"), ("a: https://x.cn/?a=1&b=*2", "https://x.cn/?a=1&b=*2"),
      ("# &x *y\na: b", "b"),
    ])
  func plainText(text: String, value: String) {
    var log: [Diagnostic] = []
    #expect(parsed(text, log: &log)?["a"]?.text == value)
    #expect(log.isEmpty)
  }

  @Test("alias bombs are refused at once, however they are written")
  func bombs() {
    let quoted: String = (0..<40).map { level in
      "\"k\(level)\": &a\(level)\n  \"x\": \(level == 0 ? "1" : "*a\(level - 1)")\n"
        + "  \"y\": \(level == 0 ? "2" : "*a\(level - 1)")\n"
    }.joined()
    let keys: String = (0..<40).map { level in
      level == 0
        ? "k0: &a0 {x: 1}\n"
        : "k\(level): &a\(level)\n  ? *a\(level - 1)\n  : *a\(level - 1)\n"
    }.joined()
    let flow: String = (0..<40).map { level in
      let item = level == 0 ? "x" : "*a\(level - 1)"
      return "k\(level): &a\(level) [\(item), \(item)]\n"
    }.joined()
    for bomb in [quoted, keys, flow] {
      var log: [Diagnostic] = []
      let time = ContinuousClock().measure { _ = parsed(bomb, log: &log) }
      #expect(log.map(\.code) == ["yaml-alias"])
      #expect(time < .seconds(1))
    }
  }

  // MARK: Size

  @Test("deep nesting is refused, however it is written")
  func deep() {
    let many = 10_000
    let stairs = (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    let steps = (0..<40).map { step in
      String(repeating: " ", count: step * 60) + String(repeating: "- ", count: 30)
    }.joined(separator: "\n")
    for text in [
      "a: " + String(repeating: "[", count: many), "a: " + String(repeating: "{a: ", count: many),
      "a:\n  " + String(repeating: "- ", count: many) + "x",
      "a:\n  " + String(repeating: "? ", count: many) + "x",
      "a: [\n" + String(repeating: "[\n", count: many), stairs, steps,
    ] {
      var log: [Diagnostic] = []
      #expect(parsed(text, log: &log) == nil)
      #expect(log.count == 1, "\(text.prefix(20))")
    }
  }

  @Test("hyphens and brackets within texts are no levels")
  func noLevels() {
    let line = String(repeating: "-", count: 60)
    #expect(parsed("a: |\n  \(line)\n  b\n")?["a"]?.text == "\(line)\nb\n")
    #expect(parsed("a: ':'\nb: '[[['\n")?["b"]?.text == "[[[")
  }

  @Test("a long line costs no more than many short ones")
  func longLine() {
    let list = "k: [\(String(repeating: "文, ", count: 12_000))文]\n"
    let time = ContinuousClock().measure {
      #expect(items(parsed(list)?["k"]).last?.start.column == 60_005)
    }
    #expect(time < .seconds(3))
  }

  // MARK: Helpers

  private func parsed(_ text: String) -> YAMLNode? {
    var log: [Diagnostic] = []
    let node = parsed(text, log: &log)
    #expect(log.isEmpty, "\(log)")
    return node
  }

  private func parsed(_ text: String, log: inout [Diagnostic]) -> YAMLNode? {
    YAMLNode.parsed(Source(path: "content/site.yml", text: text), log: &log)
  }

  private func items(_ node: YAMLNode?) -> [SourceRange] {
    guard case .sequence(let items)? = node?.value else { return [] }
    return items.map(\.range)
  }

  private func outline(_ node: YAMLNode?) -> String {
    switch node?.value {
    case .scalar(let text, _): text
    case .sequence(let items): "[" + items.map(outline).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key): \(outline($0.value))" }.joined(separator: ", ") + "}"
    case nil: "nothing"
    }
  }
}
