/// The new generation while it is being written into an empty folder of its own.
struct Staging {
  private let operations: FileOperations
  private let root: String
  private var folders: Set<String> = [""]
  /// The files whose bytes are new on the disk, and every folder.
  private(set) var unsynchronized: [String] = []
  /// How many files were written.
  private(set) var written = 0
  /// How many files were taken over from an earlier generation.
  private(set) var linked = 0

  /// Makes the folder.
  init(at root: String, _ operations: FileOperations) throws(PublishingError) {
    self.operations = operations
    self.root = root
    try operations.makeFolder(root, mode: FileMode.folder)
    unsynchronized.append(root)
  }

  /// Adds the files of a tree, those of them that stand in `base` already as links to it.
  mutating func add(
    _ tree: OutputTree, linking equal: Set<String>, in base: String?
  ) throws(PublishingError) {
    for (path, bytes) in tree.files {
      try makeFolders(above: path)
      if let base, equal.contains(path), try link("\(base)/\(path)", as: path) {
        linked += 1
      } else {
        try write(bytes, as: path)
        written += 1
      }
    }
  }

  /// Adds the manifest.
  mutating func add(_ manifest: Manifest) throws(PublishingError) {
    try write(manifest.encoded(), as: Manifest.path)
  }

  /// Adds what was put into the live folder by hand, with the modes it has there.
  mutating func carryOver(
    from live: Generation, unlessIn tree: OutputTree
  ) throws(PublishingError) {
    let carried = live.carriedOver
    let handmade = carried.folders.filter { !folders.contains($0.path) }
    for folder in handmade {
      try makeFolders(above: folder.path)
      try makeFolder(folder.path)
    }
    for file in carried.files where tree[file.path] == nil {
      try makeFolders(above: file.path)
      let source = "\(live.folder.path)/\(file.path)"
      if try link(source, as: file.path) { continue }
      let target = "\(root)/\(file.path)"
      try operations.writeFile(target, mode: file.status.mode) { append throws(PublishingError) in
        try live.folder.read(file.path, append)
      }
      unsynchronized.append(target)
    }
    for folder in handmade.reversed() where folder.status.mode != FileMode.folder {
      try operations.setMode("\(root)/\(folder.path)", folder.status.mode)
    }
  }

  /// Returns when the generation is on the disk, so that no power cut can publish half of it.
  ///
  /// A few files are asked for one by one; for many, one flush of the file system is far faster (here
  /// 0.1 s instead of 0.8 s for 1,000 files). Linked files are on the disk since they were published.
  func synchronize() throws(PublishingError) {
    if unsynchronized.count > 64, try operations.synchronizeFileSystem(of: root) { return }
    for path in unsynchronized { try operations.synchronize(path) }
  }

  private mutating func makeFolders(above path: String) throws(PublishingError) {
    for folder in OutputPath.folders(above: path).reversed() where !folders.contains(folder) {
      try makeFolder(folder)
    }
  }

  private mutating func makeFolder(_ path: String) throws(PublishingError) {
    try operations.makeFolder("\(root)/\(path)", mode: FileMode.folder)
    folders.insert(path)
    unsynchronized.append("\(root)/\(path)")
  }

  private mutating func write(_ bytes: [UInt8], as path: String) throws(PublishingError) {
    let target = "\(root)/\(path)"
    try operations.writeFile(target, mode: FileMode.file) { append throws(PublishingError) in
      try append(bytes)
    }
    unsynchronized.append(target)
  }

  /// Links a file, or returns false: a file system may know no links, allow no more of them, or
  /// forbid those to files of other users. Writing the bytes is as good.
  private func link(_ source: String, as path: String) throws(PublishingError) -> Bool {
    do {
      try operations.link(source, to: "\(root)/\(path)")
      return true
    } catch {
      return false
    }
  }
}
