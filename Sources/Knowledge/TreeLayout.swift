/// Where everything stands in the picture of a decision tree, in whole pixels.
///
/// Questions stand in layers from top to bottom, each below all that lead to it. What ends there,
/// outcomes above all, hangs below its question, one under the other, so that the picture stays
/// narrow enough for a phone:
///
///     ┌────────────────┐
///     │ 小票上写着什么？ │
///     └┬───────────────┘
///      │ 处理中
///      ├─┤ 先查询 │        hangs: an outcome, another tree, a way back
///      │
///      ├──────────────┐
///      │ 成功          │ 失败      the label of an option stands beside its line
///     ┌┴───────────┐ ┌┴──────────┐
///
/// An outcome to which several questions lead hangs below each of them; that keeps the lines short.
public struct TreeLayout: Sendable {
  /// A place; y grows downwards.
  public struct Point: Hashable, Sendable {
    /// From the left.
    public var x: Int
    /// From the top.
    public var y: Int
  }

  /// A rectangle.
  public struct Frame: Hashable, Sendable {
    /// Its left side.
    public var x: Int
    /// Its upper side.
    public var y: Int
    /// From left to right.
    public var width: Int
    /// From top to bottom.
    public var height: Int

    /// Its right side.
    public var right: Int { x + width }
    /// Its lower side.
    public var bottom: Int { y + height }

    /// Whether two rectangles have a pixel in common.
    public func overlaps(_ other: Frame) -> Bool {
      x < other.right && other.x < right && y < other.bottom && other.y < bottom
    }
  }

  /// What a box stands for.
  public enum Content: Hashable, Sendable {
    /// A node, where it is drawn first, by its place in ``DecisionTree/nodes``.
    case node(Int)
    /// A node that is drawn elsewhere too.
    case copy(Int)
    /// A node on the way to this box: the answer goes back.
    case back(Int)
    /// Another tree, by the address as written.
    case tree(String)
    /// No node, by its id.
    case unknown(String)
  }

  /// A box.
  public struct Box: Sendable {
    /// What it stands for.
    public let content: Content
    /// Its words, cut into lines.
    public let lines: [String]
    /// Where it stands.
    public internal(set) var frame: Frame
  }

  /// A line from one box to another.
  public struct Edge: Sendable {
    /// The upper box, by its place in ``TreeLayout/boxes``.
    public let from: Int
    /// The lower box.
    public let to: Int
    /// The words beside it, cut into lines.
    public let label: [String]
    /// Where they stand.
    public internal(set) var labelFrame: Frame
    /// Its corners; it runs only across and down.
    public internal(set) var points: [Point]
  }

  /// The boxes.
  public let boxes: [Box]
  /// The lines.
  public let edges: [Edge]
  /// How wide the picture is.
  public let width: Int
  /// How high the picture is.
  public let height: Int

  /// Lays out the part of a tree that its start reaches.
  ///
  /// - Complexity: about O((nodes + options) × log), with a bound on lines that pass many layers:
  ///   past it the lower end hangs as a copy.
  public init(_ tree: DecisionTree) {
    let plan = TreePlan(tree)
    var drawing = TreeDrawing(plan)
    let placement = TreePlacement(drawing.cells, layers: drawing.layers)
    drawing.place(placement)
    boxes = drawing.boxes
    edges = drawing.edges
    width = placement.width
    height = placement.height
  }
}

/// The measures of a picture, in pixels. Text of 13 pixels takes at most 7 for each place.
enum TreeMeasure {
  static let margin = 12
  static let questionWidth = 178
  static let leafWidth = 152
  /// From the left side of a question to the line down from it, where all lines begin and end.
  static let port = 13
  /// From the left side of a question to that of what hangs below it.
  static let indent = 26
  static let padding = 8
  static let lineHeight = 18
  static let labelHeight = 16
  /// Between a line and the label beside it.
  static let labelGap = 6
  static let questionPlaces = 22
  static let leafPlaces = 19
  static let labelPlaces = 22
  /// Between neighbours in a layer.
  static let gap = 22
  /// Above and below a label, and between lines that run across.
  static let step = 9

  static func boxHeight(_ lines: Int) -> Int { max(1, lines) * lineHeight + 2 * padding }

  static func labelWidth(_ lines: [String]) -> Int {
    ((lines.map(TreeLabel.width).max() ?? 0) * 13 + 1) / 2 + 2
  }
}
