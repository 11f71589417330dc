public import Diagnostics
public import Knowledge
internal import Markup

/// A guide after all checks that need no rendering, and what its site will consist of.
public struct SiteDraft: Sendable {
  /// What rendering needs; there is none without a proof that the guide holds together.
  struct Proof: Sendable {
    var guide: Guide
    let plan: SitePlan
    let theme: Theme
    var content: ContentFiles
    let synonyms: SynonymRegister
    let options: BuildOptions
    /// What earlier builds left for the pages, where there is a cache.
    let cache: SiteCache?
  }

  /// Everything that was found so far.
  public let diagnostics: [Diagnostic]
  /// What was read, before it was proved to hold together.
  public let unchecked: UncheckedGuide
  var proof: Proof?

  /// The guide; nil when it has errors.
  public var guide: Guide? { diagnostics.count(of: .error) == 0 ? proof?.guide : nil }
}

/// The pages of a draft, each rendered when somebody asks for it.
///
/// This is how a preview shows an edit at once, however many pages there are.
public struct DraftPages: Sendable {
  private let renderer: PageRenderer
  private let pages: [String: SitePlan.Page]
  private let assets: [String: [UInt8]]

  /// The pages of a draft; nil for one with errors.
  public init?(_ draft: SiteDraft, memory: inout BuildMemory) {
    guard let proof = draft.proof, draft.diagnostics.count(of: .error) == 0 else { return nil }
    let catalog = memory.catalog(theme: proof.theme, content: proof.content)
    renderer = PageRenderer(
      guide: proof.guide, theme: proof.theme, assets: catalog,
      sounds: memory.sounds(of: proof.guide.index.entries))
    pages = Dictionary(
      proof.plan.pages.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    assets = Dictionary(catalog.files(), uniquingKeysWith: { first, _ in first })
  }

  /// The bytes at a path: of a page, or of a file that pages ask for; nil where the draft has
  /// neither.
  public func bytes(at path: String) -> [UInt8]? {
    if let page = pages[path] { return renderer.html(page).bytes }
    return assets[path]
  }

  /// Whether a path is that of a page, so that a page of an earlier build there is gone.
  public func decides(_ path: String) -> Bool {
    path.hasSuffix(".html")
  }
}
