/// The blocks and the footnotes of a document as one array of bytes.
///
/// A tree of blocks takes several times as much memory as its text, in hundreds of small
/// pieces. Who keeps many documents keeps them packed, and unpacks one while it is looked at. The
/// bytes stay in memory; their form is nobody else's concern.
public struct PackedBody: Sendable {
  private let bytes: [UInt8]
  /// Where the footnotes begin.
  private let footnotesStart: Int

  /// Packs blocks and footnotes.
  public init(_ blocks: [Block], footnotes: [Footnote] = []) {
    var packer = Packer()
    packer.add(blocks)
    footnotesStart = packer.bytes.count
    if !footnotes.isEmpty {
      packer.beginPart()
      packer.add(footnotes)
    }
    // An array that grew has room that nothing will need.
    var exact: [UInt8] = []
    exact.reserveCapacity(packer.bytes.count)
    exact += packer.bytes
    bytes = exact
  }

  /// Reads a body among other values.
  public init(_ unpacker: inout Unpacker) {
    footnotesStart = unpacker.number()
    bytes = unpacker.bytes()
  }

  /// Writes the body among other values.
  public func add(to packer: inout Packer) {
    packer.add(footnotesStart)
    packer.add(bytes)
  }

  /// The blocks, unpacked at each call.
  public var blocks: [Block] {
    var unpacker = Unpacker(bytes, at: 0)
    return unpacker.blocks()
  }

  /// The footnotes, unpacked at each call.
  public var footnotes: [Footnote] {
    guard footnotesStart < bytes.count else { return [] }
    var unpacker = Unpacker(bytes, at: footnotesStart)
    return unpacker.footnotes()
  }
}

/// What the parts of a document begin with when they are packed.
enum PackedTag {
  static let paragraph: UInt8 = 0
  static let heading: UInt8 = 1
  static let list: UInt8 = 2
  static let quote: UInt8 = 3
  static let alert: UInt8 = 4
  static let codeBlock: UInt8 = 5
  static let htmlBlock: UInt8 = 6
  static let table: UInt8 = 7
  static let thematicBreak: UInt8 = 8

  static let text: UInt8 = 0
  static let softBreak: UInt8 = 1
  static let lineBreak: UInt8 = 2
  static let code: UInt8 = 3
  static let html: UInt8 = 4
  static let emphasis: UInt8 = 5
  static let strong: UInt8 = 6
  static let strikethrough: UInt8 = 7
  static let link: UInt8 = 8
  static let image: UInt8 = 9
  static let footnoteReference: UInt8 = 10
}
