/// The table of contents of an index: which file holds which keys.
public struct SearchRoot: Sendable {
  /// The form of the index; a page with another form loads its script anew.
  static let version: UInt8 = 3

  /// How many pages there are.
  var documents = 0
  /// How many sections there are.
  var sections = 0
  /// Whether the files of pages have their text.
  var hasText = false
  /// The files of postings by the first key of each, in order.
  var chunks: [(first: [UInt8], name: ChunkName)] = []
  /// The files of pages by the first page of each, in order.
  var documentChunks: [(first: Int, name: ChunkName)] = []
  /// The same with all sections, where those of `documentChunks` have the first of each page only.
  var sectionChunks: [(first: Int, name: ChunkName)] = []
  /// What pages are, by the first page of each run, and how much they weigh in percent.
  var kinds: [(first: Int, kind: [UInt8], weight: Int)] = []
  /// The file of readings, and the file of variants.
  var han: ChunkName?
  var variants: ChunkName?
  /// The characters that the file of variants knows.
  var variantCharacters: [UInt32] = []
  /// Keys that so many sections hold that they say little: the planner does without them.
  var common: [[UInt8]] = []
  /// Words that mean the same, folded.
  var synonyms: [[[UInt32]]] = []
  /// The words of questions.
  var stops: [[UInt32]] = []
  /// Spellings that are read as others, folded.
  var rules: [WordPair] = []

  init() {}

  /// The file that holds a key, or where it would be.
  func chunk(for key: [UInt8]) -> Int? {
    guard !chunks.isEmpty else { return nil }
    var low = 0
    var high = chunks.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(key, chunks[middle].first) { high = middle } else { low = middle + 1 }
    }
    return max(0, low - 1)
  }

  /// What a page is.
  func kind(of document: Int) -> [UInt8] {
    kinds.last { $0.first <= document }?.kind ?? []
  }

  /// How much a page weighs, by its kind; 1 is usual.
  func weight(of document: Int) -> Double {
    Double(kinds.last { $0.first <= document }?.weight ?? 100) / 100
  }

  // MARK: Bytes

  private struct Models {
    var number = TreeModel(bits: 6)
    var gap = TreeModel(bits: 6)
    var count = TreeModel(bits: 6)
    var bytes = [TreeModel](repeating: TreeModel(bits: 8), count: 3)
    var scalar = TreeModel(bits: 6)

    static func context(_ previous: UInt8) -> Int { previous < 0x80 ? 0 : previous < 0xC0 ? 1 : 2 }
  }

  func encoded() -> [UInt8] {
    var coder = RangeEncoder()
    var models = Models()
    for number in [documents, sections, hasText ? 1 : 0] {
      coder.encode(number: number, &models.number)
    }
    coder.encode(number: chunks.count, &models.number)
    for chunk in chunks { encode(chunk.first, &coder, &models) }
    for chunk in chunks { encode(chunk.name, &coder) }
    for chunks in [documentChunks, sectionChunks] {
      coder.encode(number: chunks.count, &models.number)
      var last = 0
      for chunk in chunks {
        coder.encode(number: chunk.first - last, &models.gap)
        encode(chunk.name, &coder)
        last = chunk.first
      }
    }
    coder.encode(number: kinds.count, &models.number)
    for kind in kinds {
      coder.encode(number: kind.first, &models.number)
      encode(kind.kind, &coder, &models)
      coder.encode(number: kind.weight, &models.number)
    }
    for name in [han, variants] {
      coder.encode(number: name == nil ? 0 : 1, &models.number)
      if let name { encode(name, &coder) }
    }
    coder.encode(number: variantCharacters.count, &models.number)
    var character: UInt32 = 0
    for next in variantCharacters {
      coder.encode(number: Int(next - character), &models.scalar)
      character = next
    }
    coder.encode(number: common.count, &models.number)
    for key in common { encode(key, &coder, &models) }
    coder.encode(number: synonyms.count, &models.number)
    for group in synonyms {
      coder.encode(number: group.count, &models.number)
      for word in group { encode(UTF8Text.bytes(word), &coder, &models) }
    }
    coder.encode(number: stops.count, &models.number)
    for word in stops { encode(UTF8Text.bytes(word), &coder, &models) }
    coder.encode(number: rules.count, &models.number)
    for rule in rules {
      encode(UTF8Text.bytes(rule.from), &coder, &models)
      encode(UTF8Text.bytes(rule.to), &coder, &models)
    }
    let body = coder.finish()
    return [Self.version] + ChunkName(of: body).text + body
  }

  private func encode(_ name: ChunkName, _ coder: inout RangeEncoder) {
    coder.encode(raw: name.hash, bits: 32)
  }

  private func encode(_ text: [UInt8], _ coder: inout RangeEncoder, _ models: inout Models) {
    let text = text.prefix(63)
    coder.encode(text.count, &models.count)
    var previous: UInt8 = 0
    for byte in text {
      coder.encode(Int(byte), &models.bytes[Models.context(previous)])
      previous = byte
    }
  }

  /// Reads a root; nil when it is damaged or of another form.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > 9, bytes[0] == Self.version else { return nil }
    let body = Array(bytes[9...])
    guard ChunkName(of: body).text == Array(bytes[1..<9]) else { return nil }
    var reader = Reader(coder: RangeDecoder(body, from: 0))
    documents = reader.number()
    sections = reader.number()
    hasText = reader.number() == 1
    let keys = reader.list { $0.text() }
    for key in keys { chunks.append((key, reader.name())) }
    documentChunks = reader.chunks()
    sectionChunks = reader.chunks()
    kinds = reader.list { reader in (reader.number(), reader.text(), reader.number()) }
    han = reader.number() == 1 ? reader.name() : nil
    variants = reader.number() == 1 ? reader.name() : nil
    var character: UInt32 = 0
    variantCharacters = reader.list { reader in
      character &+= UInt32(truncatingIfNeeded: reader.coder.number(&reader.models.scalar))
      return character
    }
    common = reader.list { $0.text() }
    synonyms = reader.list { reader in reader.list { UTF8Text.scalars($0.text()) } }
    stops = reader.list { UTF8Text.scalars($0.text()) }
    rules = reader.list { reader in
      (UTF8Text.scalars(reader.text()), UTF8Text.scalars(reader.text()))
    }
    guard documents <= Posting.mostDocuments, !reader.coder.isExhausted else { return nil }
  }

  /// Reads the parts of a root.
  private struct Reader {
    var coder: RangeDecoder
    var models = Models()

    mutating func number() -> Int { coder.number(&models.number) }

    mutating func name() -> ChunkName { ChunkName(hash: coder.raw(bits: 32)) }

    mutating func text() -> [UInt8] {
      var text: [UInt8] = []
      for _ in 0..<coder.value(&models.count) {
        let model = Models.context(text.last ?? 0)
        text.append(UInt8(truncatingIfNeeded: coder.value(&models.bytes[model])))
      }
      return text
    }

    mutating func chunks() -> [(first: Int, name: ChunkName)] {
      var last = 0
      return list { reader in
        last += reader.coder.number(&reader.models.gap)
        return (last, reader.name())
      }
    }

    mutating func list<Element>(_ element: (inout Reader) -> Element) -> [Element] {
      let count = number()
      var result: [Element] = []
      while result.count < count, !coder.isExhausted { result.append(element(&self)) }
      return result
    }
  }
}
