internal import Markup

/// The body of an outcome taken apart, so that a page can show one action, then who, when and what,
/// then where to read on.
///
/// Authors write plain lists and links; what does not look like them stays in the text.
struct OutcomeParts {
  /// The action, and everything that is neither a detail nor a list of links.
  let action: [Block]
  /// Items such as “谁来办：你”, with the text before the colon apart.
  let details: [(term: String, text: [Inline])]
  /// The links of paragraphs that hold nothing else, such as “相关：[…]、[…]”.
  let links: [Link]

  init(_ blocks: [Block]) {
    var action: [Block] = []
    var details: [(term: String, text: [Inline])] = []
    var links: [Link] = []
    for block in blocks {
      if case .list(let list) = block, let found = Self.details(list) {
        details += found
      } else if case .paragraph(let paragraph) = block,
        let found = Self.links(paragraph.content)
      {
        links += found
      } else {
        action.append(block)
      }
    }
    (self.action, self.details, self.links) = (action, details, links)
  }

  /// The items of a list when each is one paragraph that begins with a short term and a colon.
  private static func details(_ list: List) -> [(term: String, text: [Inline])]? {
    var details: [(term: String, text: [Inline])] = []
    for item in list.items {
      guard item.blocks.count == 1, case .paragraph(let paragraph)? = item.blocks.first,
        case .text(let text)? = paragraph.content.first,
        let colon = text.firstIndex(where: { "：:".contains($0) }),
        text.distance(from: text.startIndex, to: colon) <= 12
      else { return nil }
      let rest = Inline.text(String(text[text.index(after: colon)...]))
      details.append((String(text[..<colon]), [rest] + paragraph.content.dropFirst()))
    }
    return details
  }

  /// The links of a paragraph that has two or more and little beside them; nil for other text.
  private static func links(_ content: [Inline]) -> [Link]? {
    var links: [Link] = []
    var others = ""
    for inline in content {
      switch inline {
      case .link(let link): links.append(link)
      case .text(let text): others += text
      case .softBreak: continue
      default: return nil
      }
    }
    let words = others.filter(\.isLetter)
    return links.count > 1 && words.count <= 4 ? links : nil
  }
}
