/// The lists of an index in the order of their keys, still in the runs where they were gathered.
struct PostingTable {
  /// How many sections hold each key.
  private(set) var frequencies: [UInt32] = []
  /// How many of them its list names.
  private(set) var counts: [UInt32] = []
  /// How many of those hold it in a title, keyword or heading; of single characters none.
  private(set) var labelCounts: [UInt32] = []
  /// The keys in order, packed, and those that are too long for it.
  private var packedKeys: [UInt64] = []
  private var longNames: [[UInt8]] = []
  private let syllables: [[UInt8]]
  private var runs: [PackedLists] = []
  /// Where the parts of each list begin among all parts, and where those of the last one end.
  private var starts: [UInt32] = []
  private var parts: [Part] = []

  /// What a run has of a list: where it begins there, and where the next one does.
  private struct Part {
    let run: UInt32
    let start: UInt32
    let end: UInt32
  }

  /// Joins runs, in the order of their pages.
  init(_ runs: consuming [InvertedLists], syllables: [[UInt8]], limits: SearchIndexLimits) {
    self.syllables = syllables
    var numbers = number(&runs)
    let order = order(packedKeys)
    packedKeys = order.map { packedKeys[$0] }
    var places = [UInt32](repeating: 0, count: order.count)
    for (place, list) in order.enumerated() { places[list] = UInt32(place) }
    for number in numbers.indices { numbers[number] = places[Int(numbers[number])] }
    gather(runs, places: numbers)
    self.runs = runs.map(\.lists)
    for place in indices {
      let isSingle = PackedKey.isSingle(packedKeys[place])
      counts[place] = min(UInt32(isSingle ? limits.single : limits.list), counts[place])
      if isSingle { labelCounts[place] = 0 }
    }
  }

  /// Finds the keys of all runs, in the order in which they come; gives the number of every list of
  /// every run among all lists, run by run.
  private mutating func number(_ runs: inout [InvertedLists]) -> [UInt32] {
    var index = KeyIndex()
    var longKeys: [[UInt8]: Int] = [:]
    var numbers: [UInt32] = []
    numbers.reserveCapacity(runs.reduce(0) { $0 + $1.keys.count })
    for run in runs.indices {
      for key in runs[run].keys {
        var key = key
        if let number = PackedKey.longNumber(key) {
          let bytes = runs[run].longKeys[number]
          let own = longKeys[bytes] ?? longNames.count
          if own == longNames.count {
            longKeys[bytes] = own
            longNames.append(bytes)
          }
          key = PackedKey.long(own, of: bytes)
        }
        numbers.append(UInt32(truncatingIfNeeded: index.number(of: key)))
      }
      runs[run].forgetKeys()
    }
    packedKeys = index.keys
    return numbers
  }

  /// The places of all keys.
  var indices: Range<Int> { packedKeys.indices }

  /// The key at a place.
  func key(at place: Int) -> [UInt8] { name(packedKeys[place]) }

  private func name(_ key: UInt64) -> [UInt8] {
    PackedKey.longNumber(key).map { longNames[$0] } ?? PackedKey.bytes(key, syllables: syllables)
  }

  /// The order of keys by their bytes: by the first eight as a number where those differ.
  private func order(_ keys: [UInt64]) -> [Int] {
    let heads = keys.enumerated().map { index, key in
      let name = name(key)
      var head: UInt64 = 0
      for offset in 0..<8 { head = head << 8 | UInt64(offset < name.count ? name[offset] : 0) }
      return (head: head, index: index)
    }
    return heads.sorted {
      $0.head == $1.head
        ? precedes(name(keys[$0.index]), name(keys[$1.index])) : $0.head < $1.head
    }.map(\.index)
  }

  /// Finds the parts of every list; `places` has the place of every list of every run.
  private mutating func gather(_ runs: borrowing [InvertedLists], places: [UInt32]) {
    let count = packedKeys.count
    frequencies = [UInt32](repeating: 0, count: count)
    counts = frequencies
    labelCounts = frequencies
    starts = [UInt32](repeating: 0, count: count + 1)
    for place in places { starts[Int(place) + 1] += 1 }
    for place in 0..<count { starts[place + 1] += starts[place] }
    parts = [Part](repeating: Part(run: 0, start: 0, end: 0), count: places.count)
    var next = starts
    var number = 0
    for run in runs.indices {
      let ends = runs[run].starts.dropFirst() + [UInt32(runs[run].lists.end)]
      for (start, end) in zip(runs[run].starts, ends) {
        let place = Int(places[number])
        parts[Int(next[place])] = Part(run: UInt32(run), start: start, end: end)
        next[place] += 1
        let head = runs[run].lists.head(at: Int(start))
        frequencies[place] += UInt32(head.frequency)
        counts[place] += UInt32(head.count)
        labelCounts[place] += UInt32(head.labels)
        number += 1
      }
    }
  }

  /// What a list is made of, as bytes: with the places of all sections it decides what the list is.
  func appendMaterial(of place: Int, to material: inout [UInt8]) {
    func add(_ number: UInt32) {
      material.append(UInt8(truncatingIfNeeded: number))
      material.append(UInt8(truncatingIfNeeded: number >> 8))
      material.append(UInt8(truncatingIfNeeded: number >> 16))
      material.append(UInt8(truncatingIfNeeded: number >> 24))
    }
    let key = key(at: place)
    add(UInt32(key.count))
    material += key
    add(frequencies[place])
    add(counts[place])
    add(labelCounts[place])
    add(starts[place + 1] - starts[place])
    for index in Int(starts[place])..<Int(starts[place + 1]) {
      let part = parts[index]
      add(part.run)
      add(part.end - part.start)
      runs[Int(part.run)].append(Int(part.start)..<Int(part.end), to: &material)
    }
  }

  /// The places of all sections.
  var places: [[UInt32]] { runs.map(\.places) }

  private func parts(at place: Int) -> ArraySlice<Part> {
    parts[Int(starts[place])..<Int(starts[place + 1])]
  }

  /// A list, a long one cut to its weightiest sections.
  func list(at place: Int) -> PostingList {
    var postings: [Posting] = []
    postings.reserveCapacity(Int(counts[place]))
    for part in parts(at: place) { runs[Int(part.run)].read(at: Int(part.start), to: &postings) }
    let limit = Int(counts[place])
    if postings.count > limit { postings = Self.weightiest(postings, limit) }
    return PostingList(
      key: key(at: place), postings: postings, frequency: Int(frequencies[place]))
  }

  /// The part of a list that names titles, keywords and headings.
  func labels(at place: Int) -> PostingList {
    let list = list(at: place)
    return PostingList(
      key: LabelKeys.key(list.key), postings: list.postings.filter { $0.isLabel },
      frequency: list.frequency)
  }

  /// The postings of the greatest ranks; of those with the last rank that fits, the first.
  private static func weightiest(_ postings: [Posting], _ limit: Int) -> [Posting] {
    var ofRank = [Int](repeating: 0, count: 64)
    for posting in postings { ofRank[posting.rank] += 1 }
    var last = 63
    var left = limit
    while left > ofRank[last] {
      left -= ofRank[last]
      last -= 1
    }
    return postings.filter { posting in
      if posting.rank != last { return posting.rank > last }
      left -= 1
      return left >= 0
    }
  }
}
