import Diagnostics
import Markup
import Mustache

@testable import Site

/// A template: checked, parsed by the library, and filled with values of every kind.
func fuzzTemplate(_ bytes: [UInt8]) {
  var log: [Diagnostic] = []
  var tags: [String: [TemplateTag]] = [:]
  guard
    let template = Theme.template("page", bytes, partials: ["layout"], tags: &tags, log: &log)
  else {
    precondition(!log.isEmpty, "a template is refused without a word")
    return
  }
  guard log.isEmpty else { return }
  let library = MustacheLibrary(templates: ["page": template])
  _ = library.render(values, withTemplate: "page")
}

private let values: TemplateContext = [
  "title": .text("<a>"), "body": .html(HTML(text: "b")), "is_draft": .flag(true),
  "sections": .list([["text": .text("一")], ["text": .text("二")]]), "w": .words(["a": "b"]),
]
