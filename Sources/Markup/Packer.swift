public import Diagnostics

/// Writes values as bytes, which ``Unpacker`` reads in the same order.
///
/// A number takes seven bits a byte; a text stands behind its length, a list behind its count; of
/// what may be missing a byte tells whether it is there. A range is told by what it is away from the
/// line of the range before, which mostly takes four bytes.
public struct Packer {
  /// What was written.
  public internal(set) var bytes: [UInt8] = []
  /// The line in which the last range begins.
  private var line = 0

  /// Has written nothing.
  public init() {
    bytes.reserveCapacity(4096)
  }

  /// Begins what can be read without what stands before it.
  public mutating func beginPart() {
    line = 0
  }

  /// Adds values behind their number.
  @inlinable
  public mutating func add<Value>(
    _ values: [Value], _ add: (_ value: Value, _ packer: inout Packer) -> Void
  ) {
    self.add(values.count)
    for value in values { add(value, &self) }
  }

  /// Adds what is true or not.
  public mutating func add(_ value: Bool) {
    bytes.append(value ? 1 : 0)
  }

  /// Adds a text that may be missing.
  public mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  /// Adds a text.
  public mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds bytes.
  public mutating func add(_ bytes: [UInt8]) {
    add(bytes.count)
    self.bytes += bytes
  }

  /// Adds a place in a file.
  public mutating func add(_ range: SourceRange) {
    let (start, end) = (range.start, range.end)
    add(start.line &- line)
    add(start.column)
    add(end.line &- start.line)
    add(end.column &- start.column)
    line = start.line
  }

  /// Adds a number, the small ones of either sign in a byte.
  public mutating func add(_ number: Int) {
    var rest = UInt(bitPattern: number &<< 1 ^ number &>> (Int.bitWidth - 1))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
