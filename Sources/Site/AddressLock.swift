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
    }.sorted { $0.precedes($1) }
  }

  /// Reports addresses recorded in `content/addresses.lock` that are gone.
  static func check(
    _ content: ContentFiles, _ plan: SitePlan, _ guide: Guide
  ) -> [Diagnostic] {
    guard let source = content.addressLock else { return [] }
    let addresses = addresses(plan, guide)
    let known = Set(addresses)
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    let recorded = Set(lines.map(String.init))
    var log: [Diagnostic] = []
    for (index, line) in lines.enumerated()
    where !line.isEmpty && !line.hasPrefix("# ") && !known.contains(String(line)) {
      let page = String(line.prefix { $0 != "#" })
      // What took its place is most likely an address of the same page that is not recorded.
      let new = addresses.filter { $0.hasPrefix(page + "#") && !recorded.contains($0) }
      let nearest = nearestName(to: String(line), among: new) ?? new.first
      let note =
        written(String(line), plan, content) ?? nearest.flatMap { place(of: $0, plan, guide) }
      log.append(
        breach(String(line), line: index + 1, among: addresses, notes: note.map { [$0] } ?? []))
    }
    return log
  }

  /// A remark that leads to an anchor that is written in its file and was not read as one.
  private static func written(
    _ address: String, _ plan: SitePlan, _ content: ContentFiles
  ) -> Diagnostic.Note? {
    let path = address.prefix { $0 != "#" }
    let anchor = address.dropFirst(path.count)
    guard !anchor.isEmpty, let page = plan.pages.first(where: { $0.path == path }),
      let text = content.text(of: page.file),
      let found = ["{\(anchor)}", "{\(anchor) ", "{\(anchor)\n", "\(anchor)}"].lazy
        .compactMap({ text.firstRange(of: $0) }).first
    else { return nil }
    let line = 1 + text[..<found.lowerBound].utf8.count { $0 == UInt8(ascii: "\n") }
    return Diagnostic.Note(
      en: "'\(anchor)' is written here, but not in braces at the end of a heading or an item",
      zh: "这里写着“\(anchor)”，但它不在标题或清单项末尾的花括号里", file: page.file,
      position: SourcePosition(line: line, column: 1))
  }

  /// A remark that leads to the heading or the item of an address with an anchor.
  private static func place(
    of address: String, _ plan: SitePlan, _ guide: Guide
  ) -> Diagnostic.Note? {
    let path = address.prefix { $0 != "#" }
    let anchor = address.dropFirst(path.count + 1)
    guard let page = plan.pages.first(where: { $0.path == path }),
      case .entry(let key) = page.content, let entry = guide.index[key]
    else { return nil }
    var place: SourcePosition?
    entry.body.forEachNested { block in
      switch block {
      case .heading(let heading) where heading.anchor == anchor: place = heading.range.start
      case .list(let list):
        place = list.items.first { $0.attributes?.id == String(anchor) }?.range.start ?? place
      default: break
      }
    }
    return Diagnostic.Note(
      en: "its page has a new one: '#\(anchor)'", zh: "那一页新出现了“#\(anchor)”", file: entry.file,
      position: place)
  }

  private static func breach(
    _ address: String, line: Int, among addresses: [String], notes: [Diagnostic.Note]
  ) -> Diagnostic {
    Rule.addressGone.breach(
      in: file, at: SourceRange(line: line, columns: 1..<address.utf8.count + 1),
      en: "Address '\(address)' was published and is gone",
      zh: "地址“\(address)”发布过，现在没有了",
      notes: notes + [
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
    wrong: "title: 网络故障 # the file was causes/network.md",
    right: "title: 网络故障\naliases: [causes/network.html]")
}
