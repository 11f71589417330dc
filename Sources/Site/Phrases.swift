internal import Markup

/// Where a Chinese title may break: browsers would break it anywhere, also within a word.
///
/// The style sheet lets titles break at punctuation only. What is too long for a line of a phone
/// gets further places here: around the small words that begin or end a phrase, and where there is
/// none, between any two characters.
enum Phrases {
  /// A title with its further places to break as `<wbr>`.
  static func html(_ title: String) -> HTML {
    var html = HTML()
    var phrase = ""
    for character in title {
      phrase.append(character)
      if !character.isLetter && !character.isNumber {
        append(phrase, to: &html)
        phrase = ""
      }
    }
    append(phrase, to: &html)
    return html
  }

  /// As many characters as fit on a line of a phone.
  private static let line = 12
  private static let endings: Set<Character> = ["的", "了", "着", "过", "和", "与", "或", "里", "上", "时"]
  private static let beginnings: Set<Character> = [
    "是", "把", "被", "没", "不", "怎", "哪", "还", "就", "再", "先",
  ]

  private static func append(_ phrase: String, to html: inout HTML) {
    let characters = Array(phrase)
    guard characters.count > line else { return html.append(text: phrase) }
    // Two characters or fewer do not stand alone, nor does the mark at the end.
    let places = 3..<(characters.count - 2)
    let good = places.filter { place in
      let (before, after) = (characters[place - 1], characters[place])
      // No line begins with a word that ends a phrase, and “还没” and “是不是” stay whole.
      if endings.contains(after) { return false }
      return endings.contains(before)
        || beginnings.contains(after) && !beginnings.contains(before)
          && before != characters[place + 1]
    }
    let breaks = Set(good.isEmpty ? Array(places) : good)
    for (place, character) in characters.enumerated() {
      if breaks.contains(place) { html += "<wbr>" }
      html.append(text: String(character))
    }
  }
}
