internal import Diagnostics

/// A folder as it was found: what stands in it, and its manifest when it has one.
struct Generation {
  /// The largest manifest that is read: more than a million files.
  static let manifestLimit = 1 << 28
  /// How many foreign files a refusal names.
  static let foreignFilesShown = 20

  let folder: OpenFolder
  let survey: FolderSurvey
  /// The manifest, with its bytes as they are on disk.
  let manifest: (value: Manifest, bytes: [UInt8])?
  /// The listed files that may be linked into another generation when their bytes are right.
  let filesToLink: Set<String>

  /// Looks at a folder; nil when there is none.
  init?(at path: String) throws(PublishingError) {
    guard let folder = try OpenFolder.open(path) else { return nil }
    self.folder = folder
    survey = try FolderSurvey(of: folder)
    guard survey.files.contains(where: { $0.path == Manifest.path }) else {
      (manifest, filesToLink) = (nil, [])
      return
    }
    let manifestPath = "\(path)/\(Manifest.path)"
    guard let bytes = try folder.bytes(of: Manifest.path, limit: Generation.manifestLimit) else {
      let malformation = Manifest.Malformation(
        en: "it has more than \(Generation.manifestLimit) bytes",
        zh: "大小超过 \(Generation.manifestLimit) 字节")
      throw .malformedManifest(path: manifestPath, malformation)
    }
    let listed: Manifest
    do {
      listed = try Manifest(decoding: bytes)
    } catch {
      throw .malformedManifest(path: manifestPath, error)
    }
    manifest = (listed, bytes)
    filesToLink = Set(
      survey.files.filter { $0.status.mode == FileMode.file && listed.knows($0.path) }
        .map(\.path))
  }

  /// Whether the manifest lists a path found on disk, byte for byte.
  func knows(_ path: String) -> Bool {
    manifest?.value.knows(path) ?? false
  }

  /// What was put here by hand and stays: files and folders that begin with a dot at the top level,
  /// and `CNAME`, as far as no manifest lists them.
  var carriedOver: (folders: [FolderSurvey.Item], files: [FolderSurvey.Item]) {
    var ours: Set<String> = []
    var files: [FolderSurvey.Item] = []
    for file in survey.files where OutputPath.isCarriedOver(file.path) {
      if knows(file.path) {
        ours.formUnion(OutputPath.folders(above: file.path))
      } else {
        files.append(file)
      }
    }
    // A folder that holds a file of ours is ours: it goes when the last file in it goes.
    let folders = survey.folders.filter {
      OutputPath.isCarriedOver($0.path) && !ours.contains($0.path)
    }
    return (folders, files)
  }

  /// Makes sure that a generation may take this folder's place without a loss: nothing but files and
  /// folders is here, and each is either of our making or carried over.
  ///
  /// `new` is the generation, as far as it is known.
  func checkReplaceable(by new: Manifest? = nil) throws(PublishingError) {
    if let item = survey.irregular.first {
      throw .irregularFile(path: "\(folder.path)/\(item.path)", item.status.kind)
    }
    if manifest == nil {
      let items = survey.files + survey.folders
      guard items.allSatisfy({ OutputPath.isCarriedOver($0.path) }) else {
        throw .notOurs(folder.path)
      }
    }
    var foreign: [String] = []
    for file in survey.files where !knows(file.path) && file.path != Manifest.path {
      if !OutputPath.isCarriedOver(file.path) { foreign.append(file.path) }
    }
    if let new { foreign += try carriedOverInTheWay(of: new) }
    guard foreign.isEmpty else {
      foreign.sort { $0.precedes($1) }
      throw .foreignFiles(
        folder: folder.path, paths: Array(foreign.prefix(Generation.foreignFilesShown)),
        count: foreign.count)
    }
  }

  /// Files to carry over whose place a generation needs for something else.
  private func carriedOverInTheWay(of new: Manifest) throws(PublishingError) -> [String] {
    let carried = carriedOver.files
    guard !carried.isEmpty else { return [] }
    var newFolders: Set<String> = []
    for path in new.files.keys where OutputPath.isCarriedOver(path) {
      newFolders.formUnion(OutputPath.folders(above: path))
    }
    var inTheWay: [String] = []
    for file in carried {
      let above = OutputPath.folders(above: file.path)
      if newFolders.contains(file.path) || above.contains(where: { new.files[$0] != nil }) {
        inTheWay.append(file.path)
      } else if let entry = new.files[file.path],
        try folder.digest(of: file.path) != entry.sha256
      {
        inTheWay.append(file.path)
      }
    }
    return inTheWay
  }

  /// Whether a file stands here already: the manifest has the same hash, and so is every byte. In a
  /// folder that nobody has touched no byte is read.
  func holds(
    _ file: OutputFile, _ bytes: [UInt8], isUntouched: Bool
  ) throws(PublishingError) -> Bool {
    guard lists(file) else { return false }
    return isUntouched ? true : try folder.file(file.path, equals: bytes)
  }

  /// The same for a file of which nobody has the bytes.
  func holds(_ file: OutputFile, isUntouched: Bool) throws(PublishingError) -> Bool {
    guard lists(file) else { return false }
    return isUntouched ? true : try folder.digest(of: file.path) == file.sha256
  }

  private func lists(_ file: OutputFile) -> Bool {
    guard let old = manifest?.value.files[file.path] else { return false }
    return old.sha256 == file.sha256 && old.size == file.size && filesToLink.contains(file.path)
  }

  /// The files that the manifest lists, as a tree.
  ///
  /// - Throws: `damagedGeneration` when they are not what the manifest says.
  func tree(of manifest: Manifest) throws(PublishingError) -> OutputTree {
    let verification = try verification(against: manifest)
    guard verification.isComplete else {
      throw .damagedGeneration(folder.path, verification)
    }
    var tree = OutputTree()
    for (path, entry) in manifest.files {
      let bytes = try folder.bytes(of: path, limit: entry.size)
      guard let bytes, tree.add(path, bytes) == nil else {
        throw .damagedGeneration(folder.path, verification)
      }
    }
    return tree
  }
}

extension Manifest {
  /// Whether it lists a path found on disk, byte for byte.
  ///
  /// Its paths are normalized, so a name in another form is another file, which Swift's `String`
  /// takes for the same.
  fileprivate func knows(_ path: String) -> Bool {
    files[path] != nil && OutputPath.isNormalized(path)
  }
}

/// The modes of what is published, whatever the umask.
enum FileMode {
  static let file: UInt32 = 0o644
  static let folder: UInt32 = 0o755
  /// A web server may ask for a file of the work folder by its path, and nobody may list it.
  static let workFolder: UInt32 = 0o711
}
