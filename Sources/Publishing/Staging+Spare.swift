internal import Diagnostics

/// The folder of a generation that is gone, as the beginning of a new one.
///
/// Of a large output an edit leaves nearly every file as it is. A folder that has links to these from
/// two generations before needs a few changes, and not a link for each of them.
extension Staging {
  /// Puts the files that were written into a spare folder, which takes the place of their own, and
  /// removes from it what will not be taken. Nothing is done where it has little of what will be.
  ///
  /// - Parameters:
  ///   - spare: the folder.
  ///   - aside: where the files that were written wait meanwhile; nothing stands there.
  ///   - standing: the paths of files that will be taken.
  ///   - source: the generation that has them.
  /// - Returns: those of them that have still to be taken.
  /// - Throws: `PublishingError`; what stands then in any of the folders is removed by the next build.
  func begin(
    in spare: String, aside: String, standing: [String], of source: Generation
  ) throws(PublishingError) -> [String] {
    guard standing.count > written, let folder = try OpenFolder.open(spare) else {
      return standing
    }
    let survey = try FolderSurvey(of: folder)
    // The same in number, size and times is the same file: no byte of it can be another.
    let wanted = Set(standing)
    let found = source.survey.files.filter { wanted.contains($0.path) }
    let right = Set(found).intersection(survey.files)
    guard right.count > standing.count / 2, right.count > written, survey.irregular.isEmpty,
      ([try FileStatus.of(spare)?.mode] + survey.folders.map(\.status.mode))
        .allSatisfy({ $0 == FileMode.folder })
    else { return standing }

    let waiting = try exchangeFolder(for: spare, aside: aside)
    for item in survey.files where !right.contains(item) { try remove(item.path) }
    let rightPaths = Set(right.map(\.path))
    let used = Set((rightPaths + waiting.files).flatMap(OutputPath.folders))
    for item in survey.folders.reversed() where !used.contains(item.path) {
      try removeFolder(item.path)
    }
    know(survey.folders.map(\.path).filter(used.contains), linked: right.count)
    for path in waiting.files { try move(path, from: aside) }
    for path in waiting.folders.sorted(by: { $1.precedes($0) }) {
      try removeFolder(path, of: aside)
    }
    return standing.filter { !rightPaths.contains($0) }
  }
}
