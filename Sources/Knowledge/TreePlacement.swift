/// Where the cells of a picture stand: their order within layers, then across, then down.
///
/// After Sugiyama: the order is chosen so that few lines cross, the places so that lines run straight
/// down where they can. Everything is whole numbers, and every pass has a fixed number of rounds.
struct TreePlacement {
  typealias Cell = TreeDrawing.Cell

  /// For each cell its upper left corner.
  private(set) var origins: [TreeLayout.Point]
  /// For each cell, the height at which lines that leave it run across.
  private(set) var tracks: [Int]
  private(set) var width = 0
  private(set) var height = 0

  private static let rounds = 10

  init(_ cells: [Cell], layers: [[Int]]) {
    origins = cells.map { _ in TreeLayout.Point(x: 0, y: 0) }
    tracks = cells.map { _ in 0 }
    let order = Self.ordered(cells, layers)
    placeAcross(cells, order)
    placeDown(cells, order)
  }

  // MARK: Order

  /// The layers in the order with the fewest crossings of those that were tried.
  private static func ordered(_ cells: [Cell], _ layers: [[Int]]) -> [[Int]] {
    var current = layers
    var rank = ranks(current, cells.count)
    var best = (layers: current, crossings: crossings(current, cells, rank))
    for round in 0..<rounds where best.crossings > 0 {
      let isDown = round.isMultiple(of: 2)
      for layer in isDown ? Array(current.indices) : current.indices.reversed() {
        let keys = current[layer].map { cell in
          (cell, mean(isDown ? cells[cell].above : cells[cell].below, rank) ?? rank[cell] * 1000)
        }
        current[layer] = keys.sorted { ($0.1, rank[$0.0]) < ($1.1, rank[$1.0]) }.map(\.0)
        for (place, cell) in current[layer].enumerated() { rank[cell] = place }
      }
      let crossings = crossings(current, cells, rank)
      if crossings < best.crossings { best = (current, crossings) }
    }
    return best.layers
  }

  private static func ranks(_ layers: [[Int]], _ count: Int) -> [Int] {
    var rank = [Int](repeating: 0, count: count)
    for layer in layers {
      for (place, cell) in layer.enumerated() { rank[cell] = place }
    }
    return rank
  }

  private static func mean(_ neighbours: [Int], _ rank: [Int]) -> Int? {
    guard !neighbours.isEmpty else { return nil }
    return neighbours.reduce(0) { $0 + rank[$1] * 1000 } / neighbours.count
  }

  /// How many pairs of lines cross between neighbouring layers.
  private static func crossings(_ layers: [[Int]], _ cells: [Cell], _ rank: [Int]) -> Int {
    var sum = 0
    for layer in layers.dropLast() {
      let ends = layer.flatMap { cells[$0].below.map { rank[$0] }.sorted() }
      sum += inversions(ends)
    }
    return sum
  }

  /// How many pairs stand in the wrong order, counted with a tree of partial sums.
  private static func inversions(_ values: [Int]) -> Int {
    guard let largest = values.max() else { return 0 }
    var sums = [Int](repeating: 0, count: largest + 2)
    var count = 0
    for (seen, value) in values.enumerated() {
      var notGreater = 0
      var index = value + 1
      while index > 0 {
        notGreater += sums[index]
        index -= index & -index
      }
      count += seen - notGreater
      index = value + 1
      while index < sums.count {
        sums[index] += 1
        index += index & -index
      }
    }
    return count
  }

  // MARK: Across

  private mutating func placeAcross(_ cells: [Cell], _ layers: [[Int]]) {
    for layer in layers { pack(layer, cells) { _ in 0 } }
    for round in 0..<Self.rounds {
      let isDown = round.isMultiple(of: 2)
      for layer in isDown ? Array(layers.indices) : layers.indices.reversed() {
        let places = origins
        pack(layers[layer], cells) { cell in
          // The middle one rather than the mean: then at least one line runs straight.
          let neighbours = isDown ? cells[cell].above : cells[cell].below
          let ports = neighbours.map { places[$0].x + cells[$0].port }.sorted()
          guard !ports.isEmpty else { return places[cell].x }
          return ports[(ports.count - 1) / 2] - cells[cell].port
        }
      }
    }
    for layer in layers { straighten(layer, cells) }
    let left = cells.indices.map { origins[$0].x }.min() ?? 0
    for cell in cells.indices { origins[cell].x += TreeMeasure.margin - left }
    width = (cells.indices.map { origins[$0].x + cells[$0].width }.max() ?? 0) + TreeMeasure.margin
  }

  /// Puts the cells of a layer as near to their wishes as their order and widths allow.
  ///
  /// Cells that want to overlap form a block, which stands where its members want to be on average;
  /// blocks that touch join.
  private mutating func pack(_ layer: [Int], _ cells: [Cell], wish: (Int) -> Int) {
    var blocks: [(sum: Int, count: Int, members: [Int])] = []
    var offsets: [Int] = []
    var offset = 0
    for (place, cell) in layer.enumerated() {
      offsets.append(offset)
      blocks.append((wish(cell) - offset, 1, [place]))
      offset += cells[cell].width + TreeMeasure.gap
      while blocks.count > 1, let last = blocks.last {
        let before = blocks[blocks.count - 2]
        guard before.sum * last.count > last.sum * before.count else { break }
        blocks.removeLast()
        blocks[blocks.count - 1] = (
          before.sum + last.sum, before.count + last.count, before.members + last.members
        )
      }
    }
    for block in blocks {
      let start = block.sum.flooringDivision(by: block.count)
      for place in block.members { origins[layer[place]].x = start + offsets[place] }
    }
  }

  /// Moves cells below those from which lines lead to them, where there is room for that.
  private mutating func straighten(_ layer: [Int], _ cells: [Cell]) {
    for (place, cell) in layer.enumerated() {
      let ports = cells[cell].above.map { origins[$0].x + cells[$0].port }.sorted()
      guard !ports.isEmpty else { continue }
      let wish = ports[(ports.count - 1) / 2] - cells[cell].port
      if place > 0 {
        let left = layer[place - 1]
        guard origins[left].x + cells[left].width + TreeMeasure.gap <= wish else { continue }
      }
      if place + 1 < layer.count {
        let right = origins[layer[place + 1]].x
        guard wish + cells[cell].width + TreeMeasure.gap <= right else { continue }
      }
      origins[cell].x = wish
    }
  }

  // MARK: Down

  private mutating func placeDown(_ cells: [Cell], _ layers: [[Int]]) {
    var y = TreeMeasure.margin
    for (number, layer) in layers.enumerated() {
      for cell in layer { origins[cell].y = y }
      y += layer.map { cells[$0].height }.max() ?? 0
      guard number + 1 < layers.count else { break }
      y += TreeMeasure.step
      y += placeTracks(layer, cells, from: y) * TreeMeasure.step
    }
    height = y + TreeMeasure.margin
  }

  /// Gives the cells whose lines run across heights at which these do not touch.
  ///
  /// - Returns: how many heights there are.
  private mutating func placeTracks(_ layer: [Int], _ cells: [Cell], from y: Int) -> Int {
    let spans = layer.compactMap { cell -> (cell: Int, left: Int, right: Int)? in
      let start = origins[cell].x + cells[cell].port
      let ends = cells[cell].below.map { origins[$0].x + cells[$0].port }
      guard let least = ends.min(), let most = ends.max(), least < start || most > start else {
        return nil
      }
      return (cell, min(start, least), max(start, most))
    }.sorted { ($0.left, $0.right, $0.cell) < ($1.left, $1.right, $1.cell) }
    var ends: [Int] = []
    for span in spans {
      let free = ends.firstIndex { $0 + TreeMeasure.step < span.left }
      let track = free ?? ends.count
      if free == nil { ends.append(span.right) } else { ends[track] = span.right }
      tracks[span.cell] = y + track * TreeMeasure.step
    }
    return ends.count
  }
}

extension Int {
  /// The quotient, rounded down.
  fileprivate func flooringDivision(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
