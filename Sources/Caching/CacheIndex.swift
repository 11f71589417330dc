/// Where the values of a store stand.
struct CacheIndex {
  /// Where a value stands.
  struct Place: Equatable {
    /// The number of its file.
    let file: UInt32
    let offset: UInt64
    let count: UInt32
    let checksum: UInt32
  }

  private var places: [CacheKey: Place] = [:]
  /// The files in which values stand.
  private(set) var files: Set<UInt32> = []
  /// How many bytes the values have.
  private(set) var size = 0

  private static let head = Array("clew cache 2\n".utf8)
  private static let recordSize = 36

  init() {}

  private init(_ places: [CacheKey: Place]) {
    self.places = places
    files = Set(places.values.map(\.file))
    size = places.values.reduce(0) { $0 + Int($1.count) }
  }

  /// How many values there are.
  var count: Int { places.count }

  subscript(key: CacheKey) -> Place? { places[key] }

  /// The index of new values and of those of this one that were used; of all where nothing is said.
  func next(_ made: [CacheKey: Place], used: Set<CacheKey>?) -> CacheIndex {
    var next = used.map { used in places.filter { used.contains($0.key) } } ?? places
    next.merge(made) { $1 }
    return CacheIndex(next)
  }

  // MARK: As bytes

  /// Reads an index; nil for bytes that are none, or not whole.
  init?(_ bytes: [UInt8]) {
    let end = bytes.count - 4
    guard end >= Self.head.count, bytes.starts(with: Self.head),
      (end - Self.head.count) % Self.recordSize == 0,
      number(bytes, at: end, count: 4) == UInt64(checksum(Array(bytes[..<end])))
    else { return nil }
    var places: [CacheKey: Place] = [:]
    places.reserveCapacity(end / Self.recordSize)
    for start in stride(from: Self.head.count, to: end, by: Self.recordSize) {
      func field(_ offset: Int, _ count: Int) -> UInt64 {
        number(bytes, at: start + offset, count: count)
      }
      places[CacheKey(high: field(0, 8), low: field(8, 8))] = Place(
        file: UInt32(field(16, 4)), offset: field(20, 8), count: UInt32(field(28, 4)),
        checksum: UInt32(field(32, 4)))
    }
    self.init(places)
  }

  /// The index as it is kept.
  func encoded() -> [UInt8] {
    var bytes = Self.head
    bytes.reserveCapacity(Self.head.count + places.count * Self.recordSize + 4)
    for (key, place) in places {
      append(key.high, to: &bytes)
      append(key.low, to: &bytes)
      append(UInt64(place.file), count: 4, to: &bytes)
      append(place.offset, to: &bytes)
      append(UInt64(place.count), count: 4, to: &bytes)
      append(UInt64(place.checksum), count: 4, to: &bytes)
    }
    append(UInt64(checksum(bytes)), count: 4, to: &bytes)
    return bytes
  }
}
