internal import Foundation
internal import Synchronization

/// The site of the moment, shared by the builder, who changes it, and the connections, who read it
/// and wait for news.
final class NewsBoard: Sendable {
  private let site: Mutex<PreviewSite>
  private let news = NSCondition()

  init(_ site: PreviewSite) {
    self.site = Mutex(site)
  }

  /// What is served now.
  var current: PreviewSite { site.withLock { $0 } }

  /// Changes the site and tells everyone who waits.
  func update(_ change: (inout sending PreviewSite) -> Void) {
    news.lock()
    site.withLock { change(&$0) }
    news.broadcast()
    news.unlock()
  }

  /// Waits a while for a newer build than one that is known; nil when none came.
  func site(newerThan revision: Int, patience: TimeInterval) -> PreviewSite? {
    let end = Date(timeIntervalSinceNow: patience)
    news.lock()
    defer { news.unlock() }
    while current.revision == revision {
      if !news.wait(until: end) { return nil }
    }
    return current
  }
}
