/// The lists of an index in the order of their keys, still in the runs where they were gathered.
struct PostingTable {
  /// The keys in order.
  private(set) var keys: [[UInt8]] = []
  /// How many sections hold each key.
  private(set) var frequencies: [Int] = []
  /// How many of them its list names.
  private(set) var counts: [Int] = []
  /// How many of those hold it in a title, keyword or heading; of single characters none.
  private(set) var labelCounts: [Int] = []
  private let runs: [InvertedRun]
  /// Where the parts of each list begin among all parts, and where those of the last one end.
  private var starts: [Int] = []
  private var parts: [Part] = []

  /// What a run has of a list.
  private struct Part {
    let run: UInt32
    let list: UInt32
  }

  /// Joins runs, in the order of their pages.
  init(_ runs: [InvertedRun], syllables: [[UInt8]], limits: SearchIndexLimits) {
    self.runs = runs
    var index = KeyIndex()
    var longKeys: [[UInt8]: Int] = [:]
    var longNames: [[UInt8]] = []
    // The number of every list of every run among all lists, run by run.
    var numbers: [UInt32] = []
    for run in runs {
      for key in run.keys {
        var key = key
        if let number = PackedKey.longNumber(key) {
          let bytes = run.longKeys[number]
          let own = longKeys[bytes] ?? longNames.count
          if own == longNames.count {
            longKeys[bytes] = own
            longNames.append(bytes)
          }
          key = PackedKey.long(own, of: bytes)
        }
        numbers.append(UInt32(truncatingIfNeeded: index.number(of: key)))
      }
    }
    let names = index.keys.map { key in
      PackedKey.longNumber(key).map { longNames[$0] } ?? PackedKey.bytes(key, syllables: syllables)
    }
    let order = Self.order(names)
    keys = order.map { names[$0] }
    var places = [Int](repeating: 0, count: order.count)
    for (place, list) in order.enumerated() { places[list] = place }
    gather(numbers.map { places[Int($0)] })
    for (place, list) in order.enumerated() {
      let isSingle = PackedKey.isSingle(index.keys[list])
      counts[place] = min(isSingle ? limits.single : limits.list, counts[place])
      if isSingle { labelCounts[place] = 0 }
    }
  }

  /// The order of keys by their bytes: by the first eight as a number where those differ.
  private static func order(_ keys: [[UInt8]]) -> [Int] {
    let heads = keys.enumerated().map { index, key in
      var head: UInt64 = 0
      for offset in 0..<8 { head = head << 8 | UInt64(offset < key.count ? key[offset] : 0) }
      return (head: head, index: index)
    }
    return heads.sorted {
      $0.head == $1.head ? precedes(keys[$0.index], keys[$1.index]) : $0.head < $1.head
    }.map(\.index)
  }

  /// Finds the parts of every list; `places` has the place of every list of every run.
  private mutating func gather(_ places: [Int]) {
    frequencies = [Int](repeating: 0, count: keys.count)
    counts = frequencies
    labelCounts = frequencies
    starts = [Int](repeating: 0, count: keys.count + 1)
    for place in places { starts[place + 1] += 1 }
    for place in keys.indices { starts[place + 1] += starts[place] }
    parts = [Part](repeating: Part(run: 0, list: 0), count: places.count)
    var next = starts
    var number = 0
    for (run, inverted) in runs.enumerated() {
      for list in inverted.keys.indices {
        let place = places[number]
        parts[next[place]] = Part(run: UInt32(run), list: UInt32(list))
        next[place] += 1
        frequencies[place] += Int(inverted.frequencies[list])
        counts[place] += inverted.count(of: list)
        labelCounts[place] += inverted.postings(of: list).count { $0.isLabel }
        number += 1
      }
    }
  }

  /// A list, a long one cut to its weightiest sections.
  func list(at place: Int) -> PostingList {
    var postings: [Posting] = []
    for part in parts[starts[place]..<starts[place + 1]] {
      let run = runs[Int(part.run)]
      let list = Int(part.list)
      postings += run.postings(of: list)
    }
    if postings.count > counts[place] { postings = Self.weightiest(postings, counts[place]) }
    return PostingList(key: keys[place], postings: postings, frequency: frequencies[place])
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
