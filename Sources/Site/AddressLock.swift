public import Diagnostics
internal import Knowledge
internal import Markup

/// The addresses that were published: `content/addresses.lock`, one a line, ordered.
///
/// Addresses are a contract: people keep them in chats and notes. One that was recorded may only
/// disappear when an alias takes its place.
struct AddressLock: Sendable {
  static let file = "content/addresses.lock"

  /// Every address and anchor of a plan, ordered.
  static func addresses(_ plan: SitePlan, _ guide: Guide) -> [String] {
    plan.pages.flatMap { page -> [String] in
      switch page.content {
      case .entry(let key):
        let anchors = guide.index.anchors(of: key).sorted()
        return [page.path] + anchors.map { page.path + "#" + $0 }
      case .facts: return [page.path] + guide.index.facts.facts.map { page.path + "#" + $0.id }
      case .notFound: return []
      default: return [page.path]
      }
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Reports recorded addresses that are gone.
  static func check(
    _ source: Source?, _ plan: SitePlan, _ guide: Guide
  ) -> [Diagnostic] {
    guard let source else { return [] }
    let addresses = addresses(plan, guide)
    let known = Set(addresses)
    var log: [Diagnostic] = []
    for (index, line) in source.text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    where !line.isEmpty && !line.hasPrefix("# ") && !known.contains(String(line)) {
      log.append(breach(String(line), line: index + 1, among: addresses))
    }
    return log
  }

  private static func breach(_ address: String, line: Int, among addresses: [String]) -> Diagnostic
  {
    Rule.addressGone.breach(
      in: file, at: SourceRange(line: line, columns: 1..<address.utf8.count + 1),
      en: "Address '\(address)' was published and is gone",
      zh: "地址“\(address)”发布过，现在没有了",
      notes: [
        Diagnostic.Note(
          en: "name it in the `aliases` of the entry that takes its place",
          zh: "请写进接替它的内容的 aliases 里")
      ] + Diagnostic.Note.didYouMean(nearestName(to: address, among: addresses)))
  }
}

extension Rule {
  /// An address that was published and is gone.
  public static let addressGone = Rule(
    "address-gone", .error,
    en:
      "A published address stays, or an alias leads on from it. When readers surely never saw it, delete its line in content/addresses.lock.",
    zh: "发布过的地址要一直有效，或者用别名指到新地址。确定没有读者见过，才可以删掉 content/addresses.lock 里的那一行。",
    wrong: "a file content/causes/network.md that was renamed to network-failure.md",
    right: "aliases: [causes/network.html] in content/causes/network-failure.md")
}
