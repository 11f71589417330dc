import Foundation
import Testing

@testable import Caching

/// A folder for stores; removed when the test ends.
final class CachePlace {
  let folder = FileManager.default.temporaryDirectory.appending(path: "clew-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func open() -> ValueStore? {
    ValueStore(["a", "cache"], in: folder.path(percentEncoded: false))
  }

  var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: "a/cache").path(percentEncoded: false)
      ).sorted()
    }
  }

  func file(_ name: String) -> URL { folder.appending(path: "a/cache/\(name)") }

  /// Opens the store, keeps values under the keys of their names, and closes it.
  func keep(_ values: [String: [UInt8]], isComplete: Bool = false) throws {
    let store = try #require(open())
    for (name, bytes) in values { store.keep(CacheKey(name), bytes) }
    store.close(isComplete: isComplete)
  }
}

@Suite("Values for the next run")
struct ValueStoreTests {
  @Test("a key is read as it was written, and from nothing of another length")
  func keyBytes() {
    let key = CacheKey("kind", of: [[1, 2, 3]])
    #expect(CacheKey(decoding: key.bytes) == key)
    #expect(CacheKey(decoding: Array(key.bytes.dropLast())) == nil)
    #expect(CacheKey(decoding: []) == nil)
    #expect(key.description.count == 32 && key.description != CacheKey("kind").description)
  }

  @Test("a checksum is that of gzip")
  func checksums() {
    // `python3 -c 'import zlib; print(hex(zlib.crc32(b"123456789")))'`
    #expect(checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  @Test("a value is there for the next run, also an empty one")
  func findsWhatWasKept() throws {
    let place = try CachePlace()
    try place.keep(["a": [1, 2, 3], "b": []])
    let store = try #require(place.open())
    #expect(store.value(CacheKey("a")) == [1, 2, 3])
    #expect(store.value(CacheKey("b")) == [])
    #expect(store.value(CacheKey("c")) == nil)
  }

  @Test(
    "what a complete run did not ask for is forgotten, and what an incomplete one did not is kept")
  func forgetsWhatIsOfNoUse() throws {
    let place = try CachePlace()
    try place.keep(["a": [1], "b": [2]])
    for (isComplete, left) in [(false, [2]), (true, nil)] as [(Bool, [UInt8]?)] {
      let store = try #require(place.open())
      _ = store.value(CacheKey("a"))
      store.close(isComplete: isComplete)
      let next = try #require(place.open())
      #expect(next.value(CacheKey("a")) == [1])
      #expect(next.value(CacheKey("b")) == left)
      next.close(isComplete: false)
    }
  }

  @Test("a repository does not see the folder")
  func isIgnored() throws {
    let place = try CachePlace()
    try place.keep(["a": [1]])
    #expect(try String(contentsOf: place.file(".gitignore"), encoding: .utf8) == "*\n")
  }

  @Test("a store that another has open is not opened")
  func isHeldByOne() throws {
    let place = try CachePlace()
    let store = try #require(place.open())
    #expect(place.open() == nil)
    store.close(isComplete: true)
  }

  @Test("a link in the place of the folder or of a file is not followed")
  func followsNoLink() throws {
    let place = try CachePlace()
    let other = try CachePlace()
    try FileManager.default.createSymbolicLink(
      at: place.folder.appending(path: "a"), withDestinationURL: other.folder)
    #expect(place.open() == nil)
    try FileManager.default.removeItem(at: place.folder.appending(path: "a"))
    try place.keep(["a": [1]])
    let target = other.folder.appending(path: "target")
    try Data([7]).write(to: target)
    for name in ["values-2", "index.new"] {
      try FileManager.default.createSymbolicLink(at: place.file(name), withDestinationURL: target)
    }
    try place.keep(["b": [2]])
    #expect(try Data(contentsOf: target) == Data([7]))
    #expect(try #require(place.open()).value(CacheKey("b")) == [2])
  }

  @Test("files of which most is of no use are written anew and removed")
  func removesOldFiles() throws {
    let place = try CachePlace()
    for round in 0..<60 {
      let store = try #require(place.open())
      if store.value(CacheKey("all")) == nil {
        store.keep(CacheKey("all"), Array(repeating: 1, count: 50))
      }
      store.keep(CacheKey("\(round)"), [UInt8(round)])
      store.close(isComplete: true)
      #expect(try place.names.count < 30)
    }
    #expect(try #require(place.open()).value(CacheKey("all"))?.count == 50)
  }

  @Test("a run without news leaves every file as it is")
  func changesNothingWithoutNeed() throws {
    let place = try CachePlace()
    try place.keep(["a": [1]])
    let (names, before) = (try place.names, try Data(contentsOf: place.file("index")))
    let store = try #require(place.open())
    #expect(store.value(CacheKey("a")) == [1])
    store.close(isComplete: true)
    #expect(try place.names == names)
    #expect(try Data(contentsOf: place.file("index")) == before)
  }

  @Test("a store that is damaged anywhere has values that are right, or none")
  func neverTellsWrong() throws {
    var chance = SmallChance(state: 8)
    let values = Dictionary(
      uniqueKeysWithValues: (0..<20).map { ("\($0)", (0..<40).map { _ in chance.byte() }) })
    for _ in 0..<200 {
      let place = try CachePlace()
      try place.keep(values)
      let name = try #require(
        try place.names.filter { !["lock", ".gitignore"].contains($0) }.randomElement(
          using: &chance))
      var bytes = try Data(contentsOf: place.file(name))
      switch chance.next() % 3 {
      case 0: bytes = bytes.prefix(Int(chance.next() % UInt64(bytes.count)))
      case 1: bytes[Int(chance.next() % UInt64(bytes.count))] ^= 1 << (chance.byte() & 7)
      default: bytes.append(chance.byte())
      }
      try bytes.write(to: place.file(name))
      let store = try #require(place.open())
      for (name, value) in values {
        let found = store.value(CacheKey(name))
        #expect(found == nil || found == value)
        if found == nil { store.keep(CacheKey(name), value) }
      }
      store.close(isComplete: true)
      let healed = try #require(place.open())
      for (name, value) in values { #expect(healed.value(CacheKey(name)) == value) }
    }
  }

  @Test("keys of other parts, or of the same cut elsewhere, are others")
  func keysTellPartsApart() {
    let keys: Set = [
      CacheKey("a"), CacheKey("a", of: [[1, 2]]), CacheKey("a", of: [[1], [2]]),
      CacheKey("b", of: [[1, 2]]), CacheKey("a", of: [[]]), CacheKey("a", of: [[], []]),
      CacheKey("a", [CacheKey("a")]),
    ]
    #expect(keys.count == 7)
    #expect(CacheKey("a", of: [[1]]) == CacheKey("a", of: [[1]]))
  }
}

/// Numbers that look like chance and are the same every time (SplitMix64).
struct SmallChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }
}
