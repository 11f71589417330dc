/// The results of a function for every element, in the order of the elements, worked out by a
/// number of tasks at once.
///
/// Elements are handed out in runs, so that a task is not started for each of thousands.
func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], jobs: Int, _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  guard jobs > 1, elements.count > 1 else { return elements.map(transform) }
  let runLength = max(1, (elements.count + jobs * 8 - 1) / (jobs * 8))
  let starts = Array(stride(from: 0, to: elements.count, by: runLength))
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    var results = [[Result]](repeating: [], count: starts.count)
    var next = 0
    func start() {
      guard next < starts.count else { return }
      let run = next
      let range = starts[run]..<min(starts[run] + runLength, elements.count)
      next += 1
      group.addTask { (run, elements[range].map(transform)) }
    }
    for _ in 0..<jobs { start() }
    for await (run, part) in group {
      results[run] = part
      start()
    }
    return results.flatMap { $0 }
  }
}

/// The same, given up when the task that waits for it is cancelled.
func cancellableMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], jobs: Int, _ transform: @escaping @Sendable (Element) -> Result
) async throws(CancellationError) -> [Result] {
  let results = await concurrentMap(elements, jobs: jobs) { element -> Result? in
    Task.isCancelled ? nil : transform(element)
  }
  if Task.isCancelled { throw CancellationError() }
  return results.compactMap { $0 }
}

/// Two results, worked out at once where more than one task may work.
func both<First: Sendable, Second: Sendable>(
  jobs: Int, _ first: @escaping @Sendable () async throws(CancellationError) -> First,
  _ second: @escaping @Sendable () async throws(CancellationError) -> Second
) async throws(CancellationError) -> (First, Second) {
  guard jobs > 1 else { return (try await first(), try await second()) }
  async let one = outcome(first)
  async let other = outcome(second)
  return (try await one.get(), try await other.get())
}

private func outcome<Success>(
  _ make: @Sendable () async throws(CancellationError) -> Success
) async -> Result<Success, CancellationError> {
  do throws(CancellationError) {
    return .success(try await make())
  } catch {
    return .failure(error)
  }
}
