internal import Dispatch
internal import Synchronization

extension Array where Element: Sendable {
  /// The results of a function for every element, in the order of the elements, by as many threads at
  /// once as the machine has: for what waits for the system, such as looking into folders.
  ///
  /// - Throws: what the function throws for the first of the elements for which it throws.
  public func mapAtOnce<Result: Sendable, Failure: Error>(
    _ transform: @Sendable (Element) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let results = Mutex([Swift.Result<Result, Failure>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = Swift.Result { () throws(Failure) in try transform(self[index]) }
      results.withLock { $0[index] = result }
    }
    var values: [Result] = []
    values.reserveCapacity(count)
    for case let result? in results.withLock({ $0 }) { values.append(try result.get()) }
    return values
  }
}
