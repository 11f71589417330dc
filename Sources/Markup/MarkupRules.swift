public import Diagnostics

extension Rule {
  /// The rules of this module, ordered by code.
  public static let markupRules: [Rule] = [
    sourceRules, frontMatterRules, guardRules, tableRules, footnoteRules, anchorRules,
    emphasisRules, partRules, attributeRules,
  ].flatMap { $0 }.sorted { $0.code < $1.code }
}
