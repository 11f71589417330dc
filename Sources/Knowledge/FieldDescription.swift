public import Diagnostics

/// A key of front matter or of `site.yml`, as the tools of editors are told of it.
public struct FieldDescription: Sendable {
  /// What the value of a key is.
  public indirect enum Value: Sendable {
    case text, texts, bool, number, date
    /// One of a few words.
    case choice([String])
    /// A group of keys.
    case group([FieldDescription])
    /// A list of groups of keys.
    case groups([FieldDescription])
    /// Texts under names that the author chooses.
    case table
  }

  /// The key.
  public let key: String
  /// What its value is.
  public let value: Value
  /// Whether it must be there.
  public let isRequired: Bool
  /// What it says, in a sentence.
  public let meaning: LocalizedText

  init(_ key: String, _ value: Value, required: Bool = false, en: String, zh: String) {
    self.key = key
    self.value = value
    isRequired = required
    meaning = LocalizedText(en: en, zh: zh)
  }
}

extension FieldDescription {
  /// The keys of a kind's front matter, in the order in which files have them: what readers see
  /// first, what only the kind has, and what editors keep.
  public static func fields(of kind: EntryKind) -> [FieldDescription] {
    [title(of: kind)] + head + own(kind) + tail
  }

  private static func title(of kind: EntryKind) -> FieldDescription {
    FieldDescription(
      "title", .text, required: kind != .page, en: "The title.", zh: "标题。")
  }

  private static let sourceFields = [
    FieldDescription("title", .text, required: true, en: "The publication.", zh: "资料的名字。"),
    FieldDescription("url", .text, en: "Its address.", zh: "网址。"),
    FieldDescription(
      "checked", .date, en: "The day on which the claim was compared with it.", zh: "核对的日期。"),
  ]

  private static let head = [
    FieldDescription(
      "summary", .text, en: "What the reader gets, in a sentence.", zh: "一句话：读者在这里得到什么。"),
    FieldDescription("description", .text, en: "Another name of summary.", zh: "summary 的另一个名字。"),
    FieldDescription(
      "lang", .text, en: "The language, where it is not the guide's.", zh: "语言，和指南不同时才写。"),
    FieldDescription("keywords", .texts, en: "Words that a reader would type.", zh: "读者会打的词。"),
  ]

  private static let tail = [
    FieldDescription(
      "aliases", .texts, en: "Old addresses that lead here.", zh: "旧网址，会转到这里。"),
    FieldDescription("tags", .texts, en: "Tags; each has a page.", zh: "标签，每个标签有一页。"),
    FieldDescription(
      "draft", .bool, en: "Whether it is left out until it is done.", zh: "true 表示还没写好，先不发布。"),
    FieldDescription("date", .date, en: "The day of publication.", zh: "发布的日期。"),
    FieldDescription(
      "updated", .date, en: "The day of the last change of substance.", zh: "上次改动内容的日期。"),
    FieldDescription(
      "review_by", .date, en: "The day by which somebody must look at it again.",
      zh: "最迟在哪一天复核。"),
    FieldDescription(
      "sources", .groups(sourceFields), en: "Publications behind it.", zh: "资料来源。"),
  ]

  private static func own(_ kind: EntryKind) -> [FieldDescription] {
    switch kind {
    case .page, .checklist: []
    case .home:
      [
        FieldDescription(
          "start", .text, en: "The id of the tree behind the big button.",
          zh: "大按钮进入哪棵排查：content/trees/ 里的文件名。")
      ]
    case .cause: cause
    case .solution: solution
    case .prevention:
      [FieldDescription("how_often", .text, en: "How often it is done.", zh: "多久做一次。")]
    case .tree: tree
    case .term: term
    }
  }

  private static let prevention = FieldDescription(
    "prevention", .texts, en: "Ids of prevention entries.", zh: "预防：content/prevention/ 里的文件名。")

  private static let cause = [
    FieldDescription("symptoms", .texts, en: "What one sees.", zh: "读者看到什么。"),
    FieldDescription(
      "likelihood", .choice(Likelihood.allCases.map(\.rawValue)), en: "How likely it is.",
      zh: "可能性：常见、有时、少见。"),
    FieldDescription("fixed_by", .text, en: "Who can put it right.", zh: "谁能处理。"),
    FieldDescription(
      "expected_time", .text, en: "When it can be expected to be right.", zh: "多久能好。"),
    FieldDescription(
      "solutions", .texts, en: "Ids of solutions, at least one.",
      zh: "办法：content/solutions/ 里的文件名，至少一个。"),
    prevention,
    FieldDescription("evidence", .texts, en: "What to keep.", zh: "要留的证据。"),
    FieldDescription("say", .text, en: "What to tell customer service.", zh: "跟客服怎么说。"),
  ]

  private static let solution = [
    FieldDescription("who", .text, en: "Who does it.", zh: "谁来做。"),
    FieldDescription("takes", .text, en: "How long it takes.", zh: "要多久。"),
    FieldDescription("evidence", .texts, en: "What to have at hand.", zh: "要准备什么。"),
    prevention,
  ]

  private static let tree = [
    FieldDescription(
      "start", .text, required: true, en: "The id of the first question.", zh: "第一个问题的 id。"),
    FieldDescription(
      "max_questions", .number, en: "How many questions a path may have.", zh: "一条路最多几个问题。"),
    FieldDescription(
      "scenarios",
      .groups([
        FieldDescription("name", .text, required: true, en: "What happened.", zh: "发生了什么。"),
        FieldDescription(
          "answers", .table, required: true, en: "Part of an option's label, by the question's id.",
          zh: "问题的 id 和选项里的几个字。"),
        FieldDescription(
          "outcome", .text, required: true, en: "The id of the outcome.", zh: "要走到的结果的 id。"),
      ]), en: "Tests: these answers lead to this outcome.", zh: "情景测试：这样回答，要走到这个结果。"),
  ]

  private static let term = [
    FieldDescription("synonyms", .texts, en: "Words that mean the same.", zh: "意思相同的词。"),
    FieldDescription("misspellings", .texts, en: "Common misspellings.", zh: "常见的错写。"),
    FieldDescription(
      "see", .texts, en: "Ids of terms to see.", zh: "另见：content/glossary/ 里的文件名。"),
  ]
}

extension FieldDescription {
  /// The keys of `content/site.yml`.
  public static let site: [FieldDescription] = [
    FieldDescription("title", .text, required: true, en: "The name of the guide.", zh: "指南的名字。"),
    FieldDescription(
      "description", .text, en: "What the guide is for, in a sentence.", zh: "一句话：指南做什么用。"),
    FieldDescription(
      "base_url", .text, en: "The address at which it is published.", zh: "发布的网址。"),
    FieldDescription("language", .text, en: "The language, such as zh-CN.", zh: "语言，例如 zh-CN。"),
    FieldDescription(
      "edit_url", .text, en: "The address before a file's path, for the link to edit a page.",
      zh: "“修改这一页”的网址开头。"),
    FieldDescription(
      "nav",
      .groups([
        FieldDescription("title", .text, required: true, en: "What it shows.", zh: "显示的字。"),
        FieldDescription(
          "file", .text, required: true, en: "A content file or a kind's folder.",
          zh: "内容文件，或者一类内容的文件夹。"),
      ]), en: "The navigation, in order.", zh: "导航，按顺序。"),
    FieldDescription("promises", .texts, en: "Promises that no text makes.", zh: "不许出现的承诺。"),
    FieldDescription(
      "markdown",
      .group([
        FieldDescription("raw_html", .bool, en: "Whether raw HTML is kept.", zh: "是否保留原始 HTML。")
      ]), en: "How Markdown is read.", zh: "怎样读 Markdown。"),
    FieldDescription(
      "search", .bool, en: "Whether the site has a search.", zh: "网站有没有搜索。"),
    FieldDescription(
      "limits",
      .group([
        FieldDescription("file_bytes", .number, en: "Bytes of a file.", zh: "一个文件的字节数。"),
        FieldDescription(
          "front_matter_bytes", .number, en: "Bytes of front matter.", zh: "文件头的字节数。"),
        FieldDescription("nesting", .number, en: "Depth of nesting.", zh: "嵌套的层数。"),
        FieldDescription("table_cells", .number, en: "Cells of a table.", zh: "表格的格数。"),
      ]), en: "Bounds on content files.", zh: "内容文件的上限。"),
    FieldDescription(
      "budgets",
      .group([
        FieldDescription(
          "page", .number, en: "Gzipped bytes of a page with its style sheet.",
          zh: "一页和样式压缩后的字节数。"),
        FieldDescription(
          "scripts", .number, en: "Gzipped bytes of the scripts of a page.", zh: "一页的脚本压缩后的字节数。"),
      ]), en: "Bounds on pages.", zh: "页面的上限。"),
  ]
}
