public import Diagnostics

/// Reads what ``Packer`` wrote, and nothing else: what no packer writes is not looked for.
public struct Unpacker {
  private let source: [UInt8]
  private var position: Int
  /// The line in which the last range begins.
  private var line = 0

  /// Begins at a place where a packer began.
  public init(_ bytes: [UInt8], at position: Int = 0) {
    (source, self.position) = (bytes, position)
  }

  /// Begins what was written without what stands before it.
  public mutating func beginPart() {
    line = 0
  }

  /// Values behind their number.
  @inlinable
  public mutating func values<Value>(_ value: (_ unpacker: inout Unpacker) -> Value) -> [Value] {
    let count = number()
    var values: [Value] = []
    values.reserveCapacity(count)
    while values.count < count { values.append(value(&self)) }
    return values
  }

  mutating func byte() -> UInt8 {
    defer { position += 1 }
    return source[position]
  }

  /// What is true or not.
  public mutating func flag() -> Bool {
    byte() != 0
  }

  /// A text that may be missing.
  public mutating func optionalText() -> String? {
    flag() ? text() : nil
  }

  /// A text.
  public mutating func text() -> String {
    let count = number()
    let start = position
    position += count
    return String(decoding: source[start..<position], as: UTF8.self)
  }

  /// Bytes.
  public mutating func bytes() -> [UInt8] {
    let count = number()
    let start = position
    position += count
    return Array(source[start..<position])
  }

  /// A place in a file.
  public mutating func range() -> SourceRange {
    line &+= number()
    let column = number()
    let start = SourcePosition(line: line, column: column)
    let lines = number()
    let end = SourcePosition(line: line &+ lines, column: column &+ number())
    return SourceRange(start, end)
  }

  /// A number.
  public mutating func number() -> Int {
    var value = UInt(byte())
    if value >= 0x80 {
      value &= 0x7F
      var shift: UInt = 7
      var next: UInt8
      repeat {
        next = byte()
        value |= UInt(next & 0x7F) &<< shift
        shift &+= 7
      } while next >= 0x80
    }
    return Int(bitPattern: value &>> 1) ^ -Int(bitPattern: value & 1)
  }
}
