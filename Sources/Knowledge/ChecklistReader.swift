internal import Diagnostics
internal import Markup

/// Reads the body of a checklist: H2s are groups, tasks are items, blanks in them are fields.
enum ChecklistReader {
  static func checklist(_ blocks: [Block]) -> Checklist {
    var introduction: [Block] = []
    var groups: [(heading: Heading?, blocks: [Block])] = []
    for block in blocks {
      if case .heading(let heading) = block, heading.level == 2 {
        groups.append((heading, []))
      } else if !groups.isEmpty {
        groups[groups.count - 1].blocks.append(block)
      } else if case .list(let list) = block, list.items.contains(where: { $0.task != nil }) {
        groups.append((nil, [block]))
      } else {
        introduction.append(block)
      }
    }
    var count = 0
    return Checklist(
      introduction: introduction,
      groups: groups.map { group in
        ChecklistGroup(
          heading: group.heading, blocks: group.blocks, items: items(group.blocks, &count))
      })
  }

  private static func items(_ blocks: [Block], _ count: inout Int) -> [ChecklistItem] {
    var found: [ChecklistItem] = []
    var number = count
    blocks.forEachNested { block in
      guard case .list(let list) = block else { return }
      for item in list.items where item.task != nil {
        number += 1
        let text = firstParagraph(item)
        found.append(
          ChecklistItem(
            id: item.attributes?.id ?? "item-\(number)", text: text,
            fields: fields(text, range: item.range), range: item.range))
      }
    }
    count = number
    return found
  }

  private static func firstParagraph(_ item: List.Item) -> String {
    for block in item.blocks {
      if case .paragraph(let paragraph) = block { return paragraph.content.plainText }
    }
    return ""
  }

  /// The blanks of one item; a blank's name is the text before the colon.
  static func fields(_ text: String, range: SourceRange) -> [ChecklistField] {
    guard text.contains("____") else { return [] }
    var fields: [ChecklistField] = []
    // Several fields may stand in one item, separated by commas or semicolons.
    for part in text.split(whereSeparator: { "，；,;".contains($0) }) {
      guard let colon = part.firstIndex(where: { $0 == "：" || $0 == ":" }) else { continue }
      let blank = part[part.index(after: colon)...].filter { !$0.isWhitespace }
      guard blank.contains("____") else { continue }
      let name = part[..<colon].trimmed()
      let kind: ChecklistField.Kind =
        blank.hasPrefix("￥") || blank.hasPrefix("¥")
        ? .amount : blank.contains("年") && blank.contains("月") ? .date : .text
      fields.append(ChecklistField(name: name, kind: kind, range: range))
    }
    return fields
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  func trimmed() -> String {
    let front = drop(while: \.isWhitespace)
    guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(front[...last])
  }
}
