/// Files of the last generation that its readers still ask for.
///
/// Who opened a page before a publication asks afterwards for its style sheet, whose name holds a hash
/// of the old content and is gone from the output. Such files stay in `earlier` in the work folder
/// for one publication, where a web server may look for them. The output itself never holds them.
struct EarlierFiles {
  let root: String
  let operations: FileOperations

  /// Adds the files that a generation lists, as links where that is possible.
  func add(_ paths: [String], of generation: Generation) throws(PublishingError) {
    for path in paths {
      let target = "\(root)/\(path)"
      try makeFolder(root)
      for folder in OutputPath.folders(above: path).reversed() {
        try makeFolder("\(root)/\(folder)")
      }
      if try FileStatus.of(target)?.kind == .file { continue }
      do throws(PublishingError) {
        try operations.link("\(generation.folder.path)/\(path)", to: target)
      } catch {
        // As when a generation is staged: the bytes are as good as a link.
        try operations.writeFile(target, mode: FileMode.file) { append throws(PublishingError) in
          try generation.folder.read(path, append)
        }
      }
    }
  }

  /// Makes a folder where none stands; no link is taken for one.
  private func makeFolder(_ path: String) throws(PublishingError) {
    switch try FileStatus.of(path)?.kind {
    case nil: try operations.makeFolder(path, mode: FileMode.folder)
    case .folder: break
    case .some(let kind): throw .irregularFile(path: path, kind)
    }
  }

  /// Removes every file that is not among these, and folders that become empty.
  func trim(to paths: Set<String>) throws(PublishingError) {
    guard let kind = try FileStatus.of(root)?.kind else { return }
    guard kind == .folder, let folder = try OpenFolder.open(root) else {
      return try operations.removeFile(root)
    }
    let survey = try FolderSurvey(of: folder)
    for file in survey.files + survey.irregular where !paths.contains(file.path) {
      try operations.removeFile("\(root)/\(file.path)")
    }
    let used = Set(paths.flatMap(OutputPath.folders))
    for folder in survey.folders.reversed() where !used.contains(folder.path) {
      try operations.removeFolder("\(root)/\(folder.path)")
    }
    if paths.isEmpty { try operations.removeFolder(root) }
  }
}
