import Foundation
import Testing

@testable import Publishing

@Suite struct RollbackTests {
  @Test func putsThePreviousGenerationBackAndReturns() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1", "b": "1", "old": "1"])
    try scratch.publish(["a": "2", "b": "1"])
    let back = try scratch.publisher.rollback()
    #expect(try scratch.published() == ["a": "1", "b": "1", "old": "1"])
    #expect(back.written == 0 && back.linked == 3 && back.removed == 0)
    #expect(try Publisher.verify(scratch.output).isIntact)
    let forth = try scratch.publisher.rollback()
    #expect(forth.removed == 1)
    #expect(try scratch.published() == ["a": "2", "b": "1"])
    #expect(try scratch.workNames() == ["lock", "previous"])
  }

  @Test func keepsWhatWasPutThereByHandSince() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    try scratch.publish(["a": "2"])
    try scratch.write("public/CNAME", "new.example")
    _ = try scratch.publisher.rollback()
    #expect(try scratch.published() == ["a": "1", "CNAME": "new.example"])
  }

  @Test func refusesForeignFilesToo() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    try scratch.publish(["a": "2"])
    try scratch.write("public/mine", "x")
    let publisher = scratch.publisher
    #expect(
      failure { () throws(PublishingError) in try publisher.rollback() }
        == .foreignFiles(folder: scratch.output, paths: ["mine"], count: 1))
  }

  @Test func saysWhenThereIsNoPreviousGeneration() throws {
    let scratch = try Scratch()
    let publisher = scratch.publisher
    for _ in 0..<2 {
      #expect(
        failure { () throws(PublishingError) in try publisher.rollback() }
          == .nothingToRollBack(scratch.output))
      #expect(try scratch.status(".public.clew") == nil || scratch.published() == ["a": "1"])
      try scratch.publish(["a": "1"])
    }
  }

  @Test func refusesADamagedGeneration() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1", "b": "1"])
    try scratch.publish(["a": "2"])
    try FileManager.default.removeItem(atPath: "\(scratch.work)/previous/b")
    let publisher = scratch.publisher
    guard
      case .damagedGeneration(_, let verification)? = failure(of: { () throws(PublishingError) in
        try publisher.rollback()
      })
    else {
      Issue.record("not refused")
      return
    }
    #expect(verification.missing == ["b"])
    #expect(try scratch.published() == ["a": "2"])
  }

  @Test func bringsASiteBackThatWasDeleted() throws {
    let scratch = try Scratch()
    try scratch.publish(["a": "1"])
    try scratch.publish(["a": "2"])
    try FileManager.default.removeItem(atPath: scratch.output)
    _ = try scratch.publisher.rollback()
    #expect(try scratch.published() == ["a": "1"])
  }
}
