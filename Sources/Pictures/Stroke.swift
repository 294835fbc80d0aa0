/// How a line is drawn.
public struct Stroke: Sendable, Equatable {
  /// Its colour.
  public var color: Color
  /// Its width in points.
  public var width: Double
  /// Lengths of dashes and gaps in points; none draws a whole line.
  public var dash: [Double]
  /// Whether corners are round rather than cut off.
  public var hasRoundJoins: Bool
  /// Whether ends are round rather than square.
  public var hasRoundEnds: Bool

  /// A line of a colour, one point wide unless told otherwise.
  public init(
    _ color: Color, width: Double = 1, dash: [Double] = [], hasRoundJoins: Bool = true, hasRoundEnds: Bool = false
  ) {
    self.color = color
    self.width = max(0, width)
    // All zeros or a negative length would put cairo into its error state.
    self.dash = dash.allSatisfy { $0 >= 0 } && dash.contains { $0 > 0 } ? dash : []
    self.hasRoundJoins = hasRoundJoins
    self.hasRoundEnds = hasRoundEnds
  }
}
