internal import Foundation
internal import Glibc

/// Where an output stands: the live folder and its work folder beside it, with every symbolic link
/// in the folders above resolved.
struct OutputPlace: Hashable, Sendable {
  /// The live folder, `/x/public`.
  let live: String
  /// The work folder on the same file system, `/x/.public.clew`.
  let work: String
  /// The folder that holds both, `/x`. It may not exist yet.
  let parent: String

  /// Finds the place of an output and refuses what must never be replaced: the root, the home folder
  /// and those above it, a symbolic link, a file.
  init(_ output: String) throws(PublishingError) {
    guard !output.isEmpty, !output.utf8.contains(0) else {
      throw .unsafeOutput(output, .invalid)
    }
    let absolute = output.hasPrefix("/") ? output : "\(try realPath(of: "."))/\(output)"
    var components = absolute.split(separator: "/").filter { $0 != "." }
    if components.last == ".." {
      components = try realPath(of: absolute).split(separator: "/")
    }
    guard let name = components.popLast() else { throw .unsafeOutput(output, .root) }
    let above = try resolved(components)
    parent = above.isEmpty ? "/" : above
    live = "\(above)/\(name)"
    work = "\(above)/.\(name).clew"
    switch try FileStatus.of(live)?.kind {
    case nil, .folder: break
    case .symbolicLink: throw .unsafeOutput(live, .symbolicLink)
    default: throw .unsafeOutput(live, .notAFolder)
    }
    for home in homes() where home == live || home.hasPrefix("\(live)/") {
      throw .unsafeOutput(live, .home)
    }
  }
}

/// The home folder, as the environment and as the system know it.
private func homes() -> [String] {
  let homes = [
    ProcessInfo.processInfo.environment["HOME"] ?? "",
    FileManager.default.homeDirectoryForCurrentUser.path,
  ]
  return homes.filter { $0.hasPrefix("/") && $0 != "/" }.map { (try? realPath(of: $0)) ?? $0 }
}

/// The path of folders of which the last ones may be missing, without symbolic links.
private func resolved(_ components: [Substring]) throws(PublishingError) -> String {
  var existing = components
  var missing: [Substring] = []
  while let last = existing.last, try isMissing("/" + existing.joined(separator: "/")) {
    missing.insert(last, at: 0)
    existing.removeLast()
  }
  let real = try realPath(of: "/" + existing.joined(separator: "/"))
  if missing.contains("..") {
    throw .system(.open, path: "/" + components.joined(separator: "/"), code: ENOENT)
  }
  return ([real == "/" ? "" : real] + missing.map(String.init)).joined(separator: "/")
}

private func isMissing(_ path: String) throws(PublishingError) -> Bool {
  try FileStatus.of(path) == nil
}

/// The path of what exists, with every symbolic link resolved.
func realPath(of path: String) throws(PublishingError) -> String {
  guard !path.utf8.contains(0) else { throw .system(.open, path: path, code: EINVAL) }
  guard let real = unsafe realpath(path, nil) else {
    throw .system(.open, path: path, code: errno)
  }
  defer { unsafe free(real) }
  return unsafe String(cString: real)
}
