/// A dashed line at a value worth knowing, named at its end.
public struct ReferenceLine: Sendable, Equatable {
  /// Where it lies.
  public enum Place: Sendable, Equatable {
    /// Upright, through a value of the horizontal axis.
    case x(Double)
    /// Level, through a value of the vertical axis.
    case y(Double)
  }

  /// Where it lies.
  public var place: Place
  /// Its name: `log 4`.
  public var label: Label

  /// A level line, named at its right end.
  public init(y: Double, label: Label) {
    place = .y(y)
    self.label = label
  }

  /// An upright line, named at its top.
  public init(x: Double, label: Label) {
    place = .x(x)
    self.label = label
  }

  /// The value of a level line.
  var y: Double? { if case .y(let value) = place { value } else { nil } }
  /// The value of an upright line.
  var x: Double? { if case .x(let value) = place { value } else { nil } }
}
