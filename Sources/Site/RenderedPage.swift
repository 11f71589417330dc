internal import Diagnostics
internal import Markup

/// A page as it is published: as HTML, and as Markdown where it has a copy.
struct RenderedPage: Sendable {
  /// The files by path.
  let files: [(path: String, bytes: [UInt8])]
  /// What is wrong with its size.
  let fault: Diagnostic?

  /// The paths of the files of a page.
  static func paths(of page: SitePlan.Page) -> [String] {
    [page.path] + (MarkdownCopy.path(of: page).map { [$0] } ?? [])
  }

  init(_ page: SitePlan.Page, by renderer: PageRenderer, budget: PageBudget) {
    let entry = renderer.entry(of: page)
    let html = renderer.html(page, of: entry).bytes
    let copy = MarkdownCopy.path(of: page).map { path in
      (path: path, bytes: Array(MarkdownCopy.text(page, of: entry, renderer).utf8))
    }
    files = [(page.path, html)] + (copy.map { [$0] } ?? [])
    fault = budget.fault(page, html)
  }
}
