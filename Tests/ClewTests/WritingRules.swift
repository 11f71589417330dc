import Knowledge
import Markup

/// The rules of writing that a program can check, as pure functions of texts.
enum WritingRules {
  /// Words with digits that are names and no figures.
  static let names = ["T+1", "D+1", "D+0", "T+0", "CVV2"]

  /// Names of companies and products of the trade, by which no page may advertise or judge.
  ///
  /// Names that are also parts of common words stand with the word that tells them apart.
  static let brands = [
    "拉卡拉", "盛付通", "瑞银信", "瑞和宝", "乐刷", "易生支付", "收钱吧", "银盛", "随行付", "海科融通",
    "合利宝", "嘉联支付", "现代金控", "开店宝", "汇付天下", "通联支付", "富友", "新大陆支付",
    "美团", "微信支付", "支付宝", "财付通", "云闪付", "抖音", "京东支付", "哆啦宝", "付临门", "国通星驿",
    "杉德", "点佰趣", "钱宝科技", "中付支付", "联动优势", "易宝支付", "快钱支付", "宝付支付", "银联商务",
    "Lakala", "WeChat Pay", "Alipay", "LeShua",
  ]

  /// The numbers of a text, in which values of the register may stand where they are written as
  /// registered and by themselves: "20 万元" is no place for the value "0 万元".
  static func strayNumbers(in text: String, values: [String] = []) -> [String] {
    let allowed = (values + names).sorted { $0.count > $1.count }
    var stray: [String] = []
    var number = ""
    var rest = text[...]
    while let character = rest.first {
      if number.isEmpty, let match = allowed.first(where: { rest.isAlone($0) }) {
        rest = rest.dropFirst(match.count)
        continue
      }
      if character.isDigit {
        number.append(character)
      } else if !number.isEmpty {
        stray.append(number)
        number = ""
      }
      rest = rest.dropFirst()
    }
    return number.isEmpty ? stray : stray + [number]
  }
}

extension Substring {
  /// Whether a text begins here and is not cut out of a longer number.
  fileprivate func isAlone(_ text: String) -> Bool {
    guard hasPrefix(text) else { return false }
    let after = dropFirst(text.count).first
    return !((text.last?.isDigit ?? false) && (after?.isDigit ?? false))
  }
}

extension Character {
  /// Whether it is a decimal digit of any script; ① and Ⅰ are none.
  fileprivate var isDigit: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .decimalNumber }
  }
}

extension [Inline] {
  /// The text without the links to facts that hold the registered value.
  func textOutsideFacts(_ register: FactRegister) -> String {
    var text = ""
    for inline in self {
      switch inline {
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        text += content.textOutsideFacts(register)
      case .link(let link) where link.isFact(of: register): text += " "
      case .link(let link): text += link.content.textOutsideFacts(register)
      default: text += [inline].plainText
      }
    }
    return text
  }
}

extension [Block] {
  /// The texts of every block without the links to facts that hold the registered value.
  func textsOutsideFacts(_ register: FactRegister) -> [String] {
    var texts: [String] = []
    forEachNested { block in
      switch block {
      case .paragraph(let paragraph): texts.append(paragraph.content.textOutsideFacts(register))
      case .heading(let heading): texts.append(heading.content.textOutsideFacts(register))
      case .codeBlock(let code): texts.append(code.code)
      case .table(let table):
        texts += ([table.header] + table.rows).flatMap { $0 }.map { $0.textOutsideFacts(register) }
      default: break
      }
    }
    return texts
  }
}

extension Link {
  /// Whether it leads to a fact and shows its value.
  fileprivate func isFact(of register: FactRegister) -> Bool {
    guard destination.hasPrefix("fact:"), let fact = register[String(destination.dropFirst(5))]
    else { return false }
    return content.plainText.contains(fact.value)
  }
}
