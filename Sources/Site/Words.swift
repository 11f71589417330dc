internal import Knowledge
internal import Markup

/// What the site says in its own words, in the language of the guide.
struct Words: Sendable {
  let values: [String: String]
  let isChinese: Bool

  init(language: String) {
    isChinese = language.lowercased().hasPrefix("zh")
    values = isChinese ? Self.chinese : Self.english
  }

  subscript(name: String) -> String {
    values[name] ?? name
  }

  var labels: HTMLLabels { isChinese ? .chinese : .english }

  func likelihood(_ likelihood: Likelihood) -> String { self[likelihood.rawValue] }
  func kind(_ kind: EntryKind) -> String { self[kind.rawValue] }
  func urgency(_ urgency: TreeNode.Urgency) -> String { self["urgency_\(urgency.rawValue)"] }

  /// A title or a label, which may break between phrases.
  func title(_ text: String) -> TemplateValue {
    isChinese ? .html(Phrases.html(text)) : .text(text)
  }

  /// "最多还有 3 个问题".
  func questionsLeft(_ count: Int) -> String {
    guard count > 0 else { return self["last_question"] }
    return isChinese
      ? "最多还有 \(count) 个问题" : "at most \(count) more question\(count == 1 ? "" : "s")"
  }

  static let chinese: [String: String] = [
    "home": "首页", "page": "页面", "cause": "原因", "solution": "办法", "prevention": "预防",
    "checklist": "清单", "tree": "排查", "term": "词语", "tag": "标签", "fact": "数字",
    "common": "常见", "occasional": "有时", "rare": "少见", "likelihood": "可能性",
    "symptoms": "你会看到", "fixed_by": "谁能处理", "expected_time": "什么时候到账",
    "solutions": "可以这样做", "prevention_list": "下次怎么避免", "evidence": "要留的证据", "need": "要准备",
    "say": "这样跟客服说", "sources": "资料来源", "checked": "核对于", "related": "相关内容",
    "who": "谁来做", "takes": "要多久", "how_often": "多久做一次", "causes_fixed": "能处理这些原因",
    "causes_prevented": "能避免这些原因", "synonyms": "也叫", "misspellings": "常写错成", "see": "另见",
    "used_in_trees": "在排查里", "contents": "本文目录", "previous": "上一篇", "next": "下一篇",
    "updated": "更新", "review_by": "下次复核", "edit": "修改这一页", "search": "搜索",
    "search_hint": "搜：没到账、weidaozhang", "everything": "全部内容（按拼音）", "print": "打印全部", "skip": "跳到正文",
    "menu": "目录",
    "breadcrumbs": "所在位置", "main_nav": "主导航", "not_found": "没有这一页",
    "not_found_text": "地址可能写错了，或者这一页已经搬走。从这里重新开始：",
    "urgency_none": "不用急", "urgency_soon": "尽快处理", "urgency_now": "马上处理",
    "start_tree": "开始排查", "first_question": "第一个问题", "whole_tree": "看整棵排查图",
    "whole": "整棵排查图", "restart": "从头再来", "answers": "到这里的回答", "change": "改",
    "came_from": "可能从这些问题来", "finds_out": "这条排查能告诉你", "questions": "个问题",
    "outcomes": "个结论", "at_most": "最多", "wait": "先等一等", "stop": "先停一下", "recheck": "再看的时间",
    "continue_to": "接着走另一条排查", "tags": "标签", "all_tags": "全部标签", "facts": "数字登记册",
    "facts_text": "指南里会变的数字都登记在这里：值、出处、核对日期。", "value": "值", "meaning": "是什么",
    "grade": "可靠程度", "source": "出处", "verified": "读过官方文本", "provider": "机构公开文档",
    "secondary": "二手资料，以协议为准", "convention": "本指南的约定", "moved": "这一页搬走了",
    "moved_text": "新地址：", "print_title": "全部内容", "back_to_top": "回到开头", "feed": "更新订阅",
    "version": "版本", "message": "可以照着说", "copy": "复制", "footer_note": "本指南不卖机器，没有广告，不承诺到账。",
    "draft": "草稿", "guide_contents": "目录", "outline": "文字大纲", "question": "问题", "outcome": "结论",
    "neighbours": "前后两篇", "last_question": "这是最后一个问题",
    "overdue": "这一页过了复核日期，号码和规则可能变了，请以官方信息为准。",
    "read_on": "接着看",
    "about_cause": "钱停在哪里，为什么", "about_solution": "一步一步照着做",
    "about_prevention": "下次不再遇到", "about_checklist": "打勾、填空、发给客服",
    "about_tree": "回答几个问题，找到原因", "about_term": "小票和客服说的词",
    "asks_at_most": "最多回答",
    "nearest": "和这个地址最像的页面",
    "choices": "选一个",
    "copies": "每一页都有一份 Markdown 副本：把地址末尾的 .html 换成 .md。", "diagram": "排查图",
    "count_from": "从哪天算起",
    "to_calendar": "加到日历", "holidays_by": "放假和调休按", "holidays_until": "计算，名单到",
    "beyond_holidays": "这一天超出了放假名单，可能还要往后推，请对一下最新的放假安排。",
  ]

  static let english: [String: String] = [
    "home": "Home", "page": "Pages", "cause": "Causes", "solution": "Solutions",
    "prevention": "Prevention", "checklist": "Checklists", "tree": "Decision trees",
    "term": "Glossary", "tag": "Tag", "fact": "Facts", "common": "common",
    "occasional": "occasional", "rare": "rare", "likelihood": "How likely",
    "symptoms": "What you see", "fixed_by": "Who can fix it", "expected_time": "When to expect it",
    "solutions": "What to do", "prevention_list": "How to prevent it", "evidence": "What to keep",
    "need": "What you need", "say": "What to say", "sources": "Sources", "checked": "checked",
    "related": "Related", "who": "Who", "takes": "How long", "how_often": "How often",
    "causes_fixed": "Causes it fixes", "causes_prevented": "Causes it prevents",
    "synonyms": "Also called", "misspellings": "Often misspelt", "see": "See also",
    "used_in_trees": "In decision trees", "contents": "On this page", "previous": "Previous",
    "next": "Next", "updated": "Updated", "review_by": "Next review", "edit": "Edit this page",
    "search": "Search",
    "search_hint": "Search: payment, settlement", "everything": "Everything, A to Z",
    "print": "Print everything",
    "skip": "Skip to content", "menu": "Contents", "breadcrumbs": "Breadcrumbs",
    "main_nav": "Main navigation", "not_found": "Page not found",
    "not_found_text": "The address may be wrong, or the page has moved. Start again from here:",
    "urgency_none": "No hurry", "urgency_soon": "Act soon", "urgency_now": "Act now",
    "start_tree": "Start", "first_question": "First question", "whole_tree": "See the whole tree",
    "whole": "The whole tree", "restart": "Start again", "answers": "Your answers so far",
    "change": "change", "came_from": "You may come from", "finds_out": "What this finds out",
    "questions": "questions", "outcomes": "outcomes", "at_most": "at most", "wait": "Wait",
    "stop": "Stop", "recheck": "Look again", "continue_to": "Go on in another tree",
    "tags": "Tags", "all_tags": "All tags", "facts": "Register of facts",
    "facts_text":
      "The figures of this guide that may change: value, source, day of the last check.",
    "value": "Value", "meaning": "Meaning", "grade": "Grade", "source": "Source",
    "verified": "official text read", "provider": "provider's documentation",
    "secondary": "second hand; your contract decides", "convention": "this guide's convention",
    "moved": "This page has moved", "moved_text": "New address:", "print_title": "The whole guide",
    "back_to_top": "Back to top", "feed": "Feed", "version": "Version",
    "message": "Words to use", "copy": "Copy", "footer_note": "", "draft": "Draft",
    "guide_contents": "Contents", "outline": "Outline", "question": "question",
    "outcome": "outcome",
    "neighbours": "Previous and next", "last_question": "This is the last question",
    "overdue": "This page is past its review date; check with official sources.",
    "read_on": "Read on", "about_cause": "Where the money is, and why",
    "about_solution": "Step by step", "about_prevention": "So that it does not happen again",
    "about_checklist": "Tick, fill in, send", "about_tree": "Answer a few questions",
    "about_term": "What the words mean", "asks_at_most": "At most",
    "nearest": "Pages with addresses like this one",
    "choices": "Choose one",
    "copies": "Every page has a copy in Markdown: write .md for .html at the end of its address.",
    "diagram": "Diagram",
    "count_from": "Counted from", "to_calendar": "Add to calendar",
    "holidays_by": "Holidays by", "holidays_until": ", listed until",
    "beyond_holidays": "No holidays are listed for that time yet, so it may be later.",
  ]
}
