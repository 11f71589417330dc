/// Runs as bytes, so that they can wait for another index of mostly the same pages.
///
/// What they are read from has to be what was written: nothing is checked.
extension InvertedRun {
  /// Writes runs.
  public static func encoded(_ runs: [InvertedRun]) -> [UInt8] {
    var writer = RunWriter()
    writer.add(runs.count)
    for run in runs { run.write(to: &writer) }
    return writer.bytes
  }

  /// Reads runs.
  public static func decoded(_ bytes: [UInt8]) -> [InvertedRun] {
    var reader = RunReader(bytes)
    return (0..<reader.number()).map { _ in InvertedRun(&reader) }
  }

  private func write(to writer: inout RunWriter) {
    lists.write(to: &writer)
    lines.write(to: &writer)
    labels.write(to: &writer)
    writer.add(characters)
    writer.add(textSize)
  }

  private init(_ reader: inout RunReader) {
    self.init(
      lists: InvertedLists(&reader), lines: PageLines(&reader), labels: SpokenLabels(&reader),
      characters: reader.numbers(), textSize: reader.number())
  }
}

extension HeardRun {
  /// As bytes.
  public var encoded: [UInt8] {
    var writer = RunWriter()
    lists.write(to: &writer)
    return writer.bytes
  }

  /// Reads what ``encoded`` wrote.
  public init(decoding bytes: [UInt8]) {
    var reader = RunReader(bytes)
    self.init(lists: InvertedLists(&reader))
  }
}

extension InvertedLists {
  fileprivate func write(to writer: inout RunWriter) {
    writer.add(keys)
    writer.add(longKeys.count)
    for key in longKeys { writer.add(key) }
    writer.add(starts)
    lists.write(to: &writer)
  }

  fileprivate init(_ reader: inout RunReader) {
    self.init(
      keys: reader.numbers(), longKeys: (0..<reader.number()).map { _ in reader.byteArray() },
      starts: reader.numbers(), lists: PackedLists(&reader))
  }
}

/// Writes arrays behind their counts, the lowest byte of a number first.
struct RunWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int) { add([UInt64(number)], behindCount: false) }

  mutating func add(_ numbers: [some FixedWidthInteger & UnsignedInteger]) {
    add(numbers, behindCount: true)
  }

  mutating func add(_ bytes: [UInt8]) {
    add(bytes.count)
    self.bytes += bytes
  }

  private mutating func add<Number: FixedWidthInteger & UnsignedInteger>(
    _ numbers: [Number], behindCount: Bool
  ) {
    if behindCount { add(numbers.count) }
    let width = Number.bitWidth / 8
    var place = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: numbers.count * width))
    var span = bytes.mutableSpan
    for number in numbers {
      for offset in 0..<width {
        span[place &+ offset] = UInt8(truncatingIfNeeded: number >> Number(8 &* offset))
      }
      place &+= width
    }
  }
}

/// Reads what ``RunWriter`` wrote.
struct RunReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func number() -> Int {
    let numbers: [UInt64] = numbers(1)
    return Int(numbers[0])
  }

  mutating func numbers<Number: FixedWidthInteger & UnsignedInteger>() -> [Number] {
    numbers(number())
  }

  mutating func byteArray() -> [UInt8] {
    let count = number()
    place += count
    return Array(bytes[place - count..<place])
  }

  private mutating func numbers<Number: FixedWidthInteger & UnsignedInteger>(
    _ count: Int
  ) -> [Number] {
    let width = Number.bitWidth / 8
    let start = place
    place += count * width
    let span = bytes.span
    var numbers: [Number] = []
    numbers.reserveCapacity(count)
    for index in 0..<count {
      var number: Number = 0
      for offset in 0..<width {
        number |= Number(span[start &+ index &* width &+ offset]) << Number(8 &* offset)
      }
      numbers.append(number)
    }
    return numbers
  }
}
