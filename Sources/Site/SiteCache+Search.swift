internal import Caching
internal import Knowledge
internal import SearchCore

/// Parts of a search index that were made of the same in the last build.
extension SiteCache {
  /// The lists of some pages, of which the first has a number in the index.
  func runs(
    of pages: [EntryKey], from first: Int, _ make: () -> [InvertedRun]
  ) -> [InvertedRun] {
    var maker = CacheKeyMaker("run")
    maker.add(registers)
    maker.add(first)
    for page in pages {
      guard let entry = entries[page] else { return make() }
      maker.add(entry)
    }
    let key = maker.key()
    if let bytes = store.value(key) { return InvertedRun.decoded(bytes) }
    let runs = make()
    store.keep(key, InvertedRun.encoded(runs))
    return runs
  }

  /// By which it is known whether all characters sound the same.
  func key(ofSounds sounds: [UInt8]) -> CacheKey { CacheKey("sounds", of: [sounds], [program]) }

  /// What is heard of a run, by what it is made of.
  func heard(_ material: [UInt8], _ sounds: CacheKey, _ make: () -> HeardRun) -> HeardRun {
    let key = CacheKey("heard", of: [material], [sounds])
    if let bytes = store.value(key) { return HeardRun(decoding: bytes) }
    let heard = make()
    store.keep(key, heard.encoded)
    return heard
  }

  /// By which the places of all sections are known to be the same.
  func key(of places: [[UInt32]]) -> CacheKey {
    var maker = CacheKeyMaker("places")
    maker.add(program)
    for run in places {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(4 * run.count)
      for place in run {
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: place >> shift)) }
      }
      maker.add(bytes)
    }
    return maker.key()
  }

  /// A file of lists, by what it is made of.
  func lists(_ material: [UInt8], _ places: CacheKey, _ make: () -> [UInt8]) -> [UInt8] {
    let key = CacheKey("lists", of: [material], [places])
    if let bytes = store.value(key) { return bytes }
    let bytes = make()
    store.keep(key, bytes)
    return bytes
  }
}
