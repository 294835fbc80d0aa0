/// A place on a canvas, in points from its top left corner; y grows downwards.
public struct Point: Sendable, Equatable {
  /// Points from the left.
  public var x: Double
  /// Points from the top.
  public var y: Double

  /// The point (x, y).
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A width and a height in points.
public struct Size: Sendable, Equatable {
  /// Points across.
  public var width: Double
  /// Points down.
  public var height: Double

  /// A size of `width` by `height` points.
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle in points.
public struct Rect: Sendable, Equatable {
  /// The left edge.
  public var x: Double
  /// The top edge.
  public var y: Double
  /// Points across, never negative.
  public var width: Double
  /// Points down, never negative.
  public var height: Double

  /// A rectangle from its top left corner; a negative extent becomes zero.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The right edge.
  public var right: Double { x + width }
  /// The bottom edge.
  public var bottom: Double { y + height }
  /// The middle.
  public var center: Point { Point(x + width / 2, y + height / 2) }

  /// The same rectangle with each side moved inwards.
  public func inset(top: Double = 0, left: Double = 0, bottom: Double = 0, right: Double = 0) -> Rect {
    Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
  }

  /// The same rectangle with all four sides moved inwards.
  public func inset(_ all: Double) -> Rect {
    inset(top: all, left: all, bottom: all, right: all)
  }

  /// A rectangle of another's size in the middle of this one, whole points from its edges, so that what lies on device
  /// pixels still does; what is larger begins where this one does.
  public func centered(_ other: Rect) -> Rect {
    func gap(_ whole: Double, _ part: Double) -> Double { max(0, ((whole - part) / 2).rounded(.down)) }
    return Rect(
      x: x + gap(width, other.width), y: y + gap(height, other.height), width: other.width, height: other.height)
  }

  /// Whether the two have more than an edge in common.
  public func overlaps(_ other: Rect) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  /// Whether a point lies inside or on an edge.
  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x <= right && point.y >= y && point.y <= bottom
  }

  /// Takes `height` points off the top and a gap below them off the rectangle, and returns what was taken.
  ///
  /// Panels are laid out by taking one row after another.
  public mutating func takeTop(_ height: Double, gap: Double = 0) -> Rect {
    let taken = Rect(x: x, y: y, width: width, height: min(height, self.height))
    self = inset(top: min(height + gap, self.height))
    return taken
  }

  /// Takes `width` points off the left and a gap beside them off the rectangle, and returns what was taken.
  public mutating func takeLeft(_ width: Double, gap: Double = 0) -> Rect {
    let taken = Rect(x: x, y: y, width: min(width, self.width), height: height)
    self = inset(left: min(width + gap, self.width))
    return taken
  }
}
