internal import Diagnostics
internal import Foundation
internal import Synchronization

/// How a live site differs from a manifest: its own, or that of a folder.
public struct LiveVerification: Sendable {
  /// What is wrong with one file.
  public enum Fault: Hashable, Sendable {
    /// The site does not have it: status 404 or 410.
    case missing
    /// Its bytes are others.
    case changed
    /// Another status of HTTP.
    case status(Int)
    /// The answer leads out of the site, to this address.
    case away(String)
    /// No answer came, or half of one: why.
    case unreachable(String)
  }

  /// How many files the manifest lists.
  public let fileCount: Int
  /// The files that are not as they should be, ordered by path.
  public let faults: [(path: String, fault: Fault)]

  /// Compares every file of a live site with a manifest, by its SHA-256.
  ///
  /// - Parameters:
  ///   - address: the address of the site, by http or https.
  ///   - folder: a published folder whose manifest counts; nil takes that of the site.
  /// - Returns: the files that are not as the manifest says.
  /// - Throws: `LiveFailure` when there is nothing to compare.
  public static func of(
    _ address: String, like folder: String? = nil
  ) async throws(LiveFailure) -> LiveVerification {
    guard let site = WebSite(address) else { throw .noAddress(address) }
    let served = try manifest(of: site)
    var expected = served
    if let folder { expected = try manifest(in: folder) }
    let files = expected.files.sorted { $0.key.precedes($1.key) }
    let faults = await Survey(site, files.map { (path: $0.key, entry: $0.value) }).faults()
    // Files of two generations are no fault of either.
    if !faults.isEmpty, try manifest(of: site) != served { throw .publishedMeanwhile }
    return LiveVerification(fileCount: files.count, faults: faults)
  }

  private static func manifest(of site: WebSite) throws(LiveFailure) -> Manifest {
    guard let caller = WebCaller(of: site) else { throw .noLibrary }
    let address = site.address(of: Manifest.path)
    switch caller.get(Manifest.path, limit: Survey.manifestLimit) {
    case .none(let reason): throw .unreachable(address, reason)
    case .away(let target): throw .away(address, target)
    case .status(200, let body):
      do throws(Manifest.Malformation) {
        guard let body else {
          throw Manifest.Malformation(en: "it is too long", zh: "它太长")
        }
        return try Manifest(decoding: body)
      } catch {
        throw .malformedManifest(address, error)
      }
    case .status(let status, _): throw .noManifest(address, status)
    }
  }

  private static func manifest(in folder: String) throws(LiveFailure) -> Manifest {
    do throws(PublishingError) {
      return try Publisher.manifest(of: folder)
    } catch {
      throw .folder(error)
    }
  }
}

/// Callers at work on the files of a site.
private final class Survey: Sendable {
  /// How many ask at once: a host takes no more for an attack.
  static let callers = 8
  /// After so many files without an answer nobody asks on.
  static let patience = 16
  /// The largest manifest that is taken from a server: some 300,000 files.
  static let manifestLimit = 1 << 25

  private struct State {
    var next = 0
    var unreachable = 0
    var working = callers
    var faults: [Int: LiveVerification.Fault] = [:]
  }

  private let site: WebSite
  private let files: [(path: String, entry: Manifest.Entry)]
  private let state = Mutex(State())

  init(_ site: WebSite, _ files: [(path: String, entry: Manifest.Entry)]) {
    self.site = site
    self.files = files
  }

  /// Asks for every file. Callers wait for the network most of the time, so each has a thread.
  func faults() async -> [(path: String, fault: LiveVerification.Fault)] {
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      for _ in 0..<Self.callers {
        Thread.detachNewThread { [self] in
          if let caller = WebCaller(of: site) {
            while let place = next() { look(at: place, caller) }
          }
          let left = state.withLock { state in
            state.working -= 1
            return state.working
          }
          if left == 0 { done.resume() }
        }
      }
    }
    let faults = state.withLock { $0.faults }
    return faults.sorted { $0.key < $1.key }.map { (files[$0.key].path, $0.value) }
  }

  private func next() -> Int? {
    state.withLock { state in
      guard state.next < files.count, state.unreachable < Self.patience else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  private func look(at place: Int, _ caller: borrowing WebCaller) {
    let (path, entry) = files[place]
    guard let fault = fault(caller.get(path, limit: entry.size), path, entry) else { return }
    state.withLock { state in
      state.faults[place] = fault
      if case .unreachable = fault { state.unreachable += 1 }
    }
  }

  private func fault(
    _ answer: WebCaller.Answer, _ path: String, _ entry: Manifest.Entry
  ) -> LiveVerification.Fault? {
    switch answer {
    case .none(let reason): return .unreachable(reason)
    case .away(let target): return .away(target)
    case .status(let status, let body):
      // Hosts send the page for unknown addresses with its status also when it is asked for.
      let isFine = status == 200 || (status == 404 && path == "404.html")
      guard isFine else { return [404, 410].contains(status) ? .missing : .status(status) }
      return body.map(sha256Digest) == entry.sha256 ? nil : .changed
    }
  }
}
