public import Diagnostics
internal import Markup

/// Reports links, images and navigation that lead nowhere.
enum BrokenLink {
  static func check(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.index.entries.flatMap { check($0, in: guide) } + navigation(guide)
  }

  private static func check(_ entry: Entry, in guide: UncheckedGuide) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let isWhole = entry.addresses.values.allSatisfy { address in
      if case .success = guide.index.target(address, from: entry) { true } else { false }
    }
    let options = entry.optionTargets
    // Options of a tree have rules of their own, which know more.
    for link in entry.links where !isWhole && !options.contains(link.range) {
      if case .failure(let fault) = guide.index.target(of: link.value, from: entry) {
        found.append(breach(fault, link.value, at: link.range, entry, guide))
      }
    }
    return found + entry.images.compactMap { check($0, of: entry, in: guide) }
  }

  private static func check(
    _ image: Image, of entry: Entry, in guide: UncheckedGuide
  ) -> Diagnostic? {
    switch guide.index.target(of: image.source, from: entry) {
    case .success(.asset): nil
    case .failure(let fault): breach(fault, image.source, at: image.range, entry, guide)
    case .success:
      Rule.brokenLink.breach(
        in: entry.file, at: image.range, en: "Image '\(image.source)' is no file of content/assets",
        zh: "图片“\(image.source)”不是 content/assets 里的文件")
    }
  }

  private static func navigation(_ guide: UncheckedGuide) -> [Diagnostic] {
    guide.settings.navigation.compactMap { item in
      let result = guide.index.file(item.file.value, fragment: nil, from: "site.yml")
      guard case .failure(.unknownFile(let nearest)) = result else { return nil }
      return Rule.brokenLink.breach(
        in: SiteSettings.file, at: item.file.range,
        en: "Navigation '\(item.file.value)' leads to no file of content/",
        zh: "导航“\(item.file.value)”没有对应 content/ 里的文件",
        notes: Diagnostic.Note.didYouMean(nearest))
    }
  }

  private static func breach(
    _ fault: LinkFault, _ destination: String, at range: SourceRange, _ entry: Entry,
    _ guide: UncheckedGuide
  ) -> Diagnostic {
    switch fault {
    case .unknownFile(let nearest):
      let path = destination.prefix { $0 != "#" }
      let resolved = LinkAddress.resolved(String(path), from: entry.contentPath)
      let isDraft = resolved.map(guide.leftOut.contains) ?? false
      return Rule.brokenLink.breach(
        in: entry.file, at: range, en: "Link '\(destination)' leads to no file",
        zh: "链接“\(destination)”没有对应的文件",
        notes: isDraft
          ? [Diagnostic.Note(en: "that file is a draft", zh: "那个文件还是草稿")]
          : Diagnostic.Note.didYouMean(nearest.map { relative($0, to: entry.contentPath) }),
        fixes: isDraft ? [] : fixes(destination, file: nearest, at: range, entry, guide))
    case .unknownAnchor(let anchor, let file, let nearest):
      return Rule.brokenAnchor.breach(
        in: entry.file, at: range, en: "Link '\(destination)': '\(file)' has no '#\(anchor)'",
        zh: "链接“\(destination)”：“\(file)”里没有“#\(anchor)”",
        notes: notes(anchor, nearest, guide.index.entries.first { $0.file == file }),
        fixes: Diagnostic.Fix.name(
          anchor, meaning: nearest, among: guide.index.anchors(in: file), at: range
        ) { destination.prefix { $0 != "#" } + "#" + $0 })
    case .unknownFact(let id, let nearest):
      return Rule.unknownFact.breach(
        in: entry.file, at: range, en: "Fact '\(id)' is not in \(FactRegister.file)",
        zh: "\(FactRegister.file) 里没有“\(id)”",
        notes: Diagnostic.Note.didYouMean(nearest),
        fixes: Diagnostic.Fix.name(
          id, meaning: nearest, among: guide.index.facts.facts.map(\.id), at: range
        ) { "fact:" + $0 })
    case .unsafe:
      return Rule.unsafeURL.breach(
        in: entry.file, at: range,
        en: "Address '\(destination)' is dropped: its scheme is not allowed",
        zh: "地址“\(destination)”被去掉：不允许这种协议")
    }
  }

  /// Where the anchor is written without being read as one, or else the nearest one stands.
  private static func notes(
    _ anchor: String, _ nearest: String?, _ target: Entry?
  ) -> [Diagnostic.Note] {
    var written: SourcePosition?
    var place: SourcePosition?
    target?.body.forEachNested { block in
      if written == nil, block.ownText?.contains("{#\(anchor)") ?? false {
        written = block.range.start
      }
      switch block {
      case .heading(let heading) where heading.anchor == nearest: place = heading.range.start
      case .list(let list):
        let item = list.items.first { $0.attributes?.id != nil && $0.attributes?.id == nearest }
        place = item?.range.start ?? place
      default: break
      }
    }
    if let written {
      return [
        Diagnostic.Note(
          en: "'#\(anchor)' is written here, but not at the end of a heading or an item",
          zh: "这里写着“#\(anchor)”，但不在标题或清单项的末尾", file: target?.file, position: written)
      ]
    }
    return Diagnostic.Note.didYouMean(nearest.map { "#" + $0 }, file: target?.file, at: place)
  }

  /// The mend of a link to a file: its name is compared with those in the folder that it names.
  private static func fixes(
    _ destination: String, file nearest: String?, at range: SourceRange, _ entry: Entry,
    _ guide: UncheckedGuide
  ) -> [Diagnostic.Fix] {
    let path = String(destination.prefix { $0 != "#" })
    let fragment = destination.dropFirst(path.count)
    guard let nearest, !path.contains("%"), let slash = path.lastIndex(of: "/"),
      let end = nearest.lastIndex(of: "/")
    else { return [] }
    let folder = path[...slash]
    let written = path[path.index(after: slash)...]
    let meant = nearest[nearest.index(after: end)...]
    let isHere = relative(nearest, to: entry.contentPath) == (folder + meant).inHalfWidth
    guard isHere else { return [] }
    let names = guide.index.files.filter { $0.hasPrefix(nearest[...end]) }
      .map { String($0.dropFirst(nearest[...end].count)) }
    return Diagnostic.Fix.name(String(written), meaning: String(meant), among: names, at: range) {
      // The folder may be written in full width as well.
      ($0 == written ? String(folder) : folder.inHalfWidth) + $0 + fragment
    }
  }

  /// A file of `content/` as a link in another file would write it.
  private static func relative(_ path: String, to file: String) -> String {
    var from = file.split(separator: "/").dropLast()[...]
    var to = path.split(separator: "/")[...]
    while let first = from.first, to.count > 1, to.first == first {
      from = from.dropFirst()
      to = to.dropFirst()
    }
    return (from.map { _ in ".." } + to.map(String.init)).joined(separator: "/")
  }
}

extension Rule {
  /// A link to a file that does not exist.
  public static let brokenLink = Rule(
    "broken-link", .error,
    en: "Links between content files are relative paths that end in .md, and lead to a file.",
    zh: "内容之间的链接写成以 .md 结尾的相对路径，而且文件要存在。",
    wrong: "[检查网络](../solutions/chek-network.md)",
    right: "[检查网络](../solutions/check-network.md)")

  /// A link to a part of a file that does not exist.
  public static let brokenAnchor = Rule(
    "broken-anchor", .error,
    en: "What follows # in a link is the id of a heading, of a checklist item or of a tree's node.",
    zh: "链接里 # 后面是标题、清单项或决策树节点的 id。",
    wrong: "[步骤](../solutions/check-network.md#step)",
    right: "[步骤](../solutions/check-network.md#steps)")

  /// An address whose scheme is not allowed.
  public static let unsafeURL = Rule(
    "unsafe-url", .warning,
    en: "Addresses are http, https, mailto, tel or relative. Others are dropped from the page.",
    zh: "地址只能是 http、https、mailto、tel 或相对路径，其他的会从页面里去掉。",
    wrong: "[点这里](javascript:alert(1))", right: "[点这里](https://www.pbc.gov.cn/)")
}

extension Entry {
  /// Where the addresses of its options stand, when it is a tree.
  var optionTargets: Set<SourceRange> {
    guard case .tree(let tree) = content else { return [] }
    return Set(tree.nodes.flatMap { $0.options.map(\.targetRange) })
  }
}
