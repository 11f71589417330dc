internal import Diagnostics
public import Knowledge
internal import Markup

/// What `clew check --update-lock` records: published addresses, and the paths of decision trees.
public enum Locks {
  /// The files to write, by path relative to the guide's folder.
  ///
  /// Addresses that were recorded before stay recorded, so that nothing is forgotten by an update.
  public static func updated(
    _ guide: Guide, files: GuideFiles
  ) -> [(path: String, bytes: [UInt8])] {
    let (plan, _) = SitePlan.planned(guide)
    let recorded = ContentFiles(files.content).addressLock?.text.split(separator: "\n") ?? []
    let addresses = Set(AddressLock.addresses(plan, guide) + recorded.map(String.init))
    let ordered = addresses.sorted { $0.precedes($1) }
    let tables = guide.index.entries(.tree).compactMap { entry -> (String, [UInt8])? in
      guard case .tree(let tree) = entry.content else { return nil }
      return (PathTable.file(entry.key), Array(PathTable.text(tree).utf8))
    }
    return [(AddressLock.file, Array(ordered.map { $0 + "\n" }.joined().utf8))] + tables
  }
}
