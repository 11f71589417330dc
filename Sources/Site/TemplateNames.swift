/// The names that each template may use.
enum TemplateNames {
  /// Names by template. A partial, whose name ends no page, sees the names of every template.
  static let all: [String: Set<String>] = [
    "layout": [
      "language", "page_title", "site_title", "description", "canonical", "path", "root", "home",
      "style", "scripts", "src", "icon", "feed", "navigation", "breadcrumbs", "main", "kind",
      "footer_note",
      "search_href", "search_form", "print_href", "edit_href", "updated", "review_by", "file",
      "is_draft",
      "locale", "is_article", "share_image", "width", "height", "structured_data", "theme_color",
      "dark_color", "manifest", "markdown", "touch_icon", "policy", "w",
    ],
    "home": entry.union([
      "start_href", "start_title", "start_summary", "kinds", "count", "search_form",
    ]),
    "page": entry,
    "cause": entry.union([
      "symptoms", "likelihood", "fixed_by", "expected_time", "solutions", "prevention",
      "evidence", "say", "nodes", "lead", "now",
    ]),
    "solution": entry.union(["who", "takes", "evidence", "causes", "prevention", "nodes"]),
    "prevention": entry.union(["how_often", "causes", "solutions"]),
    "term": entry.union(["synonyms", "misspellings", "see"]),
    "checklist": entry,
    "tree": entry.union([
      "introduction", "first_id", "first_body", "options", "target", "first_href",
      "first_title", "all_href", "question_count", "outcome_count", "longest", "outcomes",
    ]),
    "node": [
      "title", "body", "options", "is_question", "is_wait", "is_stop", "is_outcome", "urgency",
      "urgency_word", "recheck", "tree_title", "tree_href", "all_href", "left", "answers",
      "parents", "text", "href", "question", "answer", "id", "details", "term", "entries",
      "summary", "kind", "ways", "target", "period", "unit", "count", "off", "work", "until",
      "source", "url", "w",
    ],
    "whole-tree": ["title", "tree_title", "tree_href", "diagram", "outline", "w"],
    "index": ["title", "summary", "entries", "groups", "id", "text", "href", "kind", "w"],
    "search": ["title", "search_form", "groups", "id", "text", "entries", "href", "kind", "w"],
    "search-form": ["search_href", "root", "scripts", "start_href", "w"],
    "redirect": ["language", "title", "href", "canonical", "policy", "style", "w"],
    "not-found": [
      "title", "entries", "text", "href", "summary", "kind", "home", "kinds", "count",
      "search_href",
      "w",
    ],
    "facts": [
      "title", "facts", "id", "value", "what", "grade", "source", "url", "checked", "note",
      "review_by", "w",
    ],
    "print": [
      "title", "site_title", "description", "contents", "sections", "id", "body", "entries", "text",
      "href", "facts", "value", "what", "source", "start_href", "w",
    ],
    "single-file": ["language", "page_title", "description", "policy", "style", "main", "w"],
    "card": ["text", "href", "summary", "kind", "w"],
  ]

  /// The names that every page of an entry has.
  private static let entry: Set<String> = [
    "id", "title", "summary", "body", "contents", "has_contents", "related", "previous", "next",
    "sources", "url", "checked", "tags", "text", "href", "kind", "level", "w", "has_neighbours",
  ]

  /// Whether a template may use a name: one of its own, or `has_` before one of its own.
  ///
  /// A partial of the guide's own sees what every page has.
  static func knows(_ name: String, in template: String) -> Bool {
    guard let known = all[template] else {
      return everything.contains(name) || everything.contains(plain(name))
    }
    return known.contains(name) || known.contains(plain(name))
  }

  /// The names that a template may use, in order.
  static func names(of template: String) -> [String] {
    (all[template] ?? everything).sorted()
  }

  private static let everything = all.values.reduce(into: Set<String>()) { $0.formUnion($1) }

  private static func plain(_ name: String) -> String {
    name.hasPrefix("has_") ? String(name.dropFirst(4)) : name
  }
}
