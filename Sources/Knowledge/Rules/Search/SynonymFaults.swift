public import Diagnostics
internal import Markup

/// Reports groups of synonyms that say nothing, or say it twice.
enum SynonymFaults {
  static func check(_ register: SynonymRegister, file: String) -> [Diagnostic] {
    var log: [Diagnostic] = []
    var seen: [String: SourceRange] = [:]
    for group in register.groups {
      if group.words.count < 2 {
        log.append(
          Rule.loneSynonym.breach(
            in: file, at: group.range, en: "This group has only one word", zh: "这一组只有一个词"))
      }
      for word in group.words {
        if let first = seen[word.value] {
          log.append(
            Rule.repeatedSynonym.breach(
              in: file, at: word.range, en: "'\(word.value)' stands in two groups",
              zh: "“\(word.value)”出现在两组里",
              notes: [
                Diagnostic.Note(en: "the first one", zh: "第一个", file: file, position: first.start)
              ]))
        }
        seen[word.value] = word.range
      }
    }
    return log
  }
}

extension Rule {
  /// A group of synonyms with a single word.
  public static let loneSynonym = Rule(
    "lone-synonym", .warning,
    en: "A group of synonyms has two words or more. Add the other word, or delete the group.",
    zh: "一组同义词至少两个词。请补上另一个词，或者删掉这一组。",
    wrong: "groups:\n  - [到账]", right: "groups:\n  - [到账, 入账]")

  /// A word that stands in two groups of synonyms.
  public static let repeatedSynonym = Rule(
    "repeated-synonym", .warning,
    en: "A word stands in one group of synonyms. Make the two groups one, or delete the word.",
    zh: "一个词只放在一组同义词里。请把两组合成一组，或者删掉这个词。",
    wrong: "groups:\n  - [到账, 入账]\n  - [入账, 进账]", right: "groups:\n  - [到账, 入账, 进账]")

  static let searchRules: [Rule] = [.loneSynonym, .repeatedSynonym, .unknownSearchTarget]
}
