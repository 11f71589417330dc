/// A place in one line that moves over the markers of containers as libcmark does.
///
/// A tab reaches to the next multiple of four columns, and a container may take only a part of it.
struct LineCursor {
  let bytes: [UInt8]
  private(set) var offset = 0
  private var column = 0

  init(_ line: some StringProtocol) {
    bytes = Array(line.utf8)
  }

  /// The columns of white space that follow.
  var indentation: Int {
    var columns = 0
    var index = offset
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 {
      columns += width(at: index, column: column + columns)
      index += 1
    }
    return columns
  }

  /// Whether nothing but white space follows.
  var isBlank: Bool {
    bytes[offset...].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// What follows the white space.
  var content: ArraySlice<UInt8> {
    bytes[offset...].drop { $0 == 0x20 || $0 == 0x09 }
  }

  /// What stands before ``content``.
  var prefix: ArraySlice<UInt8> {
    bytes[..<content.startIndex]
  }

  /// Moves over all of the containers; false where the line does not belong to one of them.
  ///
  /// - Parameters:
  ///   - containers: the containers, the outermost first.
  ///   - line: the number of the line, which tells the items that begin in it.
  /// - Returns: whether the line belongs to all of them.
  mutating func skip(_ containers: [Container], line: Int) -> Bool {
    for container in containers {
      switch container {
      case .quote:
        guard skipQuote() else { return false }
      case .item(_, line):
        skipMarker()
      case .item(let columns, _):
        guard skipColumns(columns) || isBlank else { return false }
      }
    }
    return true
  }

  private mutating func skipQuote() -> Bool {
    guard indentation <= 3, content.first == UInt8(ascii: ">") else { return false }
    column += indentation + 1
    offset = content.startIndex + 1
    _ = skipColumns(1)
    return true
  }

  /// Moves over the marker of a list item; tells by how much the item's content is indented.
  @discardableResult
  mutating func skipMarker() -> Int {
    let marker = content
    var length = 1
    if let first = marker.first, (0x30...0x39).contains(first) {
      length += marker.prefix { (0x30...0x39).contains($0) }.count
    }
    let indented = indentation
    column += indented + length
    offset = min(marker.startIndex + length, bytes.count)
    // Where much space follows, it is indented code within the item.
    let space = isBlank || indentation > 4 ? 1 : indentation
    _ = skipColumns(space)
    return indented + length + space
  }

  /// Moves over so many columns of white space, if there are as many.
  private mutating func skipColumns(_ count: Int) -> Bool {
    guard indentation >= count else { return false }
    var rest = count
    while rest > 0 {
      let step = min(width(at: offset, column: column), rest)
      if step == width(at: offset, column: column) { offset += 1 }
      column += step
      rest -= step
    }
    return true
  }

  private func width(at index: Int, column: Int) -> Int {
    bytes[index] == 0x09 ? 4 - column % 4 : 1
  }
}

/// A container that a line is in.
enum Container {
  case quote
  /// A list item: by how many columns its content is indented in its parent, and its first line.
  case item(columns: Int, line: Int)
}
