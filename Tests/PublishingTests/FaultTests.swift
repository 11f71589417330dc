import Testing

@testable import Publishing

/// Every change to the disk fails once, or is the first that a killed process did not make; the
/// output is one complete generation all the same, and the next build heals.
@Suite struct FaultTests {
  static let old = ["index.html": "old", "same": "same", "gone/page": "old", "moved": "x"]
  static let new = ["index.html": "new", "same": "same", "fresh/page": "new", "moved/to": "x"]
  static let byHand = [".git/HEAD": "ref", "CNAME": "help.example"]
  /// What an edit leaves as it is.
  static let rest = Dictionary(uniqueKeysWithValues: (0..<9).map { ("d\($0 % 3)/\($0)", "\($0)") })

  /// What is done while something fails.
  enum Scenario: CaseIterable {
    case firstPublication, secondPublication, laterPublication, rollback
    /// A few files of a generation large enough for a spare folder.
    case edit

    /// What stays the same in each generation.
    var rest: [String: String] { self == .edit ? FaultTests.rest : [:] }

    /// What the output may hold before, and after.
    var before: [String: String]? {
      switch self {
      case .firstPublication: nil
      case .secondPublication, .laterPublication, .edit:
        old.merging(byHand) { $1 }.merging(rest) { $1 }
      case .rollback: new.merging(byHand) { $1 }
      }
    }

    var after: [String: String] {
      switch self {
      case .firstPublication: new
      case .secondPublication, .laterPublication, .edit:
        new.merging(byHand) { $1 }.merging(rest) { $1 }
      case .rollback: old.merging(byHand) { $1 }
      }
    }
  }

  @Test(arguments: Scenario.allCases, [true, false])
  func oneFailureLeavesACompleteGeneration(scenario: Scenario, canExchange: Bool) throws {
    try eachCall(of: scenario, canExchange) { .fail(at: $0) }
  }

  @Test(arguments: Scenario.allCases, [true, false])
  func aKillAtAnyMomentLeavesACompleteGeneration(scenario: Scenario, canExchange: Bool) throws {
    try eachCall(of: scenario, canExchange) { .stop(at: $0) }
  }

  /// Runs a scenario once for each of its changes to the disk, with that one intercepted.
  private func eachCall(
    of scenario: Scenario, _ canExchange: Bool, plan: (Int) -> Interception.Plan
  ) throws {
    let dry = Interception(.none, canExchange: canExchange)
    #expect(try outcome(of: scenario, in: prepared(for: scenario), dry) == .done)
    #expect(dry.calls > 10)
    for index in 0..<dry.calls {
      let scratch = try prepared(for: scenario)
      let interception = Interception(plan(index), canExchange: canExchange)
      let outcome = try outcome(of: scenario, in: scratch, interception)
      let live = try checkedGeneration(of: scratch, scenario, interception, outcome)
      if index.isMultiple(of: 2) {
        try checkNextBuildHeals(scratch, scenario, live)
      } else {
        try checkRollbackHeals(scratch, scenario, live)
      }
    }
  }

  private enum Outcome {
    case refused, done, unfinished
  }

  private func prepared(for scenario: Scenario) throws -> Scratch {
    let scratch = try Scratch(inMemory: true, spareFrom: scenario == .edit ? 1 : 256)
    if scenario == .firstPublication { return scratch }
    for (path, text) in FaultTests.byHand { try scratch.write("public/\(path)", text) }
    if scenario == .laterPublication { try scratch.publish(["index.html": "oldest"]) }
    if scenario == .edit {
      // The first of them will be the spare folder, with a file of each fate.
      for (number, text) in ["first", "oldest"].enumerated() {
        let own = ["index.html": text, "two/of": "them", "\(number)/one": "of them"]
        try scratch.publish(own.merging(scenario.rest) { $1 })
      }
    }
    try scratch.publish(FaultTests.old.merging(scenario.rest) { $1 })
    if scenario == .edit {
      let spare = try #require(try scratch.files(in: ".public.clew/spare"))
      #expect(spare["two/of"] == "them" && spare["0/one"] == nil && spare["d0/0"] == "0")
    }
    if scenario == .rollback { try scratch.publish(FaultTests.new) }
    return scratch
  }

  private func outcome(
    of scenario: Scenario, in scratch: Scratch, _ interception: Interception
  ) throws -> Outcome {
    let publisher = Publisher(
      output: scratch.output,
      operations: interception.operations(spareFrom: scratch.spareFrom))
    do throws(PublishingError) {
      let publication =
        scenario == .rollback
        ? try publisher.rollback()
        : try publisher.publish(
          tree(FaultTests.new.merging(scenario.rest) { $1 }), generator: "clew test")
      return publication.unfinished == nil ? .done : .unfinished
    } catch {
      return .refused
    }
  }

  /// What the output holds, which must be all of one generation.
  private func checkedGeneration(
    of scratch: Scratch, _ scenario: Scenario, _ interception: Interception, _ outcome: Outcome
  ) throws -> [String: String]? {
    let live = try scratch.published()
    let (before, after) = (scenario.before, scenario.after)
    if live != nil { #expect(try Publisher.verify(scratch.output).isIntact) }
    switch (interception.plan, outcome) {
    case (.stop, .refused) where !interception.canExchange && live == nil:
      break  // Killed between the two renames that stand in for an exchange.
    case (_, .refused):
      #expect(live == before)
    case (_, .done), (_, .unfinished):
      #expect(live == after)
    }
    if case .fail = interception.plan, outcome == .refused {
      #expect(try Set(workNames(of: scratch)).isSubset(of: ["lock", "previous"]))
    }
    return live
  }

  private func checkNextBuildHeals(
    _ scratch: Scratch, _ scenario: Scenario, _ live: [String: String]?
  ) throws {
    let byHand = scenario == .firstPublication ? [:] : FaultTests.byHand
    let next = ["index.html": "next", "same": "same"].merging(scenario.rest) { $1 }
    #expect(try scratch.publish(next).unfinished == nil)
    #expect(try scratch.published() == next.merging(byHand) { $1 })
    #expect(try Publisher.verify(scratch.output).isIntact)
    guard let last = live ?? scenario.before else {
      #expect(try workNames(of: scratch) == ["lock"])
      return
    }
    #expect(try workNames(of: scratch) == ["lock", "previous"])
    _ = try scratch.publisher.rollback()
    #expect(try scratch.published() == last)
  }

  /// What the work folder holds, but for a spare folder, which may be there or not.
  private func workNames(of scratch: Scratch) throws -> [String] {
    try scratch.workNames().filter { scratch.spareFrom > 1 || $0 != "spare" }
  }

  /// A rollback goes one generation back from what is live, never two and never forward.
  private func checkRollbackHeals(
    _ scratch: Scratch, _ scenario: Scenario, _ live: [String: String]?
  ) throws {
    let expected: [String: String]?
    if live == scenario.after {
      expected = scenario.before
    } else {
      expected =
        switch scenario {
        case .firstPublication, .secondPublication: nil
        case .laterPublication: ["index.html": "oldest"].merging(FaultTests.byHand) { $1 }
        case .edit:
          ["index.html": "oldest", "two/of": "them", "1/one": "of them"]
            .merging(FaultTests.byHand) { $1 }.merging(scenario.rest) { $1 }
        case .rollback: FaultTests.old.merging(FaultTests.byHand) { $1 }
        }
    }
    if let expected {
      _ = try scratch.publisher.rollback()
      #expect(try scratch.published() == expected)
      #expect(try workNames(of: scratch) == ["lock", "previous"])
    } else {
      #expect(throws: PublishingError.nothingToRollBack(scratch.output)) {
        try scratch.publisher.rollback()
      }
      #expect(try scratch.published() == live ?? scenario.before)
    }
  }
}
