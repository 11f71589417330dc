/// The stretches of Han in titles, keywords and headings of a run, which are looked up by sound too.
///
/// How rare characters sound is asked once for all pages, so it is known only when all were read.
struct SpokenLabels: Sendable {
  /// For each stretch its section, its field with the length of its label, how many characters it
  /// has, and these.
  private var numbers: [UInt32] = []

  init() {}

  /// Reads what ``write(to:)`` wrote.
  init(_ reader: inout RunReader) { numbers = reader.numbers() }

  func write(to writer: inout RunWriter) { writer.add(numbers) }

  /// Adds a label, folded, of a section by its number in the run.
  mutating func append(_ scalars: [UInt32], _ field: Occurrence.Field, section: Int) {
    for segment in Segmentation.segments(scalars, joinsBlanks: true)
    where segment.isHan && segment.indices.count > 1 {
      numbers.append(UInt32(truncatingIfNeeded: section))
      numbers.append(UInt32(field.rawValue) << 16 | UInt32(min(scalars.count, 0xFFFF)))
      numbers.append(UInt32(truncatingIfNeeded: segment.indices.count))
      for index in segment.indices { numbers.append(scalars[index]) }
    }
  }

  /// Gives back memory that was reserved in vain.
  mutating func trim() { numbers = numbers.trimmed() }

  /// The lists of what is heard, of sections with places.
  func inverted(han: HanTable, places: [UInt32], limits: SearchIndexLimits) -> InvertedLists {
    var gatherer = ListGatherer(limits: limits)
    var last: UInt32?
    var start = 0
    while start < numbers.count {
      if numbers[start] != last {
        if last != nil { gatherer.end() }
        gatherer.begin(section: Int(numbers[start]))
        last = numbers[start]
      }
      let field = Occurrence.Field(rawValue: UInt8(numbers[start + 1] >> 16)) ?? .body
      gatherer.stand(in: field, size: Int(numbers[start + 1] & 0xFFFF))
      let end = start + 3 + Int(numbers[start + 2])
      let readings = numbers[start + 3..<end].map(han.readingIndices)
      let initials = readings.map(han.initials)
      for index in readings.indices.dropLast() {
        Self.add(sounds: readings, at: index, to: &gatherer)
        Self.add(initials: initials, at: index, to: &gatherer)
      }
      start = end
    }
    if last != nil { gatherer.end() }
    return gatherer.finish(places: places)
  }

  /// Adds the pairs of syllables that begin with a character.
  private static func add(sounds: [[Int]], at index: Int, to gatherer: inout ListGatherer) {
    for first in sounds[index] {
      for second in sounds[index + 1] { gatherer.enter(PackedKey.sounds(first, second)) }
    }
  }

  /// Adds the two and three initials that begin with a character.
  private static func add(initials: [[UInt8]], at index: Int, to gatherer: inout ListGatherer) {
    for first in initials[index] {
      for second in initials[index + 1] {
        gatherer.enter(PackedKey.initials(first, second, nil))
        guard index + 2 < initials.count else { continue }
        for third in initials[index + 2] {
          gatherer.enter(PackedKey.initials(first, second, third))
        }
      }
    }
  }
}
