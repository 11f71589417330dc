internal import Site
internal import Synchronization

/// How long each step takes: from where it begins to where the next one does.
final class StepTimes: Sendable {
  private let begun = Mutex<[(step: BuildStep, at: ContinuousClock.Instant)]>([])

  /// Notes that a step begins.
  func begin(_ step: BuildStep) {
    begun.withLock { $0.append((step, .now)) }
  }

  /// The time of every step up to now.
  func end() -> [GuideReport.Timing] {
    let end = ContinuousClock.now
    return begun.withLock { begun in
      begun.indices.map { index in
        let next = index + 1 < begun.count ? begun[index + 1].at : end
        let time = (next - begun[index].at).components
        let milliseconds = time.seconds * 1_000 + time.attoseconds / 1_000_000_000_000_000
        return GuideReport.Timing(begun[index].step, milliseconds: Int(milliseconds))
      }
    }
  }

  /// A line for each step up to now: its name, a tab, and its milliseconds.
  func table() -> String {
    end().map { "\($0.step.rawValue)\t\($0.milliseconds) ms\n" }.joined()
  }
}
